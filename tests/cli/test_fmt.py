"""`glossator fmt`: canonical form, with comments and values kept.

Each file in `fmt/` holds a note `before`, and `after`: what `glossator fmt` makes of it.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from glossator.cli import main
from glossator.content.yaml_source import parse_yaml
from glossator.content.yaml_style import write_value
from glossator.editing.note_file import modeline, note_text, tidy_note
from tests.budget import examples
from tests.fences import read_fences

HERE = Path(__file__).parents[1]
PATH = "annotations/example/note.yaml"
CASES = sorted((HERE / "fmt").glob("*.md"))
VECTORS = HERE / "vectors" / "yaml.json"


def tidied(text: str) -> str:
    tidy, problems = tidy_note(text, PATH)
    assert tidy is not None, problems
    return tidy


def meaning(text: str) -> Any:
    parsed = parse_yaml(text, PATH)
    assert not [p for p in parsed.problems if p.code != "yaml-character"]
    return parsed.data


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_fmt_makes_exactly_this(file: Path) -> None:
    before, after = read_fences(file)
    assert (before.name, after.name) == ("before", "after")
    assert tidied(before.text) == after.text
    assert tidied(after.text) == after.text
    assert meaning(before.text) == meaning(after.text)


# What YAML can hold, and what gave other programs trouble.
tricky = st.sampled_from(
    (
        *(
            "no",
            "null",
            "~",
            "007",
            "1_000",
            "12:30:45",
            "0x1F",
            "2026-11-23",
            "- a",
            "a: b",
            "a #b",
        ),
        *(
            "#",
            ":",
            "a:",
            "<<",
            "=",
            "e",
            "1e5",
            ".5",
            "+1",
            "*a",
            "&a",
            "!t",
            "%x",
            "@x",
            "`x",
            "|",
        ),
        *(
            " a",
            "a ",
            "\ta",
            "a\n",
            "\na",
            "a\n\n",
            "a\n b",
            "a\n \nb",
            "a\tb",
            "'",
            '"',
            "\\",
            "{",
        ),
        *(
            "a\r\nb",
            "\u2028",
            "\xa0",
            "\u200b",
            "\ufeff",
            "שלום",
            "مرحبا",
            "🙂",
            "}",
            "a, b",
            "x]",
            "",
        ),
        *("---", "...", "--- a", "? a", "a ? b", "key: |\n  a", "\x85", "\U000e0001", "\ufffe"),
    )
)
texts = tricky | st.text(max_size=30) | st.tuples(tricky, tricky).map("".join)
dates = st.sampled_from(["2026", "2026-11", "2026-11-23", "yesterday", "2026-1-1"]) | texts


def fields(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=values)


targets = fields(exact=texts, prefix=texts, suffix=texts, replacement=texts)
sources = fields(
    url=texts, title=texts, publisher=texts, via=texts, published=dates, accessed=dates
)
notes = fields(
    kind=texts,
    title=texts,
    target=targets | st.lists(targets, max_size=3),
    replacement=texts,
    body=texts,
    sources=st.lists(sources, max_size=3),
    topics=st.lists(texts, max_size=3),
    creator=fields(name=texts, github=texts),
    created=dates,
    changes=st.lists(fields(date=dates, text=texts), max_size=2),
)


def with_value(data: Any) -> Any:
    """What `note_text` writes of the data: what has a value, in characters YAML can hold."""
    if isinstance(data, dict):
        held = {key: with_value(value) for key, value in data.items()}
        targets = held.get("target")
        if isinstance(targets, list) and len(targets) == 1:
            held["target"] = targets[0]
        return {key: value for key, value in held.items() if value not in ("", [], {})}
    if isinstance(data, list):
        return [value for value in map(with_value, data) if value not in ("", {})]
    return re.sub("[\ud800-\udfff]", "\ufffd", data)


@given(notes)
@examples(200)
def test_a_new_note_says_what_was_typed_and_is_tidy(data: dict[str, Any]) -> None:
    text = note_text(data, PATH)
    assert (meaning(text) or {}) == with_value(data)
    tidy, problems = tidy_note(text, PATH)
    if tidy is None:  # escapes of control characters are problems of the note
        assert "yaml-character" in {problem.code for problem in problems} or not data
    else:
        assert tidy == text


@given(notes)
@examples(200)
def test_other_readers_of_yaml_read_the_same(data: dict[str, Any]) -> None:
    def dateless(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: dateless(v) for k, v in value.items() if k not in date_fields}
        return [dateless(item) for item in value] if isinstance(value, list) else value

    date_fields = {"published", "accessed", "created", "modified", "date"}
    text = note_text(data, PATH)
    for read in (yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)):
        assert dateless(read or {}) == dateless(with_value(data))


@st.composite
def untidy(draw: st.DrawFn) -> str:
    """A readable note with its fields in any order and comments anywhere."""
    text = note_text(draw(notes), PATH)
    blocks = re.split(r"(?m)^(?=[^ \n#])", text)[1:]
    lines = "".join(draw(st.permutations(blocks))).splitlines()
    for number in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines)))
        if draw(st.booleans()) and at < len(lines):
            changed = [*lines[:at], f"{lines[at]} # c{number}", *lines[at + 1 :]]
        else:
            pad = " " * draw(st.integers(0, 7))
            blank = draw(st.sampled_from([[], [""]]))
            changed = [*lines[:at], f"{pad}# c{number}", *blank, *lines[at:]]
        lines = changed
    return "\n".join(lines) + "\n"


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# c\d", text))


@pytest.mark.build  # for as long as it takes
@given(untidy())
@examples(250)
def test_tidying_keeps_values_and_comments_and_is_done_once(text: str) -> None:
    tidy, _ = tidy_note(text, PATH)
    if tidy is None:
        assert parse_yaml(text, PATH).problems or not isinstance(meaning(text), dict)
        return
    assert meaning(tidy) == meaning(text)
    assert comments(tidy) == comments(text)
    assert tidied(tidy) == tidy


def test_naughty_strings_come_back_as_typed(corpora: Path) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))
    for string in filter(None, strings):
        data = {
            "title": string,
            "target": {"exact": string, "prefix": string},
            "body": string,
            "topics": [string],
            "creator": {"name": string},
        }
        text = note_text(data, PATH)
        assert meaning(text) == with_value(data)
        assert yaml.safe_load(text) == with_value(data)
        tidy, _ = tidy_note(text, PATH)
        assert tidy in {None, text}


@pytest.mark.parametrize(
    "vector", json.loads(VECTORS.read_text(encoding="utf-8")), ids=lambda vector: vector["name"]
)
def test_python_writes_the_file_that_the_browser_writes(vector: dict[str, Any]) -> None:
    assert note_text(vector["note"], PATH) == vector["file"]


def test_a_single_line_is_never_folded() -> None:
    long = "word " * 500 + "end"
    assert write_value(long, field="exact") == long


def test_the_modeline_leads_from_the_note_to_the_schema() -> None:
    line = modeline("notes/example/a.yaml", docs="pages/en")
    assert line.endswith("$schema=../../pages/en/data/annotation.schema.json")


NOTE = f"{modeline(PATH)}\nkind: context\nbody: |\n  Words.\n"


def run(*args: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["fmt", *map(str, args)])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def note(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An untidy note of a site, which is the current folder."""
    file = site / PATH
    file.parent.mkdir(parents=True)
    file.write_text('body: "Words.\\n"\nkind: context\n')
    (site / "mkdocs.yml").write_text("site_name: Example\n")
    monkeypatch.chdir(site)
    return file


