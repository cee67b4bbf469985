"""Made-up articles with notes in fifteen languages, as records for a search.

Everything in them is test data. Article number 7 is the same in a corpus of ten and in one of
a thousand, and is made from its number alone: a corpus of any size needs no memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from glossator.searching.records import SearchPage, SearchRecord
from search_vocabulary import GIVEN, SCRIPTS, figures, name, words_of

NOTES = 10
KINDS = ("correction", "source", "context")
TOPICS = ("harbour", "chips", "tariffs", "rivers", "archives", "railways", "grain", "tunnels")
PUBLISHERS = tuple(f"Example {name}" for name in ("Daily", "Gazette", "Courier", "Wire", "Herald"))
FIRST_DAY = date(2020, 1, 6)
# Names that papers know from the first article on, and those that each further one adds.
FIRST_NAMES = 200
NAMES_OF_AN_ARTICLE = 2
# Of a hundred words, as many are names, and as many figures.
NAMES, FIGURES = 6, 3
# Names and figures are written with characters before this one, also in texts without blanks.
LATIN_END = 0x370
# Characters of a text without blanks that say as much as a word.
CHARACTERS_OF_A_WORD = 2

_TAGS = tuple(tag for tag, script in SCRIPTS.items() for _ in range(script.share))


def pages(articles: int, notes: int = NOTES) -> Iterator[SearchPage]:
    """The pages of a site in its order: the newest article first, then topics, then others."""
    for number in reversed(range(articles)):
        yield article(number, notes)
    for topic in TOPICS:
        text = _text(Random(f"topic/{topic}"), "en", 0, 80)
        title = f"About {topic}"
        yield SearchPage((SearchRecord(f"topics/{topic}/", "topic", title, body=text),))
    about = "This is test data for a benchmark: nothing in it is true."
    yield SearchPage((SearchRecord("about/", "page", "About", body=about),))


def article(number: int, notes: int = NOTES) -> SearchPage:
    """The article of that number, with its notes."""
    rng = Random(f"article/{number}")
    tag = language_of(number)
    slug = f"test-article-{number}"
    day = FIRST_DAY + timedelta(days=number // 4)
    publisher, topics = rng.choice(PUBLISHERS), _topics(rng)
    body = _text(rng, tag, number, rng.randint(600, 900))
    page = SearchRecord(
        f"articles/{slug}/",
        "article",
        _title(rng, tag, number),
        body=body,
        language=tag,
        day=day.isoformat(),
        publishers=(publisher,),
        topics=topics,
        facets=_facets("article", slug, day, publisher, topics),
    )
    made = [_note(rng, page, number, index, slug, day) for index in range(notes)]
    return SearchPage((page, *made))


def page_at(location: str, notes: int = NOTES) -> SearchPage:
    """The page that a record stands on, by the record's location."""
    path = location.partition("#")[0]
    if path.startswith("articles/"):
        return article(int(path.strip("/").rpartition("-")[2]), notes)
    return next(page for page in pages(0) if page.records[0].location == path)


def language_of(number: int) -> str:
    """Whole hundreds of articles have each language in its share, mixed."""
    order = list(_TAGS)
    Random(f"languages/{number // len(_TAGS)}").shuffle(order)
    return order[number % len(_TAGS)]


def _note(
    rng: Random, page: SearchRecord, number: int, index: int, slug: str, day: date
) -> SearchRecord:
    kind = rng.choice(KINDS)
    # Half of the notes on articles in other languages are in English, as readers are.
    tag = rng.choice((page.language, "en"))
    created = day + timedelta(days=rng.randint(1, 300))
    publisher, topics = rng.choice(PUBLISHERS), _topics(rng)
    return SearchRecord(
        f"{page.location}#note-n{index}",
        kind,
        _title(rng, tag, number),
        quote=_quote(rng, page),
        body=_text(rng, tag, number, rng.randint(28, 44)),
        language=page.language,
        replacement=_text(rng, page.language, number, 6) if kind == "correction" else "",
        more=int(rng.random() < 0.1),
        status=rng.choices(("published", "resolved", "withdrawn"), weights=(8, 1, 1))[0],
        day=created.isoformat(),
        publishers=(publisher,),
        topics=topics,
        facets=_facets(kind, slug, created, publisher, topics),
    )


def _facets(
    kind: str, slug: str, day: date, publisher: str, topics: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    return (
        ("kind", kind),
        ("article", slug),
        ("year", str(day.year)),
        ("publisher", publisher.lower().replace(" ", "-")),
        *(("topic", topic) for topic in topics),
    )


def _topics(rng: Random) -> tuple[str, ...]:
    return tuple(rng.sample(TOPICS, rng.randint(0, 2)))


def _title(rng: Random, tag: str, number: int) -> str:
    return _text(rng, tag, number, rng.randint(5, 9)).rstrip(" .。।")


def _quote(rng: Random, page: SearchRecord) -> str:
    """Five to twelve words of the article, or as much of a text without blanks."""
    length = rng.randint(5, 12)
    if SCRIPTS[page.language].blank:
        words = page.body.split(" ")
        begin = rng.randrange(len(words) - length)
        return " ".join(words[begin : begin + length]).strip(" .,")
    begin = rng.randrange(len(page.body) - 2 * length)
    return page.body[begin : begin + CHARACTERS_OF_A_WORD * length].strip(" 。，")


def _text(rng: Random, tag: str, number: int, length: int) -> str:
    """Sentences of about as many words altogether, names and figures among them."""
    script = SCRIPTS[tag]
    words = words_of(tag).draw(rng, length)
    number_of_names = FIRST_NAMES + NAMES_OF_AN_ARTICLE * number
    numbers = figures(rng, tag)
    for index in range(length):
        chance = rng.random() * 100
        if chance < NAMES:
            # The square: some names are in all papers, most in few.
            which = int(number_of_names * rng.random() ** 2)
            words[index] = rng.choice(GIVEN) if chance < NAMES / 4 else name(which)
        elif chance < NAMES + FIGURES:
            words[index] = next(numbers)
    sentences = []
    while words:
        some = rng.randint(8, 20)
        sentence, words = words[:some], words[some:]
        if len(sentence) > 9 and script.blank:
            sentence[5] += ","
        text = script.blank.join(sentence) if script.blank else _without_blanks(sentence)
        sentences.append(text[:1].upper() + text[1:])
    return script.stop.join([*sentences, ""]).rstrip()


def _without_blanks(words: list[str]) -> str:
    """The words in a row, with a blank only between names and figures, which need one."""
    text = ""
    for word in words:
        is_parted = text and ord(text[-1]) < LATIN_END and ord(word[0]) < LATIN_END
        text += f" {word}" if is_parted else word
    return text


def write_pages(file: Path, articles: int, notes: int = NOTES) -> None:
    """Write the pages of a corpus, one on a line, for a process that reads them one by one."""
    with file.open("w", encoding="utf-8") as lines:
        for page in pages(articles, notes):
            records = [asdict(record) for record in page.records]
            lines.write(json.dumps(records, ensure_ascii=False) + "\n")


def read_pages(file: Path) -> Iterator[SearchPage]:
    """The pages of a file, one after the other."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield SearchPage(tuple(_record(fields) for fields in json.loads(line)))


def _record(fields: dict[str, Any]) -> SearchRecord:
    for key in ("publishers", "topics"):
        fields[key] = tuple(fields[key])
    fields["facets"] = tuple((key, value) for key, value in fields["facets"])
    return SearchRecord(**fields)
