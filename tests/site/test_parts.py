"""Lists that are too long for one page: nothing is lost, nothing moves without need."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.site.parts import OTHER, Part, Plan, by_letters, by_month, by_year

DATES = st.one_of(
    st.just(""),
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
)
NAMES = st.one_of(
    st.text(min_size=1, max_size=8).filter(str.strip),
    st.text("aeé1 -橋", min_size=1, max_size=6).filter(str.strip),
)


def by_date(most: int) -> Plan[tuple[str, int]]:
    def date_of(entry: tuple[str, int]) -> str:
        return entry[0]

    return Plan((by_year(date_of), by_month(date_of)), most, date_of)


def by_name(most: int) -> Plan[str]:
    return Plan((by_letters(str),), most, str, ends_with_oldest=False)


def all_parts(part: Part[str]) -> list[Part[str]]:
    return [part, *(below for each in part.parts for below in all_parts(each))]


def newest_first(dates: list[str]) -> list[tuple[str, int]]:
    return sorted(((date, n) for n, date in enumerate(dates)), key=lambda e: e[0], reverse=True)


@given(st.lists(DATES, max_size=60), st.integers(1, 9))
def test_every_dated_entry_is_on_one_part_in_its_order(dates: list[str], most: int) -> None:
    entries = newest_first(dates)
    pages = list(by_date(most).cut(entries).pages())
    found = [entry for page in pages for entry in page.entries]
    assert sorted(found) == sorted(entries)
    # A date that is less exact stands with those of its year, behind or between them.
    assert [entry[0][:4] for entry in found] == [entry[0][:4] for entry in entries]
    assert all(len(page.entries) <= most for page in pages)


@given(st.lists(NAMES, max_size=60), st.integers(1, 9))
def test_every_name_is_on_one_part(names: list[str], most: int) -> None:
    entries = sorted(names, key=str.casefold)
    whole = by_name(most).cut(entries)
    pages = list(whole.pages())
    assert sorted(name for page in pages for name in page.entries) == sorted(entries)
    assert all(len(page.entries) <= most for page in pages)
    paths = [part.path for part in all_parts(whole)]
    assert len(set(paths)) == len(paths)
    assert all(re.fullmatch(r"[a-z0-9/_-]*", path) for path in paths)


@given(st.lists(DATES, max_size=40), st.lists(DATES, max_size=20), st.integers(1, 9))
def test_an_address_stays_while_a_list_grows(old: list[str], new: list[str], most: int) -> None:
    before = {part.path for part in all_parts(by_date(most).cut(newest_first(old)))}  # type: ignore[arg-type]
    after = {part.path for part in all_parts(by_date(most).cut(newest_first(old + new)))}  # type: ignore[arg-type]
    assert before <= after


@given(st.lists(NAMES, max_size=30), st.lists(NAMES, max_size=15), st.integers(1, 9))
def test_the_first_letters_stay_while_a_list_grows(
    old: list[str], new: list[str], most: int
) -> None:
    before = {part.path for part in by_name(most).cut(old).parts}
    after = {part.path for part in by_name(most).cut(old + new).parts}
    assert before <= after or not before


def test_a_full_part_never_changes() -> None:
    """Those that only have a number are counted from the oldest."""
    day = [("2025-03-01", n) for n in range(25)]
    parts = {part.path: part for part in by_date(10).cut(day[::-1]).pages()}
    assert list(parts) == ["2025/03/3", "2025/03/2", "2025/03/1"]
    more = [("2025-03-02", n) for n in range(9)]
    grown = {part.path: part for part in by_date(10).cut([*more, *day[::-1]]).pages()}
    for number in (1, 2):
        assert grown[f"2025/03/{number}"] == parts[f"2025/03/{number}"]


def test_names_are_cut_where_they_differ() -> None:
    names = ["Example Audit Office", "Example Gazette", "Example Gallery", "Exotic Times"]
    whole = by_name(2).cut([*names, "Zeit", "Éxito", "橋", "2nd Times"])
    assert [(part.path, part.name) for part in all_parts(whole)[1:]] == [
        ("e", "E"),
        ("exa", "Exa…"),
        ("example-a", "Example Audit Office"),
        ("example-g", "Example G…"),
        ("exo", "Exotic Times"),
        ("exi", "Éxito"),
        ("z", "Z"),
        (OTHER, "Other letters"),
        ("0-9", "0–9"),
    ]


def test_what_is_heavier_than_a_page_has_one_for_itself() -> None:
    plan: Plan[int] = Plan((), 10, str, weigh=int)
    assert [part.entries for part in plan.cut([3, 50, 4, 6]).pages()] == [(3,), (50,), (4, 6)]


@pytest.mark.parametrize("number", [0, 1, 10])
def test_a_short_list_is_whole(number: int) -> None:
    whole = by_name(10).cut(["a"] * number)
    assert (whole.parts, whole.path, len(whole.entries)) == ((), "", number)
