"""What is told of a note that was withdrawn: on every page, in every file, the same.

It is told by leaving the rest out of what a site knows of its notes, so that no page and no form
of data has to think of it. The files of notes keep all of it, and so do checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WITHDRAWN = "withdrawn"
CLAIMED = frozenset(("replacement", "reason", "confidence", "sources", "topics"))
"""What the note claimed, how sure it was and what it rested on: a matter of its history.

What stays is its headline, the words that it was about, its explanation, what was put right in
it, who made it and when.
"""


def told_of(note: Mapping[str, Any]) -> Mapping[str, Any]:
    """Those of a note's fields that readers and machines are told."""
    if note.get("status") != WITHDRAWN:
        return note
    told = _without_claims(note)
    if "target" in told:
        told["target"] = list(map(_without_claims, told["target"]))
    return told


def _without_claims(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in CLAIMED}
