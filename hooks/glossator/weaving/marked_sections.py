"""Sections of HTML that begin with `<![` are read as text by those who only look for tags.

Up to Python 3.12 the parser of the standard library ends all at `<![x`, and looks through the
rest of a text anew at each `<![CDATA[` that nothing ends. MkDocs looks with it for places to link
to, before anybody knows what is code; and pages on XML have such signs in their code.
"""

from __future__ import annotations

from typing import Any

from markdown.htmlparser import HTMLExtractor, htmlparser  # type: ignore[attr-defined]

_BEGIN = "<!["


def read_sections_as_text() -> None:
    """Have every reader of HTML that is made from Markdown's own go on behind `<![`.

    But for the one of Markdown itself, which knows what to do with it and makes the page.
    """
    reader = htmlparser.HTMLParser
    ends_all = reader.parse_html_declaration
    if getattr(ends_all, "reads_sections_as_text", False):
        return

    def parse_html_declaration(self: Any, i: int) -> int:
        if self.rawdata.startswith(_BEGIN, i) and not isinstance(self, HTMLExtractor):
            self.handle_data(_BEGIN)
            return i + len(_BEGIN)
        return int(ends_all(self, i))

    parse_html_declaration.reads_sections_as_text = True  # type: ignore[attr-defined]
    reader.parse_html_declaration = parse_html_declaration  # type: ignore[method-assign]
