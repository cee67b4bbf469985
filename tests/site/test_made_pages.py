"""The pages that long lists are cut into: light, whole, and found from everywhere."""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from glossator.site import cut_lists
from glossator.site.cut_lists import lists_of
from glossator.site.list_entries import CutList
from glossator.site.made import made_pages, pages_beside
from glossator.site.pages import GENERATED, render_page
from glossator.site.publish import Settings, publish
from glossator.site.search_records import WrittenPage
from glossator.site.search_sources import search_sources
from glossator.site.site import Site
from tests.host import ROOT, write_site
from tests.site.many import SHARED, many

pytestmark = pytest.mark.build  # for as long as they take

# What the theme puts around each page has some 8 kB, of the 100 that a page may have.
HEAVIEST = 88_000
LISTS = ("articles/index.md", "annotations.md", "corrections.md", "sources.md", "charts.md")


@pytest.fixture(scope="module")
def own() -> Site:
    return publish(Settings(ROOT)).site


@pytest.fixture(scope="module")
def large(own: Site) -> Site:
    """Some 10,000 notes, as long as those of the first article."""
    return many(own, 210, days_apart=3)


@pytest.fixture(scope="module")
def pages(large: Site) -> dict[str, str]:
    sources = ["index.md", *GENERATED, *(f"topics/{slug}.md" for slug in large.corpus.topics)]
    return {
        source: render_page(large, source, "") or "" for source in (*sources, *made_pages(large))
    }


def test_no_page_is_heavy(pages: dict[str, str]) -> None:
    weights = {source: len(gzip.compress(html.encode())) for source, html in pages.items()}
    assert len(weights) > 150
    heavy = {source: weight for source, weight in weights.items() if weight > HEAVIEST}
    assert heavy == {}


def test_each_list_stands_whole_on_its_parts(large: Site) -> None:
    for one in lists_of(large):
        entries = [id(entry) for part in one.whole.pages() for entry in part.entries]
        assert Counter(entries) == Counter(map(id, one.whole.entries)), one.title


@pytest.mark.parametrize(
    ("folder", "pattern", "number"),
    [
        ("articles/published", r' id="article-(copy-\d+)"', 210),
        ("annotations", r'href="[^"]*/(copy-\d+/#note-[^"]+)"', None),
        ("corrections", r' id="correction-([^"]+)"', None),
        ("sources", r'<cite><a href="(https://archive.example.org/copy[^"]+)"', None),
    ],
)
def test_everything_is_printed_once(
    large: Site, pages: dict[str, str], folder: str, pattern: str, number: int | None
) -> None:
    notes = [note for article in large.articles.values() for note in article.text.notes]
    wanted = (
        number
        or {
            "annotations": len(notes),
            "corrections": sum(note.kind == "correction" for note in large.notes),
            "sources": len(large.notes),
        }[folder]
    )
    made = (html for source, html in pages.items() if source.startswith(f"{folder}/"))
    found = Counter(name for html in made for name in re.findall(pattern, html))
    assert len(found) == wanted
    assert set(found.values()) == {1}


def test_what_cites_one_source_is_cut_as_well(large: Site, pages: dict[str, str]) -> None:
    cited = [
        citers
        for source, html in pages.items()
        if source.startswith("sources/")
        for citers in re.findall(rf'<cite><a href="{SHARED}"[^>]*>.*?</li>', html, re.DOTALL)
    ]
    assert len(cited) > 10
    links = Counter(
        link for one in cited for link in re.findall(r'<a href="([^"]*#note-[^"]*)"', one)
    )
    assert len({link.rpartition("articles/")[2] for link in links}) == len(large.notes)
    assert f"Cited {len(large.notes):,} times, here 599, in" in cited[0]


