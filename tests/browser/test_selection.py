"""The browser's side of quotes, selections and files answers as the library does."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchoring.text import _joins_the_one_before, normalize
from glossator.content.ids import suggest_id
from glossator.content.model import Annotation, Change, Source, Target
from glossator.content.validate import validate_record
from glossator.content.values import is_slug
from glossator.content.yaml_source import parse_yaml
from glossator.site.policy import squeeze
from glossator.site.publish import Settings, publish
from glossator.weaving.markdown import render_article_body
from glossator.weaving.weave import Placement, weave_marks
from tests.anchoring.slips import SCRIPTS, slips
from tests.browser.conftest import ARTICLE, ROOT, Visit, open_visit
from tests.browser.settled import settled
from tests.budget import times
from tests.shared_cases import PIECES, cases

pytestmark = pytest.mark.browser

Case = dict[str, Any]
Ask = Callable[..., Any]
SEED = 20261123
MODULES = "assets/glossator/contribute/"
VIEWS = ("published", "annotated", "corrected")

# The modules, and offsets in characters, which are what Python counts.
SETUP = """async (base) => {
  const names = ["text", "quote", "page-text", "yaml", "address", "names", "suggest"];
  const modules = await Promise.all(names.map((name) => import(`${base}${name}.js`)));
  window.here = Object.assign({}, ...modules);
  window.offsets = (text) => {
    const units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
    const characters = new Map(units.map((unit, index) => [unit, index]));
    return { unit: (index) => units[index], character: (unit) => characters.get(unit) };
  };
}"""
NORMALIZE = """(texts) => texts.map((text) => {
  const { text: normal, starts, ends } = here.normalize(text);
  const { character } = offsets(text);
  return [normal, starts.map(character), ends.map(character)];
})"""
DESCRIBE = """(cases) => cases.map(([text, start, end]) => {
  const { unit } = offsets(text);
  try {
    const { exact, prefix, suffix } = here.describeQuote(text, unit(start), unit(end));
    return [exact, prefix, suffix];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
})"""
MATCH = """(cases) => cases.map(([text, exact, prefix, suffix]) => {
  const { status, spans } = here.matchQuote(text, { exact, prefix, suffix });
  const { character } = offsets(text);
  return [status, spans.map((span) => span.map(character))];
})"""
SUGGEST = """(cases) => cases.map(([text, exact, prefix, suffix]) => {
  const [first] = here.suggestPlaces(text, { exact, prefix, suffix });
  return first ? first.map(offsets(text).character) : null;
})"""
WRITE = "(notes) => notes.map((note) => here.writeNote(note, { schema: 'schema.json' }))"


@pytest.fixture(scope="module")
def reader(browser: Browser, built_site: tuple[Path, str]) -> Iterator[Visit]:
    """The first article with the modules loaded; the tests of this file change nothing on it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    reader = open_visit(context, built_site[1])
    reader.go(ARTICLE)
    reader.page.evaluate(SETUP, reader.base + MODULES)
    yield reader
    assert reader.complaints == []
    context.close()


@pytest.fixture
def ask(reader: Visit) -> Ask:
    """Calls a function in the page; what it is given and gives back travels as JSON.

    The driver looks at each value by itself, which takes longer than most answers, and does
    not carry halves of characters.
    """

    def asked(function: str, given: Any = None) -> Any:
        call = f"given => JSON.stringify(({function})(JSON.parse(given)))"
        return json.loads(reader.page.evaluate(call, json.dumps(given)))

    return asked


# --- the shared cases --------------------------------------------------------------------


def test_normal_forms_are_those_of_the_cases(ask: Ask) -> None:
    found = cases("normalize")
    answers = ask(NORMALIZE, [case["text"] for case in found])
    for case, answer in zip(found, answers, strict=True):
        assert answer == [case["normal"], case["starts"], case["ends"]], case["name"]


def test_descriptions_are_those_of_the_cases(ask: Ask) -> None:
    found = cases("describe")
    answers = ask(DESCRIBE, [[case["text"], case["start"], case["end"]] for case in found])
    for case, answer in zip(found, answers, strict=True):
        expected = None if case.get("error") else [case["exact"], case["prefix"], case["suffix"]]
        assert answer == expected, case["name"]


def test_matches_are_those_of_the_cases(ask: Ask) -> None:
    found = cases("match")
    asked = [[case["text"], case["exact"], case["prefix"], case["suffix"]] for case in found]
    for case, answer in zip(found, ask(MATCH, asked), strict=True):
        assert answer == [case["status"], case["spans"]], case["name"]


def test_suggestions_are_those_of_the_cases(ask: Ask) -> None:
    found = cases("suggest")
    asked = [[case["text"], case["exact"], case["prefix"], case["suffix"]] for case in found]
    for case, answer in zip(found, ask(SUGGEST, asked), strict=True):
        assert answer == case["first"], case["name"]


def test_texts_of_html_are_those_of_the_cases(ask: Ask, reader: Visit) -> None:
    found = cases("html-text")
    before = list(reader.complaints)
    answers = ask(
        """(all) => all.map((html) => {
          const { body } = new DOMParser().parseFromString(html, "text/html");
          return here.readText([body]).text;
        })""",
        [case["html"] for case in found],
    )
    # The policy of the page refuses the style element of a case, as it should.
    new = reader.complaints[len(before) :]
    reader.complaints[:] = before + [one for one in new if "inline style" not in one]
    for case, answer in zip(found, answers, strict=True):
        assert answer == case["text"], case["name"]


def test_files_are_those_of_the_cases(ask: Ask) -> None:
    found = cases("yaml")
    answers = ask(
        "(all) => all.map((one) => here.writeNote(one, "
        '{ schema: "../../docs/data/annotation.schema.json" }))',
        [case["note"] for case in found],
    )
    for case, answer in zip(found, answers, strict=True):
        assert answer == case["file"], case["name"]


# --- the corpora of others ---------------------------------------------------------------


def test_apache_cases_get_the_same_answers(ask: Ask, corpora: Path) -> None:
    matches = json.loads((corpora / "anchoring/quote-match.json").read_text("utf-8"))
    selectors = [
        [case["text"], *(case["selector"].get(name, "") for name in ("exact", "prefix", "suffix"))]
        for case in matches
    ]
    for case, answer in zip(matches, ask(MATCH, selectors), strict=True):
        assert answer == [case["status"], case["spans"]], case["name"]
    places = json.loads((corpora / "anchoring/quote-describe.json").read_text("utf-8"))
    asked = [[case["text"], case["start"], case["end"]] for case in places]
    for case, answer in zip(asked, ask(DESCRIBE, asked), strict=True):
        expected = describe_quote(*case)
        assert answer == [expected.exact, expected.prefix, expected.suffix]


def test_drifted_quotes_get_the_same_answers(ask: Ask, corpora: Path) -> None:
    data = json.loads((corpora / "anchoring/drift.json").read_text("utf-8"))
    answers = ask(
        """({ texts, cases }) => {
          const places = texts.map(offsets);
          return cases.map(({ text, exact, prefix, suffix }) => {
            const { status, spans } = here.matchQuote(texts[text], { exact, prefix, suffix });
            return [status, spans.map((span) => span.map(places[text].character))];
          });
        }""",
        data,
    )
    assert len(answers) > 500
    for case, answer in zip(data["cases"], answers, strict=True):
        selector = TextQuoteSelector(case["exact"], case["prefix"], case["suffix"])
        match = match_quote(data["texts"][case["text"]], selector)
        assert answer == [match.status, [list(span) for span in match.spans]]


def test_slips_get_the_same_suggestions(ask: Ask) -> None:
    for script in SCRIPTS:
        sample = list(islice(slips(script, seed=SEED), times(100)))
        answers = ask(SUGGEST, [[slip.text, slip.typed, "", ""] for slip in sample])
        for slip, answer in zip(sample, answers, strict=True):
            first = match_quote(slip.text, TextQuoteSelector(slip.typed)).suggestions[:1]
            assert answer == (list(first[0].span) if first else None), slip.typed


# --- any input ---------------------------------------------------------------------------


def random_text(draw: random.Random, most: int = 60) -> str:
    pieces = draw.choice([PIECES, PIECES[:9], ["a", "b", "ab ", " "]])
    return "".join(draw.choices(pieces, k=draw.randint(1, most)))


def random_span(draw: random.Random, text: str) -> tuple[int, int]:
    start = draw.randrange(len(text))
    return start, draw.randint(start + 1, min(len(text), start + draw.choice([1, 3, 8, 60])))


def test_random_texts_have_the_same_normal_form(ask: Ask) -> None:
    draw = random.Random(SEED)
    texts = [random_text(draw) for _ in range(times(3000))]
    for text, answer in zip(texts, ask(NORMALIZE, texts), strict=True):
        normal = normalize(text)
        assert answer == [normal.text, list(normal.starts), list(normal.ends)], ascii(text)


def test_random_places_have_the_same_description(ask: Ask) -> None:
    draw = random.Random(SEED)
    texts = [random_text(draw) for _ in range(times(3000))]
    places = [(text, *random_span(draw, text)) for text in texts]
    answers = ask(DESCRIBE, places)
    for place, answer in zip(places, answers, strict=True):
        try:
            expected = describe_quote(*place)
        except ValueError:
            assert answer is None, ascii(place)
            continue
        assert answer == [expected.exact, expected.prefix, expected.suffix], ascii(place)
    assert sum(answer is not None for answer in answers) > 2500


def test_random_quotes_stand_in_the_same_places(ask: Ask) -> None:
    draw = random.Random(SEED)
    quotes = []
    for _ in range(times(3000)):
        text = random_text(draw)
        start, end = random_span(draw, text)
        around = [text[start:end], text[max(0, start - 2) : start], text[end : end + 2]]
        changed = draw.randrange(6)
        if changed < 3:
            around[changed] = random_text(draw, 2)
        quotes.append((text, *around))
    answers = ask(MATCH, quotes)
    for (text, *around), answer in zip(quotes, answers, strict=True):
        try:
            match = match_quote(text, TextQuoteSelector(*around))
        except ValueError:
            assert answer == ["orphaned", []]
            continue
        spans = [list(span) for span in match.spans]
        assert answer == [match.status, spans], ascii((text, *around))
    assert len({answer[0] for answer in answers}) == 3


def assigned() -> list[str]:
    """All characters that Python knows, but for those of private use."""
    characters = map(chr, range(0x110000))
    return [c for c in characters if unicodedata.category(c) not in {"Cn", "Cs", "Co"}]


def test_the_same_characters_join_the_one_before(ask: Ask) -> None:
    """All of Unicode as far as Python knows it; a browser may know a newer version."""
    joins = """(codes) => codes.filter((code) => {
      return here.joinsTheOneBefore(String.fromCodePoint(code));
    })"""
    known = [
        code for code in range(0x110000) if unicodedata.category(chr(code)) not in {"Cn", "Cs"}
    ]
    assert ask(joins, known) == [code for code in known if _joins_the_one_before(chr(code))]


def test_the_same_characters_make_words_and_have_the_same_form(ask: Ask) -> None:
    """As above. What a word is shows in a description of its middle."""
    # Ideographs and Hangul syllables are all alike: every twentieth will do.
    known = [c for c in assigned() if ord(c) % 20 == 0 or unicodedata.category(c) != "Lo"]
    assert len(known) > 20_000
    texts = [f"e{c}x" for c in known]
    for text, answer in zip(texts, ask(NORMALIZE, texts), strict=True):
        normal = normalize(text)
        assert answer == [normal.text, list(normal.starts), list(normal.ends)], ascii(text)
    places = [(text, 0, 1) for text in texts]
    for place, answer in zip(places, ask(DESCRIBE, places), strict=True):
        expected = describe_quote(*place)
        assert answer == [expected.exact, expected.prefix, expected.suffix], ascii(place)


def test_tidy_quotes_find_the_same_words_on_one_line(ask: Ask) -> None:
    draw = random.Random(SEED)
    places = []
    for _ in range(times(1500)):
        text = random_text(draw)
        start, end = random_span(draw, text)
        places.append((text, start, end))
    answers = ask(
        """(places) => places.map(([text, start, end]) => {
          const { unit } = offsets(text);
          const span = here.wholeWords(text, unit(start), unit(end));
          if (!span) return null;
          const { character } = offsets(text);
          const selector = here.describeQuote(text, ...span);
          return [span.map(character), Object.values(here.tidyQuote(selector))];
        })""",
        places,
    )
    found = 0
    for (text, start, end), answer in zip(places, answers, strict=True):
        if answer is None:
            assert not normalize(text[start:end]).text.strip()
            continue
        found += 1
        (begin, stop), (exact, prefix, suffix) = answer
        assert not set("\n\xad\u200b\ufeff\xa0\u3000\t\x85\u200f") & set(exact + prefix + suffix)
        assert "  " not in exact
        match = match_quote(text, TextQuoteSelector(exact, prefix, suffix))
        assert (match.status, match.spans) == ("found", [(begin, stop)]), ascii((text, answer))
    assert found > 1000


def test_describing_and_finding_in_a_megabyte_comes_to_an_end(ask: Ask) -> None:
    spans = ask(
        """() => ["ab ".repeat(100000), "a".repeat(300000)].map((text) => {
          const selector = here.describeQuote(text, 150000, 150002);
          return here.matchQuote(text, selector).spans;
        })"""
    )
    assert spans == [[[150_000, 150_002]], [[150_000, 150_002]]]


# --- files -------------------------------------------------------------------------------


def note_of(text: str) -> Case:
    """A note with `text` in every field."""
    source = dict.fromkeys(Source.model_fields, text)
    place = dict.fromkeys(Target.model_fields, text)
    plain = ("kind", "title", "replacement", "reason", "confidence", "body", "status")
    return {
        **dict.fromkeys((*plain, "created", "modified"), text),
        "target": [place, place],
        "sources": [source],
        "topics": [text, text],
        "creator": {"name": text, "github": text},
        "changes": [dict.fromkeys(Change.model_fields, text)],
    }


def short_note_of(text: str) -> Case:
    """A note with `text` in a field of each sort, and at each level."""
    return {
        **dict.fromkeys(("title", "body", "status", "created"), text),
        "target": [{"exact": text, "prefix": text}] * 2,
        "sources": [{"title": text, "published": text}],
        "topics": [text, text],
        "creator": {"name": text},
    }


def assert_reads_back(file: str, text: str, note: Case) -> None:
    read = parse_yaml(file, "note.yaml")
    assert read.data == note, ascii(text)
    assert_others_read_back(file, text, note)


def assert_others_read_back(file: str, text: str, note: Case) -> None:
    # Dates are written plainly; everything else is the same text to YAML 1.1.
    if not unicodedata.normalize("NFKC", text[:4]).isdigit():
        assert yaml.safe_load(file) == note, ascii(text)


def test_naughty_strings_come_back_from_every_field(ask: Ask, corpora: Path) -> None:
    naughty = json.loads((corpora / "naughty-strings.json").read_text("utf-8"))
    assert len(naughty) == 515
    files = ask(WRITE, [note_of(text) for text in naughty])
    for text, file in zip(naughty, files, strict=True):
        if text:
            assert_reads_back(file, text, note_of(text))
        else:
            assert file == "# yaml-language-server: $schema=schema.json\n"


def test_random_strings_come_back_from_every_field(ask: Ask) -> None:
    draw = random.Random(SEED)
    signs = [
        *"-?:,[]{}#&*!|>'\"%@`~=<.+ \n\t\\/0123456789abenotyTZx_",
        ": ",
        " #",
        "\n\n",
        "  ",
        "---",
    ]
    texts = []
    for _ in range(times(300)):
        pieces = draw.choice([signs, PIECES, signs + PIECES])
        texts.append("".join(draw.choices(pieces, k=draw.randint(1, draw.choice([2, 6, 30])))))
        codes = (draw.randrange(draw.choice([0x100, 0x3000, 0x110000])) for _ in range(4))
        texts.append("".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000) or "x")
    files = ask(WRITE, [note_of(text) for text in texts])
    for text, file in zip(texts, files, strict=True):
        assert parse_yaml(file, "note.yaml").data == note_of(text), ascii(text)
    # The readers of others are slow: one field for each way in which a value can be written.
    files = ask(WRITE, [short_note_of(text) for text in texts])
    for text, file in zip(texts, files, strict=True):
        assert_others_read_back(file, text, short_note_of(text))


