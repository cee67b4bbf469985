"""What of a site is found: which records there are, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.content.corpus import Corpus
from glossator.searching.records import SearchRecord
from glossator.site.publish import Settings, publish
from glossator.site.search_files import name_worker
from glossator.site.search_records import WrittenPage
from glossator.site.search_sources import search_labels, search_sources
from glossator.site.site import Site
from tests.host import NOTE, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path)


def site_of(root: Path) -> Site:
    return publish(Settings(root)).site


def records(root: Path, **written: WrittenPage) -> dict[str, SearchRecord]:
    pages = {name.replace("__", "/") + ".md": page for name, page in written.items()}
    sources = search_sources(site_of(root), pages)
    found = [record for source in sources for record in source.make().records]
    assert len({record.location for record in found}) == len(found)
    return {record.location: record for record in found}


def only(page: WrittenPage) -> tuple[SearchRecord, ...]:
    """The records of a site that has no other page."""
    (source,) = search_sources(Site(Corpus(), {}), {"guide.md": page})
    return source.make().records


def test_an_article_and_each_note_have_a_record(root: Path) -> None:
    found = records(root)
    note = found["articles/bridge/#note-cost--title"]
    assert (note.kind, note.title, note.exact) == ("correction", "Ten times more", note.quote)
    assert note.replacement
    assert {("is", "note"), ("kind", "correction"), ("article", "bridge")} <= set(note.facets)
    article = found["articles/bridge/"]
    assert article.title not in article.body.splitlines()[0]


def test_a_withdrawn_note_says_nothing_that_its_page_does_not_show(root: Path) -> None:
    file = root / "annotations/bridge/cost.yaml"
    file.write_text(NOTE + "status: withdrawn\n")
    note = records(root)["articles/bridge/#note-cost--title"]
    assert note.status == "withdrawn"
    assert (note.publishers, note.topics) == ((), ())
    assert not [value for field, value in note.facets if field in {"publisher", "topic"}]
    assert not note.replacement


def test_who_made_a_note_is_found(root: Path) -> None:
    (root / "annotations/bridge/cost.yaml").write_text(NOTE + "creator: {name: Example Person}\n")
    assert "Example Person" in records(root)["articles/bridge/#note-cost--title"].body


def test_pages_are_found_by_section_and_with_their_own_headline() -> None:
    html = (
        '<p>Before.</p><h1 id="a">Own headline</h1><p>First.</p>'
        '<h2 id="b">A section</h2><p>Second.</p><h3 id="c">Below it</h3>Third.'
    )
    own, *sections = only(WrittenPage("g/", "Nav title", html))
    assert (own.location, own.title) == ("g/", "Nav title")
    assert own.body == "Before.\nOwn headline\nFirst."
    assert [(s.location, s.title, s.body) for s in sections] == [
        ("g/#b", "A section", "Second."),
        ("g/#c", "Below it", "Third."),
    ]


def test_a_page_that_begins_with_a_section_keeps_its_heading() -> None:
    page = WrittenPage("g/", "Title", '<h2 id="first">First giraffe</h2><p>Text.</p>')
    own, section = only(page)
    assert (own.body, section.location, section.title) == ("", "g/#first", "First giraffe")


def test_thousands_of_headings_without_an_end_are_read_once() -> None:
    page = WrittenPage("g/", "Title", '<h2 id="a">x\n' * 50_000)  # squares of it would take hours
    assert len(only(page)) == 1


def test_what_has_no_page_is_not_found(root: Path) -> None:
    site = site_of(root)
    sources = search_sources(site, {}, is_published=lambda path: not path.startswith("articles/"))
    found = [record for source in sources for record in source.make().records]
    assert not [record for record in found if record.location.startswith("articles/")]


def test_publishers_have_their_places_on_the_page_of_sources(root: Path) -> None:
    page = WrittenPage("sources/", "Sources", "<p>An introduction.</p>")
    found = records(root, sources=page)
    assert found["sources/"].body == "An introduction."
    publishers = [r for r in found.values() if r.kind == "publisher"]
    assert publishers
    assert all(r.location.startswith("sources/#publisher-") for r in publishers)


def test_values_of_fields_have_names_for_people(root: Path) -> None:
    labels = search_labels(site_of(root))
    assert labels["kind", "correction"] == "Correction"
    assert labels["topic", "testing"] == "Testing"


def test_only_the_settings_of_the_page_name_the_worker() -> None:
    settings = (
        '<script id="__config" type="application/json">{"base": "..", '
        '"search": "../assets/javascripts/workers/search.abc.min.js"}</script>'
    )
    text = '<code>"search": "assets/javascripts/workers/search.x.js"</code>'
    page = name_worker(text + settings, "1234")
    assert page == text + settings.replace(
        "assets/javascripts/workers/search.abc.min.js", "search/worker.js?v=1234"
    )
