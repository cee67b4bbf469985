"""Changes to a note's file that keep all else: its comments, its other fields."""

from __future__ import annotations

from collections.abc import Collection as AnyOf
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_file import write_document
from glossator.editing.yaml_tree import Collection, Entry, Scalar, parse_tree
from glossator.problems import Problem


def edit_note(
    text: str,
    path: str,
    *,
    quotes: Mapping[int, TextQuoteSelector],
    fields: Mapping[str, str],
    dropped: AnyOf[int] = (),
    docs: str = "docs",
) -> tuple[str | None, list[Problem]]:
    """The note's file, in canonical form, with some values changed; or None, and why not.

    Args:
        text: The file as it is.
        path: Its POSIX path, relative to the site's root.
        quotes: New words and context for the targets with these numbers (from 0).
        fields: New values for fields of the note itself.
        dropped: The numbers of targets to take out of the list of several.
        docs: The docs folder, relative to the site's root.
    """
    parsed = parse_yaml(text, path)
    if parsed.problems:
        return None, parsed.problems
    document = parse_tree(text)
    wanted = deepcopy(parsed.data)
    target = document.root.find("target")
    for index, selector in quotes.items():
        values = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
        assert target is not None  # noqa: S101 - a place that was quoted
        _set(_numbered(target.value, index), values)
        held = wanted["target"]
        _update(held[index] if isinstance(held, list) else held, values)
    for index in sorted(dropped, reverse=True):
        assert target is not None and isinstance(target.value, Collection)  # noqa: S101
        del wanted["target"][index]
        _take_out(target.value, index)
    _set(document.root, fields)
    _update(wanted, fields)
    written = write_document(document, path, docs=docs)
    again = parse_yaml(written, path)
    if again.problems or again.data != wanted:
        return None, again.problems
    return written, []


def _numbered(value: Scalar | Collection, index: int) -> Collection:
    if isinstance(value, Collection) and not value.is_mapping:
        value = value.entries[index].value
    if not isinstance(value, Collection):
        raise TypeError("a place is a mapping")
    return value


def _set(mapping: Collection, values: Mapping[str, str]) -> None:
    """Give fields their values; an empty one goes, and its comments pass to the next."""
    for name, value in values.items():
        entry = mapping.find(name)
        if value and entry:
            entry.value = Scalar(value)
        elif value:
            mapping.entries.append(Entry(name, Scalar(value)))
        elif entry:
            _take_out(mapping, mapping.entries.index(entry))


def _take_out(collection: Collection, index: int) -> None:
    """Remove an entry; its comments pass to the next."""
    comments = list(_comments(collection.entries.pop(index)))
    is_last = index == len(collection.entries)
    heir = collection.tail if is_last else collection.entries[index].above
    heir[:0] = comments


def _comments(entry: Entry) -> Iterator[str]:
    """All comments on and in an entry."""
    yield from entry.above
    if entry.behind:
        yield entry.behind
    if isinstance(entry.value, Collection):
        for inner in entry.value.entries:
            yield from _comments(inner)
        yield from entry.value.tail


def _update(data: dict[str, Any], values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if value:
            data[name] = value
        else:
            data.pop(name, None)
