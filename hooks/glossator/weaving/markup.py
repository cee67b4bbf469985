"""The text of an HTML fragment, and where in the HTML each stretch of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from glossator.content.references import unescape

# Between two of these a reader sees a break, so that their words never run together.
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre"),
        *("search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)
# What they hold is not text that a reader sees.
HIDDEN = frozenset(("head", "noscript", "script", "style", "template", "textarea", "title"))

_TOKEN = re.compile(
    r"""<!--.*?-->                                   # a comment
      | <!(?:[^>"']|"[^"]*"|'[^']*')*>               # a doctype
      | <(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>
      | &(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);   # a character reference
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADERLINK = re.compile(r"""\bclass\s*=\s*["']?[^"'>]*\bheaderlink\b""")


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text between two tags.

    Attributes:
        start: Offset of its first character in `HtmlText.text`.
        end: Offset one past its last character.
        pieces: `(text offset, html offset, html length)` of each stretch; one that stands
            for a character reference has a text of its own length, another maps one to one.
        html_end: Offset in the HTML one past the run.
        after_link: Offset in the HTML behind the `</a>` of the link around the run, where
            there is one: links cannot be nested, so a marker goes there.
    """

    start: int
    end: int
    pieces: tuple[tuple[int, int, int], ...]
    html_end: int
    after_link: int | None = None

    def html_offset(self, offset: int) -> int:
        """Where the character at text `offset` begins in the HTML, or where the run ends."""
        if offset >= self.end:
            return self.html_end
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        begin, html_begin, reference = self.pieces[index]
        return html_begin if reference else html_begin + offset - begin


@dataclass(frozen=True)
class HtmlText:
    """An HTML fragment as text.

    Attributes:
        html: The fragment.
        text: What a reader reads, with a line feed at each block boundary.
        runs: The runs of text between tags, in reading order.
    """

    html: str
    text: str
    runs: tuple[TextRun, ...]


def read_text(fragment: str) -> HtmlText:
    """The text of the HTML `fragment` with the way back. Linear in its length."""
    reader = _Reader(fragment)
    reader.read()
    return HtmlText(fragment, "".join(reader.parts), tuple(reader.runs))


@dataclass
class _Reader:
    html: str
    parts: list[str] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)
    length: int = 0
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    run_start: int = 0
    hidden: list[str] = field(default_factory=list)
    link_runs: list[int] | None = None
    link_depth: int = 0

    def read(self) -> None:
        done = 0
        for token in _TOKEN.finditer(self.html):
            begin, end = token.span()
            self._add(self.html[done:begin], done)
            done = end
            if token["tag"]:
                self._finish_run(begin)
                self._tag(token)
            elif self.html[begin] == "&":
                text = unescape(token[0])
                is_known = text != token[0]
                self._add(text, begin, reference=end - begin if is_known else 0)
            else:
                self._finish_run(begin)
        self._add(self.html[done:], done)
        self._finish_run(len(self.html))

    def _add(self, text: str, at: int, *, reference: int = 0) -> None:
        if not text or self.hidden:
            return
        if not self.pieces:
            self.run_start = self.length
        self.pieces.append((self.length, at, reference))
        self.parts.append(text)
        self.length += len(text)

    def _finish_run(self, html_end: int) -> None:
        if not self.pieces:
            return
        if self.link_runs is not None:
            self.link_runs.append(len(self.runs))
        self.runs.append(TextRun(self.run_start, self.length, tuple(self.pieces), html_end))
        self.pieces = []

    def _tag(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        if tag in BLOCKS:
            self._break()
        if self.hidden:
            if tag == self.hidden[-1]:
                if token["close"]:
                    self.hidden.pop()
                else:
                    self.hidden.append(tag)
        elif not token["close"] and (
            tag in HIDDEN or (tag == "a" and _HEADERLINK.search(token["attributes"]))
        ):
            self.hidden.append(tag)
        elif tag == "a":
            self._link(token)

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
            self.length += 1

    def _link(self, token: re.Match[str]) -> None:
        # Links around tables can hold links: only behind the outermost there is none around.
        if not token["close"]:
            self.link_runs = self.link_runs or []
            self.link_depth += 1
            return
        self.link_depth = max(0, self.link_depth - 1)
        if self.link_depth:
            return
        for index in self.link_runs or ():
            run = self.runs[index]
            self.runs[index] = TextRun(
                run.start, run.end, run.pieces, run.html_end, after_link=token.end()
            )
        self.link_runs = None
