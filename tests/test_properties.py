"""What holds for any input, tried on input that Hypothesis makes up."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchor import find_all
from glossator.annotate import annotate
from glossator.corpus import Note
from glossator.markup import read_text
from glossator.model import Annotation
from glossator.problems import Location
from glossator.publish import Settings, publish
from glossator.sanitize import SCHEMES, sanitize_article, sanitize_note, sanitize_page
from glossator.source import Parsed
from glossator.text import normalize
from glossator.weave import Placement, unweave_marks, weave_marks

# The same examples on every machine, and none kept between runs.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

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


# --- normalising -------------------------------------------------------------------------


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(texts)
def test_offsets_rise_and_stay_inside_the_source(text: str) -> None:
    normal = normalize(text)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert list(normal.starts) == sorted(normal.starts)
    assert list(normal.ends) == sorted(normal.ends)
    for start, end in zip(normal.starts, normal.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(texts)
def test_normalised_text_is_composed_and_has_single_blanks(text: str) -> None:
    normal = normalize(text).text
    assert unicodedata.is_normalized("NFC", normal)
    assert not re.search(r"[^\S ]|  |\xad|\u200b|[‘’“”…–—]", re.sub("[\x1c-\x1f]", "", normal))


# --- finding -----------------------------------------------------------------------------


def naive_hits(text: str, needle: str) -> list[int]:
    return [begin for begin in range(len(text)) if text.startswith(needle, begin)]


# Few letters and long needles, so that hits overlap and the search changes its method.
repetitive = st.text("ab", min_size=1, max_size=120) | st.builds(
    lambda word, times: word * times, st.text("ab", min_size=1, max_size=3), st.integers(1, 60)
)


@given(repetitive, st.data())
def test_search_finds_what_a_naive_search_finds(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    needle = text[begin:end]
    assert list(find_all(text, needle)) == naive_hits(text, needle)


def test_search_after_changing_its_method_finds_every_hit() -> None:
    text, needle = "ab" * 400 + "b" + "ab" * 400, "ab" * 100
    assert list(find_all(text, needle)) == naive_hits(text, needle)


@given(
    st.text("ab", max_size=40),
    st.text("ab", max_size=2),
    st.text("ab", min_size=1, max_size=3),
    st.text("ab", max_size=2),
)
def test_status_agrees_with_counting(text: str, prefix: str, exact: str, suffix: str) -> None:
    hits = naive_hits(text, prefix + exact + suffix)
    match = match_quote(text, TextQuoteSelector(exact, prefix, suffix))
    begins = [hit + len(prefix) for hit in hits]
    assert match.spans == [(begin, begin + len(exact)) for begin in begins]
    assert match.status == ("orphaned", "found")[len(hits)] if len(hits) < 2 else "ambiguous"
    assert (match.status == "orphaned") or not match.suggestions


@given(texts, st.text("ab .e", min_size=1, max_size=4))
def test_what_is_found_reads_like_the_quote(text: str, exact: str) -> None:
    assume(exact.strip())
    for begin, end in match_quote(text, TextQuoteSelector(exact)).spans:
        assert 0 <= begin < end <= len(text)
        assert normalize(text[begin:end]).text.strip() == normalize(exact).text.strip()


@given(texts, texts)
def test_suggestions_stand_in_the_text_best_first(text: str, exact: str) -> None:
    assume(normalize(exact).text.strip())
    match = match_quote(text, TextQuoteSelector(exact))
    scores = [suggestion.score for suggestion in match.suggestions]
    assert scores == sorted(scores, reverse=True)
    for begin, end, score in match.suggestions:
        assert 0 <= begin < end <= len(text)
        assert 0 <= score <= 100


@settings(max_examples=400)
@given(texts, st.data())
def test_a_described_quote_is_found_at_its_own_place(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        selector = describe_quote(text, start, end)
    except ValueError:
        assert not normalize(text[start:end]).text.strip(" ") or cuts_one_character(
            text, start, end
        )
        return
    match = match_quote(text, selector)
    assert match.status == "found"
    begin, stop = match.spans[0]
    assert begin <= start < end <= stop
    assert text[begin:stop] == selector.exact
    assert text[:begin].endswith(selector.prefix)
    assert text[stop:].startswith(selector.suffix)
    is_widened = normalize(selector.exact).text == " " or not all(
        normalize(edge).text for edge in (text[start], text[end - 1])
    )
    if not cuts_one_character(text, start, end) and not is_widened:
        assert (begin, stop) == (start, end)


def cuts_one_character(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside of what normalising takes for one character."""
    normal = normalize(text)
    return any(
        begin < edge < stop and normal.text[index] != " "
        for edge in (start, end)
        for index, (begin, stop) in enumerate(zip(normal.starts, normal.ends, strict=True))
    )


