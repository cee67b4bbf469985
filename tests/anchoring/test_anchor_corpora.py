"""Cases that others wrote or published; see the README of the corpora."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.weaving.markup import read_text

Drift = list[tuple[str, dict[str, Any], TextQuoteSelector]]


@pytest.fixture(scope="session")
def anchoring(corpora: Path) -> Path:
    return corpora / "anchoring"


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_apache_match_cases_all_pass(anchoring: Path) -> None:
    cases = read(anchoring / "quote-match.json")
    said = [match_quote(case["text"], TextQuoteSelector(**case["selector"])) for case in cases]
    assert len(cases) == 18
    for case, match in zip(cases, said, strict=True):
        spans = [tuple(span) for span in case["spans"]]
        assert (match.status, match.spans) == (case["status"], spans), case["name"]


def test_apache_descriptions_are_found_at_their_own_place(anchoring: Path) -> None:
    cases = read(anchoring / "quote-describe.json")
    assert len(cases) == 20
    for case in cases:
        selector = describe_quote(case["text"], case["start"], case["end"])
        match = match_quote(case["text"], selector)
        assert selector.exact == case["text"][case["start"] : case["end"]], case["name"]
        assert (match.status, match.spans) == ("found", [(case["start"], case["end"])]), case[
            "name"
        ]


def test_apache_html_has_the_text_that_the_cases_say(anchoring: Path) -> None:
    cases = read(anchoring / "quote-match.json") + read(anchoring / "quote-describe.json")
    # Apache takes the text of `<head>` too, and knows no block boundaries.
    plain = [case for case in cases if "<head>" not in case["html"]]
    assert len(plain) > 30
    for case in plain:
        assert read_text(case["html"]).text.strip("\n") == case["text"].strip("\n"), case["name"]


@pytest.fixture(scope="session")
def drift(anchoring: Path) -> Drift:
    """Quotes from one revision of a document, to be looked for in the next."""
    data = read(anchoring / "drift.json")
    return [
        (
            data["texts"][case["text"]],
            case,
            TextQuoteSelector(case["exact"], case["prefix"], case["suffix"]),
        )
        for case in data["cases"]
    ]


def survives(text: str, selector: TextQuoteSelector) -> bool:
    return selector.prefix + selector.exact + selector.suffix in text


def test_no_quote_is_ever_found_on_the_wrong_words(drift: Drift) -> None:
    assert len(drift) > 500
    for text, case, selector in drift:
        match = match_quote(text, selector)
        if match.status == "found":
            begin = case["truth"]
            assert match.spans == [(begin, begin + len(case["exact"]))]


def test_every_sentence_that_kept_its_context_is_found(drift: Drift) -> None:
    kept = [(text, selector) for text, _, selector in drift if survives(text, selector)]
    assert len(kept) > 100
    for text, selector in kept:
        assert match_quote(text, selector).status == "found"


def test_a_sentence_that_is_gone_is_orphaned(drift: Drift) -> None:
    gone = [(text, selector) for text, case, selector in drift if case["truth"] is None]
    assert len(gone) > 50
    for text, selector in gone:
        assert match_quote(text, selector).status == "orphaned"


def test_a_sentence_that_lost_its_context_is_orphaned_and_suggested_first(drift: Drift) -> None:
    lost = [
        (text, case, selector)
        for text, case, selector in drift
        if case["truth"] is not None and not survives(text, selector)
    ]
    assert len(lost) > 10
    for text, case, selector in lost:
        match = match_quote(text, selector)
        assert match.status == "orphaned"
        begin = case["truth"]
        assert match.suggestions[0].span == (begin, begin + len(case["exact"]))
