"""What a reader sees of an article or a note is what was quoted, found and checked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.weaving.as_seen import as_seen
from glossator.weaving.languages import has_rtl, isolated
from glossator.weaving.link_deceit import (
    deceptive_links,
    may_deceive,
    mislabelled_in_copy,
    mislabelled_links,
)
from glossator.weaving.markdown import render_article_body, render_note_body, unclean_html
from glossator.weaving.sanitize import sanitize_page

PIECES = st.lists(
    st.sampled_from(
        [
            *("<ruby>", "</ruby>", "<rp>", "</rp>", "<rt>", "</rt>", '<span dir="rtl">', "</span>"),
            *('<p dir="rtl">', "</p>", "<br>", "a", "(", "\u05d0", "1 - 2", "\u202e", "\u2067"),
        ]
    )
).map("".join)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a <bdo dir=rtl>abc</bdo> b", "a abc b"),
        ("x <rp>hidden</rp> y", "x hidden y"),
        (
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        ),
        ("<ruby>漢<rp>hidden</rp><rt>kan</rt></ruby>", "<ruby>漢hidden<rt>kan</rt></ruby>"),
        ("<ruby>漢<rp>7</rp><rt>kan</rt></ruby>", "<ruby>漢7<rt>kan</rt></ruby>"),
        ('<span dir="rtl">100 - 200</span>', "<span>100 - 200</span>"),
        ('<span dir="rtl">יום 100 - 200</span>', '<span dir="rtl">יום 100 - 200</span>'),
        ('<span dir="rtl">יום <b dir="rtl">1</b></span>', '<span dir="rtl">יום <b>1</b></span>'),
        ("a&#x202e;b&#8238;c&#xE0061;", "abc"),
        ("100 &rlm;-&rlm; 200", "100 - 200"),
        ("יום&rlm; 200", "יום\u200f 200"),
    ],
)
def test_words_look_as_they_read(written: str, seen: str) -> None:
    assert render_note_body(written) == f"<p>{seen}</p>"
    assert render_article_body(written, "x").html.endswith(f"<p>{seen}</p>")
    # A page has characters in place of references, as its host's parser leaves those.
    assert as_seen(sanitize_page(f"<p>{written}</p>")) == f"<p>{seen}</p>"


def words_of(html: str) -> str:
    return re.sub("<[^>]*>|[\u202e\u2067]", "", html)


@given(PIECES)
def test_nothing_that_is_written_is_hidden(html: str) -> None:
    clean = sanitize_page(html)
    seen = as_seen(clean)
    assert as_seen(seen) == seen
    assert words_of(seen) == words_of(clean)
    assert all(len(words) <= 1 for words in re.findall("<rp>(.*?)</rp>", seen))
    assert sanitize_page(seen) == seen, "what is left is as clean as it was"


@pytest.mark.parametrize("sign", ["\u202a", "\u202b", "\u202e", "\u2066", "\u2067", "\u2069", "א"])
def test_what_turns_a_text_is_set_apart_from_our_sentence(sign: str) -> None:
    assert has_rtl(f"a{sign}b")
    apart = isolated(f"a{sign}b")
    assert apart[0] == "\u2068"
    assert apart[-1] == "\u2069"
    assert apart.count("\u2069") == sum(map(apart.count, "\u2066\u2067\u2068"))


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("[x](https://a@b.example/)", "https://a@b.example/"),
        ("[x][r]\n\n[r]: https://a@b.example/", "https://a@b.example/"),
        ("<https://a@b.example/>", "https://a@b.example/"),
        ("[x](//a@b.example/)", "//a@b.example/"),
        ("[x](https&#58;//a&#64;b.example/)", "https://a@b.example/"),
        ("<q cite='https://a@b.example/'>x</q>", "https://a@b.example/"),
        ("<a title=x href=https://a@b.example/>x</a>", "https://a@b.example/"),
        ("[https://c.example/](https://b.example/)", "https://b.example/"),
        ("<a href='https://b.example/'>www.c.example</a>", "https://b.example/"),
        ("[**https://c.example/**](https://b.example/)", "https://b.example/"),
        ("[(`//c.example/`)](https://b.example/)", "https://b.example/"),
        ("<a href=//b.example/><i></i>https://c.exa<wbr>mple/</a>", "//b.example/"),
        ('<a href="https:\\\\b.example">x</a>', "https:\\\\b.example"),
        ("[bbc.example/news](https://evil.example)", "https://evil.example"),
        ("[**bbc\\.example**/news](https://evil.example)", "https://evil.example"),
        ("[BBC.example/news](https://evil.example)", "https://evil.example"),
        ("[bbc.co.uk](https://evil.example)", "https://evil.example"),
        ("[(news.example.com:8080)](https://evil.example)", "https://evil.example"),
        ("[gov.pl/web](https://evil.example)", "https://evil.example"),
        ("[вести.рф](https://evil.example)", "https://evil.example"),
        ("<a href=https://evil.example>समाचार.भारत</a>", "https://evil.example"),
    ],
)
def test_a_link_that_deceives_is_told(markdown: str, address: str) -> None:
    assert may_deceive(markdown)
    html = unclean_html(markdown)
    assert [one for one, _ in (*deceptive_links(html), *mislabelled_links(html))] == [address]


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](https://maps.example.org/@48.1,11.5,15z)",
        "[Example.org](https://about.example.com/)",
        "[node.js](https://nodejs.example/), [Node.js/Express](https://nodejs.example/)",
        "[example.com's report](https://b.example/), [at example.com](https://b.example/)",
        "[README.md](https://b.example/), [`main.rs`](https://b.example/), [x.zip](//b.example/)",
        "[annotations/bridge/cost.yaml](https://b.example/), [src/lib.rs#L1](https://b.example/)",
        "[3.11](https://b.example/), [v1.2/x](https://b.example/), [and/or](https://b.example/)",
        "[Booking.com](https://b.example/), [ASP.NET](https://b.example/), [asp.net](//b.example/)",
        "[U.S.](https://b.example/), [p.m.](https://b.example/), [z.B.](https://b.example/)",
        "[M.Sc.](https://b.example/), [socket.io](https://b.example/), [TCP/IP](//b.example/)",
        "[data.csv](https://b.example/), [a.b](https://b.example/), [$1.5bn](https://b.example/)",
        "[c.example/a](https://c.example/b), [c.example/a…](https://www.c.example/b)",
        "[他说.我们](https://b.example/), [S.p.A.](https://b.example/), [St.Gallen](//b.example/)",
        "[https://www.c.example/](https://c.example/)",
        "[mail](mailto:test@example.org)",
        "[x](https://münchen.example/) & <b>AT&T;</b>",
        "[x](../topics/testing.md#part)",
        "Write to a@b.example // c.",
        "[https://c.example/a](https://web.archive.org/web/2025/https://c.example/a)",
        "[https://c.example/](https://m.c.example/), [https://c.exam…](https://c.example/a)",
        "[https://münchen.example/](https://xn--mnchen-3ya.example/)",
        """They had typed href="https://c.example@b.example/", `<a href="https://c@b.example/">`.""",
    ],
)
def test_an_honest_link_is_not(markdown: str) -> None:
    html = unclean_html(markdown)
    assert [*deceptive_links(html), *mislabelled_links(html)] == []


SOURCE = "https://www.daily.example.org/news/1"


@pytest.mark.parametrize(
    "markdown",
    [
        "[https://bbc.example](https://evil.example)",
        "[https://bbc.example/news](https://evil.example/news)",
        "<https://bbc.example>: [www.bbc.example](http://bbc.evil.example)",
        "[https://bbc.example…](https://evil.example/bbc.example)",
        "[https://bbc.example](https://evil.example/?u=https://bbc.example.evil.example/)",
        "[https://bbc.example](https://evil.example/?u=https://bbc.example@evil.example/)",
        "[https://bbc.example](https://daily.example.org.evil.example/)",
        "<a href=https://evil.example/>https://bbc.exa<b>mple</b></a>",
    ],
)
def test_a_link_of_a_copy_that_reads_as_an_address_of_another_site_is_told(markdown: str) -> None:
    assert may_deceive(markdown)
    html = unclean_html(markdown, is_article=True)
    [(address, say)] = mislabelled_in_copy(html, SOURCE)
    assert address in markdown
    assert "compare it with the page that was copied" in say


@pytest.mark.parametrize(
    "markdown",
    [
        "[https://bbc.example/a](http://bbc.example/a)",
        "[http://www.bbc.example](https://bbc.example/)",
        "[https://www.bbc.example/a](https://m.bbc.example/a)",
        "[https://bbc.example/news/a-long-na…](https://bbc.example/news/a-long-name)",
        "[https://bbc.exam...](https://bbc.example/news)",
        "[https://bbc.example/a](https://t.co/Ab1)",
        "[https://bbc.example/a](https://click.daily.example.org/?id=1)",
        "[https://bbc.example/a](https://daily.example.org/out/1)",
        "[https://bbc.example/a](/out?id=1)",
        "[https://bbc.example/a](https://count.example/?url=https%3A%2F%2Fwww.bbc.example%2Fa)",
        "[https://bbc.example/a](https://count.example/r?u=https%253A%252F%252Fbbc.example%252Fa)",
        "[https://bbc.example/a](https://count.example/https://bbc.example/a)",
        "[https://bbc.example/a](https://web.archive.org/web/2025/https://bbc.example/a)",
        "[https://bbc.example/a](https://www.webarchive.org.uk/wayback/2025/https://bbc.example/a)",
        "[https://doi.org/10.1000/1](https://dx.doi.org/10.1000/1)",
        "[https://münchen.example](https://xn--mnchen-3ya.example/a)",
        "[https://bbc.example](mailto:news@bbc.example)",
        "[news@bbc.example](mailto:other@example.org)",
        "[BBC.example](https://other.example/), [bbc](https://other.example/)",
        "<https://bbc.example/a>",
    ],
)
def test_what_an_honest_page_has_is_not_told_of_its_copy(markdown: str) -> None:
    html = unclean_html(markdown, is_article=True)
    assert list(mislabelled_in_copy(html, SOURCE)) == []
