"""Front matter: split from its body, written anew and changed, with nothing else touched."""

from __future__ import annotations

import re

from glossator.content.front_matter import (
    change_front_matter,
    split_front_matter,
    write_front_matter,
)
from tests.fuzz.feeding import Fed, case_files, seed
from tests.fuzz.fmt import comments
from tests.fuzz.loader import assert_in
from tests.fuzz.words import PART, YAML
from tests.host import ARTICLE, TOPIC

WORDS = [*YAML, PART, "---\n", "\n---\n", "--- \n", "...\n", "\n# c\n"]
SHORT = 60
PATH = "docs/articles/example.md"
CHANGED = ("title", "sha256", "retrieved", "topics", "rights", "new-field")
WITHIN = ("url", "publisher", "published", "via")


# Each kind of value with a comment beside and below it.
COMMENTED = """---
title: The bridge  # as printed
topics:  # of ours
  - one  # first
  # the last
source:
  url: https://news.example.org/1  # as found
  # nobody is named
rights: {}  # none
# until the end
---
"""


def seeds() -> list[bytes]:
    texts = [ARTICLE, TOPIC, *case_files("markdown")]
    plain = ((text, (number, number // 2, 2)) for number, text in enumerate(texts))
    several = (
        (text, (name, is_within, name))
        for text in (ARTICLE, TOPIC, COMMENTED)
        for name in range(len(CHANGED))
        for is_within in (0, 1)
    )
    return [
        seed(text, "A: new #title", "x, y", choices=bytes(choices))
        for text, choices in (*several, *plain)
    ]


def check(data: bytes) -> None:
    fed = Fed(data)
    text, value, other = (
        fed.text().replace("\r\n", "\n").replace("\r", "\n"),
        fed.text(),
        fed.text(),
    )
    parsed, body, first_line = split_front_matter(text, PATH)
    assert_in(text, parsed.problems)
    assert text.endswith(body)
    assert not body or "\n".join(text.split("\n")[first_line - 1 :]) == body
    if parsed.problems or not isinstance(parsed.data, dict):
        return
    assert_written_fields_come_back({"title": value, "x": [value, other], "s": {"url": other}})
    name = fed.pick(CHANGED)
    changes: dict[str, object] = {name: [value, other] if name == "topics" else value}
    if isinstance(parsed.data.get("source"), dict) and fed.number(1):
        changes = {"source": {fed.pick(WITHIN): other}}
    assert_only_this_changes(text, changes)


def one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def assert_written_fields_come_back(fields: dict[str, object]) -> None:
    written = write_front_matter(fields)
    parsed, body, _ = split_front_matter(f"{written}# Body\n", PATH)
    # What a file cannot hold is told, and never read as something else.
    if parsed.problems:
        assert {one.code for one in parsed.problems} <= {"yaml-character", "merge-conflict"}
        return
    assert body == "# Body\n"
    title, (one, two), url = fields["title"], fields["x"], fields["s"]["url"]  # type: ignore[index,misc]
    expected = {"title": title and one_line(str(title)), "x": [one_line(one), one_line(two)]}
    expected["s"] = {"url": one_line(url)} if url else None
    assert parsed.data == {name: held for name, held in expected.items() if held or name == "s"}


def assert_only_this_changes(text: str, changes: dict[str, object]) -> None:
    before, body, _ = split_front_matter(text, PATH)
    try:
        head = change_front_matter(text, changes)
    except ValueError:  # it says that it cannot
        return
    after, same, _ = split_front_matter(head + body, PATH)
    assert same == body
    expected = dict(before.data)
    for name, value in changes.items():
        if isinstance(value, dict):
            expected[name] = expected[name] | value
        else:
            expected[name] = value
    assert not after.problems
    assert after.data == expected
    if any(isinstance(before.data.get(name), list) for name in changes):
        return  # comments on its items go with these
    fences = re.compile(r"\A---|(?:---|\.\.\.)[ \t]*\n?\Z")
    kept = comments(fences.sub("", text.removesuffix(body)))
    assert kept is None or comments(fences.sub("", head)) == kept
