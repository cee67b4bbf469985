"""What pages say in the words of schema.org is so, and is said with the words for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from glossator.exporting.note_page import NotePage
from glossator.exporting.notes_of_article import NotesOf
from glossator.site.config import read_settings
from glossator.site.head import head_of
from glossator.site.publish import publish
from glossator.site.rating import RATINGS
from glossator.site.site import Site
from glossator.site.structured import Node, script_of
from tests.host import ARTICLE, NOTE, write_site

VOCABULARY = json.loads((Path(__file__).parent / "schema_org.json").read_text("utf-8"))
TYPES, PROPERTIES = VOCABULARY["types"], VOCABULARY["properties"]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def site_of(root: Path, note: str = NOTE, article: str = ARTICLE) -> Site:
    write_site(root)
    (root / "annotations/bridge/cost.yaml").write_text(note, "utf-8")
    (root / "docs/articles/bridge.md").write_text(article, "utf-8")
    publication = publish(read_settings(root))
    assert not publication.problems
    return publication.site


def note_page(site: Site) -> str:
    text = site.articles["bridge"].text
    (placed,) = text.notes
    notes = NotesOf(site, site.articles["bridge"], text.source.text)
    return NotePage(notes, placed, text.bodies[placed.note.id]).html()


def data_in(page: str) -> list[Node]:
    (script,) = SCRIPT.findall(page)
    whole = json.loads(script)
    assert whole.pop("@context") == "https://schema.org"
    nodes: list[Node] = whole.get("@graph") or [whole]
    return nodes


def above(kind: str) -> set[str]:
    return {kind}.union(*map(above, TYPES[kind]))


def faults(node: Node, place: str = "") -> Iterator[str]:
    kinds = above(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        domains, ranges = (set(types) for types in PROPERTIES[name])
        if kinds.isdisjoint(domains):
            yield f"{place}{node['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            yield from value_faults(one, ranges, f"{place}{name} ")


def value_faults(value: Any, ranges: set[str], place: str) -> Iterator[str]:
    if isinstance(value, dict) and value.keys() == {"@id"}:
        kinds = {"Thing"}  # which may be any of them
    elif isinstance(value, dict):
        kinds = above(value["@type"])
        yield from faults(value, place)
    elif isinstance(value, int):
        kinds = above("Integer")
    else:
        kinds = {"Text"}
        kinds |= {"URL"} if re.fullmatch(r"https?://\S+", value) else set()
        kinds |= {"Date"} if DATE.fullmatch(value) else set()
    if kinds.isdisjoint(ranges):
        yield f"{place}may be none of {', '.join(sorted(kinds))}: {value!r}"


def test_what_is_asked_of_terms_is_enough() -> None:
    """The terms are those of a release of schema.org; `tools/vocabulary.py` takes them over."""
    assert re.fullmatch(r"\d+\.\d+", VOCABULARY["release"])
    assert above("ClaimReview") == {"ClaimReview", "Review", "CreativeWork", "Thing"}
    for node, fault in (
        (
            {"@type": "ListItem", "item": "https://news.example.org/"},
            "item may be none",
        ),
        ({"@type": "Comment", "claimReviewed": "x"}, "Comment has no claimReviewed"),
        ({"@type": "Review", "reviewRating": {"@type": "Person"}}, "reviewRating may be none of"),
        ({"@type": "Article", "datePublished": "May 2026"}, "datePublished may be none of Text"),
        ({"@type": "Claim", "appearance": {"@type": "Person", "headline": "x"}}, "Person has no"),
    ):
        assert fault in " ".join(faults(node))


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        f"{NOTE}status: withdrawn\n",
        f"{NOTE}status: resolved\n",
        f"{NOTE}confidence: low\ncreator: {{name: Example Person}}\nmodified: 2026-01-05\n",
        "kind: context\nbody: It is long.\ntopics: [testing]\n",
    ],
    ids=["correction", "withdrawn", "resolved", "low", "context"],
)
def test_every_term_stands_where_the_vocabulary_has_it(tmp_path: Path, note: str) -> None:
    site = site_of(tmp_path, note)
    sources = ("articles/bridge.md", "topics/testing.md", "index.md", "corrections.md")
    for page in (note_page(site), *(head_of(site, one, "A title", "").tags for one in sources)):
        for node in data_in(page):
            assert list(faults(node)) == []


def test_an_articles_page_is_a_copy_with_corrections(tmp_path: Path) -> None:
    article, way = data_in(head_of(site_of(tmp_path), "articles/bridge.md", "A title", "").tags)
    assert article["@type"] == "Article"
    assert article["isBasedOn"]["url"] == "https://news.example.org/1"
    assert article["isBasedOn"]["publisher"]["name"] == "Example Daily (test data)"
    assert article["about"] == [
        {"@type": "Thing", "name": "Testing", "url": "https://notes.example.org/topics/testing/"}
    ]
    assert article["correction"] == ["https://notes.example.org/notes/bridge/cost/"]
    policy = article["publisher"]["correctionsPolicy"]
    assert policy == "https://notes.example.org/corrections/"
    assert [step["item"]["@id"] for step in way["itemListElement"]] == [
        "https://notes.example.org/",
        "https://notes.example.org/articles/",
        "https://notes.example.org/articles/bridge/",
    ]


def test_a_correction_is_one_review_of_a_claim(tmp_path: Path) -> None:
    """What Google asks of a fact check is there: claim, rating in words, who said it, where."""
    review, way = data_in(note_page(site_of(tmp_path)))
    assert review["@type"] == "ClaimReview"
    assert review["citation"] == ["https://archive.example.org/bridge"]
    assert review["url"] == way["itemListElement"][-1]["item"]["@id"]
    assert review["claimReviewed"] == "The bridge cost 5 million crowns in 1997."
    assert review["author"]["name"] == "Example corpus"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Wrong figure",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 2,
    }
    claim = review["itemReviewed"]
    assert claim["author"] == {"@type": "Organization", "name": "Example Daily (test data)"}
    assert claim["appearance"]["url"] == "https://news.example.org/1"


@pytest.mark.parametrize("reason", [*RATINGS, None])
@pytest.mark.parametrize("confidence", ["high", "low"])
def test_a_review_has_all_that_fact_checks_need(
    tmp_path: Path, reason: str | None, confidence: str
) -> None:
    """What Google calls required or recommended of `ClaimReview`, `Claim` and `Rating`."""
    note = NOTE.replace("reason: figure\n", f"reason: {reason}\n" if reason else "")
    site = site_of(tmp_path, f"{note}confidence: {confidence}\n")
    page = note_page(site)
    reviews = [node for node in data_in(page) if node["@type"] == "ClaimReview"]
    (review,) = reviews  # a page has one, and no other page has it
    article = head_of(site, "articles/bridge.md", "A title", "").tags
    assert "ClaimReview" not in article
    assert {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} <= review.keys()
    assert review["url"].startswith(site.about.url)
    assert f'<link rel="canonical" href="{review["url"]}">' in page
    assert review["author"]["@type"] == "Organization"
    assert review["author"]["url"] == site.about.url
    claim = review["itemReviewed"]
    assert claim["@type"] == "Claim"
    assert {"appearance", "author", "datePublished"} <= claim.keys()
    assert claim["author"]["name"] != review["author"]["name"]
    rating = review["reviewRating"]
    numbers = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    assert numbers in ([1, 1, 2], [None, None, None])
    # What is marked up can be read: the claim, what it was found to be, and where it stood.
    shown = unescape(re.sub("<del>|</del>|<ins>.*?</ins>", "", page.partition("<main>")[2]))
    assert review["claimReviewed"] in re.sub(r"  +", " ", shown)
    assert f"Rating: {rating['alternateName']}<" in shown
    assert claim["author"]["name"] in shown


@pytest.mark.parametrize("reason", ["translation", "wording", "omission", "outdated"])
def test_what_is_not_untrue_has_no_number(tmp_path: Path, reason: str) -> None:
    note = NOTE.replace("reason: figure", f"reason: {reason}")
    rating = data_in(note_page(site_of(tmp_path, note)))[0]["reviewRating"]
    assert rating.keys() == {"@type", "alternateName"}


def test_who_is_not_sure_says_so(tmp_path: Path) -> None:
    rating = data_in(note_page(site_of(tmp_path, f"{NOTE}confidence: low\n")))[0]["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": "Probably wrong figure"}


def test_words_of_a_translation_are_not_the_publishers(tmp_path: Path) -> None:
    article = ARTICLE.replace(
        "  published:", "  via: Example Portal\n  translated: machine\n  published:"
    )
    note = NOTE.replace("reason: figure", "reason: translation")
    claim = data_in(note_page(site_of(tmp_path, note, article)))[0]["itemReviewed"]
    assert claim["author"]["name"] == "Example Portal"


@pytest.mark.parametrize("status", ["withdrawn", "resolved"])
def test_a_claim_that_nobody_makes_any_more_is_not_reviewed(tmp_path: Path, status: str) -> None:
    node = data_in(note_page(site_of(tmp_path, f"{NOTE}status: {status}\n")))[0]
    assert node["@type"] == "CorrectionComment"
    assert node["text"].endswith("ten times more.")
    assert ("citation" in node) == (status == "resolved")


def test_nothing_that_anybody_wrote_ends_the_script(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script><!--\u2028"
    (script,) = SCRIPT.findall(script_of([{"@type": "Thing", "name": title}]))
    assert "<" not in script
    assert json.loads(script)["name"] == title
