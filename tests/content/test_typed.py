"""What is typed as a plain text is what is read, or a problem says that it is not."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from glossator.content.yaml_source import parse_yaml
from tests.budget import examples

PIECES = ["item", "#8", "#", "##", "##9", "a#b", "C#", "12:30", "[x", "y]", "-", ",", "“q”", "#,"]
JOINTS = [" ", "  ", "\n    ", "\n\n    ", "\n  # why\n    "]
# What people call a comment: number signs and a blank, or a line of nothing but number signs.
MEANT = re.compile(r"^[ \t]*#+(?:[ \t].*)?$|(?<=[ \t])#+[ \t].*$", re.MULTILINE)


@st.composite
def typed(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
    joints = draw(st.lists(st.sampled_from(JOINTS), min_size=8, max_size=8))
    return "item" + "".join(part for pair in zip(joints, pieces, strict=False) for part in pair)


@examples(250)
@given(typed())
def test_a_plain_text_is_read_whole_or_told(text: str) -> None:
    parsed = parse_yaml(f"kind: context\ntitle: {text}\nbody: b\n", "note.yaml")
    if not parsed.problems:
        wanted = " ".join(MEANT.sub("", text).split())
        assert " ".join((parsed.data["title"] or "").split()) == wanted


@examples(150)
@given(typed(), typed())
def test_the_same_in_lists_and_in_brackets(first: str, second: str) -> None:
    head = "kind: context\ntopics:"
    for text in (f"{head}\n  - {first}\n  - {second}\n", f"{head} [{first}, {second}]\n"):
        parsed = parse_yaml(text, "note.yaml")
        if not parsed.problems:
            read = " ".join(" ".join(str(item) for item in parsed.data["topics"] if item).split())
            lost = set(re.findall(r"#+\d", MEANT.sub("", first + "\n" + second)))
            assert all(piece in read for piece in lost)
