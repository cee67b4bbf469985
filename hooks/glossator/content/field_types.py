"""The types of single fields: a text, an id, a day, an address; and what is said of wrong ones.

Values arrive as the text that was typed; dates stay text, checked and as precise as they
were given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from glossator.anchoring.text import BLANK
from glossator.content.deceptive_text import deceptive_at, is_balanced, name_of_sign
from glossator.content.honest_addresses import deceit_of, is_plainly_honest
from glossator.content.values import LONGEST_TITLE, is_in_calendar, is_slug
from glossator.problems import shown

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# Names of files without anything that an address has a use of its own for.
_PAGE_NAME = re.compile(r"/?(?!\.)[\w.~-]+(/(?!\.)[\w.~-]+)*/?")
_SPACE = re.compile(r"\s")


def _slug(text: str) -> str:
    if not is_slug(text):
        raise PydanticCustomError(
            "slug-invalid",
            "{text} is not an id; write it in lower case with a-z, 0-9 and hyphens, as in t-head",
            {"text": shown(text)},
        )
    return text


def _former_note(text: str) -> str:
    if not all(map(is_slug, text.split("/"))) or text.count("/") > 1:
        raise PydanticCustomError(
            "slug-invalid",
            "{text} is no former id; write the name that the note's file had, without .yaml, "
            "or <article>/<name> where it stood on another article",
            {"text": shown(text)},
        )
    return text


def _former_page(text: str) -> str:
    if not _PAGE_NAME.fullmatch(text):
        raise PydanticCustomError(
            "slug-invalid",
            "{text} is no former page of this site; write the name that the file had, or its "
            "path below the docs folder, as in topics/old-name",
            {"text": shown(text)},
        )
    return text


# A site has thousands of dates and hundreds of days.
@lru_cache(maxsize=1024)
def _day(text: str) -> str:
    return _calendar_date(text, _DATE, "a day as year-month-day, as in 2026-11-23")


@lru_cache(maxsize=1024)
def _partial_day(text: str) -> str:
    hint = "a date as 2025-09-24, or 2025-09 or 2025 where the day is not known"
    return _calendar_date(text, _PARTIAL_DATE, hint)


def _calendar_date(text: str, form: re.Pattern[str], hint: str) -> str:
    if not form.fullmatch(text):
        raise PydanticCustomError(
            "date-invalid",
            "{text} cannot be read as a date; write {hint}",
            {"text": shown(text), "hint": hint},
        )
    if not is_in_calendar(text):
        raise PydanticCustomError(
            "date-invalid",
            "{text} is not in the calendar; write {hint}",
            {"text": shown(text), "hint": hint},
        )
    return text


def _url(text: str) -> str:
    if is_plainly_honest(text):
        return text
    reason = ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
        if parts.scheme not in {"http", "https"}:
            reason = "it does not begin with https:// or http://"
        elif not host or (("." not in host) and ":" not in host):
            reason = "it names no host"
    except ValueError:
        reason = "its host or port cannot be read"
    if _SPACE.search(text):
        reason = "it has a space in it (write %20, or take it out)"
    if reason:
        raise PydanticCustomError(
            "url-invalid",
            "{text} is not a complete address: {reason}; copy it from the browser's address bar",
            {"text": shown(text), "reason": reason},
        )
    deceit = deceit_of(text)
    if deceit:
        raise PydanticCustomError(
            "url-deceptive",
            "{text} hides where it leads: {deceit}",
            {"text": shown(text), "deceit": deceit},
        )
    return text


def _without_outer_line_ends(text: object) -> object:
    # Below `|` and `>` YAML counts the end of the last line in, which nobody means.
    if not isinstance(text, str) or "\n" not in text:
        return text
    return text.strip("\n") if text.strip() else text


def _whole(text: str) -> str:
    # Most are ASCII, in which there is nothing else to look for.
    if not text.isascii():
        _refuse_unseen(text)
        _refuse_unbalanced(text)
    elif not text.strip():
        _refuse_empty(text)
    return text


def _visible(text: str) -> str:
    if not text.isascii():
        _refuse_unseen(text)
    elif not text.strip():
        _refuse_empty(text)
    return text


def _visible_part(text: str) -> str:
    _refuse_unseen(text, is_part=True)
    return text


def _refuse_unseen(text: str, *, is_part: bool = False) -> None:
    _refuse_empty(text)
    _refuse_deceptive(text, is_part=is_part)


def _refuse_empty(text: str) -> None:
    if not text.strip() or (not text.isascii() and BLANK.fullmatch(text)):
        raise PydanticCustomError("field-empty", "it has no text", {})


def _refuse_deceptive(text: str, *, is_part: bool = False) -> None:
    at = deceptive_at(text, is_part=is_part)
    if at is not None:
        raise PydanticCustomError(
            "text-deceptive",
            "behind {before} it has a character by which the text looks otherwise than it reads "
            "({sign}); delete it",
            {"before": shown(text[max(0, at - 20) : at]), "sign": name_of_sign(text[at])},
        )


def _refuse_unbalanced(text: str) -> None:
    if not is_balanced(text):
        raise PydanticCustomError(
            "text-deceptive",
            "it has a direction sign without the one that belongs to it (of U+202A to U+202E and "
            "U+2066 to U+2069), which turns round what stands beside the text; delete it",
            {},
        )


_OneText = BeforeValidator(_without_outer_line_ends)
Text = Annotated[str, AfterValidator(_whole), _OneText]
# Words of an article may begin or end in the middle of what runs in another direction.
Words = Annotated[str, AfterValidator(_visible_part), _OneText]
Context = Annotated[str, _OneText]
Markdown = Annotated[str, AfterValidator(_visible)]
Title = Annotated[
    str,
    Field(max_length=LONGEST_TITLE),
    AfterValidator(_whole),
    _OneText,
]
Slug = Annotated[str, AfterValidator(_slug)]
FormerNote = Annotated[str, AfterValidator(_former_note)]
FormerPage = Annotated[str, AfterValidator(_former_page)]
Day = Annotated[str, AfterValidator(_day)]
PartialDay = Annotated[str, AfterValidator(_partial_day)]
Url = Annotated[str, AfterValidator(_url)]
Account = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$")]
