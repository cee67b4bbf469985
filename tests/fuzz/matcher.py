"""Quotes: found where looking at every place finds them, and described so that they are found."""

from __future__ import annotations

from itertools import pairwise

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchoring.quoting import selector_for
from glossator.anchoring.sentences import sentence_spans
from glossator.anchoring.text import normalize
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.words import PART, TEXT
from tests.shared_cases import cases

WORDS = [*TEXT, PART, "said ", "the bridge ", ". ", "“", "abc abc abc "]
SHORT = 80


def seeds() -> list[bytes]:
    found = []
    for case in (*cases("match"), *cases("suggest"), *cases("describe")):
        text, selector = case["text"], case.get("selector", {})
        words = [selector.get(name, "") for name in ("exact", "prefix", "suffix")]
        parts = [one.encode("utf-8", "replace") for one in (text, *words)]
        found.append(seed(*parts, choices=bytes((len(text) // 3, 5))))
    return found


def check(data: bytes) -> None:
    fed = Fed(data)
    text = fed.text()
    selector = TextQuoteSelector(fed.text(), fed.text(), fed.text())
    assert_found(text, selector)
    if text:
        assert_described(text, *fed.span(text))
    sentences = list(sentence_spans(text))
    assert all(0 <= begin < end <= len(text) for begin, end in sentences)
    assert all(one[1] <= two[0] for one, two in pairwise(sentences))


def assert_found(text: str, selector: TextQuoteSelector) -> None:
    try:
        match = match_quote(text, selector)
    except ValueError:
        assert not normalize(selector.exact).text.strip() or not selector.exact
        return
    assert match.status == ("orphaned", "found", "ambiguous")[min(2, len(match.spans))]
    assert match.spans == sorted(set(match.spans))
    exact = normalize(selector.exact).text.strip()
    whole = normalize(selector.prefix + selector.exact + selector.suffix).text
    normal = normalize(text)
    for begin, end in match.spans:
        assert 0 <= begin < end <= len(text)
        assert not exact or normalize(text[begin:end]).text.strip() == exact
    # Every place where the words stand with their context is told.
    hits = [at for at in range(len(normal.text)) if normal.text.startswith(whole, at)]
    whole_hits = [
        at for at in hits if normal.is_boundary(at) and normal.is_boundary(at + len(whole))
    ]
    assert len(match.spans) <= len(hits)
    if exact and not selector.prefix and not selector.suffix:
        assert bool(match.spans) == bool(whole_hits)
        assert len(match.spans) == len(whole_hits)
    scores = [one.score for one in match.suggestions]
    assert scores == sorted(scores, reverse=True)
    for begin, end, score in match.suggestions:
        assert 0 <= begin < end <= len(text)
        assert 0 <= score <= 100


def assert_described(text: str, begin: int, end: int) -> None:
    try:
        selector = describe_quote(text, begin, end)
    except ValueError:
        return
    match = match_quote(text, selector)
    assert match.status == "found"
    assert match.spans[0][0] <= begin < end <= match.spans[0][1]
    assert (
        normalize(text[slice(*match.spans[0])]).text.strip()
        == normalize(selector.exact).text.strip()
    )
    told = selector_for(text, match.spans[0])
    (found,) = match_quote(text, told).spans
    # Blanks at its ends count for nothing, nor do signs that nobody sees.
    begin, stop = match.spans[0]
    assert normalize(text[slice(*found)]).text.strip() == normalize(text[begin:stop]).text.strip()
    assert begin <= found[0] < found[1] <= stop
