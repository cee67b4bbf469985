"""What data name of a note's places is on the note's page, and counted as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from glossator.exporting.annotation_pages import MOST
from glossator.exporting.choosing import markdown_body
from glossator.exporting.export_forms import EXPORT_FORMS
from glossator.exporting.hypothesis import HypothesisRows
from glossator.exporting.jsonld import AnnotationsJsonld
from glossator.exporting.note_pages import NotePages, file_of
from tests.exporting.annotated import annotations_in
from tests.exporting.published import publish_data, site_in
from tests.host import ARTICLE, write_site

ROOT = "https://notes.example.org/"
HEAD = """\
kind: correction
title: {title}
body: All of it is test data.
sources: [{{url: https://archive.example.org/test, publisher: Example Archive (test data)}}]
status: {status}
target:
"""
SENTENCES = [f"In 19{number} it cost {number} crowns." for number in range(10, 30)]
# Two in one sentence, one within another, and more sentences than a page shows.
PLACES = [
    *("it cost 10", "In 1910", "cost 10 crowns"),
    *(f"it cost {number} crowns" for number in range(11, 30)),
]
GONE = [*(f"no words of it, {number}" for number in range(9)), "it cost 29 crowns"]


def note(title: str, places: list[str], status: str, replacement: str = "some, {}") -> str:
    targets = (
        f"  - {{exact: {json.dumps(one)}, replacement: {json.dumps(replacement.format(number))}}}\n"
        for number, one in enumerate(places)
    )
    return HEAD.format(title=title, status=status) + "".join(targets)


def write_notes(root: Path, notes: dict[str, str], text: str) -> Path:
    write_site(root)
    (root / "annotations/bridge/cost.yaml").unlink()
    for name, said in notes.items():
        (root / f"annotations/bridge/{name}.yaml").write_text(said, encoding="utf-8")
    article = f"{ARTICLE.partition('The bridge cost')[0]}{text}\n"
    (root / "docs/articles/bridge.md").write_text(article, encoding="utf-8")
    return root


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A site with notes in several places, some of which are shown nowhere in their sentence."""
    notes = {
        "one": note("In one place", PLACES[3:4], "published"),
        "same": note("The same everywhere", PLACES[4:6], "published", "some"),
        "many": note("Different everywhere", PLACES, "resolved"),
        "gone": note("Not there any more", GONE, "resolved"),
        "withdrawn": note("Not so", GONE[1:], "withdrawn"),
    }
    return write_notes(tmp_path / "site", notes, " ".join(SENTENCES))


def ids_on(page: Path) -> list[str]:
    return [str(one) for one in html.fromstring(page.read_bytes()).xpath("//@id")]


def jsonld_ids(root: Path, out: Path) -> list[str]:
    publish_data(root, out, [AnnotationsJsonld()])
    return [one["id"] for one in annotations_in(read(out))]


def hypothesis_ids(root: Path, out: Path) -> list[str]:
    publish_data(root, out, [HypothesisRows(lambda placed: markdown_body(root, placed))])
    rows = json.loads((out / "hypothesis.json").read_bytes())["rows"]
    return [row["id"] for row in rows]


def read(out: Path) -> dict[str, Any]:
    """The collections in a folder, by their paths in it."""
    return {
        file.relative_to(out).as_posix(): json.loads(file.read_bytes())
        for file in out.rglob("*.jsonld")
    }


@pytest.mark.parametrize("ids_of", [jsonld_ids, hypothesis_ids])
def test_every_id_leads_to_an_element_of_the_page_it_names(
    several: Path, tmp_path: Path, ids_of: Any
) -> None:
    out = publish_data(several, tmp_path / "pages", [NotePages()])
    found = ids_of(several, tmp_path / "data")
    assert len(found) == len(set(found))
    named = [one.removeprefix(ROOT).partition("#") for one in found]
    assert len([place for _, _, place in named if place]) >= len(PLACES) + len(GONE)
    for page, _, place in named:
        assert (out / file_of(page)).is_file()
        assert not place or place in ids_on(out / file_of(page)), (page, place)


def test_each_place_of_several_has_one_element(several: Path, tmp_path: Path) -> None:
    out = publish_data(several, tmp_path / "out", [NotePages()])
    for name, number in {"one": 0, "same": 2, "many": len(PLACES), "gone": len(GONE)}.items():
        ids = ids_on(out / f"notes/bridge/{name}/index.html")
        assert len(ids) == len(set(ids))
        places = [one for one in ids if one.startswith("place-")]
        assert sorted(places) == sorted(f"place-{at + 1}" for at in range(number))


def test_the_words_of_a_place_have_its_number(several: Path, tmp_path: Path) -> None:
    out = publish_data(several, tmp_path / "out", [NotePages()])
    page = (out / "notes/bridge/many/index.html").read_text(encoding="utf-8")
    found = dict(re.findall('<del id="(place-[0-9]+)">([^<]*)</del>', page))
    assert found["place-2"] == "In 1910"
    assert all(PLACES[int(name[6:]) - 1] == words for name, words in found.items())


def test_a_collections_total_is_how_many_annotations_are_on_its_pages(tmp_path: Path) -> None:
    """It counts annotations, not notes: one in three places with three replacements is three."""
    names = ["".join(chr(97 + int(digit)) for digit in f"{number:03}") for number in range(180)]
    notes = {
        name: note(name, [f"{name} {at}" for at in ("one", "two", "three")], "published")
        for name in names
    }
    text = "\n\n".join(f"{name} one. {name} two. {name} three." for name in names)
    out = tmp_path / "out"
    publish_data(write_notes(tmp_path / "site", notes, text), out, [AnnotationsJsonld()])
    files = read(out)
    assert 3 * len(names) > MOST
    for path in ("data/annotations.jsonld", "articles/bridge/annotations.jsonld"):
        whole = files[path]
        pages = [whole["first"]]
        while "next" in pages[-1]:
            pages.append(files[pages[-1]["next"].removeprefix(ROOT)])
        assert len(pages) == 2
        assert [page["startIndex"] for page in pages] == [0, MOST]
        items = [one["id"] for page in pages for one in page["items"]]
        assert whole["total"] == len(items) == len(set(items)) == 3 * len(names)


def test_the_total_of_an_export_on_one_page_is_likewise(several: Path) -> None:
    site = site_in(several)
    form = EXPORT_FORMS["jsonld"].make(several)
    (output,) = form.of_site(site, lambda: iter([("bridge", form.fragment(site, "bridge"))]))
    whole = json.loads(b"".join(output.chunks))
    assert whole["total"] == len(whole["first"]["items"]) > len(site.articles["bridge"].text.notes)