def test_every_byte_pair_comes_back(ask: Ask) -> None:
    """Two characters make most of what YAML minds, at a beginning or an end."""
    texts = [chr(one) + chr(two) for one in range(256) for two in range(0x20, 0x7F)]
    files = ask(WRITE, [{"title": text, "body": text, "topics": [text]} for text in texts])
    for text, file in zip(texts, files, strict=True):
        expected = {"title": text, "body": text, "topics": [text]}
        assert parse_yaml(file, "note.yaml").data == expected, ascii(text)


# --- selections --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article() -> str:
    """The text of the first article, as the library reads it."""
    return publish(Settings(root=ROOT)).site.articles["alibaba-ai-budget"].text.source.text


def test_page_has_the_text_that_the_library_reads(ask: Ask, article: str) -> None:
    text = ask("() => here.readPage(document.querySelector('.gloss-reader')).text")
    # Blanks between blocks may be others, as pages are squeezed; they are one space to both.
    assert normalize(text).text == normalize(article).text


# Takes two random numbers for either end; most selections stay near where they begin.
SELECT = """(cases) => {
  const reader = document.querySelector(".gloss-reader");
  const walker = document.createTreeWalker(reader, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const main = nodes.filter((node) => node.parentNode.closest(".gloss-main"));
  const isWords = (node) => {
    const inside = node.parentNode.closest(".gloss-head h1, .gloss-article");
    return inside && !node.parentNode.closest("a.gloss-ref, ins.gloss-fix");
  };
  const blocks = "h1, h2, h3, h4, h5, h6, p, li, td, th, blockquote, pre";
  const block = (node) => node.parentNode.closest(blocks);
  const words = nodes.filter((node) => isWords(node) && block(node));

  // Browsers put ends of selections beside elements too.
  const point = (node, part, isBeside) => {
    if (!isBeside) return [node, Math.floor(part * (node.length + 1))];
    return [node.parentNode, [...node.parentNode.childNodes].indexOf(node) + Math.round(part)];
  };

  return cases.map(({ ends: [[a, x, p], [b, y, q]], isNear, isBackwards }) => {
    const pool = isNear ? main : nodes;
    const first = Math.floor(a * pool.length);
    const step = isNear ? Math.floor(b * 7) - 3 : Math.floor(b * pool.length) - first;
    const one = pool[first];
    const two = pool[Math.max(0, Math.min(pool.length - 1, first + step))];
    const points = [point(one, x, p < 0.2), point(two, y, q < 0.2)];
    const drawn = document.createRange();
    drawn.setStart(...points[0]);
    drawn.setEnd(...points[0]);
    if (drawn.comparePoint(...points[1]) < 0) drawn.setStart(...points[1]);
    else drawn.setEnd(...points[1]);
    const from = [drawn.startContainer, drawn.startOffset];
    const to = [drawn.endContainer, drawn.endOffset];
    getSelection().setBaseAndExtent(...(isBackwards ? [...to, ...from] : [...from, ...to]));
    const range = getSelection().getRangeAt(0);

    // What is selected, told character by character and without the modules.
    let characters = "";
    let flags = "";
    let last = null;
    for (const node of words) {
      if (last && block(last) !== block(node)) {
        characters += "\\n";
        flags += "0";
      }
      last = node;
      characters += node.data;
      if (!range.intersectsNode(node)) {
        flags += "0".repeat(node.length);
        continue;
      }
      for (let i = 0; i < node.length; i++) {
        flags += range.isPointInRange(node, i) && range.isPointInRange(node, i + 1) ? "1" : "0";
      }
    }

    const page = here.readPage(reader);
    const span = here.spanOfRange(page, range);
    if (!span) return { characters, flags, file: null };
    const selector = here.tidyQuote(here.describeQuote(page.text, ...span));
    const marked = here.rangeOfSpan(page, ...span);
    return {
      characters,
      flags,
      file: here.writeNote({ kind: "context", target: [selector], body: "Words." }),
      isRestored: String(here.spanOfRange(page, marked)) === String(span),
    };
  });
}"""