def test_every_part_is_reached_and_leads_on(large: Site, pages: dict[str, str]) -> None:
    made = made_pages(large)
    named = Counter(target for page in made.values() for target in (page.next,) if target)
    chains = [one for one in lists_of(large) if one.is_cut]
    assert len(named) + 2 >= sum(len(list(one.whole.pages())) for one in chains) - len(chains)
    for source, page in made.items():
        above = page.around.above[-1].source
        assert above in pages
        target = page.around.next
        if target and made[target.source].part.entries:
            assert target.source in made
        assert pages_beside(large, source) == (page.previous, page.next, page.page)
        assert '<h1 id="section-title">' in pages[source]


def test_ids_stand_once_and_headings_go_down_one_level(pages: dict[str, str]) -> None:
    for source, html in pages.items():
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), source
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert all(step <= 1 for step in steps), source


def test_a_part_says_what_its_bytes_depend_on(large: Site) -> None:
    page = next(p for p in made_pages(large).values() if p.list.folder == "corrections")
    assert len(page.records) in (0, *range(2, 900))
    assert page.around.above[0].count == 0  # which would change with every new correction


def test_search_finds_publishers_where_they_stand(large: Site, pages: dict[str, str]) -> None:
    written = {"sources.md": WrittenPage("sources/", "Sources", "")}
    records = [
        record
        for page in search_sources(large, written, is_published=lambda path: path == "sources.md")
        for record in page.make().records
        if record.kind == "publisher"
    ]
    assert len(records) > 100
    by_address = {large.url_of(source): html for source, html in pages.items()}
    for record in records:
        address, _, anchor = record.location.partition("#")
        assert f' id="{anchor}"' in by_address[address]


def test_a_small_site_has_no_parts(tmp_path: Path) -> None:
    site = publish(Settings(write_site(tmp_path))).site
    assert made_pages(site) == {}
    for source in (*GENERATED, "topics/testing.md"):
        html = render_page(site, source, "")
        assert html
        assert "gloss-parts" not in html
        assert "gloss-onward" not in html


def test_a_page_at_the_address_of_a_part_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path)
    note = (root / "annotations/bridge/cost.yaml").read_text("utf-8")
    note = note.replace("5 million crowns", "2001", 1).replace("50 million crowns", "2002")
    (root / "annotations/bridge/year.yaml").write_text(note, "utf-8")
    (root / "docs/corrections").mkdir()
    (root / "docs/corrections/2026.md").write_text("# Mine\n", "utf-8")
    assert publish(Settings(root)).problems == []
    monkeypatch.setattr(cut_lists, "MOST_CORRECTIONS", 1)
    (problem,) = publish(Settings(root)).problems
    assert (problem.code, problem.location.path) == ("file-name", "docs/corrections/2026.md")


def test_pages_that_are_files_lead_to_files(own: Site) -> None:
    site = many(own, 30, url_style=False)
    html = render_page(site, "corrections/2020.md", "")
    assert html
    assert re.findall(r'<p class="gloss-parts__above"><a href="([^"]*)"', html) == [
        "../corrections.html"
    ]


def test_what_was_put_right_in_our_notes_is_cut_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path)
    changes = "".join(f"  - {{date: 2026-0{9 - n}-05, text: Change {n}.}}\n" for n in range(6))
    note = root / "annotations/bridge/cost.yaml"
    note.write_text(note.read_text("utf-8") + f"modified: 2026-09-05\nchanges:\n{changes}", "utf-8")
    monkeypatch.setattr(cut_lists, "MOST_CORRECTIONS", 2)
    site = publish(Settings(root)).site
    ours: CutList = lists_of(site).ourselves
    assert [ours.source(part) for part in ours.whole.pages()][:2] == [
        "corrections/ourselves/2026/09.md",
        "corrections/ourselves/2026/08.md",
    ]
    log = render_page(site, "corrections.md", "") or ""
    assert 'href="ourselves/"' in log
    whole = render_page(site, "corrections/ourselves.md", "") or ""
    assert "6 changes</span>" in whole
    assert "Change 3." in (render_page(site, "corrections/ourselves/2026/06.md", "") or "")