@given(st.text("ab ", min_size=1, max_size=60), st.data())
def test_a_quote_that_stands_once_needs_no_more_than_its_words(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    selector = describe_quote(text, start, end)
    if len(naive_hits(normalize(text).text, normalize(text[start:end]).text)) == 1:
        assert " " not in (selector.prefix + selector.suffix).strip()


def test_search_for_a_long_needle_in_a_long_text_comes_to_an_end() -> None:
    # Compared one by one, these are 10,000,000,000 characters.
    assert sum(1 for _ in find_all("a" * 200_000, "a" * 100_000)) == 100_001


def test_search_for_a_needle_that_nearly_fits_everywhere_comes_to_an_end() -> None:
    assert list(find_all("a" * 200_000, "a" * 50_000 + "b" + "a" * 50_000)) == []


def test_a_quote_is_found_in_a_megabyte() -> None:
    text = "lorem ipsum dolor " * 60_000 + "the one place" + " sit amet" * 1_000
    begin = text.index("the one")
    assert len(text) > 1_000_000
    assert match_quote(text, TextQuoteSelector("one place")).spans == [(begin + 4, begin + 13)]


def test_a_place_among_100_000_equal_ones_can_be_described() -> None:
    text = "ab " * 100_000
    selector = describe_quote(text, 150_000, 150_002)
    assert match_quote(text, selector).spans == [(150_000, 150_002)]


# --- weaving -----------------------------------------------------------------------------


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


@given(woven())
def test_taking_the_marks_out_gives_back_the_same_bytes(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    assert unweave_marks(weave_marks(read_text(html), placements)) == html


@given(woven())
def test_woven_tags_balance_and_links_do_not_nest(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    assert Outline(weave_marks(read_text(html), placements)).nested_links == 0


@given(woven())
def test_exactly_the_quoted_words_are_marked(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    article = read_text(html)
    outline = Outline(weave_marks(article, placements))
    for place in placements:
        quoted = article.text[place.start : place.end]
        marked = "".join(outline.marked[place.annotation_id])
        assert "".join(marked.split()) == "".join(quoted.split())
    markers = [attributes["id"] for tag, attributes in outline.tags if "id" in attributes]
    visible = [p.marker_id for p in placements if article.text[p.start : p.end].strip()]
    assert sorted(markers) == sorted(visible)


@given(woven(), st.randoms(use_true_random=False))
def test_order_of_placements_does_not_matter(given: tuple[str, list[Placement]], random) -> None:
    html, placements = given
    shuffled = random.sample(placements, len(placements))
    assert weave_marks(read_text(html), shuffled) == weave_marks(read_text(html), placements)


@given(fragments)
def test_reading_html_maps_every_character_back(html: str) -> None:
    article = read_text(html)
    for run in article.runs:
        offsets = [run.html_offset(offset) for offset in range(run.start, run.end + 1)]
        assert offsets == sorted(offsets)
        assert 0 <= offsets[0] <= offsets[-1] <= len(html)
        assert "<" not in html[offsets[0] : offsets[-1]]


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


@given(noted(), st.randoms(use_true_random=False))
def test_order_of_annotations_never_changes_the_output(
    given: tuple[str, list[Note]], random
) -> None:
    html, notes = given
    article = read_text(html)
    assert annotate(article, random.sample(notes, len(notes))) == annotate(article, notes)


@given(noted())
def test_notes_are_numbered_in_reading_order(given: tuple[str, list[Note]]) -> None:
    html, notes = given
    text = annotate(read_text(html), notes)
    numbers = [placed.number for placed in text.notes if placed.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(text.notes) == len(notes)
    Outline(text.html)
    markers = re.findall(r'<a class="gloss-ref [^>]*>(\d+)</a>', text.html)
    assert [int(number) for number in markers] == numbers


# --- sanitising --------------------------------------------------------------------------

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


@pytest.mark.parametrize("sanitize", [sanitize_article, sanitize_note, sanitize_page])
@settings(max_examples=150)
@given(html=nasty_html)
def test_sanitised_html_has_nothing_that_acts(sanitize, html: str) -> None:
    safe = sanitize(html)
    assert_harmless(safe)
    assert_harmless(sanitize(safe))


@given(nasty_html, st.data())
def test_nasty_html_can_be_woven_once_it_is_sanitised(html: str, data: st.DataObject) -> None:
    article = read_text(sanitize_article(html))
    assume(article.text)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    page = weave_marks(article, [Placement("n1", "context", 1, 1, start, end, "Note")])
    # Links around tables can hold links; browsers read them so, and weaving adds none.
    assert Outline(page).nested_links == Outline(article.html).nested_links
    assert unweave_marks(page) == article.html


# --- whole pages from naughty strings ----------------------------------------------------


@pytest.fixture(scope="session")
def naughty(corpora: Path) -> list[str]:
    return json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))


def yaml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def shape_of(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and the names of their attributes: what markup is alive."""
    return [(tag, tuple(attributes)) for tag, attributes in Outline(page).tags]


def page_with(site: Path, fields: dict[str, str]) -> str:
    """The article's page with one note that has these fields, and whether it is valid."""
    file = site / "annotations/example/note.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}\n" for name, value in fields.items()]
    file.write_text("kind: context\n" + "".join(lines), encoding="utf-8", newline="")
    publication = publish(Settings(root=site))
    for problem in publication.problems:
        assert len(str(problem).splitlines()) == 1
    return publication.article_html("example")


def test_naughty_titles_are_text_and_nothing_else(naughty: list[str], site: Path) -> None:
    plain = shape_of(page_with(site, {"title": "A headline", "body": "A note."}))
    bare = shape_of(page_with(site, {"titel": "A headline", "body": "A note."}))
    shapes = Counter()
    for text in naughty:
        page = page_with(site, {"title": yaml_text(text[:80]), "body": "A note."})
        shape = shape_of(page)
        assert shape in (plain, bare), text
        shapes["published" if shape == plain else "refused"] += 1
    assert shapes["published"] > 400


def test_naughty_quotes_are_text_and_nothing_else(naughty: list[str], site: Path) -> None:
    target = '{{exact: {}, prefix: "", suffix: {}}}'.format
    plain = shape_of(page_with(site, {"target": target('"gone"', '""'), "body": "A note."}))
    bare = shape_of(page_with(site, {"target": "gone", "body": "A note."}))
    for text in naughty:
        for fields in (target(yaml_text(text), '""'), target('"Works"', yaml_text(text))):
            page = page_with(site, {"target": fields, "body": "A note."})
            found = "gloss-ref" in page
            assert found or shape_of(page) in (plain, bare), text


def test_naughty_bodies_act_in_no_way(naughty: list[str], site: Path) -> None:
    for text in naughty:
        page = page_with(site, {"body": yaml_text(text)})
        body = page.partition('<div class="gloss-note__body">')[2].rpartition("</div>")[0]
        assert_harmless(body.partition("</div>\n")[0] if "</div>\n" in body else body)


@settings(max_examples=60)
@given(title=nasty_html)
def test_a_nasty_title_is_no_markup_in_a_marker(title: str) -> None:
    title = title.strip()[:80].strip()
    assume(title)
    annotation = Annotation(kind="context", title=title, target=[{"exact": "words"}], body="x")
    text = annotate(read_text("<p>Some words here</p>"), [make_note("note", annotation)])
    tags = [tag for tag, _ in Outline(text.html).tags]
    assert tags == ["p", "mark", "a"]
    assert unweave_marks(text.html) == "<p>Some words here</p>"
