"""What a result shows, as JSON: text, address and details of a page and of its records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.anchoring.text import plain_form
from glossator.searching.records import SearchPage, SearchRecord

# Between the texts of a page's records, and between pages. JSON has none of these.
RECORD_END, PAGE_END = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """The texts of a record, in compared form."""

    title: str
    quote: str
    replacement: str
    body: str

    @classmethod
    def of(cls, record: SearchRecord) -> ComparedTexts:
        """The texts of `record`."""
        return cls(*map(plain_form, (record.title, record.quote, record.replacement, record.body)))


def shown_text(page: SearchPage, texts: Sequence[ComparedTexts]) -> str:
    """What `texts.py` takes up: first what is known of the page, then each record."""
    return RECORD_END.join(_shown(page, texts)) + PAGE_END


def _shown(page: SearchPage, texts: Sequence[ComparedTexts]) -> Iterator[str]:
    first = page.records[0]
    yield _json({"u": first.location, "t": texts[0].title, **_tongue(first)})
    for record, compared in zip(page.records, texts, strict=True):
        exact = plain_form(record.exact)
        shown = {
            "u": "" if record is first else record.location.removeprefix(first.location),
            "k": record.kind,
            "t": "" if record is first else compared.title,
            "q": compared.quote,
            "e": "" if exact == compared.quote else exact,
            "r": compared.replacement,
            "b": compared.body,
            "m": record.more,
            "s": "" if record.status == "published" else record.status,
            "c": record.day,
            "p": record.publishers,
            "o": record.topics,
            "h": record.heading,
            **_tongue(record),
        }
        yield _json({key: value for key, value in shown.items() if value})


def _tongue(record: SearchRecord) -> dict[str, str]:
    language = {} if record.language.split("-")[0] == "en" else {"l": record.language}
    return {**language, **({"d": "rtl"} if record.direction == "rtl" else {})}


# Made once, as there are a dozen records to a page.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
