"""How to cite a note, as programs for references read it that others wrote."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from glossator.site.citing import Work, in_bibtex, in_csl, in_ris, in_words

WORK = Work(
    "bridge-cost",
    "Ten times more, 50 % & {odd} #1 \\ $5_x~^",
    "Example corpus",
    "https://notes.example.org/notes/bridge/cost/",
    "Correction on “A test article” (Example Daily)",
    "Example Person",
    "2026-01-03",
)
# What CSL's schema allows of an item, of which these are the fields that stand there.
CSL_TEXTS = {"title", "container-title", "URL", "language", "note"}


def bibtex(work: Work) -> dict[str, str]:
    library = bibtexparser.parse_string(in_bibtex(work))
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {
        field.key: str(field.value) for field in entry.fields
    }


def test_bibtex_is_read_as_it_was_meant() -> None:
    found = bibtex(WORK)
    assert found["type"] == "misc"
    assert found["key"] == "bridge-cost"
    assert found["author"] == "{Example Person}"  # whole, as nobody knows its parts
    assert found["url"] == WORK.url
    assert (found["year"], found["day"]) == ("2026", "3")
    assert (
        r"50 \% \& \textbraceleft{}odd\textbraceright{} \#1 \textbackslash{} \$5\_x"
        in found["title"]
    )


def test_ris_is_read_as_it_was_meant() -> None:
    (found,) = rispy.loads(in_ris(WORK))
    assert found["type_of_reference"] == "ELEC"
    assert found["authors"] == ["Example Person"]
    assert found["title"] == WORK.title
    assert found["year"] == "2026"
    assert found["date"] == "2026/01/03"
    assert found["urls"] == [WORK.url]


def test_csl_has_the_fields_of_its_schema() -> None:
    (item,) = json.loads(in_csl(WORK))
    assert item.pop("id") == "bridge-cost"
    assert item.pop("type") == "webpage"
    assert item.pop("author") == [{"literal": "Example Person"}]
    assert item.pop("issued") == {"date-parts": [[2026, 1, 3]]}
    assert item.keys() == CSL_TEXTS
    assert all(isinstance(value, str) for value in item.values())


def test_in_words_it_is_one_sentence() -> None:
    assert in_words(WORK) == (
        "Example Person, “Ten times more, 50 % & {odd} #1 \\ $5_x~^”, Correction on “A test "
        "article” (Example Daily), Example corpus, 3 January 2026, "
        "https://notes.example.org/notes/bridge/cost/."
    )


@pytest.mark.parametrize("issued", ["", "2026", "2026-01"])
def test_what_is_not_known_is_left_out(issued: str) -> None:
    work = Work("a-b", "A title", "A site", "", issued=issued)
    assert "url" not in bibtex(work)
    assert ("year" in bibtex(work)) == bool(issued)
    (found,) = rispy.loads(in_ris(work))
    assert "authors" not in found
    assert ("year" in found) == bool(issued)
    (item,) = json.loads(in_csl(work))
    assert ("issued" in item) == bool(issued)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_title_breaks_a_form(title: str) -> None:
    work = Work("a-b", title, "A site", "https://a.example/", "About it", "Somebody", "2026-01-03")
    assert bibtex(work)["url"] == work.url
    (found,) = rispy.loads(in_ris(work))
    assert found["urls"] == [work.url]
    assert json.loads(in_csl(work))[0]["title"] == title
