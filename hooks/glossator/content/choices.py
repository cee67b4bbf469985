"""The words that fields of a note choose from."""

from __future__ import annotations

from typing import Literal

Kind = Literal["correction", "source", "context"]
Reason = Literal[
    "figure", "name", "date", "attribution", "translation", "wording", "omission", "outdated"
]
Confidence = Literal["high", "medium", "low"]
Status = Literal["published", "resolved", "withdrawn"]