def expected_words(characters: str, flags: str) -> tuple[str, int] | None:
    """The selected words, whole, and how many visible characters stand before them."""
    chosen = [i for i, flag in enumerate(flags) if flag == "1" and not characters[i].isspace()]
    if not chosen:
        return None
    first, last = chosen[0], chosen[-1]
    while first and characters[first - 1].isalnum() and characters[first].isalnum():
        first -= 1
    while last + 1 < len(characters) and (
        characters[last].isalnum() and characters[last + 1].isalnum()
    ):
        last += 1
    return " ".join(characters[first : last + 1].split()), visible(characters[:first])


def visible(text: str) -> int:
    return len("".join(text.split()))


@pytest.mark.parametrize("view", VIEWS)
def test_300_random_selections_anchor_to_exactly_the_selected_words(
    reader: Visit, ask: Ask, article: str, view: str
) -> None:
    draw = random.Random(f"{SEED} {view}")
    chosen = [
        {
            "ends": [[draw.random() for _ in range(3)] for _ in range(2)],
            "isNear": draw.random() < 0.8,
            "isBackwards": draw.random() < 0.5,
        }
        for _ in range(times(700))  # half of them begin or end where there are no words
    ]
    reader.page.evaluate("(view) => document.querySelector(`#gloss-view-${view}`).click()", view)
    answers = ask(SELECT, chosen)
    anchored = 0
    for case, answer in zip(chosen, answers, strict=True):
        expected = expected_words(answer["characters"], answer["flags"])
        if expected is None:
            assert answer["file"] is None, case
            continue
        anchored += 1
        assert answer["isRestored"], case
        annotation, problems = validate_record(parse_yaml(answer["file"], "a.yaml"), Annotation)
        assert problems == []
        assert annotation is not None
        (target,) = annotation.target
        selector = TextQuoteSelector(target.exact, target.prefix, target.suffix)
        match = match_quote(article, selector)
        assert match.status == "found", answer["file"]
        ((start, end),) = match.spans
        found = (" ".join(article[start:end].split()), visible(article[:start]))
        assert found == expected, case
    assert anchored >= 300


