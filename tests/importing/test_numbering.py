"""A list keeps its numbers, whatever they are; words that styles part stay parted."""

from __future__ import annotations

import contextlib
import re
import time

import pytest

from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.markdown import words_of
from glossator.weaving.markdown import render_article_body

P = (
    "<p>The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres.</p>"
)


def copied(body: str, head: str = "") -> Copy:
    page = f"<html><head>{head}</head><body><article><h1>T</h1>{P}{body}{P}</article></body></html>"
    return copy_page(page.encode(), is_html=True, given=Given())


def html_of(copy: Copy) -> str:
    return render_article_body(copy.body, "T").html


ITEMS = "<li>Survey</li><li>Repair of <b>all</b> piers</li><li>Open * again</li>"
LISTS = {
    '<ol start="0">': 'start="0"',
    '<ol start="7">': 'start="7"',
    '<ol start="-2">': '<ol start="-2">',
    '<ol type="a">': '<ol type="a">',
    '<ol type="A">': '<ol type="A">',
    '<ol type="i">': '<ol type="i">',
    '<ol type="I" start="4">': '<ol type="I" start="4">',
    '<ol style="list-style-type: lower-alpha">': '<ol type="a">',
    '<ol style="color:red;list-style: upper-roman inside">': '<ol type="I">',
    "<ol reversed>": 'start="3" reversed',
    '<ol reversed start="10">': 'start="10" reversed',
}


@pytest.mark.parametrize("tag", LISTS)
def test_a_list_is_numbered_as_on_the_page(tag: str) -> None:
    copy = copied(f"{tag}{ITEMS}</ol>")
    html = html_of(copy)
    assert LISTS[tag] in html
    assert html.count("<li>") == 3
    assert "<strong>all</strong>" in html
    assert "Survey Repair of all piers Open * again" in " ".join(words_of(copy.body))


def test_a_plain_list_stays_markdown() -> None:
    for tag in ("<ol>", '<ol type="1">', '<ol start="1">', "<ul>", '<ol start="x">'):
        body = copied(f"{tag}{ITEMS}</{tag[1:3]}>").body
        assert "<ol" not in body
        assert "\n1. Survey\n" in body or "\n- Survey\n" in body


def test_an_item_keeps_a_number_of_its_own() -> None:
    items = '<li>One</li><li value="5">Five</li><li>Six</li>'
    assert '<li value="5">Five</li>' in html_of(copied(f"<ol>{items}</ol>"))
    items = '<li value="1">One</li><li value="2">Two</li>'
    assert "<ol" not in copied(f"<ol>{items}</ol>").body


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("<ol>", '<ol>\n<li>One</li>\n<li value="3">Three</li>'),
        ("<ol start=5>", '<li>One</li>\n<li value="7">Three</li>'),
        ("<ol type=a>", '<li>One</li>\n<li value="3">Three</li>'),
        ("<ol reversed>", 'start="3" reversed="">\n<li>One</li>\n<li value="1">Three</li>'),
    ],
)
def test_an_item_that_has_no_words_is_counted(tag: str, numbers: str) -> None:
    html = html_of(copied(f"{tag}<li>One</li><li><img src=a.jpg></li><li>Three</li></ol>"))
    assert numbers in html or numbers.replace(' reversed=""', " reversed") in html


@pytest.mark.parametrize(
    "block",
    [
        "<ul><li>Before<ol type=a><li>in *it*</li><li>too</li></ol></li><li>after</li></ul>",
        "<ol type=a><li>Before<ul><li>in it</li></ul></li><li><p>two</p><p>more</p></li></ol>",
        "<ol reversed><li><blockquote>said</blockquote></li><li>x <a href=/b>y</a></li></ol>",
        "<blockquote><ol type=I><li>one</li><li>two</li></ol></blockquote>",
        "<ol type=a><li>one_two_three</li><li>&lt;b&gt; &amp;amp; [x](y)</li></ol>",
        "<ol type=a><li>one</li></ol><ol type=A><li>two</li></ol>",
    ],
)
def test_lists_within_lists_keep_words_and_numbers(block: str) -> None:
    copy = copied(block)
    text = re.sub(r"<[^>]*>", " ", block).replace("&lt;", "<").replace("&gt;", ">")
    assert " ".join(text.replace("&amp;", "&").split()) in " ".join(words_of(copy.body))
    assert re.search(r"<ol (?:type|start=\"2\" reversed)", html_of(copy))


