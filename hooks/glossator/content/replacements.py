"""What the words at a place of an article should be, as a note says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class _Place(Protocol):
    @property
    def replacement(self) -> str | None: ...


class _Note(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def target(self) -> Sequence[_Place]: ...
    @property
    def replacement(self) -> str | None: ...


def replacement_at(note: _Note, place: int) -> str | None:
    """What the words at target number `place` (from 0) of the note should be."""
    if note.kind != "correction":
        return None
    return note.target[place].replacement or note.replacement
