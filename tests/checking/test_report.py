from __future__ import annotations

import html
import json
from html.parser import HTMLParser

import pytest

from glossator.checking.report import (
    FORMATS,
    SUMMARY_ROOM,
    format_github,
    format_json,
    format_summary,
    format_text,
)
from glossator.problems import Location, Problem, count_of

PROBLEM = Problem(
    Location("annotations/a/b.yaml", 4, 10), "quote-orphaned", '"5% more" is not in the article'
)


def test_text_is_one_line_per_problem() -> None:
    line = 'annotations/a/b.yaml:4:10: quote-orphaned: "5% more" is not in the article\n'
    assert format_text([PROBLEM, PROBLEM]) == line * 2
    assert format_text([]) == ""


def test_json_has_the_fields_of_the_contract() -> None:
    assert json.loads(format_json([PROBLEM])) == [
        {
            "path": "annotations/a/b.yaml",
            "line": 4,
            "column": 10,
            "code": "quote-orphaned",
            "message": '"5% more" is not in the article',
            "severity": "error",
        }
    ]
    assert json.loads(format_json([])) == []


def test_json_keeps_other_scripts_readable() -> None:
    assert "平頭哥" in format_json([Problem(Location("a.yaml"), "quote-orphaned", "平頭哥")])


def test_github_commands_escape_what_would_end_them() -> None:
    problem = Problem(Location("a,b:c%\n.yaml", 4, 10), "quote-orphaned", "5% more: a, b")
    assert format_github([problem]) == (
        "::error file=a%2Cb%3Ac%25%0A.yaml,line=4,col=10,title=quote-orphaned::5%25 more: a, b\n"
    )


def test_github_command_cannot_be_smuggled_in_by_a_message() -> None:
    problem = Problem(Location("a.yaml"), "quote-orphaned", "x\n::set-env name=A::b\r\n::error::c")
    said = format_github([problem])
    assert said.count("\n") == 1
    assert "\r" not in said


def test_github_shows_warnings_as_warnings() -> None:
    problem = Problem(Location("a.yaml"), "body-changed", "x", severity="warning")
    assert format_github([problem]).startswith("::warning file=a.yaml,")


def test_a_message_is_one_line_whatever_it_shows() -> None:
    problem = Problem(Location("a.yaml"), "field-value", "one\ntwo\u2028three\r\nfour")
    assert problem.message == "one two three four"


def test_problems_sort_by_place() -> None:
    places = [Location("b", 1), Location("a", 10, 2), Location("a", 9), Location("a", 10, 1)]
    problems = sorted(Problem(place, "field-value", "x") for place in places)
    assert [str(problem.location) for problem in problems] == ["a:9:1", "a:10:1", "a:10:2", "b:1:1"]


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="not a known problem code"):
        Problem(Location("a.yaml"), "no-such-code", "x")


def test_every_format_can_say_nothing() -> None:
    assert {form([]) for name, form in FORMATS.items() if name in {"text", "github"}} == {""}


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes"), (1234, "1,234 notes")]
)
def test_numbers_agree_with_their_nouns(number: int, said: str) -> None:
    assert count_of(number, "note") == said


class Table(HTMLParser):
    """The cells of a summary, and every element that it would make on a page."""

    def __init__(self, summary: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(summary.partition("\n\n")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_summary_says_that_there_is_nothing_to_say() -> None:
    assert format_summary([]) == "**Glossator** found no problems.\n"


def test_summary_is_a_table_of_all_problems() -> None:
    problems = [
        Problem(Location(f"annotations/a/b{n}.yaml"), "field-value", "x") for n in range(25)
    ]
    problems.append(Problem(Location("a.md"), "body-replaced", "y", severity="warning"))
    said = format_summary(problems)
    assert said.startswith("**Glossator** found 25 problems and 1 warning.\n\n<table>\n")
    rows = Table(said).rows[1:]
    assert [row[0] for row in rows] == [str(problem.location) for problem in problems]
    assert [cell.strip() for cell in rows[-1]] == ["a.md:1:1", "body-replaced (warning)", "y"]


@pytest.mark.parametrize(
    "text",
    [
        "a | b \\| c",
        "`code` and ``more` ",
        "<script>alert(1)</script><!-- </table> &amp; &#64;",
        "@everyone and @example/team, #12, GH-3, :bomb:, $x$, https://example.org",
        "[link](https://example.org) ![](https://example.org/a.png) *a* _b_ ~c~",
        "5% of 平頭哥 :: ::error::no",
    ],
)
def test_summary_shows_what_people_wrote_and_does_nothing_else_with_it(text: str) -> None:
    said = format_summary([Problem(Location(f"{text}.yaml", 2), "field-value", text)])
    table = Table(said)
    assert table.tags == {"table", "tr", "th", "td", "code"}
    assert table.rows[1][0] == f"{text}.yaml:2:1"
    assert table.rows[1][2].strip() == text.strip()
    # What GitHub leaves alone is what stands in code.
    assert f"<td><code>{html.escape(text)}</code></td></tr>" in said


def test_summary_has_no_blank_line_in_its_table_whatever_a_file_is_called() -> None:
    name = "a\n\nb\r\u2028c\udcff.yaml"
    said = format_summary([Problem(Location(name), "file-name", "x")])
    assert "\n\n" not in said.partition("\n\n")[2]
    assert not {"\r", "\u2028", "\udcff"} & set(said)


def test_summary_is_cut_where_github_would_show_nothing_of_it() -> None:
    problems = [Problem(Location("a.yaml", n), "field-value", "平" * 60) for n in range(1, 101)]
    said = format_summary(problems, room=5000)
    rows = len(Table(said).rows) - 1
    assert 5 < rows < 100
    assert len(said.encode()) <= 5000
    assert said.endswith(
        f"</table>\n\n{100 - rows} more have no room here; `glossator check` lists them all.\n"
    )
    many = format_summary(problems * 200)
    assert len(many.encode()) <= SUMMARY_ROOM
    assert format_summary(problems, room=10) == ""
