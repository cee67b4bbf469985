"""Cases that the Python side and the browser's side of the same work are both held to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"

# Signs that normalising, YAML or words treat in a way of their own, among ordinary letters.
PIECES = [
    *"aab B1.,-'\"",
    *" \n\t\xa0\u2003\u3000\x85",
    *"\xad\u200b\u200d\ufeff\u200f",
    *"‘’“”„–—−…",
    *("e\u0301", "\u0301", "\u0323", "ö", "o\u0308", "ﬁ", "İ", "\u0345", "\u0334"),
    *("平", "頭", "か", "\u3099", "각", "\u1100", "\u1161", "\u11a8", "한"),
    *("कि", "\u09c7", "\u09be", "\u0f40", "\u0f73", "ש", "َ"),
    *("เ", "ก", "น้ำ", "ๆ", "ស្ព", "မြို့"),
    *("😀", "👩\u200d💻", "\U0001d400", "\U0001d15e"),
    *("ab ", "the ", "the\n"),
]


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of `tests/vectors/<name>.json`; offsets count characters (code points)."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert len({case["name"] for case in found}) == len(found) > 20
    return found


def whole(text: str) -> str:
    """`text` as a file can hold it: halves of characters are none."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return re.sub("[\ud800-\udfff]", "\ufffd", joined)
