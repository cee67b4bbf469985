from __future__ import annotations

import json

import pytest

from glossator.problems import Location, Problem, count_of
from glossator.report import FORMATS, format_github, format_json, format_text

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
