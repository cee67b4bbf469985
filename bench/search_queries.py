"""Queries made from the texts of a corpus, as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from random import Random

from glossator.searching.records import SearchRecord
from search_corpus import NOTES, article, language_of
from search_vocabulary import NOUNS, SCRIPTS, plural, words_of

# What is told of a query is drawn from as many pages, evenly spread over the corpus.
PAGES_LOOKED_AT = 150
# A beginning of a word that is being typed.
SHORTEST, LONGEST = 3, 5

_HAN = r"\u4e00-\u9fff"
_RUNS = {
    "zh-Hans": rf"[{_HAN}]+",
    "zh-Hant": rf"[{_HAN}]+",
    "ja": rf"[{_HAN}\u3041-\u30ff]+",
    "ko": r"[\uac00-\ud7a3]+",
    "th": r"[\u0e00-\u0e7f]+",
}
_THAI_SIGNS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_SPACED = ("ar", "he", "hi", "ru", "el", "de", "pl", "tr", "vi")
_LATIN = "A-Za-zÀ-žḀ-ỹ"
_JOINED = re.compile(rf"(?<![{_LATIN}])[{_LATIN}]+[-&'.][{_LATIN}]+")
_FIGURE = re.compile(r"(?:US)?\$?\d[\d.,]*\d(?:%|nm|bn|[年万亿萬億]| [mb]illion)?|\$?\d(?:%|nm)?")
_PLAIN = str.maketrans("łŁøØđĐı", "lLoOdDi")


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what it is an example of."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """The records that queries are drawn from: those of some pages."""

    records: tuple[SearchRecord, ...]

    def draw(self, rng: Random, tag: str = "") -> SearchRecord:
        """One of the records, in a language where one is asked for."""
        while True:
            record = rng.choice(self.records)
            if not tag or record.language == tag:
                return record


def without_accents(text: str) -> str:
    """As somebody types who has no key for them."""
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", apart))


def queries_of(articles: int, number: int, notes: int = NOTES) -> list[Query]:
    """As many different queries for a corpus of so many articles, of all kinds by their shares."""
    rng = Random(f"queries/{articles}/{number}")
    step = max(1, articles // PAGES_LOOKED_AT)
    numbers = set(range(0, articles, step))
    # The first hundred have articles in every language.
    numbers |= set({language_of(index): index for index in range(100)}.values())
    looked_at = [article(index, notes) for index in sorted(numbers)]
    source = Source(tuple(record for page in looked_at for record in page.records))
    made: dict[str, Query] = {}
    total = sum(share for share, _ in MAKERS.values())
    for kind, (share, maker) in MAKERS.items():
        enough = len(made) + max(1, round(number * share / total))
        for text in maker(rng, source):
            made.setdefault(text, Query(text, kind))
            if len(made) >= enough:
                break
    found = list(made.values())
    rng.shuffle(found)
    return found[:number]


def _names(rng: Random, source: Source, *, has_accents: bool) -> Iterator[str]:
    while True:
        for name in re.findall(r"\b[A-ZÀ-Ž][\w-]{2,}", source.draw(rng, "en").body):
            if without_accents(name) != name and rng.random() < 0.2:
                yield name if has_accents else without_accents(name).lower()


def _phrases(rng: Random, source: Source, *tags: str) -> Iterator[str]:
    while True:
        tag = rng.choice(tags)
        record = source.draw(rng, tag)
        text = rng.choice([record.body, record.quote] if record.quote else [record.body])
        if record.kind != "article" and text == record.body:
            continue  # which may be in English
        length = rng.randint(3, 5)
        # A run without blanks, of about as many words.
        pieces = text.split(" ") if SCRIPTS[tag].blank else list(text)
        length = length if SCRIPTS[tag].blank else 2 * length
        if len(pieces) > length:
            begin = rng.randrange(len(pieces) - length)
            words = pieces[begin : begin + length]
            phrase = (" " if SCRIPTS[tag].blank else "").join(words).strip(" .,。，।")
            if len(phrase) > length and '"' not in phrase:
                yield f'"{phrase}"'


def _figures(rng: Random, source: Source) -> Iterator[str]:
    while True:
        found = _FIGURE.findall(source.draw(rng).body)
        if found:
            yield rng.choice(found)


def _runs(rng: Random, source: Source) -> Iterator[str]:
    while True:
        tag = rng.choice(tuple(_RUNS))
        found = re.findall(_RUNS[tag], source.draw(rng, tag).body)
        if found:
            run, length = rng.choice(found), rng.randint(2, 4)
            begin = rng.randint(0, max(0, len(run) - length))
            yield _whole_letters(run[begin:], length)


def _whole_letters(text: str, length: int) -> str:
    """The beginning of a text, without cutting a letter from the signs that belong to it."""
    letters = re.findall(
        r"[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*", text
    )
    return "".join(letters[:length]) or text[:length]


def _single_han(rng: Random, source: Source) -> Iterator[str]:
    while True:
        found = re.findall(f"[{_HAN}]", source.draw(rng, rng.choice(("zh-Hans", "zh-Hant"))).quote)
        if found:
            yield rng.choice(found)


def _words(rng: Random, source: Source) -> Iterator[str]:
    while True:
        record = source.draw(rng, rng.choice(_SPACED))
        words = [word.strip(".,।") for word in (record.quote or record.body).split()]
        word = rng.choice(words)
        if len(word) > 2 and not re.search(r"[\d$%'&.-]", word):
            yield word


def _common(rng: Random, _source: Source) -> Iterator[str]:
    words = [*_english()[:60], *NOUNS]
    while True:
        word = rng.choice(words)
        if len(word) > 2:
            yield word


def _three(rng: Random, source: Source) -> Iterator[str]:
    while True:
        record = source.draw(rng, "en")
        words = sorted(set(_plain_words(record.body if rng.random() < 0.7 else record.quote)))
        if len(words) >= 3:
            yield " ".join(rng.sample(words, 3)).lower()


def _typed(rng: Random, source: Source) -> Iterator[str]:
    while True:
        words = _plain_words(source.draw(rng, "en").body)
        if len(words) >= 2:
            *before, last = rng.sample(words, rng.randint(1, 2))
            if len(last) > LONGEST:
                yield " ".join([*before, last[: rng.randint(SHORTEST, LONGEST)]]).lower()


def _singular(rng: Random, source: Source) -> Iterator[str]:
    """The singular of a plural that is in the texts, or the other way round."""
    known = set(_english())
    pairs = {noun: plural(noun) for noun in known if plural(noun) in known}
    others = {plural: noun for noun, plural in pairs.items()}
    while True:
        for word in _plain_words(source.draw(rng, "en").body):
            if word in others and rng.random() < 0.3:
                yield others[word]
            elif word in pairs and rng.random() < 0.1:
                yield pairs[word]


def _joined(rng: Random, source: Source) -> Iterator[str]:
    while True:
        for word in re.findall(
            rf"(?<![{_LATIN}])[{_LATIN}]+[-&'.][{_LATIN}]+", source.draw(rng).body
        ):
            if rng.random() < 0.2:
                yield word
                yield re.sub(r"[-&'.]", " ", word)
                yield re.sub(r"[-&'.]", "", word).lower()


@cache
def _english() -> tuple[str, ...]:
    return words_of("en").words


def _plain_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'$&.,%-]+", text) if re.fullmatch("[a-z]{3,}", word)]


Maker = Callable[[Random, Source], Iterator[str]]
# Of 400 queries, how many are of each kind.
MAKERS: dict[str, tuple[int, Maker]] = {
    "name with accents": (30, partial(_names, has_accents=True)),
    "name without accents": (30, partial(_names, has_accents=False)),
    "phrase in English": (24, lambda rng, source: _phrases(rng, source, "en")),
    "phrase in other scripts": (21, lambda rng, source: _phrases(rng, source, *_RUNS, *_SPACED)),
    "figure": (40, _figures),
    "run of Han, kana, Hangul, Thai": (55, _runs),
    "single Han character": (15, _single_han),
    "word of another language": (45, _words),
    "common word": (18, _common),
    "three words": (35, _three),
    "word being typed": (35, _typed),
    "singular for plural": (25, _singular),
    "joined word, three ways": (27, _joined),
}