def test_selection_of_what_is_not_the_article_is_none(ask: Ask) -> None:
    others = [".gloss-byline", "a.gloss-ref", "ins.gloss-fix", "#annotations", ".gloss-tools"]
    answers = ask(
        """(others) => others.map((name) => {
          const page = here.readPage(document.querySelector(".gloss-reader"));
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(`.gloss-reader ${name}`));
          return here.spanOfRange(page, range);
        })""",
        others,
    )
    assert answers == [None] * len(others)


SELECTED = """() => {
  const page = here.readPage(document.querySelector(".gloss-reader"));
  return page.text.slice(...here.spanOfRange(page, getSelection().getRangeAt(0)));
}"""


def test_a_paragraph_selected_by_three_clicks_is_that_paragraph(reader: Visit) -> None:
    # With the markers shown, Chromium itself stops at the first of them.
    reader.page.evaluate("() => document.querySelector('#gloss-view-published').click()")
    settled(reader.page)
    paragraph = reader.page.locator(".gloss-article p").first
    paragraph.click(click_count=3, position={"x": 3, "y": 8})
    fixes = reader.page.locator(".gloss-article p >> nth=0 >> .gloss-ref, .gloss-fix")
    assert fixes.count() > 0
    expected = paragraph.evaluate(
        """(paragraph) => {
          const copy = paragraph.cloneNode(true);
          for (const added of copy.querySelectorAll(".gloss-ref, .gloss-fix")) added.remove();
          return copy.textContent;
        }"""
    )
    assert reader.page.evaluate(SELECTED) == expected


