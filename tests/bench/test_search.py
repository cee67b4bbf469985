"""The corpora and the rules by which searches are measured."""

from __future__ import annotations

import sys
from itertools import islice

import pytest

from glossator.searching.records import SearchRecord
from tests.host import ROOT

sys.path.insert(0, str(ROOT / "bench"))

from search_answers import scan
from search_corpus import article, language_of, page_at, pages
from search_queries import MAKERS, Query, queries_of, without_accents
from search_rules import is_right, texts_of
from search_vocabulary import SCRIPTS


def test_an_article_is_the_same_in_every_corpus() -> None:
    assert list(islice(pages(12), 2)) == [article(11), article(10)]
    assert article(7) == next(page for page in pages(8))


def test_a_hundred_articles_are_in_every_language_by_its_share() -> None:
    tags = [language_of(number) for number in range(300, 400)]
    assert {tag: tags.count(tag) for tag in SCRIPTS} == {
        tag: script.share for tag, script in SCRIPTS.items()
    }


def test_a_note_quotes_words_of_its_article() -> None:
    for number in range(15):
        page, *notes = article(number).records
        assert len(notes) == 10
        assert all(note.quote and note.quote in page.body for note in notes)


def test_a_page_is_found_again_by_its_location() -> None:
    for page in (article(31), next(pages(0))):
        assert page_at(page.records[-1].location) == page


def test_accents_are_left_out_as_people_type_without_them() -> None:
    assert without_accents("Łódź José Søren Đorđe") == "Lodz Jose Soren Dorde"


RIGHT = [
    ("jose", "Said José to him"),
    ("José", "said jose"),
    ("lodz", "in Łódź"),
    ("strasse", "die Straße"),
    ("bridge", "two bridges"),
    ("companies", "one company"),
    ("harb", "the harbour"),
    ("harbour chi", "chips of the harbour"),
    ("t-head", "by T-Head"),
    ("thead", "by T-Head"),
    ("T Head", "by T-Head"),
    ("$53 billion", "about $53 billion"),
    ("5.3", "of US$5.3bn"),
    ("9%", "up 9%."),
    ("4000万", "约4000万元"),
    ("人工", "用人工智能"),
    ("能", "用人工智能"),
    ("สัน", "ที่คูสันบริ"),
    ("시장", "그 시장은"),
    ("معلم", "قال مُعَلِّم"),
    ('"sold the bridge"', "He sold the bridge."),
    ('"T-Head “chips”"', 'T-Head "chips"'),
]
WRONG = [
    ("harb chips", "the harbour has chips"),
    ("53", "about $5.3"),
    ("9%", "up 19%"),
    ("9%", "up 2.9%"),
    ("$53", "about 53"),
    ("53,579", "about 53"),
    ('"the bridge sold"', "He sold the bridge."),
    ('"sold the bridge"', "He sold the bridges."),
    ("工能", "人工智能"),
    ("4000万", "14000万"),
    ("U.S", "they used it"),
    ("R&D", "by Rdusan"),
]
# What no one need find, and no one need regret to have found.
OPEN = [
    ('"sold the bridge"', "He sold, the bridge."),
    ("t-head", "by T Head"),
    ("시장은", "그 시장 은"),
    ("1994", "all 1,994"),
]


def fits(query: str, text: str, *, loose: bool = False) -> bool:
    return is_right(query, texts_of(SearchRecord("x/", "page", "", body=text)), loose=loose)


@pytest.mark.parametrize(("query", "text"), RIGHT)
def test_a_record_is_right_for_a_query(query: str, text: str) -> None:
    assert fits(query, text)
    assert fits(query, text, loose=True)


@pytest.mark.parametrize(("query", "text"), WRONG)
def test_a_record_is_wrong_for_a_query(query: str, text: str) -> None:
    assert not fits(query, text)
    assert not fits(query, text, loose=True)


@pytest.mark.parametrize(("query", "text"), OPEN)
def test_of_a_record_people_may_think_differently(query: str, text: str) -> None:
    assert not fits(query, text)
    assert fits(query, text, loose=True)


def test_words_count_in_whatever_field_they_stand() -> None:
    record = SearchRecord("x/#note-y", "correction", "A title", quote="some words", body="and more")
    assert is_right("words more tit", texts_of(record))
    assert not is_right('"words and"', texts_of(record))


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return queries_of(100, 40, notes=1)


def test_queries_are_of_every_kind(queries: list[Query]) -> None:
    assert {query.kind for query in queries} == set(MAKERS)
    assert len({query.text for query in queries}) == len(queries) == 40


def test_every_query_has_a_right_answer(queries: list[Query]) -> None:
    answers = scan(pages(100, 1), [query.text for query in queries], 1)
    assert [query for query in queries if not answers[query.text].total] == []


def test_reading_through_asks_each_record_only_what_may_be_right(queries: list[Query]) -> None:
    some = list(islice(pages(100, 1), 4))
    records = [(record, texts_of(record)) for page in some for record in page.records]
    answers = scan(some, [query.text for query in queries], 10_000)
    for query, answer in answers.items():
        right = [record.location for record, texts in records if is_right(query, texts)]
        assert answer.locations == right