def test_fmt_writes_says_so_and_has_nothing_to_do_after_that(note: Path) -> None:
    assert run() == f"{PATH}: tidied\n1 of 1 annotation tidied.\n"
    assert note.read_text() == NOTE
    assert run() == "All in order.\n"


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_look_writes_nothing_and_exits_with_1(note: Path, option: str) -> None:
    before = note.read_bytes()
    assert PATH in run(option, code=1)
    assert note.read_bytes() == before
    note.write_text(NOTE)
    assert run(option) == "All in order.\n"


def test_the_diff_shows_both_sides(note: Path) -> None:
    shown = run("--diff", code=1).splitlines()
    assert '-body: "Words.\\n"' in shown
    assert "+body: |" in shown


def test_windows_files_become_canonical(note: Path) -> None:
    note.write_bytes(b"\xef\xbb\xbf" + NOTE.replace("\n", "\r\n").encode())
    assert "1 of 1" in run(note)
    assert note.read_bytes() == NOTE.encode()


def test_the_permissions_stay_and_nothing_else_is_left(note: Path) -> None:
    note.chmod(0o640)
    run()
    assert note.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in note.parent.iterdir()] == ["note.yaml"]


def test_what_cannot_be_read_is_told_as_the_check_tells_it_and_left(note: Path) -> None:
    note.write_text("kind: context\nbody: 'open\n")
    before = note.read_bytes()
    said = run(code=1).splitlines()
    checked = CliRunner().invoke(main, ["check"]).output.splitlines()
    assert said[0] in checked
    assert note.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(note: Path) -> None:
    note.parent.chmod(0o555)
    try:
        assert "this cannot be written" in run(code=1)
    finally:
        note.parent.chmod(0o755)


def test_only_the_named_files_are_tidied(note: Path) -> None:
    other = note.with_name("other.yaml")
    other.write_text(note.read_text())
    run(note)
    assert note.read_text() == NOTE
    assert other.read_text() != NOTE
    run("annotations")
    assert other.read_text() == NOTE


def test_a_file_that_is_no_annotation_is_wrong_usage(note: Path) -> None:
    assert "mkdocs.yml is no annotation" in run("mkdocs.yml", code=2)


def test_a_comment_below_a_note_in_brackets_stays() -> None:
    assert tidied("{kind: context}\n# end\n").endswith("kind: context\n# end\n")


def test_the_comments_of_a_note_survive_by_their_field() -> None:
    text = tidied("body: b\n# why\nkind: context # sure\n")
    assert "# why\nkind: context  # sure\n" in text


def test_what_a_link_leads_away_to_is_not_touched(note: Path) -> None:
    other = note.parents[2] / "other.yaml"
    other.write_text("b:   1\n")
    (note.parent / "link.yaml").symlink_to("../../other.yaml")
    assert "link.yaml:1:1: file-unreadable: this link leads to a file that is no" in run(code=1)
    assert other.read_text() == "b:   1\n"


def test_a_full_disk_is_no_matter_of_permissions(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = note.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = run(code=1)
    assert "cannot be written (no space left on device); the file is as it was" in said
    assert note.read_bytes() == before
    assert [file.name for file in note.parent.iterdir()] == [note.name]
