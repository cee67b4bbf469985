"""Annotations as Hypothesis' API gives them out, as far as a note has a place for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from glossator.content.choices import Confidence, Kind, Reason, Status
from glossator.importing.foreign import (
    Foreign,
    ForeignTarget,
    as_list,
    day_of,
    first_text,
    quote_in,
)
from glossator.problems import Location, shown

# Tags that say what a note has a field for, as our export writes them.
_FIELDS = {"reason": Reason, "confidence": Confidence, "status": Status}
# What is said by the place of the note, or is of use to Hypothesis only.
_TOLD = frozenset(
    (
        *("id", "created", "updated", "user", "user_info", "uri", "text", "tags", "group"),
        *("permissions", "target", "document", "links", "flagged", "hidden", "references"),
        *("replies", "mentions", "actions", "moderation", "moderation_status", "url"),
    )
)


def is_row(node: Any) -> bool:
    """Whether it is an annotation of Hypothesis."""
    return isinstance(node, dict) and "uri" in node and ("text" in node or "target" in node)


def is_reply(row: dict[str, Any]) -> bool:
    """Whether it answers another annotation."""
    return bool(row.get("references"))


def read_row(row: dict[str, Any], find_place: Callable[[], Location]) -> Foreign:
    """What an annotation of Hypothesis says."""
    made = Foreign(first_text(row.get("id")), find_place)
    links = row.get("links")
    page = first_text(links.get("html")) if isinstance(links, dict) else ""
    # Of our own notes there is a row for each place.
    if made.name.startswith(f"{page}#place-"):
        made.whole = page
    text = first_text(row.get("text"))
    made.data |= {
        "body": f"{text.rstrip()}\n" if text else "",
        "created": day_of(row.get("created")),
        "creator": _person(row),
    }
    if day_of(row.get("updated")) != made.data["created"]:
        made.data["modified"] = day_of(row.get("updated"))
    for tag in filter(None, map(str, as_list(row.get("tags")))):
        _read_tag(made, tag)
    addresses = [first_text(row.get("uri"))]
    for target in as_list(row.get("target")):
        if isinstance(target, dict):
            made.targets.append(_target(target, addresses))
    if not made.targets:
        made.targets.append(ForeignTarget(tuple(addresses)))
    if first_text(row.get("group")) not in {"", "__world__"}:
        made.remarks.append("it was written for a group, and a note is public")
    made.left += [f"`{name}`" for name in row if name not in _TOLD]
    return made


def _read_tag(made: Foreign, tag: str) -> None:
    field, _, value = tag.partition(":")
    if tag in get_args(Kind):
        made.data["kind"] = tag
    elif field in _FIELDS and value in get_args(_FIELDS[field]):
        made.data[field] = value
    else:
        made.tags.append(tag)


def _person(row: dict[str, Any]) -> dict[str, str]:
    about = row.get("user_info")
    name = first_text(about.get("display_name")) if isinstance(about, dict) else ""
    account, _, host = first_text(row.get("user")).removeprefix("acct:").partition("@")
    if host == "github.com":
        return {"name": name or account, "github": account}
    return {"name": name or account}


def _target(target: dict[str, Any], addresses: list[str]) -> ForeignTarget:
    quotes = tuple(
        quote_in(selector)
        for selector in as_list(target.get("selector"))
        if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector"
    )
    found = [*addresses, *(one for one in as_list(target.get("source")) if isinstance(one, str))]
    return ForeignTarget(tuple(filter(None, dict.fromkeys(found))), quotes)


def reply_told(row: dict[str, Any]) -> str:
    """A reply, as a message shows it."""
    return f"a reply by {_person(row)['name'] or 'somebody'}: {shown(first_text(row.get('text')))}"
