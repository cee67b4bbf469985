"""A long text is read; only one that would keep its parser busy is refused, and truly so."""

from __future__ import annotations

import time

import pytest

from glossator.importing.article_copy import Given, copy_page
from glossator.weaving.markdown import MarkdownError, check_markdown, render_article_body

P = (
    "The council of Lower Milling voted on *Tuesday* to close the [old bridge](https://x.org) "
    "for a year, after engineers found that two of its piers had sunk."
)
ROW = "| Lower Milling | *1,204* | [97](https://example.org/97) | 3 |\n"
HEAD = "| Place | Yes | No | Void |\n| --- | --- | --- | --- |\n"
CODE = "    bridge *= 2  # [pier] <a> _x_ &c\n"
LONG = {
    "paragraphs and a rule": "\n\n".join([P] * 520) + f"\n\n{'-' * 60}\n\nEnd.",
    "paragraphs and a line of dots": "\n\n".join([P] * 520) + f"\n\n{'.' * 80}\n\nEnd.",
    "an indented line": "\n\n".join([P] * 520) + f"\n\n{' ' * 52}Author\n\nEnd.",
    "a table": HEAD + ROW * 900,
    "a long table": HEAD + ROW * 2500,
    "a wide table": "| a " * 20 + "|\n" + "| --- " * 20 + "|\n" + ("| *b* " * 20 + "|\n") * 800,
    "code": CODE * 3000,
    "code with blank lines": (CODE + "\n") * 1500,
    "code behind a list": f"- a\n\nb\n\n{CODE * 9000}",
    "a tight list": f"- {P}\n" * 1500,
    "a poem": "A line of it\n" * 5000,
    "a poem with breaks": "A line of it,<br>\n" * 3000,
    "a quotation": f"> {P}\n>\n" * 1500,
    "a long paragraph": f"{P} " * 1500,
    "escaped brackets": (r"a \[ b \< c \](d " + P + "\n\n") * 500,
    "escaped brackets in a paragraph": r"a \[ b \< c \](d " * 2000,
    "headings": f"## {P}\n\n{P}\n\n" * 500,
    "headings without blank lines": "## A\nb\n" * 1000,
    "rules of many signs": f"{'* ' * 40}\n\n{P}\n\n" * 300,
}


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize("kind", LONG)
def test_a_long_text_is_read_soon(kind: str) -> None:
    text = LONG[kind]
    begin = time.process_time()
    check_markdown(text)
    render_article_body(text, "Title")
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# a\n" * 60_000, "60,000 headings and rules in 60,001 lines"),
        ("h\n===\n" * 60_000, "60,000 headings and rules in 120,001 lines"),
        ("> # a\n" * 60_000, "60,000 headings and rules"),
        ("* * *\n" * 60_000, "rules in"),
        ("*a* " * 60_000, r"120,000 signs such as `\*`.* in 1 lines \(240,000 characters\)"),
        (r"\* " * 100_000, "200,000 signs"),
        (f"a\n{'- *a*' * 60_000}", "signs"),
        (f"- a\n\n    {'*a* ' * 60_000}", "signs"),
    ],
)
def test_what_would_keep_the_parser_busy_is_refused_with_the_reason(text: str, said: str) -> None:
    begin = time.process_time()
    with pytest.raises(MarkdownError, match=said):
        check_markdown(text)
    assert time.process_time() - begin < 5


PROSE = f"<p>{P}</p>"


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize(
    "block",
    [
        f"<pre>{' ' * 52}Draft of a rule</pre>",
        f"<pre>{'-' * 60}</pre>",
        "<pre>" + "  a line of the draft, *with* [signs] and <b>bold</b>\n" * 3000 + "</pre>",
        f"<p>{'- ' * 40}</p>",
        "<table><tr><th>Place<th>Yes<th>No</tr>"
        + "<tr><td>Lower Milling<td>1,204<td><i>97</i></tr>" * 700
        + "</table>",
        "<p>" + "A short line of a long poem<br>" * 1500 + "</p>",
        "<ul>" + "<li>An item of the list.</li>" * 1500 + "</ul>",
        "<p>The half-open interval [0, 1) and the sign &lt;a.</p>" * 300,
    ],
)
def test_a_long_page_is_imported(block: str) -> None:
    page = f"<html><body><article><h1>T</h1>{PROSE * 260}{block}{PROSE * 260}</article>"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    assert copy.body.count("old bridge") == 520
