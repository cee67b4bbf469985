"""What MkDocs prints while it builds: nothing in it moves a terminal's cursor, or turns words."""

from __future__ import annotations

import logging

from glossator.showing import visible_lines, visible_message


class _Plain(logging.Filter):
    """Shows what is quoted in a message, such as a file's name, in plain."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True of each message, which is changed where it has to be."""
        message = record.getMessage()
        plain = visible_message(message)
        if plain != message:
            record.msg, record.args = plain, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = visible_lines(record.exc_text)
        return True


def show_plainly(logger: logging.Logger) -> None:
    """Have all that `logger` and those below it print be shown in plain."""
    for handler in logger.handlers:
        if not any(isinstance(one, _Plain) for one in handler.filters):
            handler.addFilter(_Plain())
