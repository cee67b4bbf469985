"""Words of a page, a text and an item of a list: all of them are in the article, as they were."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies

from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.leaves import Leaf, Run
from glossator.importing.markdown import write_markdown
from tests.budget import examples
from tests.importing.made_of import TEXTS, WORDS, json_ld, words_in

STYLES = strategies.frozensets(
    strategies.sampled_from(["strong", "em", "code", "sup", "sub", "del", "q"]), max_size=3
)
RUNS = strategies.lists(
    strategies.builds(
        Run, TEXTS, STYLES, strategies.sampled_from(["", "https://x.example.org/(a)"])
    ),
    min_size=1,
    max_size=4,
)


@for_all(strategies.lists(RUNS, min_size=1, max_size=4))
@examples(150)
def test_any_words_in_any_style_read_back_as_they_were(paragraphs: list[list[Run]]) -> None:
    from glossator.importing.leaves import tidy_runs

    leaves = [Leaf("p", tuple(tidy_runs(runs))) for runs in paragraphs]
    leaves = [leaf for leaf in leaves if leaf.text.split()]
    markdown = write_markdown(leaves)
    assert words_in(markdown) == [word for leaf in leaves for word in leaf.text.split()]


@for_all(TEXTS)
@examples(150)
def test_plain_text_reads_back_as_it_was(text: str) -> None:
    try:
        copy = copy_page(text.encode(), is_html=False, given=Given(title="T"))
    except ArticleError as error:
        assert "there is nothing in it" in str(error)
        return
    assert words_in(copy.body) == text.replace("\r", "\n").split()


def test_naughty_strings_read_back_as_they_were(corpora: Path) -> None:
    from glossator.importing.leaves import clean_text

    strings = json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))
    cleaned = [" ".join(clean_text(str(string)).split()) for string in strings]
    leaves = [Leaf("p", (Run(text),)) for text in cleaned if text]
    assert len(leaves) > 400
    assert words_in(write_markdown(leaves)) == [w for leaf in leaves for w in leaf.text.split()]


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul", "table", "font", "b"])
def test_a_page_with_hundreds_of_tags_that_are_never_closed_is_read_whole(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 400}{WORDS}</p>{f'</{tag}>' * 200}{WORDS}"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    assert copy.body.count("The words of this article") == 6


@pytest.mark.parametrize(
    "item",
    [
        "<blockquote><p>One of the words.</p><p>Two of them.</p></blockquote>",
        "<pre>one\n  two</pre><p>three</p>",
        "<ul><li>one<ol><li><pre>a\n\n    b</pre></li></ol></li></ul>",
        "<h3>one</h3><table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_whatever_an_item_of_a_list_holds_its_words_are_kept(item: str) -> None:
    page = f"<html><body><article>{WORDS}<ul><li>{item}</li><li>last</li></ul>{WORDS}"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    words = re.sub("<[^>]*>", " ", item).split()
    assert f" {' '.join(words)} last " in " ".join(words_in(copy.body))


def test_ten_thousand_tags_inside_of_each_other_are_refused() -> None:
    with pytest.raises(ArticleError, match="thousands of levels deep"):
        copy_page(("<div>" * 10_000 + WORDS).encode(), is_html=True, given=Given())


def test_a_page_that_would_take_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_seconds: float, _work: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("glossator.importing.vote.within", give_up)
    with pytest.raises(ArticleError, match="takes more than 60 seconds; copy its text"):
        copy_page(f"<html><body>{WORDS}".encode(), is_html=True, given=Given())


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize(
    "page",
    [
        f"{WORDS}{'<div>' * 1900}{'<p>a b</p>' * 5000}",
        f"{WORDS}<table>{'<tr><td rowspan=9999 colspan=9999>1<td>2' * 5000}</table>",
        WORDS + "<label>" * 1900 + "x",
        json_ld(author=[{"@id": str(n)} for n in range(5000)])
        + json_ld(author=[{"@id": str(n), "name": "x"} for n in range(5000)])
        + WORDS,
    ],
    ids=["deep", "cells", "labels", "authors"],
)
def test_a_page_that_was_made_to_cost_time_comes_to_an_end(page: str) -> None:
    """What took hours; whoever breaks this will notice."""
    with contextlib.suppress(ArticleError):
        copy_page(f"<html><body>{page}".encode(), is_html=True, given=Given())


def test_a_page_of_a_thousand_paragraphs_keeps_each() -> None:
    body = "".join(
        f"<p>Paragraph number {n} has its own words, as every paragraph." for n in range(1000)
    )
    copy = copy_page(f"<html><body>{body}".encode(), is_html=True, given=Given())
    assert re.findall(r"number (\d+)", copy.body) == [str(n) for n in range(1000)]


def test_a_paragraph_that_stands_twice_is_kept_twice() -> None:
    twice = "<p>And the bell rang as it had rung every night for a hundred years, they said.</p>"
    page = f"<html><body><article>{WORDS}</p>{twice}{WORDS}</p>{twice}</article></body></html>"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    assert copy.body.count("the bell rang") == 2


@pytest.mark.parametrize(
    "block",
    [
        "<p>Kept.</p>",
        "<h2>Kept</h2>",
        "<ul><li>Kept<li>too</ul>",
        "<ol><li><b>Kept</b></li></ol>",
        "<dl><dt>Kept</dt><dd>too</dd></dl>",
        "<blockquote>Kept</blockquote>",
        "<pre>Kept</pre>",
        "<table><tr><th>Kept</th><td>1</td></tr><tr><th>too</th><td>2</td></tr></table>",
        "<table><th>Kept</th><td>1</td><tr><th>too</th><td>2</td></tr></table>",
        "<figure><img src=a.jpg><figcaption>Kept</figcaption></figure>",
        '<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">Kept</p></div>',
        "<details><summary>Kept</summary></details>",
        "<aside><h3>Kept</h3><p>as it has facts and no links.</p></aside>",
        '<div class="pull-quote"><p>Kept, as nobody says it twice</p></div>',
        '<div class="x"><div><p>Kept</p></div></div>',
        '<blockquote class="social-embed"><p>Kept, as it is quoted</p></blockquote>',
        '<p><a href="https://elsewhere.example.net/a.pdf">Kept: a source</a></p>',
    ],
)
@pytest.mark.parametrize("text", [WORDS, "<p>Few words."])
def test_what_stands_between_two_paragraphs_of_an_article_is_in_it(block: str, text: str) -> None:
    copy = copied(f"{text}</p>{block}{text}</p>")
    assert "Kept" in copy.body


@pytest.mark.parametrize(
    "block",
    [
        '<aside><h3>Left out</h3><ul><li><a href="/1">Another story</a></li></ul></aside>',
        '<p>Read more: <a href="/1">Left out</a></p>',
        '<p><strong>Lire aussi :</strong> <a href="/1">Left out</a></p>',
        '<a href="/1"><div><h3>Left out</h3><p>Another story of this site.</p></div></a>',
        '<div class="newsletter-box"><p>Left out, with all of its words.</p></div>',
        '<div class="wp-block-button"><a href="https://shop.example.net">Left out</a></div>',
        '<div class="promo"><p>Left out</p></div>',
        '<div class="didomi-popup"><p>Left out. ' + "We and our partners use cookies. " * 20,
        '<amp-embed type="x"><div>Left out</div></amp-embed>',
        '<div class="pull-quote"><p>The left-out words of this article</p><p>Left out</p></div>'
        "<p>And as we said: The left-out words of this article.</p>",
        '<ul class="tags"><li>Left out</li></ul>',
        '<p class="byline">By Left out</p>',
    ],
)
def test_furniture_between_two_paragraphs_is_left_out_and_told(block: str) -> None:
    copy = copied(f"{WORDS}</p>{block}{WORDS}</p>")
    assert "Left out" not in copy.body
    assert "Left out" in " ".join(one.text for one in copy.left_out)


def copied(body: str) -> Copy:
    page = f"<html><body><article><h1>A headline</h1>{body}</article></body></html>"
    return copy_page(page.encode(), is_html=True, address="https://x.example.org/a", given=Given())