def test_everything_selected_is_the_whole_article(reader: Visit, article: str) -> None:
    reader.page.keyboard.press("Control+a")
    assert normalize(reader.page.evaluate(SELECTED)).text == normalize(article).text.strip()


def test_a_word_selected_by_two_clicks_is_the_word(reader: Visit) -> None:
    reader.page.evaluate("() => document.querySelector('#gloss-view-annotated').click()")
    settled(reader.page)
    words, x, y = reader.page.locator("mark.gloss--source").first.evaluate(
        """(mark) => {
          mark.scrollIntoView({ block: "center" });
          const { x, y, height } = mark.getClientRects()[0];
          return [mark.textContent, x + 4, y + height / 2];
        }"""
    )
    settled(reader.page)
    reader.page.mouse.dblclick(x, y)
    word = reader.page.evaluate(SELECTED)
    assert word.isalnum()
    assert words.startswith(word)


def test_search_highlighting_changes_nothing(visit: Visit, article: str) -> None:
    visit.go(ARTICLE + "?h=alibaba+budget")
    visit.page.wait_for_selector(".gloss-article mark[data-md-highlight]")
    visit.page.evaluate(SETUP, visit.base + MODULES)
    text = visit.page.evaluate("() => here.readPage(document.querySelector('.gloss-reader')).text")
    assert normalize(text).text == normalize(article).text


