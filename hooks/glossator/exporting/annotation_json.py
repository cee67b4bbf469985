"""The pieces of a web annotation as JSON: addresses, texts, selectors, people, sources.

Written by hand rather than with `json`: a large site has ten thousands of notes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING
from urllib.parse import quote

from glossator.weaving.languages import direction_of, has_rtl

if TYPE_CHECKING:
    from glossator.content.model import Source

AROUND = 32
"""Characters of the text before and behind a quote, as many as Hypothesis takes."""
# People, addresses of pages: what many notes have in common.
_SHARED = 4096
# What may not stand in an IRI, though browsers take it in an address.
_NOT_IN_IRIS = re.compile(r"[<>\"{}|\\^`]")


def quoted(text: str) -> str:
    """A text as JSON has it."""
    return encode_basestring(text)


def iri(address: str) -> str:
    """An address as JSON has it, without signs that no IRI may have."""
    if _NOT_IN_IRIS.search(address):
        address = _NOT_IN_IRIS.sub(lambda found: quote(found[0]), address)
    return encode_basestring(address)


def moment(day: str) -> str:
    """The beginning of a day, as JSON has it."""
    return f'"{day}T00:00:00Z"'


@lru_cache(maxsize=_SHARED)
def word_body(purpose: str, value: str) -> str:
    """As `text_body`, of one of few words of our own."""
    return text_body(purpose, value, "en")


def text_body(purpose: str, value: str, language: str, form: str = "text/plain") -> str:
    """A text as a body, in its language and, where that is not plain, its direction."""
    direction = ""
    if direction_of(language) == "rtl":
        direction = ',"textDirection":"rtl"' if has_rtl(value) else ',"textDirection":"auto"'
    elif not value.isascii() and has_rtl(value):
        direction = ',"textDirection":"auto"'
    return (
        f'{{"type":"TextualBody","purpose":"{purpose}","format":"{form}",'
        f'"language":"{language}"{direction},"value":{encode_basestring(value)}}}'
    )


def quote_selector(exact: str, prefix: str, suffix: str) -> str:
    """Quoted words with what stands around them."""
    before = f',"prefix":{encode_basestring(prefix)}' if prefix else ""
    behind = f',"suffix":{encode_basestring(suffix)}' if suffix else ""
    return f'{{"type":"TextQuoteSelector","exact":{encode_basestring(exact)}{before}{behind}}}'


def place_selectors(text: str, start: int, end: int, *, before: int = 0, behind: int = 0) -> str:
    """The place `start` to `end` of a text: its words with some context, and its offsets."""
    prefix, suffix = context_of(text, start, end, before=before, behind=behind)
    words = quote_selector(text[start:end], prefix, suffix)
    return f'{words},{{"type":"TextPositionSelector","start":{start},"end":{end}}}'


def context_of(
    text: str, start: int, end: int, *, before: int = 0, behind: int = 0
) -> tuple[str, str]:
    """What stands before and behind the place `start` to `end` of a text.

    At least `before` and `behind` characters, if the text has them.
    """
    first, last = max(0, start - max(before, AROUND)), end + max(behind, AROUND)
    # Half of a character is not that character.
    while first < start and _goes_on(text[first]):
        first += 1
    while end < last < len(text) and _goes_on(text[last]):
        last -= 1
    return text[first:start], text[end:last]


def _goes_on(character: str) -> bool:
    """Whether it belongs to the character before it: an accent, a joiner, a part of a syllable."""
    return character >= "\u0300" and (
        unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
        or "\u200b" <= character <= "\u200f"
    )


@lru_cache(maxsize=_SHARED)
def person(name: str, account: str | None) -> str:
    """Who made something; `account` is the one on GitHub."""
    known = ""
    if account:
        address = iri(f"https://github.com/{account}")
        known = f'"id":{address},"nickname":{quoted(account)},'
    return f'{{{known}"type":"Person","name":{quoted(name)}}}'


def topic_body(page: str, title: str) -> str:
    """A topic, which is what its page is about."""
    return (
        '{"type":"SpecificResource","purpose":"classifying",'
        f'"source":{{"id":{iri(page)},"label":{quoted(title)}}}}}'
    )


def source_body(source: Source) -> str:
    """A page that was read, what it shows, and the day on which it showed it."""
    title = f',"dcterms:title":{encode_basestring(source.title)}' if source.title else ""
    more = f',"schema:provider":{{"name":{quoted(source.via)}}}' if source.via else ""
    if source.published:
        more += f',"schema:datePublished":"{source.published}"'
    cached, state = "", ""
    if source.archive:
        archive = iri(source.archive)
        more += f',"schema:archivedAt":{{"id":{archive}}}'
        cached = f',"cached":{archive}'
    if source.accessed:
        day = moment(source.accessed)
        state = f',"state":{{"type":"TimeState","sourceDate":{day}{cached}}}'
    if source.supports:
        state += f',"dcterms:description":{encode_basestring(source.supports)}'
    return (
        f'{{"type":"SpecificResource","purpose":"linking","source":{{"id":{iri(source.url)}{title}'
        f',"dcterms:publisher":{{"name":{encode_basestring(source.publisher)}}}{more}}}{state}}}'
    )
