"""Every construct of the Markdown in use, repeated without end: read in time, or refused at once.

A text is a beginning, a piece repeated as often as is not refused, and an end. What a text takes
is told from its signs; here it is held against what it really takes, by computing in a child.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import islice, product
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression

import pytest

from glossator.site.config import read_settings
from glossator.site.page_markdown import read_page
from glossator.weaving.faults import MarkdownError
from glossator.weaving.markdown import render_article_body, render_note_body
from glossator.weaving.slowness import MOST_LINEAR, MOST_NANOSECONDS, cost_of

pytestmark = [pytest.mark.trust]

SIGNS = r"""
\ ` `` * ** *** _ __ [ ] ( ) ![ [a] [a]( [a](b) [a][b] [a]: <a <a> </a> <q> <p> </p> <div> </div>
<pre> <!-- --> <? ?> <! <![CDATA[ ]]> <![ & &a; &#1 { } {: {:a {#a .a} > < ! # ## - + 1. : | ~ = '
\( \` \[ *a a* _a *a* **a** [[ ]] ]( <a@b <http://a> a
""".split()  # noqa: SIM905 - a list of a hundred such signs is hard to read
SIGNS += ["a ", "  ", "\t", '[a]("', "<a b='", "a=b ", "<q>a</q>", "`a`", "一", "İ", "\u0301", '"']
LINES = "# a|a\n===|---|* * *|- a|1. a|> a|> > a|    a|: a|a\n:   a|[a]: b|[TOC]|!!! note|<p>|</p>"
LINES += "|<div>|<!-- a -->|<hr>|a|a  |# a {#b}|{: a }|- a\n    - b|# <b>|a\n: b|<td>a"
FRAMES = {
    "alone": ("", "", ""),
    "with blanks": ("x ", " ", " y"),
    "in a heading": ("# a ", "", " x"),
    "in an item": ("- ", "", ""),
    "in a cell": ("a|b\n-|-\n", "", ""),
    "in a link": ("[", "", "](b)"),
    "in attributes": ("# a {: ", "", "}"),
    "in a tag": ("a <b ", "", ">"),
    "in HTML": ("<div>\n", "", "\n</div>"),
    "as lines": ("x\n", "\n", "\n"),
    "as blocks": ("", "\n\n", ""),
    "as quoted lines": ("> ", "\n> ", ""),
    "below an item": ("- x\n\n    ", "\n\n    ", ""),
    "in an admonition": ("!!! note\n    ", "\n    ", ""),
}
# The worst that is known of each kind, for every run.
WORST = [
    ("\\(", "alone"),
    ("[", "alone"),
    ("<q>", "alone"),
    ("{", "in a heading"),
    ("# a", "as lines"),
]
WORST += [("[TOC]\n\n# a", "as blocks"), ("\t", "alone"), ("<a@b", "alone"), ("---", "as lines")]
# Seconds of computing that a text may take which is just not refused: wide, as what takes a square
# of time and is not seen would take minutes.
MOST_SECONDS = 20
# A text is read so often by what is measured. It takes no more than thrice what is told of it, and
# what it takes to begin.
MOST_CALLS, SPARE = 3, 2
# What takes less is not measured at other lengths. Copies of a whole text for each of its signs
# make a square of time; nothing takes more.
LEAST_MEASURED, MOST_POWER = 1, 2.4
SIZES = (1_000, 4_000, 16_000, 64_000, 256_000)


def pumped(piece: str, frame: str, size: int) -> str:
    """The piece in its frame, of about `size` characters."""
    before, between, behind = FRAMES[frame]
    return before + between.join([piece] * max(1, size // len(piece + between))) + behind


def longest_allowed(piece: str, frame: str, sizes: Sequence[int]) -> str:
    """The longest of the texts that is not refused."""
    allowed = ""
    for size in sizes:
        text = pumped(piece, frame, size)
        try:
            cost_of(text)
        except MarkdownError:
            break
        allowed = text
    return allowed


def seconds_in_a_child(work: Callable[[], object]) -> float:
    """What the work computes, or more than it may where it has to be ended."""
    out, into = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS + 1, MOST_SECONDS + 2))
        begin = time.process_time()
        with suppress(MarkdownError):
            work()
        into.send(time.process_time() - begin)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    into.close()
    try:
        seconds: float = out.recv()
    except EOFError:
        seconds = MOST_SECONDS + 1
    child.join()
    return seconds


def cases(is_long: bool) -> list[tuple[str, str]]:
    if not is_long:
        return WORST
    every = list(product([*SIGNS, *LINES.split("|")], FRAMES))
    Random(16).shuffle(every)
    return [*WORST, *islice(every, 150)]


def exponent(seconds: Mapping[int, float]) -> float:
    """The power of the length with which the time grows, fitted to the time that each takes."""
    slope, _ = linear_regression(list(map(log, seconds)), list(map(log, seconds.values())))
    return slope


@pytest.mark.build  # for as long as it takes
def test_what_is_not_refused_is_read_in_seconds(
    is_long: bool, tried: Callable[[str, int], None]
) -> None:
    extensions = read_settings(Path(__file__).parents[2]).host.extensions
    slow, steep = {}, {}

    def measured(text: str) -> float:
        def work() -> None:
            render_article_body(text, "Title")
            if len(text) < 64_000:
                render_note_body(text)
                read_page(text, extensions)

        return seconds_in_a_child(work)

    for piece, frame in cases(is_long):
        text = longest_allowed(piece, frame, SIZES if is_long else SIZES[:3])
        seconds = measured(text)
        if seconds > MOST_SECONDS or seconds > 3 * MOST_CALLS * cost_of(text) / 1e9 + SPARE:
            slow[piece, frame] = (len(text), seconds)
        elif is_long and seconds > LEAST_MEASURED:
            sizes = [len(text) // part for part in (8, 4, 2)]
            taken = {size: measured(pumped(piece, frame, size)) for size in sizes}
            power = exponent(taken | {len(text): seconds})
            if power > MOST_POWER:
                steep[piece, frame] = power
    tried("constructs of Markdown repeated until they are refused", len(cases(is_long)))
    assert not slow
    assert not steep


@pytest.mark.parametrize("piece", ["\\(", "[", "# {\n", "<q>", "a\n\n", "{ ", "\t"])
def test_a_megabyte_is_refused_in_less_than_a_second(piece: str) -> None:
    text = "# a " + piece * (1_000_000 // len(piece))
    begin = time.process_time()
    try:
        cost_of(text)
    except MarkdownError as error:
        assert error.code == "markdown-slow"
        assert 0 <= error.offset <= len(text)
    assert time.process_time() - begin < 5  # one, and four for slow machines


HONEST = {
    "a chapter": "The council voted on *Tuesday* on the [bridge](https://example.org).\n\n" * 4000,
    "a table of 2,000 rows": "| a | b |\n| - | - |\n" + "| *b* | [c](https://a.example) |\n" * 2000,
    "a thousand links": "As [they said](https://example.org/a) on the day, and *again*. " * 1000,
    "two hundred headings": "## A heading {#of-it}\n\nA paragraph of some words below it.\n\n"
    * 200,
    "long lines of Chinese": ("阿里巴巴集团周三表示将增加人工智能预算" * 500 + "。\n\n") * 10,
    "footnotes as links": "He said so,[^1] and so did [she](#fn2) in *May*.[[3]](#fn3)\n\n" * 3000,
    "a page of code": "    if (a[0] < b) { return *c & ~d; }\n" * 2000,
    "dense tables": "| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n"
    + "| 1,024 | *2* | [3](x.md) | `4` | 5 < 6 | -- |\n" * 600,
    "poems": ("A line of some words,  \nand one more of *them*,  \n" * 20 + "\n") * 100,
    "a law": "1. The *first* article:\n\n    1. its paragraph;\n\n        1. its letter.\n\n" * 600,
    "a transcript": "**A:** Yes, and what then?\n\n**B:** Nothing [inaudible].\n\n" * 3000,
    "a list of 3,000": "- An item with *some* words and a [link](https://example.org)\n" * 3000,
    "a loose list of 3,000": "- An item with some words\n\n" * 3000,
    "braces in prose": "A set {a, b} and {c} of the *two*.\n\n" * 2000,
}


@pytest.mark.parametrize("kind", HONEST)
def test_what_people_write_is_far_from_what_is_refused(kind: str) -> None:
    assert cost_of(HONEST[kind]) < (MOST_NANOSECONDS + MOST_LINEAR) * 0.6
