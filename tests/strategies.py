"""Input that Hypothesis makes up: texts, HTML, notes; and what is read from HTML."""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

from hypothesis import assume
from hypothesis import strategies as st

from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.content.parsed import Parsed
from glossator.problems import Location
from glossator.weaving.markup import read_text
from glossator.weaving.sanitize import SCHEMES
from glossator.weaving.weave import Placement

VOID = {"br", "col", "hr", "img", "input", "wbr"}
KINDS = ("correction", "source", "context")

# Everything that normalising treats in a way of its own, among ordinary letters.
PIECES = [
    *"aab B1.,-'\"",
    *" \n\t\xa0\u2003\u3000",  # blanks
    *"\xad\u200b\u200d\ufeff\u200f",  # nothing to be seen
    *"‘’“”„–—−…",
    *("e\u0301", "\u0301", "\u0323", "ö", "o\u0308", "ﬁ", "İ"),
    *("平", "頭", "か", "が", "\u3099", "각", "\u1100", "\u1161", "\u11a8"),
    *("कि", "\u09c7", "\u09be", "\u0f40", "\u0f72", "\u0f73"),
    *("😀", "👩\u200d💻", "\U0001d400"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=40)


LINK = '<a href="https://example.org/?a=1&amp;b=&gt;" title=">">'
TOKENS = [
    *("a", "b c", " ", "\n", "平頭", "e\u0301"),
    *("&amp;", "&lt;b&gt;", "&#8217;", "&hellip;", "& ", "&nosuch;"),
    *("<br>", "<hr>", "<!-- a > b -->"),
    *("<p>", "<h2>", "<ul>", "<li>", "<blockquote>", "<em>", "<strong>", LINK),
    *("</>", "</>", "</>", "</>"),
]


def build(tokens: list[str]) -> str:
    """Well-formed HTML: `</>` closes what is open, and links do not nest."""
    parts: list[str] = []
    stack: list[str] = []
    for token in tokens:
        tag = re.match(r"<([a-z]\w*)", token)
        if token == "</>":
            parts.append(f"</{stack.pop()}>" if stack else "")
        elif not tag or tag[1] in VOID:
            parts.append(token)
        elif tag[1] != "a" or "a" not in stack:
            parts.append(token)
            stack.append(tag[1])
    return "".join(parts) + "".join(f"</{tag}>" for tag in reversed(stack))


fragments = st.lists(st.sampled_from(TOKENS), max_size=25).map(build)


@st.composite
def woven(draw: st.DrawFn) -> tuple[str, list[Placement]]:
    """A fragment with notes at random places of its text."""
    html = draw(fragments)
    size = len(read_text(html).text)
    assume(size)
    placements = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        start = draw(st.integers(0, size - 1))
        end = draw(st.integers(start + 1, size))
        kind = draw(st.sampled_from(KINDS))
        label = draw(st.sampled_from(["Note", '"><script>', "a & b > c"]))
        placements.append(Placement(f"n{number}", kind, number, 1, start, end, label))
    return html, placements


class Outline(HTMLParser):
    """Reads HTML strictly: what opens closes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, list[str]] = defaultdict(list)
        self.ids: list[str] = []
        self.nested_links = 0
        self.feed(html)
        self.close()
        assert not self.open, f"{self.open} never closed in {html!r}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.nested_links += tag == "a" and "a" in self.open
        self.open.append(tag)
        if tag == "mark":
            self.ids = (dict(attrs)["data-annotation"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()
        if tag == "mark":
            self.ids = []

    def handle_data(self, data: str) -> None:
        for name in self.ids:
            self.marked[name].append(data)


def make_note(name: str, annotation: Annotation) -> Note:
    path = f"annotations/example/{name}.yaml"
    return Note(name, "example", path, annotation, Parsed(values={(): Location(path)}))


@st.composite
def noted(draw: st.DrawFn) -> tuple[str, list[Note]]:
    """A fragment with notes that quote it, some of them in vain."""
    html = draw(fragments)
    text = read_text(html).text
    assume(text.strip())
    notes = []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        assume(text[start:end].strip())
        target = [{"exact": text[start:end] + draw(st.sampled_from(["", "", "?"]))}]
        annotation = Annotation(
            kind=draw(st.sampled_from(KINDS)),
            target=target,
            replacement="new words",
            status=draw(st.sampled_from(["published", "published", "resolved", "withdrawn"])),
        )
        notes.append(make_note(f"n{number}", annotation))
    return html, notes


NASTY = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//example.org/x>",
    "</script>",
    "<svg/onload=alert(1)>",
    '<img src=x onerror="alert(1)">',
    "<a href=javascript:alert(1)>x</a>",
    '<a href=" java\nscript:x">',
    '<a href="&#106;avascript:x">',
    '<a href="data:text/html,x">',
    "<iframe src=x>",
    "<style>*{}</style>",
    '<p style="color:red" onclick=x()>',
    "<form action=x><input name=y>",
    "<math><mtext></p><style>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<object data=x>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh>",
    '<h2 id="__search">',
    '<h2 id="note-1">',
    "<mark class=gloss>",
    "<noscript><p title='</noscript>",
    "<template>",
    "<p>",
    "</p>",
    "<b",
    '"',
    "'",
    ">",
    "<a href=https://example.org/ target=x>",
    "text",
    "<table><a href=x><td><a href=y>",
    "<a href=x><p><a href=y>",
    "<textarea>",
    "</a>",
    "<em>",
    "&lt;script&gt;",
]
nasty_html = st.lists(st.sampled_from(NASTY), max_size=12).map("".join) | st.text(
    "<>/ab =\"'&;", max_size=60
)
SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
ACTIVE = {
    *("script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "base"),
    *("meta", "link", "template", "noscript", "textarea", "mark", "button", "frame", "applet"),
}  # fmt: skip


def assert_harmless(html: str) -> Outline:
    outline = Outline(html)
    for tag, attributes in outline.tags:
        assert tag not in ACTIVE
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction", "target"}
            scheme = SCHEME.match(value or "") if name in {"href", "src", "cite"} else None
            assert not scheme or scheme[1].lower() in SCHEMES
            assert not (name == "id" and str(value).startswith(("__", "note-", "ref-")))
    return outline


# Words as many scripts have them, and what stands between; a picture shows them all.
SCRIPTS = [
    *("the", "Bridge", "5.3", "$380", "100 %", "Straße", "Łódź", "naïve", "ﬁne"),
    *("Мост", "стоил", "Η", "γέφυρα", "կամուրջ", "ხიდი"),
    *("الجسر", "كلّف", "٥٠", "مليون", "بِسْمِ", "הגשר", "עלה", "שָׁלוֹם"),
    *("पुल", "की", "लागत", "क्षत्रिय", "সেতু", "பாலம்", "వంతెన"),
    *("สะพาน", "ราคา", "ที่", "ស្ពាន", "ຂົວ", "တံတား"),
    *("橋花了五百萬", "桥花了五百万", "橋は五百万クローナ", "다리는", "500만", "。", "「", "」"),
    *("—", "…", "“", "”", "«", "»", "(", ")", "[", "]", "/", "-", "·", "→", "№", "€"),
    *("👩\u200d💻", "😀", "\u200f", "\u202e", "\u2066", "e\u0301", "a" * 70, "\u0301" * 30),
]
script_texts = st.lists(
    st.sampled_from(SCRIPTS) | st.text(max_size=6), min_size=1, max_size=40
).map(" ".join) | st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=12).map("".join)
SCRIPT_LANGUAGES = (
    "en",
    "de",
    "ru",
    "el",
    "ar",
    "he",
    "fa",
    "hi",
    "th",
    "zh-Hant",
    "zh",
    "ja",
    "ko",
)
