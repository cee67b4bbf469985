"""A YAML file as a tree with its comments, so that it can be rewritten without losing one.

A comment belongs to the field or item that it stands behind or above; one that is indented
further than what follows ends the list or mapping above it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import yaml

from glossator.content.yaml_comments import Comment, Position, comments_of, position, stretch_of
from glossator.content.yaml_source import events_of, scalar_value, tokens_of


@dataclass
class Scalar:
    """A single value.

    Attributes:
        value: The text; None where there is none.
    """

    value: str | None


@dataclass
class Collection:
    """A mapping or a list.

    Attributes:
        is_mapping: Whether its entries have names.
        entries: Its fields or items.
        tail: The comments below the last of them.
    """

    is_mapping: bool
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def find(self, key: str) -> Entry | None:
        """The field `key`, if it is there."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass
class Entry:
    """A field of a mapping or an item of a list.

    Attributes:
        key: The field's name; None for an item.
        value: What it holds.
        above: The comments on the lines above it.
        behind: The comment on its own line; empty where there is none.
    """

    key: str | None
    value: Scalar | Collection
    above: list[str] = field(default_factory=list)
    behind: str = ""


@dataclass
class Document:
    """A whole file.

    Attributes:
        root: Its mapping.
        header: The comments at its top, up to a blank line.
    """

    root: Collection
    header: list[str] = field(default_factory=list)


def parse_tree(text: str) -> Document:
    """The tree of a text whose outermost value is a mapping and that `parse_yaml` can read."""
    reader = _Reader(text)
    root = reader.read()
    document = Document(root)
    for comment in comments_of(text, reader.hidden):
        reader.attach(comment, document)
    return document


def tree_of(data: Any) -> Scalar | Collection:
    """The tree of plain data: mappings, lists, texts and None."""
    if isinstance(data, dict):
        return Collection(True, [Entry(key, tree_of(value)) for key, value in data.items()])
    if isinstance(data, list | tuple):
        return Collection(False, [Entry(None, tree_of(value)) for value in data])
    return Scalar(data)


@dataclass(eq=False)
class _Holder:
    """Where a collection stands in the file."""

    collection: Collection
    column: int
    is_flow: bool
    end: Position = (0, 0)


@dataclass(eq=False)
class _Seen:
    """Where an entry stands in the file, and in which collections, outermost first."""

    entry: Entry
    at: Position
    value_at: Position
    holders: tuple[_Holder, ...]
    value_end: Position = (0, 0)


class _Reader:
    """The tree of a text, and where in the text its parts stand."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.events = events_of(text)
        # By column, so that an item finds its own at once, however many there are.
        self.dashes: dict[int, list[Position]] = defaultdict(list)
        for token in tokens_of(text):
            if isinstance(token, yaml.BlockEntryToken):
                dash = position(token.start_mark)
                self.dashes[dash[1]].append(dash)
        self.hidden: list[tuple[Position, Position]] = []
        self.seen: list[_Seen] = []
        self.owners: dict[int, Entry] = {}  # by line, what a comment at its end is about

    def read(self) -> Collection:
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                return self._collection(event, ()).collection
        raise ValueError("the text holds no mapping")

    def _collection(
        self, event: yaml.CollectionStartEvent, holders: tuple[_Holder, ...]
    ) -> _Holder:
        collection = Collection(isinstance(event, yaml.MappingStartEvent))
        column = position(event.start_mark)[1]
        holder = _Holder(collection, column, is_flow=bool(event.flow_style))
        for child in self.events:
            if isinstance(child, yaml.CollectionEndEvent):
                holder.end = position(child.end_mark)
                break
            self._entry(child, (*holders, holder))
        return holder

    def _entry(self, child: yaml.Event, holders: tuple[_Holder, ...]) -> None:
        holder = holders[-1]
        entry = Entry(None, Scalar(None))
        holder.collection.entries.append(entry)
        at = position(child.start_mark)
        if holder.collection.is_mapping:
            name = cast("yaml.ScalarEvent", child)
            entry.key = str(name.value)
            self._hide(name, entry)
            child = next(self.events)
        elif not holder.is_flow:
            dashes = self.dashes[holder.column]
            at = dashes[bisect_right(dashes, at) - 1]
        seen = _Seen(entry, at, position(child.start_mark), holders)
        self.seen.append(seen)
        if isinstance(child, yaml.ScalarEvent):
            entry.value = Scalar(scalar_value(child))
            self._hide(child, entry)
            return
        inner = self._collection(cast("yaml.CollectionStartEvent", child), holders)
        entry.value = inner.collection
        seen.value_end = inner.end
        if inner.is_flow:
            self.owners[inner.end[0]] = entry

    def _hide(self, event: yaml.ScalarEvent, entry: Entry) -> None:
        is_below = event.style in {"|", ">"}
        self.owners[position(event.start_mark if is_below else event.end_mark)[0]] = entry
        self.hidden.append(stretch_of(event))

    def attach(self, comment: Comment, document: Document) -> None:
        """Put the comment where it belongs."""
        owner = self.owners.get(comment.at[0])
        if owner and not comment.is_alone:
            owner.behind = f"{owner.behind} {comment.text}".strip()
        elif comment.at[0] < self._header_end:
            document.header.append(comment.text)
        else:
            self._place(comment).append(comment.text)

    @cached_property
    def _header_end(self) -> int:
        """The line below the last blank line above the first field."""
        top = self.seen[0].at[0] if self.seen else len(self.lines)
        blanks = [
            number
            for number, line in enumerate(self.lines[:top])
            if not line.strip() or line.startswith("---")
        ]
        return blanks[-1] + 1 if blanks else 0

    def _place(self, comment: Comment) -> list[str]:
        number = bisect_left(self.seen, comment.at, key=lambda seen: seen.at)
        after = self.seen[number] if number < len(self.seen) else None
        if number == 0:
            return after.entry.above if after else []
        before = self.seen[number - 1]
        value = before.entry.value
        if isinstance(value, Scalar):
            if comment.at < before.value_at:
                return before.entry.above
        elif not value.entries:
            if comment.at < before.value_end:
                return value.tail
        elif after and after.holders[-1].collection is value:
            return after.entry.above
        closing = [h for h in before.holders if after is None or h not in after.holders]
        brackets = [h for h in before.holders if h.is_flow and comment.at < h.end]
        if brackets:
            is_last = after is None or brackets[-1] not in after.holders
            return brackets[-1].collection.tail if is_last or not after else after.entry.above
        closing = [holder for holder in closing if not holder.is_flow]
        if after and (comment.at[1] <= after.at[1] or not closing):
            return after.entry.above
        fitting = [holder for holder in closing if holder.column <= comment.at[1]]
        return [*before.holders[:1], *closing[:1], *fitting][-1].collection.tail
