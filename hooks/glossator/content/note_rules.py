"""What has to hold between the fields of a note, whatever each of them says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

from glossator.content.choices import Kind
from glossator.content.field_problems import FIX
from glossator.content.parsed import FieldPath, Parsed
from glossator.content.values import is_day
from glossator.problems import Problem


def note_rules(data: dict[str, Any], parsed: Parsed) -> Iterator[Problem]:
    """What is wrong between the fields of a note; told even where single fields are wrong too."""
    kind = data.get("kind")
    if kind not in get_args(Kind):
        return
    targets = data.get("target")
    targets = targets if isinstance(targets, list) else [targets] if targets else []
    if kind == "correction":
        yield from _replacement_rules(data, targets, parsed)
    else:
        for path in _replacement_paths(data, targets):
            message = (
                f"only a correction has a replacement, this is `kind: {kind}`; "
                "take it out, or make the note a correction"
            )
            yield Problem(parsed.place(path, key=True), "replacement-unexpected", message)
    if kind in {"correction", "source"} and not data.get("sources"):
        noun = "a correction" if kind == "correction" else "a source note"
        message = f"{noun} needs at least one source; add `sources:` with `- url: ...` below it"
        field = "sources" if "sources" in data else "kind"
        yield Problem(parsed.place((field,), key=True), "sources-missing", message)
    if kind != "source" and "body" not in data:
        noun = "a correction" if kind == "correction" else "a context note"
        place = parsed.place(("kind",), key=True)
        yield Problem(place, "field-missing", f"{noun} needs `body`; {FIX['body']}")
    elif kind != "source" and data["body"] is None:
        place = parsed.place(("body",), key=True)
        yield Problem(place, "field-missing", f"`body` is empty; {FIX['body']}")
    yield from _change_rules(data, parsed)


def _change_rules(data: dict[str, Any], parsed: Parsed) -> Iterator[Problem]:
    changes = data.get("changes")
    dates = [
        (index, change["date"])
        for index, change in enumerate(changes if isinstance(changes, list) else [])
        if isinstance(change, dict) and is_day(change.get("date"))
    ]
    if not dates:
        return
    latest = max(date for _, date in dates)
    modified = data.get("modified")
    if modified is None:
        message = f"a note with `changes` needs `modified`; add `modified: {latest}`"
        yield Problem(parsed.place(("changes",), key=True), "field-missing", message)
    elif is_day(modified) and latest > modified:
        message = f"the note was changed on {latest}, later than this; write `modified: {latest}`"
        yield Problem(parsed.place(("modified",)), "date-order", message)
    for (_, newer), (index, older) in pairwise(dates):
        if older > newer:
            message = f"{older} stands below {newer}; put the latest change first"
            yield Problem(parsed.place(("changes", index, "date")), "date-order", message)


def _replacement_rules(
    data: dict[str, Any], targets: list[Any], parsed: Parsed
) -> Iterator[Problem]:
    if not targets:
        message = (
            "a correction needs `target`; add `target:` with `exact:` below it, "
            "or make a note on the whole article `kind: context`"
        )
        yield Problem(parsed.place(("kind",), key=True), "target-missing", message)
    for index, target in enumerate(targets):
        if not isinstance(target, dict):
            continue
        path: FieldPath = ("target", index, "replacement")
        replacement = target.get("replacement")
        if replacement is None:
            path, replacement = ("replacement",), data.get("replacement")
        if replacement is None:
            if parsed.has_field(("replacement",)):
                place, found = parsed.place(path, key=True), "`replacement` is empty"
            else:
                many = len(targets) > 1
                place = parsed.place(("target", index) if many else ("kind",), key=not many)
                found = "a correction needs `replacement`"
            message = f"{found}; add `replacement:` with the words as they should be"
            yield Problem(place, "replacement-missing", message)
        elif replacement == target.get("exact"):
            message = (
                "the replacement is the same as the words that it replaces; change one of them"
            )
            yield Problem(parsed.place(path), "replacement-same", message)


def _replacement_paths(data: dict[str, Any], targets: list[Any]) -> Iterator[FieldPath]:
    if data.get("replacement") is not None:
        yield ("replacement",)
    for index, target in enumerate(targets):
        if isinstance(target, dict) and target.get("replacement") is not None:
            yield ("target", index, "replacement")
