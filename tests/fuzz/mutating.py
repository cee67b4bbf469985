"""Inputs of a harness without a guide: its seeds with a few changes."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz import Harness

_MOST_CHANGES = 6


@st.composite
def _changed(draw: st.DrawFn, seeds: list[bytes], words: list[bytes]) -> bytes:
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, _MOST_CHANGES))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 20)))
        what = draw(st.sampled_from(("word", "word", "out", "twice", "other", "bytes")))
        if what == "word":
            data = data[:at] + draw(st.sampled_from(words)) + data[at:]
        elif what == "out":
            data = data[:at] + data[end:]
        elif what == "twice":
            data = data[:end] + data[at:]
        elif what == "other":
            other = draw(st.sampled_from(seeds))
            data = data[:at] + other[draw(st.integers(0, len(other))) :]
        else:
            data = (
                data[:at]
                + draw(st.binary(max_size=3) | st.text(max_size=3).map(str.encode))
                + data[end:]
            )
    return data


def inputs(of: Harness) -> st.SearchStrategy[bytes]:
    """Inputs for a harness."""
    return _changed(of.seeds(), [word.encode("utf-8", "replace") for word in of.WORDS])
