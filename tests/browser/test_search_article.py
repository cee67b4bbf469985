"""The search of this very site finds all of its texts, however they are typed.

Queries are made from the texts of the first article, its notes and the topics; what is right is
known by plain reading. The index is read through the worker, as pages ask it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from glossator.anchoring.text import plain_form
from glossator.site.publish import Settings, publish
from glossator.site.search_sources import search_sources
from tests.browser.conftest import ARTICLE, ROOT, Visit, open_visit

pytestmark = pytest.mark.browser

OPEN = """async () => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const folder = new URL(`${base}/search/`, location);
  const setup = await (await fetch(new URL("search_index.json", folder))).json();
  const worker = new Worker(new URL(search, location));
  let answered;
  worker.onmessage = ({ data }) => answered(data);
  window.send = (type, data) => {
    worker.postMessage({ type, data });
    return new Promise((resolve) => (answered = resolve));
  };
  return (await send(0, setup)).type;
}"""
# For each query all that is found, and what the first ten groups show, in their order.
ASK = """async (queries) => {
  const found = [];
  for (const query of queries) {
    const all = await send(10, { id: 1, query, want: "records", limit: 1000 });
    const { data } = await send(2, query);
    const shown = data.items.flat().filter(({ terms }) => Object.values(terms).some(Boolean));
    found.push([all.data.records.map(({ u }) => u), shown.map(({ location }) => location)]);
  }
  return found;
}"""
NUMBER = 400
# What reading tells by characters and not by words.
UNSPACED = "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"


def folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", plain_form(text).lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def texts() -> dict[str, list[str]]:
    """The texts of everything that the site's files say, by address."""
    site = publish(Settings(ROOT)).site
    sources = search_sources(site, {})
    records = (record for source in sources for record in source.make().records)
    return {
        record.location: [
            folded(text) for text in (record.title, record.quote, record.replacement, record.body)
        ]
        for record in records
    }


TEXTS = texts()
WHOLE = [text for found in TEXTS.values() for text in found if text]


def queries() -> Iterator[tuple[str, str, list[str]]]:
    """Queries of each kind: what is typed, its kind, and what a text must have."""
    rng = random.Random(13)
    kinds = {
        "word": r"(?<![\w.,'&/-])[a-z]{4,}(?![\w'&/-])",
        "figure": r"(?<![\w.,$%'&/-])(?:us)?\$?\d[\d.,]*\d%?(?![\w'&/-])",
        "han": rf"[{UNSPACED}]{{1,5}}",
        "phrase": r"(?<![\w.,'&/-])[a-z]{2,}(?: [a-z]{2,}){2,3}(?![\w'&/-])",
        "words": r"(?<![\w.,'&/-])[a-z]{5,}(?![\w'&/-])",
        "beginning": r"(?<![\w.,'&/-])[a-z]{6,}(?![\w'&/-])",
    }
    for number in range(NUMBER):
        kind = list(kinds)[number % len(kinds)]
        text = rng.choice(WHOLE)
        found = re.findall(kinds[kind], text)
        while not found:
            text = rng.choice(WHOLE)
            found = re.findall(kinds[kind], text)
        typed = rng.choice(found)
        if kind == "phrase":
            yield f'"{typed}"', kind, [typed]
        elif kind == "words":
            chosen = rng.sample(found, min(3, len(found)))
            yield " ".join([*chosen, ""]), kind, chosen
        elif kind == "beginning":
            yield typed[: rng.randrange(3, 6)], kind, [typed]
        else:
            yield typed, kind, [typed]


def having(typed: str, kind: str, wanted: list[str]) -> set[str]:
    """The records that have what was typed."""

    def has(found: list[str], word: str) -> bool:
        if kind == "han":
            return any(word in text for text in found)
        begin = re.escape(typed.strip() if kind == "beginning" else word)
        end = "" if kind == "beginning" else r"(?![^\W_])"
        pattern = re.compile(rf"(?<![^\W_])(?<!\d[.,]){begin}{end}")  # 80 is no part of 175.80
        return any(pattern.search(text) for text in found)

    return {u for u, found in TEXTS.items() if all(has(found, word) for word in wanted)}


@pytest.fixture(scope="module")
def page(browser: Browser, built_site: tuple[str, str]) -> Iterator[Page]:
    context = browser.new_context()
    visit: Visit = open_visit(context, built_site[1])
    visit.go(ARTICLE)
    assert visit.page.evaluate(OPEN) == 1
    yield visit.page
    assert visit.complaints == []
    context.close()


def test_everything_on_the_site_is_found_by_what_it_says(page: Page) -> None:
    asked = list(queries())
    answers = page.evaluate(ASK, [typed for typed, _, _ in asked])
    for (typed, kind, wanted), (found, shown) in zip(asked, answers, strict=True):
        right = having(typed, kind, wanted)
        assert right, (typed, kind)
        # Hand-written pages are found, too; their texts are none of the library's.
        assert right <= set(found), (typed, kind, right - set(found))
        if kind in {"phrase", "han"}:
            wrong = {location for location in found if location.startswith(ARTICLE)} - right
            assert not wrong, (typed, kind, wrong)
        assert {location.partition("#")[0] for location in shown} >= {
            location.partition("#")[0] for location in right
        } or len(shown) >= 10, (typed, kind, shown)