def test_numbers_that_cannot_be_kept_are_told() -> None:
    copy = copied("<ol type=a><li>one<pre>x  y</pre></li><li>two</li></ol>")
    assert any("numbered with letters" in remark for remark in copy.remarks)
    assert not any("numbered" in remark for remark in copied(f"<ol type=a>{ITEMS}</ol>").remarks)


def words_between(body: str, head: str = "") -> str:
    return " ".join(words_of(copied(body, head).body))


BLOCK = "<style>{} {{ color: red; display: block }}</style>"
PARTED = [
    ('<p><span style="display:block">one</span><span style="display: block">two</span></p>', ""),
    ("<p><span class=k>one</span><span class=v>two</span></p>", BLOCK.format(".k, .v")),
    ("<p><span class=k>one</span>two</p>", BLOCK.format("span.k")),
    ("<p>one<b id=x>two</b></p>", BLOCK.format("#x")),
    ("<p class=s><b>one</b><i>two</i></p>", BLOCK.format("article > .s b")),
    ("<p><b>one</b><i>two</i></p>", BLOCK.format("p b").replace("block", "flex")),
    ("<p><b>one</b><i>two</i></p>", "<style>@media (min-width:1px){b{display:block}}</style>"),
    ("<p><b>one</b><i>two</i></p>", "<style>/* a { } */ p { display: grid }</style>"),
    ('<p style="display:flex"><b>one</b><i>two</i></p>', ""),
    ('<p><span style="float:left">one</span>two</p>', ""),
    ("<p><x-a>one</x-a><x-b>two</x-b></p>", ""),
    ("<div><x-a>one</x-a><x-b>two</x-b></div>", ""),
    ("<x-row><x-a>one</x-a><x-a>two</x-a></x-row>", ""),
    ("<p>a <x-a>one</x-a><x-b>two</x-b></p>", BLOCK.format("x-b")),
    ('<h2>one<span style="display:block">two</span></h2>', ""),
    ('<ul><li><a style="display:block">one</a><small>two</small></li></ul>', ""),
    ('<table><tr><th>a<td>b<tr><td>one<i style="display:block">two</i><td>d</table>', ""),
    ("<figure><img><figcaption>one<x-b style=display:block>two</x-b></figcaption></figure>", ""),
]


@pytest.mark.parametrize(("body", "head"), PARTED)
def test_words_that_styles_part_stay_parted(body: str, head: str) -> None:
    assert re.search(r"\bone two\b", words_between(body, head))


JOINED = [
    ("<p><span>one</span><span>two</span></p>", ""),
    ("<p>one<x-b>two</x-b> and more</p>", ""),
    ("<p>The <x-s>one</x-s><x-s>two</x-s> ran.</p>", ""),
    ("<p><b>one</b><i>two</i></p>", BLOCK.format("b:hover")),
    ("<p><b>one</b><i>two</i></p>", BLOCK.format("b::before")),
    ("<p><b>one</b><i>two</i></p>", BLOCK.format(".other b")),
    ("<p><b>one</b><i>two</i></p>", "<style>@media print { b { display: block } }</style>"),
    ("<p><b>one</b><i>two</i></p>", "<style>b{display:block} b{display:inline}</style>"),
    ('<p><b style="display:inline">one</b><i>two</i></p>', BLOCK.format("b")),
    ('<p><b style="display:inline-block">one</b><i>two</i></p>', ""),
    ('<p><span style="float:left">o</span>netwo</p>', ""),
    ("<p>one<wbr>two</p>", ""),
]


@pytest.mark.parametrize(("body", "head"), JOINED)
def test_what_a_browser_shows_joined_stays_joined(body: str, head: str) -> None:
    assert re.search(r"\bonetwo\b", words_between(body, head))


def test_a_heading_with_a_line_of_its_own_is_one_heading() -> None:
    copy = copied('<h2>one <span style="display:block">two</span></h2>')
    assert "\n## one two\n" in copy.body


def test_a_style_without_end_is_read() -> None:
    assert "one" in words_between("<p>one</p>", "<style>" + "a{b{" * 50_000 + "</style>")


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "<x-a>a</x-a>" * 3_000,
        "<p>" + '<b style="float:left">' * 700 + "a b c" + "</b>" * 700,
        "<ol type=a>" + "<li>a" * 5_000,
        "<style>"
        + ".x .a{display:block}" * 10_000
        + "</style>"
        + "<p class=a><b class=a>a</b></p>" * 300,
    ],
    ids=["pieces", "floats", "items", "rules"],
)
def test_a_page_that_was_made_to_cost_time_comes_to_an_end(body: str) -> None:
    begin = time.process_time()
    with contextlib.suppress(ArticleError):
        copied(body)
    assert time.process_time() - begin < 20
