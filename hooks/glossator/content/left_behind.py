"""What systems and editors leave in folders, which nobody wants to publish or hear of."""

from __future__ import annotations

import re

# Windows, macOS; and what Vim makes for a moment, to see whether it can.
_OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "4913"})
# What begins so is of an office, for as long as it has the file open.
_OF_AN_OFFICE = "~$"
# What a text was before it was saved, as many editors leave it, and what Emacs saves by the way.
_ENDING = r"\.(?:csv|json|markdown|md|mdown|mkdn?|srt|tsv|txt|vtt|yaml)"
_OF_A_TEXT = re.compile(rf"(?s:.*){_ENDING}(?:\.~[0-9]+)?~|#(?s:.*){_ENDING}#")


def is_left_behind(name: str) -> bool:
    """Whether a file of this name is of that kind; those with a dot in front are not asked for."""
    if name[-1] in "~#" and _OF_A_TEXT.fullmatch(name):
        return True
    return name.startswith(_OF_AN_OFFICE) or name.lower() in _OF_SYSTEMS
