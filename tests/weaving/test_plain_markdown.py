"""What is rendered without a parser is what the parser and the cleaner give, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.content.front_matter import split_front_matter
from glossator.content.yaml_source import parse_yaml
from glossator.weaving import markdown
from glossator.weaving.plain_markdown import MOST_HEADINGS, render_plainly
from tests.budget import examples

ROOT = Path(__file__).parents[2]
SIGNS = [
    *"aaab B1é平ß ",
    *("word", "12", "1.", "2) ", "I ", "e\u0301", "\u0301", "😀", "가", "ﬁ"),
    *("\n", "\n\n", "\n\n\n", "\n \n", "  \n", " ", "  ", "    ", "\t", "\n\n"),
    *("\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u3000", "\x00"),
    *("\ufeff", "\u200b", "\x02", "\x03", "\x7f", "\ufffe", "\ufdd0"),
    *("*", "**", "_", "__", "`", "``", "\\", "***"),
    *("*a*", "**b c**", "_d_", "`e`", "*a.*", "**F.**,", " *a* ", "`*`", "(*a*)", "“*b*”"),
    *("[", "]", "(", ")", "![", "](", "]:", "[TOC]", "[x]: y", "[a](b)", "[a][b]"),
    *("[w](https://example.org/a_b?c=d&e=f#g)", "[w](http://example.org)", "![i](https://e.org/)"),
    *("[w](https://1.2.3)", "[w](https://xn--a.org/)", "[w](https://a.b/%zz)", "[a](javascript:b)"),
    *("#", "# ", "## ", "# H\n\n", "\n\n## H & *i*\n\n", "\n\n### [l](https://example.org/)\n\n"),
    *("- ", "\n- ", "* ", "\n* ", "+ ", "\n1. ", "1. ", "\n2. ", "- a\n- b\n\n", "1. a\n2. b"),
    *("> ", "\n> ", "\n>\n> ", "> a\n\n", "\n---\n", "\n===\n", "---", "\n\n***\n\n", "- - -"),
    *("|", "a | b\n--|--\n", ":", "~", "!", "?", ".", ",", "-", "–", "=", "+", "$", "{: #x}", "/"),
    *("<", ">", "<b>", "</b>", "<!--", "-->", "<p>", "<br>", "</p>", "<https://example.org>"),
    *("&", "&amp;", "&lt;", "&#60;", "&copy", "&nosuch;", "R&D ", "& ", "&;", "&é;", "&#x;"),
    *("'", '"', "”", "’", "“", "‘", "…", "%", "€"),
]
texts = st.lists(st.sampled_from(SIGNS), max_size=24).map("".join)
# Of what is rendered without the parser far more, as most of the above is not.
SIMPLE = [
    *("word ", "word", "1990 ", "R&D ", "a > b ", "\xa0", "é", ". ", ", ", "!", "(", ")", '"'),
    *("*em* ", " *em*", "**strong** ", " **strong**", "_em_ ", " `code`", "`c*d` ", "“*em*” "),
    *(" [w x](https://example.org/a_b?c=d&e=f#g) ", "[w](http://e.org)", "[w](https://a.b.co/)"),
    *("\n", "\n\n", "\n\n", "\n\n## ", "\n\n# ", "\n\n- ", "\n- ", "\n\n1. ", "\n2. ", "\n\n> "),
    *("\n> ", "\n>\n> ", "\n\n---\n\n", "\n\na *b", "\n\nc \\* d", "\n\n[e]", "\n\nf_g "),
    *("x**", "__", "\n- a *b", "\n\n> *c", "**“d”** ", "*€5* ", "(*“e”*)", "_(f)_, ", "*g:* "),
]
simple_texts = st.lists(st.sampled_from(SIMPLE), max_size=24).map("".join)


def assert_same(text: str) -> None:
    article = render_plainly(text, markdown._parsed_article, has_headings=True)
    note = render_plainly(text, markdown._parsed_note, has_headings=False)
    if article is not None:
        assert article == markdown._parsed_article(text)
    if note is not None:
        assert note == markdown._parsed_note(text)


@given(texts)
@examples(150)
def test_any_text_is_rendered_as_by_the_parser(text: str) -> None:
    assert_same(text)


@given(simple_texts)
@examples(150)
@example("# A\n\n# A\n\n## 平\n\n## 平\n\n# __x\n\n# Note 1\n\n# A 1")
@example("> a\n>\n> b\n\n> c\n\nd\n\n> e")
@example("`a\u3000` b")
@example("*a*\n\nb*b**b*")
@example("> a\n>\n\n>\n> b\n\n> c\n> ")
@example("# A #\n\n# A (#) b\n\n## C#")
@example("- a\n- b\n\nc\n\n1. d\n\n- e")
@example("- a\n\n- b")
@example("a  \nb *c\n\nd")
@example("[TOC]\n\n# A")
@example("[a]\n\n[b]: https://example.org")
def test_a_simple_text_is_rendered_as_by_the_parser(text: str) -> None:
    assert_same(text)


def test_all_that_is_written_here_is_rendered_as_by_the_parser(corpora: Path) -> None:
    for file in (ROOT / "docs").rglob("*.md"):
        assert_same(split_front_matter(file.read_text(encoding="utf-8"), "")[1])
    for file in (ROOT / "annotations").rglob("*.yaml"):
        note = parse_yaml(file.read_text(encoding="utf-8"), "").data
        assert_same(note.get("body") or "" if isinstance(note, dict) else "")
    for file in corpora.rglob("*.json"):
        for text in texts_in(json.loads(file.read_text(encoding="utf-8"))):
            assert_same(text)


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts_in(part)]


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, “quoted”; R&D > 3.\nA second line.\n\nA second paragraph.",
        "An *emphasis*, a **strong one**, `code` and [a link](https://example.org/a_b).",
        "# Headline\n\n## Part\n\n- an item\n- *another*\n\n> said\n\n---\n\n1. one\n2. two",
        "A paragraph with an *open sign\n\nand one without.",
        "- An item\n- A paragraph with an *open sign\n\n**“Quoted”** words.",
    ],
)
def test_what_most_people_write_takes_no_parser_or_little_of_it(text: str) -> None:
    given_to_it: list[str] = []

    def parser(part: str) -> str:
        given_to_it.append(part)
        return markdown._parsed_article(part)

    html = render_plainly(text, parser, has_headings=True)
    assert html == markdown._parsed_article(text)
    assert "".join(given_to_it) in {"", "A paragraph with an *open sign"}


@pytest.mark.parametrize(
    "text",
    ["<b>a</b>", "    code", "[a]: b", "a | b\n--|--", "a\n===", "- a\n    - b", "a\r\nb", "\x02"],
)
def test_what_is_doubtful_is_left_to_the_parser(text: str) -> None:
    assert render_plainly(text, markdown._parsed_article, has_headings=True) is None


def test_many_headings_of_one_name_are_left_to_the_parser() -> None:
    text = "# A\n\n" * (MOST_HEADINGS + 1)
    assert render_plainly(text, markdown._parsed_article, has_headings=True) is None