BODIES = {
    "lists": "- one\n- two\n    1. three\n\n        with a paragraph\n\n* * *\n\n- four\n",
    "a table": "Before\n\n| a | b |\n|---|---|\n| one two | 3 |\n\nAfter",
    "code": "Some `code` and\n\n    a block\n      of it\n\nend",
    "quotations": "> one\n> two\n>\n> > three\n\nfour",
    "headings": "# The headline\n\n## Two *and* three\n\nwords\n\nHead\n====\n\nmore",
    "inline markup": "a *b* **c**d [link *x*](https://example.org/) <kbd>k</kbd>e<br>f  \ng",
    "blocks of HTML": "<div>one<p>two</p>three</div>\n\n<dl><dt>a<dd>b</dl>\n\nend",
    "text that ends without a block": "<div>one</div>tail",
    "references": "R&amp;D &nbsp; &hellip; &shy;in&shy;vest &#x1F600; 5&nbsp;%",
    "direction": '<p dir="rtl">שלום \u200fעולם</p>\n\nand \u202babc\u202c',
    "ruby": "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字",
    "what no article may have": "<nav>a</nav><aside>b</aside><button>c</button>"
    "<p class='gloss-x'>d</p>",
    "nothing": "",
    "a headline with blanks": "# \u00a0 A headline \u00a0\n\nwords",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_pages_have_the_text_that_the_library_reads(ask: Ask, body: str) -> None:
    plain = render_article_body(body, "A test article")
    words = [found.span() for found in re.finditer(r"\w+", plain.text)]
    kinds = ("correction", "source", "context")
    placements = [
        Placement(f"n{i}", kinds[i % 3], i + 1, 1, *span, "Note", "new words")
        for i, span in enumerate(words)
    ]
    head, end, text = weave_marks(plain, placements).partition("</h1>")
    page = squeeze(
        f'<div class="gloss-reader"><div class="gloss-main">\n<div class="gloss-head">\n{head}{end}'
        '\n</div>\n<div class="gloss-byline"><p>By nobody</p></div>\n'
        f'<div class="gloss-article" lang="en">\n{text}\n</div>\n</div>\n<p>Notes</p></div>'
    )
    answer = ask(
        """(page) => {
          const { body } = new DOMParser().parseFromString(page, "text/html");
          // As the theme does, and would with its other features.
          for (const table of body.querySelectorAll("table")) {
            const wrap = document.createElement("div");
            wrap.className = "md-typeset__scrollwrap";
            table.replaceWith(wrap);
            wrap.innerHTML = '<div class="md-typeset__table"></div>';
            wrap.firstChild.append(table);
          }
          const buttons = '<nav class="md-code__nav">x<button>y</button></nav>';
          for (const pre of body.querySelectorAll("pre")) {
            pre.insertAdjacentHTML("afterbegin", buttons);
            pre.querySelector("code").className = "md-code__content";
          }
          for (const heading of body.querySelectorAll("h2")) {
            heading.insertAdjacentHTML("beforeend", '<a class="headerlink" href="#x">¶</a>');
          }
          return here.readPage(body.querySelector(".gloss-reader")).text;
        }""",
        page,
    )
    assert normalize(answer).text == normalize(plain.text).text


# --- addresses and names -----------------------------------------------------------------

PATH = "annotations/an-article/a-note.yaml"
CONTENT = 'kind: context\nbody: "+ & = # % é 平 😀"\n'


def address(ask: Ask, forge: str, content: str = CONTENT, path: str = PATH) -> tuple[str, bool]:
    repository = {"url": "https://forge.example.org/a/b", "branch": "fix/it #1", "forge": forge}
    answer = ask("(all) => here.newFileAddress(...all)", [repository, path, content])
    return answer["href"], answer["isWhole"]


def test_github_address_has_path_and_content(ask: Ask) -> None:
    href, is_whole = address(ask, "github")
    parts = urlsplit(href)
    assert is_whole
    assert unquote(parts.path) == "/a/b/new/fix/it #1"
    assert parse_qs(parts.query, strict_parsing=True) == {"filename": [PATH], "value": [CONTENT]}


def test_gitea_address_has_the_folder_in_its_path(ask: Ask) -> None:
    href, is_whole = address(ask, "gitea")
    parts = urlsplit(href)
    assert is_whole
    assert unquote(parts.path) == "/a/b/_new/fix/it #1/annotations/an-article"
    query = parse_qs(parts.query, strict_parsing=True)
    assert query == {"filename": ["a-note.yaml"], "value": [CONTENT]}


def test_gitlab_address_has_the_path_alone(ask: Ask) -> None:
    href, is_whole = address(ask, "gitlab")
    assert not is_whole
    assert unquote(urlsplit(href).path) == "/a/b/-/new/fix/it #1"
    assert parse_qs(urlsplit(href).query) == {"file_name": [PATH]}


@pytest.mark.parametrize("forge", ["github", "gitea"])
def test_long_content_is_left_out_of_the_address(ask: Ask, forge: str) -> None:
    empty, _ = address(ask, forge, "")
    room = 6000 - len(empty) - len("&value=")
    assert address(ask, forge, "x" * room)[1] is True
    assert len(address(ask, forge, "x" * room)[0]) == 6000
    assert address(ask, forge, "x" * (room + 1)) == (empty, False)
    assert address(ask, forge, "平" * (room // 9)) != (empty, False)
    assert address(ask, forge, "平" * (room // 9 + 1)) == (empty, False)
    # The browser writes an apostrophe as %27, though encodeURIComponent leaves it.
    for content in ("'" * room, "'" * (room // 3), "it's (*~!) " * 500):
        href, _ = address(ask, forge, content)
        assert ask("href => new URL(href).href.length", href) <= 6000
    assert address(ask, forge, "'" * (room // 3))[1] is True


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab"])
def test_address_is_short_even_where_the_path_is_not(ask: Ask, forge: str) -> None:
    href, is_whole = address(ask, forge, path="annotations/" + "é" * 2000 + ".yaml")
    assert not is_whole
    assert len(href) < 100


def test_suggested_ids_are_slugs_that_nobody_has(ask: Ask) -> None:
    found = cases("ids")
    asked = [[case["words"], []] for case in found]
    answers = ask(
        "(all) => all.map((one) => here.suggestId(...one))", [*asked, ["A", ["a", "a-2"]]]
    )
    assert answers == [*(case["id"] for case in found), "a-3"]


def test_any_words_make_a_slug(ask: Ask, corpora: Path) -> None:
    naughty = json.loads((corpora / "naughty-strings.json").read_text("utf-8"))
    answers = ask("(all) => all.map((one) => here.suggestId(one, new Set(['note'])))", naughty)
    assert answers == [suggest_id(words, {"note"}) for words in naughty]
    assert all(is_slug(answer) and answer != "note" and len(answer) < 70 for answer in answers)
    assert ask("(all) => all.every(here.isSlug)", answers)
    others = ["", "a_b", "A", "a--b", "-a", "a-", "a b", "é", "a\n"]
    assert ask("(all) => all.some(here.isSlug)", others) is False
    assert not any(map(is_slug, others))


# --- weight ------------------------------------------------------------------------------


def test_these_modules_load_nothing_else(reader: Visit) -> None:
    loaded = {url.rsplit("/", 1)[1] for url in reader.requests if "/contribute/" in url}
    assert loaded == {
        f"{name}.js"
        for name in ("text", "quote", "page-text", "yaml", "address", "names", "suggest", "edges")
    }
    assert reader.foreign_requests == []
