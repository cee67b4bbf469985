"""Pages and texts that become articles: whole, word for word, and nothing else."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given as for_all
from hypothesis import strategies

from glossator.cli import main
from glossator.cli.waiting import waiting
from glossator.content.corpus import body_digest
from glossator.content.front_matter import (
    change_front_matter,
    split_front_matter,
    write_front_matter,
)
from glossator.content.loading import load_corpus
from glossator.content.page_model import ArticleMeta
from glossator.content.validate import validate_record
from glossator.importing import article as page_article
from glossator.importing import draft as library
from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.charset import CharsetError, decode_text
from glossator.importing.dates import read_date
from glossator.importing.draft import draft_article
from glossator.importing.leaves import Leaf, Run
from glossator.importing.markdown import write_markdown
from glossator.site.publish import Settings, publish
from glossator.weaving.markdown import render_article_body
from glossator.web.addresses import is_inward, plain_address
from glossator.web.fetch import LARGEST_PAGE, FetchError, fetch_page
from tests.budget import examples
from tests.host import write_site
from tests.web_server import Web, serving

PAGES = Path(__file__).parents[1] / "pages"
TODAY = date(2026, 11, 23)
# What these pages do not say of themselves.
GIVEN = {
    "layout-table": Given(publisher="Example Daily", url="https://example.org/1999/mill.html"),
    "no-title": Given(
        title="Benches stay green", publisher="Example Daily", url="https://example.org/benches"
    ),
    "footnotes": Given(url="https://review.example.org/essays/bridges.html"),
    "live": Given(slug="storm"),
    "portal": Given(publisher="示例网", slug="example-steel"),
    "short": Given(publisher="Example Daily"),
    "news": Given(url="https://example.org/news/bridge-closes", topics=("testing",)),
    "one-form": Given(url="https://example.org/cup", publisher="Example Daily", slug="cup"),
}
WELL_FORMED = sorted(page.stem for page in PAGES.glob("*.html") if page.stem != "scripts-only")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


def import_page(stem: str, site: Path) -> tuple[str, str]:
    """The file of the article, and what was left out of the page, line by line."""
    content = (PAGES / f"{stem}.html").read_bytes()
    given = GIVEN.get(stem, Given())
    copy = copy_page(content, is_html=True, given=given)
    draft = draft_article(copy, given, load_corpus(site), root=site, today=TODAY)
    left_out = [f"{one.reason}: {one.text}" for one in copy.left_out]
    left_out += [f"pictures: {copy.pictures}"] if copy.pictures else []
    left_out += [f"note: {remark}" for remark in draft.remarks]
    return draft.text, "".join(f"{line}\n" for line in left_out)


@pytest.mark.parametrize("stem", WELL_FORMED)
def test_a_page_becomes_this_article(stem: str, site: Path, request: pytest.FixtureRequest) -> None:
    text, left_out = import_page(stem, site)
    expected = PAGES / f"{stem}.expected"
    whole = f"{text}=== left out\n{left_out}"
    if request.config.getoption("--update-golden"):
        expected.write_text(whole, encoding="utf-8")
    assert whole == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", WELL_FORMED)
def test_an_imported_article_passes_the_check(stem: str, site: Path) -> None:
    text, _ = import_page(stem, site)
    (site / "docs/articles/new.md").write_text(text, encoding="utf-8")
    assert publish(Settings(root=site)).problems == []


def test_hostile_pages_end_as_harmless_text(site: Path) -> None:
    text, _ = import_page("hostile", site)
    parsed, body, _ = split_front_matter(text, "x.md")
    html = render_article_body(body, "x", parsed.data["source"]["url"]).html
    tags = set(re.findall(r"<[a-z][^>]*>", html))
    assert not [tag for tag in tags if "onclick" in tag.replace("%22onclick", "")]
    assert not [tag for tag in tags if re.match(r"<(?:script|img|svg|form|input|iframe)", tag)]
    assert not re.findall(r'href="(?!https://)', html)
    assert set(parsed.data) == {"title", "source", "retrieved", "rights", "sha256"}
    # What was written as text is still there to be read.
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "[here](javascript:alert(1))" in html


def letters_on(tree: object) -> Counter[str]:
    """How often each letter stands on a page, but for scripts and pictures."""
    parts: list[str] = []

    def add(element: object) -> None:
        if element.tag in page_article.MACHINERY | page_article.PICTURES:  # type: ignore[attr-defined]
            return
        parts.append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            add(child)
            parts.append(child.tail or "")

    add(tree)
    return Counter(page_article.letters_of("".join(parts)))


TAGS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<li>",
        "<ul>",
        "</ul>",
        "<blockquote>",
        "<p>",
        "</p>",
    ),
    *("<br>", "<pre>", "</pre>", '<a href="x">', "</a>", "<b>", "</b>", "<ol start=5>", "<h2>"),
    *("</h2>", "<!--", "-->", "<script>", "</script>", "<ruby>漢<rt>かん</rt></ruby>", "<form>"),
    *("<select>", "<sup>", "<code>", "`", "*", "[", "](", " # ", "\n1. ", "&#0;", "<div hidden>"),
    *(
        "<th>",
        "<caption>c</caption>",
        "<hr>",
        "<dl><dd>",
        "<x-y>",
        "</body>",
        "<textarea>",
        "\u2028",
    ),
)


@for_all(
    strategies.sampled_from(sorted(page.name for page in PAGES.glob("*.html"))),
    strategies.lists(
        strategies.tuples(strategies.floats(0, 1), strategies.sampled_from(TAGS)), max_size=8
    ),
)
@examples(60)
def test_whatever_is_on_a_page_is_in_the_article_or_told_as_left_out(
    name: str, insertions: list[tuple[float, str]]
) -> None:
    page = decode_text((PAGES / name).read_bytes()).text
    for place, tag in insertions:
        at = int(place * len(page))
        page = page[:at] + tag + page[at:]
    try:
        copy = copy_page(page.encode(), is_html=True, given=Given())
    except ArticleError:
        return
    told = " ".join([*words_in(copy.body), *(one.text for one in copy.left_out)])
    on_page = letters_on(page_article.parse_page(page))
    assert Counter(page_article.letters_of(told)) == on_page


# What a page says of itself


def meta_of(head: str, body: str = "", **told: str) -> dict[str, object]:
    """The front matter made from a page with this head."""
    page = (
        f"<!doctype html><html><head>{head}</head><body><article>{body or WORDS}</article></body>"
    )
    given = Given(**{"publisher": "P", "url": "https://x.example.org/a", "title": "", **told})
    copy = copy_page(page.encode(), is_html=True, given=given)
    facts = library._facts(copy, given)
    return dict(facts)


WORDS = "<p>" + "The words of this article are many, and all of them are kept as they are. " * 3


def json_ld(**record: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **record}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (json_ld(headline="A"), "title", "A"),
        ('<meta property="og:title" content="A &amp; B">', "title", "A & B"),
        ("<title>A | P</title>", "title", "A"),
        ("<title>\n A\n B </title>", "title", "A B"),
        (json_ld(author={"@type": "Person", "name": "By Ann"}), "author", "Ann"),
        (json_ld(author=["Ann", {"name": "Bo"}]), "author", "Ann, Bo"),
        (json_ld(author=[{"name": ["Ann", "Bo"]}]), "author", "Ann, Bo"),
        ('<meta name="author" content="https://x.example.org/ann">', "author", ""),
        (json_ld(datePublished="2025-09-24T23:59:00-08:00"), "published", "2025-09-24"),
        ('<meta name="date" content="2025-9-4">', "published", "2025-09-04"),
        ('<meta name="date" content="20250904">', "published", "2025-09-04"),
        ('<meta itemprop="datePublished" content="2025-09">', "published", "2025-09"),
        (json_ld(inLanguage={"@type": "Language", "alternateName": "pt-BR"}), "language", "pt-BR"),
        ('<meta property="og:locale" content="zh_TW">', "language", "zh-TW"),
        (json_ld(publisher={"name": ""}, headline="A"), "title", "A"),
    ],
)
def test_a_page_says_it_of_itself(head: str, field: str, value: str) -> None:
    assert meta_of(head)[field] == value


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel="canonical" href="/b?utm_source=x&amp;id=1#top">',
            "https://x.example.org/b?id=1",
        ),
        ('<link rel="canonical" href="https://x.example.org/">', "https://x.example.org/found"),
        ('<meta property="og:url" content="https://y.example.org/c">', "https://y.example.org/c"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://x.example.org/found"),
        ("", "https://x.example.org/found"),
    ],
)
def test_the_address_is_the_one_that_the_page_names(head: str, url: str) -> None:
    page = f"<html><head>{head}</head><body>{WORDS}</body></html>".encode()
    found = copy_page(
        page, is_html=True, address="https://x.example.org/found?fbclid=1", given=Given()
    )
    assert found.metadata.url == url


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0031)https://x.example.org/saved -->",
        "<!--\n Page saved with SingleFile \n url: https://x.example.org/saved \n saved -->",
    ],
)
def test_a_saved_page_remembers_its_address(comment: str) -> None:
    page = f"<!doctype html>\n{comment}\n<html><body>{WORDS}</body></html>".encode()
    assert (
        copy_page(page, is_html=True, given=Given()).metadata.url == "https://x.example.org/saved"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-09-24", "2025-09-24"),
        ("2025/9/4 10:00", "2025-09-04"),
        ("2025", "2025"),
        ("24 September 2025", "2025-09-24"),
        ("Sept. 24th, 2025", "2025-09-24"),
        ("Wed, 24 Sep 2025 10:00:00 +0800", "2025-09-24"),
        ("2025年9月24日", "2025-09-24"),
        ("2025-02-30", ""),
        ("1758700000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_read_in_the_forms_that_pages_have(written: str, read: str) -> None:
    assert read_date(written) == read


def test_what_is_given_goes_before_what_the_page_says() -> None:
    head = json_ld(headline="A", datePublished="2025-01-01", author="Ann", inLanguage="de")
    told = {"title": "B", "published": "2024", "author": "Bo", "language": "en", "publisher": "Q"}
    facts = meta_of(head, **told)
    assert {name: facts[name] for name in told} == told


def test_a_script_tells_its_language_where_the_page_does_not() -> None:
    page = ("<html><body><p>" + "新しい橋の建設費は五百万クローネであった。" * 5).encode()
    copy = copy_page(page, is_html=True, given=Given())
    assert library._facts(copy, Given())["language"] == "ja"


def test_nobodys_password_gets_into_an_address() -> None:
    assert plain_address("https://ann:secret@x.example.org/a") == "https://x.example.org/a"


def test_addresses_lose_marks_of_the_channel_only() -> None:
    assert plain_address("https://x.example.org/a?b=1&gclid=2#c") == "https://x.example.org/a?b=1"
    assert plain_address("https://x.example.org/a?b=%20&c") == "https://x.example.org/a?b=%20&c"


# Word for word


def words_in(markdown: str) -> list[str]:
    from glossator.importing.markdown import words_of

    return words_of(markdown)


TEXTS = strategies.text(
    alphabet=strategies.one_of(
        strategies.sampled_from("ab1 \n*_`[]()<>#+-.!|\\&;:={}~\"'/$^"),
        strategies.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")),
    ),
    min_size=1,
    max_size=40,
)
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


# Encodings

SENTENCES = {
    "gb18030": "阿里巴巴宣布将增加人工智能投资计划，超过五十三亿美元，推动其香港股价上涨。",
    "big5": "阿里巴巴宣布將增加人工智慧投資計畫，超過五十三億美元，推動其香港股價上漲。",
    "shift_jis": "新しい橋の建設費は五百万クローネであった。市議会は昨日、決定した。",
    "euc-jp": "新しい橋の建設費は五百万クローネであった。市議会は昨日、決定した。",
    "euc-kr": "새로운 다리의 건설 비용은 오백만 크로네였다. 시의회는 어제 결정했다.",
    "windows-1251": "Новый мост стоил пять миллионов крон. Городской совет решил вчера.",
    "koi8-r": "Новый мост стоил пять миллионов крон. Городской совет решил вчера.",
    "windows-1252": "Le café coûte 5 € à Besançon, dit-elle : « déjà vu » – très cher. “Oui”",
    "utf-8": "阿里巴巴 café – “quoted”",
}
LABELS = ["", "utf-8", "windows-1252", "iso-8859-1", "gb2312", "big5", "shift_jis", "x-nonsense"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_page_is_read_in_its_encoding_whatever_is_said_of_it(encoding: str, label: str) -> None:
    page = f"<p>Hello, {SENTENCES[encoding]}</p>"
    assert decode_text(page.encode(encoding), declared=label).text == page


@pytest.mark.parametrize(
    "text", ["Café “quoted” text – yes.", "It costs £5 – he said “no”.", "Don’t", "É", "naïve"]
)
def test_few_accents_and_quotation_marks_are_western(text: str) -> None:
    assert decode_text(f"<p>{text}</p>".encode("windows-1252")).text == f"<p>{text}</p>"


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_page_may_name_its_encoding_itself(encoding: str) -> None:
    page = f'<meta charset="{encoding}"><p>{SENTENCES[encoding]}</p>'
    decoded = decode_text(page.encode(encoding))
    assert (decoded.text, decoded.remark) == (page, "")


ALPHABETS = {
    "iso-8859-7": "Η νέα γέφυρα κόστισε πέντε εκατομμύρια, είπε χθες ο δήμαρχος της πόλης.",
    "windows-1255": "הגשר החדש עלה חמישה מיליון כתרים, אמר אתמול ראש העיר של העיירה.",
    "windows-1256": "كلف الجسر الجديد خمسة ملايين كرونة كما قال رئيس البلدية أمس.",
    "iso-8859-2": "Az új híd ötmillió koronába került, mondta tegnap a város erős főpolgármestere.",
    "windows-1250": "Nový most stál pět milionů korun, řekl včera starosta města Příkladov.",
    "windows-1254": "Yeni köprü beş milyon krona mal oldu, dedi dün belediye başkanı.",
    "iso-2022-jp": "新しい橋の建設費は五百万クローネであった。",
}


@pytest.mark.parametrize("encoding", ALPHABETS)
def test_small_alphabets_are_read_as_the_page_says_though_the_server_says_otherwise(
    encoding: str,
) -> None:
    page = f'<meta charset="{encoding}"><p>{ALPHABETS[encoding]}</p>'
    assert decode_text(page.encode(encoding), declared="utf-8").text == page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode_text("<p>日本 é</p>".encode(encoding), declared="big5").text == "<p>日本 é</p>"


def test_a_wrong_encoding_is_told() -> None:
    page = f"<p>{SENTENCES['big5']}</p>".encode("big5")
    assert decode_text(page, declared="utf-8").remark == (
        "the page says that it is utf-8, and was read as big5hkscs"
    )


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    page = f"<p>{SENTENCES['gb18030'] * 3}".encode() + b"\xe4\xb8</p>"
    decoded = decode_text(page, declared="utf-8")
    assert SENTENCES["gb18030"] in decoded.text
    assert "1 broken character" in decoded.remark


def test_bytes_that_are_no_text_are_refused_with_the_option() -> None:
    noise = bytes(128 + (n * 151 + n * n * 7) % 128 for n in range(4000))
    with pytest.raises(CharsetError, match="--encoding"):
        decode_text(b"<p>" + noise)


@pytest.mark.parametrize(
    ("forced", "said"), [("klingon", "there is no encoding"), ("utf-8", "the text is not utf-8")]
)
def test_an_encoding_that_was_given_has_to_fit(forced: str, said: str) -> None:
    with pytest.raises(CharsetError, match=said):
        decode_text(b"caf\xe9", forced=forced)


def test_an_encoding_that_was_given_is_taken() -> None:
    assert decode_text(b"caf\xe9", forced="windows-1252").text == "café"


# From the web


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


PAGE = f"<!doctype html><html lang=en><title>T</title><body><h1>T</h1>{WORDS}</body></html>"


def test_a_page_comes_with_its_final_address(web: Web) -> None:
    web.page("/new/page", PAGE)
    web.page("/b", status=307, Location="new/page")
    page = fetch_page(web.page("/a", status=301, Location="/b"))
    assert page.url == f"{web.url}/new/page"
    assert page.redirects == (f"{web.url}/a", f"{web.url}/b")
    assert (page.content.decode(), page.charset, page.is_html) == (PAGE, "utf-8", True)
    assert all(headers["User-Agent"].startswith("Glossator/") for headers in web.headers)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "there is no such page"),
        (410, "archived copy"),
        (403, "refuses programs; open the page in a browser"),
        (429, "too many requests"),
        (500, "has trouble; try again later"),
        (503, "has trouble"),
        (204, "204"),
    ],
)
def test_an_answer_without_a_page_is_told_with_the_fix(web: Web, status: int, said: str) -> None:
    url = web.page("/a", status=status)
    with pytest.raises(FetchError, match=said) as error:
        fetch_page(url)
    assert str(error.value).startswith(f"{url}: ")
    assert "\n" not in str(error.value)


def test_a_circle_of_redirects_is_told(web: Web) -> None:
    web.page("/b", status=302, Location="/a")
    url = web.page("/a", status=302, Location="/b")
    with pytest.raises(FetchError, match="in a circle"):
        fetch_page(url)


def test_redirects_without_end_are_told(web: Web) -> None:
    for number in range(20):
        web.page(f"/{number}", status=302, Location=f"/{number + 1}")
    with pytest.raises(FetchError, match="on and on"):
        fetch_page(f"{web.url}/0")
    assert len(web.asked) == 11


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example.org/", "data:,x"])
def test_a_page_that_leads_out_of_the_web_is_not_followed(web: Web, target: str) -> None:
    url = web.page("/a", status=302, Location=target)
    with pytest.raises(FetchError, match="no address of the web"):
        fetch_page(url)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("application/pdf", "a PDF"), ("image/png", "a picture"), ("video/mp4", "a film")],
)
def test_what_is_no_page_is_refused_by_its_kind(web: Web, kind: str, said: str) -> None:
    with pytest.raises(FetchError, match=f"no page but {said}"):
        fetch_page(web.page("/a", b"x", kind=kind))


def test_a_page_without_content_type_is_taken(web: Web) -> None:
    assert fetch_page(web.page("/a", PAGE, kind=None)).is_html is None


def test_plain_text_from_the_web_is_no_html(web: Web) -> None:
    page = fetch_page(web.page("/a", "Some <b> text", kind="text/plain; charset=utf-8"))
    assert page.is_html is False


def chunks(request: BaseHTTPRequestHandler, number: int, chunk: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(number):
        request.wfile.write(chunk)


def test_a_page_of_20_mb_is_refused_before_it_is_all_there(web: Web) -> None:
    sent: list[int] = []

    def serve(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        for number in range(20):
            request.wfile.write(b"x" * 1024 * 1024)
            sent.append(number)

    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(web.route("/a", serve))


def test_a_page_that_says_it_has_20_mb_is_refused_at_once(web: Web) -> None:
    url = web.page("/a", PAGE, Content_Length=str(20 * 1024 * 1024))
    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(url)


def test_a_small_packet_of_a_large_page_is_refused(web: Web) -> None:
    bomb = gzip.compress(b"\0" * 64 * 1024 * 1024)
    assert len(bomb) < 100 * 1024
    url = web.page("/a", bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(url)


def test_a_page_that_breaks_off_is_told(web: Web) -> None:
    url = web.page("/a", PAGE, Content_Length=str(len(PAGE) + 100), Connection="close")
    web.routes["/a"] = closing(web.routes["/a"])
    with pytest.raises(FetchError, match="broke off"):
        fetch_page(url)


def raw(answer: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def serve(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 " + answer + b"\r\n\r\n")
        request.close_connection = True

    return serve


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"404 \x1b[2JGone", "answered 404 Not Found: "),
        (b"302 x\r\nLocation: /a\x1b[2J", "answered 404"),
        (b"200 x\r\nContent-Type: application/\x1b[2Jx", "a file of type"),
        (b"302 x\r\nLocation: http://[::1", "no address of the web"),
        (b"302 x\r\nLocation: http://x..example.org/", "no address of the web"),
        (b"302 x\r\nLocation: http://" + b"x" * 80 + b".example.org/", "no address of the web"),
        (b"302 x\r\nLocation: http://x.example.org:99999/", "no address of the web"),
        (b"302 x\r\nLocation: /" + b"y" * 60_000, "no address of the web"),
        (b"200 x\r\n" + b"X: y\r\n" * 200, "cannot be reached"),
        (b"200 x\r\nX: " + b"y" * 200_000, "cannot be reached"),
        (b"\x00\xff", "cannot be reached"),
    ],
)
def test_what_a_hostile_server_says_is_told_in_one_short_line(
    web: Web, answer: bytes, said: str
) -> None:
    with pytest.raises(FetchError, match=said) as error:
        fetch_page(web.route("/r", raw(answer)))
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 600


@pytest.mark.parametrize("address", ["http://x..example.org/", f"http://{'x' * 80}.example.org/"])
def test_an_address_that_cannot_be_asked_is_told(address: str) -> None:
    with pytest.raises(FetchError, match="no complete address"):
        fetch_page(address)


@pytest.mark.parametrize(
    ("url", "target", "is_refused"),
    [
        ("https://x.example.org/", "http://127.0.0.1:631/", True),
        ("https://x.example.org/", "http://localhost/", True),
        ("https://x.example.org/", "http://[::1]/", True),
        ("https://x.example.org/", "http://192.168.1.1/", True),
        ("https://x.example.org/", "http://169.254.169.254/", True),
        ("http://127.0.0.1:8000/", "http://localhost:8000/", False),
        ("https://x.example.org/", "https://y.example.org/", False),
    ],
)
def test_no_page_of_the_web_leads_into_the_network_of_its_reader(
    url: str, target: str, is_refused: bool
) -> None:
    assert is_inward(url, target) is is_refused


def closing(
    serve: Callable[[BaseHTTPRequestHandler], None],
) -> Callable[[BaseHTTPRequestHandler], None]:
    def closed(request: BaseHTTPRequestHandler) -> None:
        serve(request)
        request.close_connection = True

    return closed


def test_broken_packing_is_told(web: Web) -> None:
    with pytest.raises(FetchError, match="cannot be unpacked"):
        fetch_page(web.page("/a", b"no gzip", Content_Encoding="gzip"))


@pytest.mark.parametrize("slow_part", ["headers", "body"])
def test_a_server_that_trickles_is_given_up_after_the_deadline(web: Web, slow_part: str) -> None:
    is_over = threading.Event()

    def serve(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        line = b"X-Slow: 1\r\n" if slow_part == "headers" else b"x"
        request.wfile.write(b"" if slow_part == "headers" else b"\r\n")
        while not is_over.wait(0.02):
            request.wfile.write(line)

    try:
        with pytest.raises(FetchError, match="did not come within"):
            fetch_page(web.route("/a", serve), deadline=0.5)
    finally:
        is_over.set()


def test_a_server_that_says_nothing_is_told(web: Web) -> None:
    is_over = threading.Event()
    try:
        with pytest.raises(FetchError, match="does not answer in time"):
            fetch_page(web.route("/a", lambda _: is_over.wait(30)), read_timeout=0.3)  # type: ignore[arg-type,return-value]
    finally:
        is_over.set()


def test_a_host_that_does_not_listen_is_told() -> None:
    with serving() as web:
        url = web.url
    with pytest.raises(FetchError, match="cannot be reached; try again later"):
        fetch_page(f"{url}/a")


def test_a_host_that_nobody_knows_is_told() -> None:
    with pytest.raises(FetchError, match="there is no host"):
        fetch_page("http://no-such-host.invalid/a")


def test_a_server_that_speaks_no_tls_is_told(web: Web) -> None:
    with pytest.raises(FetchError, match=r"certificate|cannot be reached"):
        fetch_page(web.url.replace("http:", "https:") + "/a")


# The command


@pytest.fixture
def run_import(site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(site)

    def call(*arguments: str, typed: bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["import", *arguments], input=typed, catch_exceptions=False)

    return call


NEWS = str(PAGES / "news.html")
FROM = ["--url", "https://example.org/news/bridge-closes"]


def test_import_writes_the_article_and_says_where(
    run_import: Callable[..., Result], site: Path
) -> None:
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 0
    assert done.stdout.startswith("docs/articles/bridge-closes-for-a-year.md: ")
    assert "Left out: " in done.stderr
    assert "related stories" in done.stderr or "beside the article" in done.stderr
    text = (site / "docs/articles/bridge-closes-for-a-year.md").read_text(encoding="utf-8")
    parsed, body, _ = split_front_matter(text, "x")
    meta, problems = validate_record(parsed, ArticleMeta)
    assert problems == []
    assert meta is not None
    assert meta.sha256 == body_digest(body)
    assert publish(Settings(root=site)).problems == []


def test_import_from_an_address_takes_the_final_one(
    run_import: Callable[..., Result], site: Path, web: Web
) -> None:
    web.page("/real", PAGE)
    done = run_import(web.page("/short", status=302, Location="/real"), "--publisher", "P")
    assert done.exit_code == 0
    assert f"leads to {web.url}/real" in done.stderr
    assert f"url: {web.url}/real\n" in (site / "docs/articles/t.md").read_text(encoding="utf-8")


def test_import_in_a_dry_run_prints_and_writes_nothing(
    run_import: Callable[..., Result], site: Path
) -> None:
    before = sorted(site.rglob("*"))
    done = run_import(NEWS, *FROM, "--dry-run")
    assert done.stdout.startswith("---\ntitle: Bridge closes for a year\n")
    assert sorted(site.rglob("*")) == before


def test_import_never_overwrites(run_import: Callable[..., Result], site: Path) -> None:
    file = site / "docs/articles/bridge.md"
    before = file.read_bytes()
    done = run_import(NEWS, *FROM, "--slug", "bridge")
    assert done.exit_code == 1
    assert "docs/articles/bridge.md is there already; --replace" in done.stderr
    assert file.read_bytes() == before


def test_import_knows_a_page_that_it_has_under_another_name(
    run_import: Callable[..., Result], site: Path
) -> None:
    assert run_import(NEWS, *FROM, "--slug", "other").exit_code == 0
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 1
    assert "docs/articles/other.md is there already" in done.stderr


def test_replacing_keeps_what_was_written_by_hand(
    run_import: Callable[..., Result], site: Path
) -> None:
    run_import(NEWS, *FROM, "--topic", "testing", "--slug", "it", "--published", "2026-01")
    file = site / "docs/articles/it.md"
    text = file.read_text(encoding="utf-8")
    by_hand = text.replace("rights: ©", "# asked on Monday\nrights: By leave of").replace(
        "retrieved: ", "retrieved: 2026-01-01 # "
    )
    file.write_text(
        by_hand.replace("language: en-GB", "language: 'en'  # no, really"), encoding="utf-8"
    )
    done = run_import(NEWS, *FROM, "--replace", "--author", "Cy: Placeholder")
    assert done.exit_code == 0
    assert "docs/articles/it.md: the text is as it was" in done.stdout
    assert "--published changes it" in done.stderr
    new = file.read_text(encoding="utf-8")
    for kept in (
        "# asked on Monday\n", "By leave of", "topics: [testing]", "published: 2026-01\n",
        "language: 'en'  # no, really",
    ):  # fmt: skip
        assert kept in new
    assert 'author: "Cy: Placeholder"' in new
    assert "retrieved: 2026-01-01" not in new
    assert publish(Settings(root=site)).problems == []


NEW = {
    "title": "New: one",
    "retrieved": "2026-11-23",
    "topics": ["a", "b"],
    "source": {"author": "Ann: X", "published": "2025"},
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "title: x # t\nsource:\n  url: u\n  via: ~ # v\n# end\nrights: null\n",
            'title: "New: one" # t\nsource:\n  url: u\n  via: ~ # v\n  author: "Ann: X"\n'
            "  published: 2025\n# end\nrights: null\nretrieved: 2026-11-23\ntopics: [a, b]\n",
        ),
        (
            "title: |\n  x\n  y\n# above\nsource: {url: u} # s\n"
            "topics:\n- z\n# below\nretrieved:\n",
            'title: "New: one"\n# above\nsource: {url: u, author: "Ann: X", published: 2025} # s\n'
            "topics: [a, b]\n# below\nretrieved: 2026-11-23\n",
        ),
        (
            "topics: # all\n  - z\nsource:\n    author:\n    published: '2024' # p\n"
            "title: >-\n  x\n",
            'topics: [a, b]  # all\nsource:\n    author: "Ann: X"\n    published: 2025 # p\n'
            'title: "New: one"\nretrieved: 2026-11-23\n',
        ),
    ],
)
def test_changed_fields_leave_all_others_as_they_were(before: str, after: str) -> None:
    changed = change_front_matter(f"---\n{before}---\n\nThe body", NEW)
    assert changed == f"---\n{after}---\n"


@pytest.mark.parametrize(
    "head", ["? title\n: x\nsource: {url: u}\n", "title: &a x\nrights: *a\nsource: {url: u}\n"]
)
def test_front_matter_that_cannot_be_changed_alone_is_refused(head: str) -> None:
    with pytest.raises(ValueError, match="each field on a line of its own"):
        change_front_matter(f"---\n{head}---\n", NEW)


@for_all(TEXTS, TEXTS)
@examples(150)
def test_any_text_comes_back_from_front_matter(first: str, second: str) -> None:
    first, second = " ".join(first.split()), " ".join(second.split())
    fields = {"title": first, "source": {"author": second}, "topics": [first] if first else []}
    kept = {name: value for name, value in fields.items() if value}
    kept["source"] = {"author": second} if second else None
    text = write_front_matter(fields)
    assert split_front_matter(text, "x")[0].data == kept
    changed = change_front_matter(
        "---\ntitle: x\nsource:\n  author: y\n---\n",
        {"title": second or "z", "source": {"author": first or "z"}},
    )
    assert split_front_matter(changed, "x")[0].data == {
        "title": second or "z",
        "source": {"author": first or "z"},
    }


def test_replacing_needs_no_library_of_the_tests(
    run_import: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(NEWS, *FROM)
    for name in [name for name in sys.modules if name.startswith("ruamel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    assert run_import(NEWS, *FROM, "--replace").exit_code == 0


def test_replacing_says_when_the_text_has_changed(
    run_import: Callable[..., Result], site: Path, tmp_path: Path
) -> None:
    run_import(NEWS, *FROM)
    page = tmp_path / "news.html"
    page.write_text(
        Path(NEWS).read_text(encoding="utf-8").replace("5 million", "6 million"), encoding="utf-8"
    )
    done = run_import(str(page), *FROM, "--replace")
    assert "the text has changed" in done.stdout
    assert "glossator reanchor docs/articles/bridge-closes-for-a-year.md" in done.stderr
    assert publish(Settings(root=site)).problems == []


def test_import_names_every_option_that_is_needed(run_import: Callable[..., Result]) -> None:
    done = run_import(str(PAGES / "no-title.html"))
    assert done.exit_code == 2
    assert all(option in done.stderr for option in ("--title", "--url", "--publisher"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-file.html"], "there is no file no-such-file.html"),
        (["example.org/news"], "write https://example.org/news"),
        (["docs"], "is a folder"),
        ([NEWS, *FROM, "--slug", "Not A Slug"], "as in --slug share-price"),
        ([NEWS, *FROM, "--slug", "index"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--slug", "com1"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--slug", "long-" * 30 + "name"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--published", "last week"], "--published: "),
        ([NEWS, *FROM, "--language", "english please"], "--language: "),
        ([NEWS, "--url", "example.org"], "--url: "),
        ([NEWS, *FROM, "--topic", "tasting"], "did you mean `testing`"),
        ([NEWS, *FROM, "--translated", "maybe"], "'maybe' is not one of"),
        ([NEWS, *FROM, "--replace"], "no copy of this page to replace"),
        (["ftp://x.example.org/a"], "https:// and http:// only"),
        (["docs/articles/bridge.md"], "is Markdown already"),
        ([], "Missing argument 'SOURCE'"),
    ],
)
def test_import_called_wrongly_exits_2_and_writes_nothing(
    run_import: Callable[..., Result], site: Path, arguments: list[str], said: str
) -> None:
    before = sorted(site.rglob("*"))
    done = run_import(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing in it"),
        (b"   \n", "there is nothing in it"),
        (b"%PDF-1.7 x", "this is a PDF"),
        (b"PK\x03\x04", "a packed file"),
        (b"\x7fELF\x00\x01\xff\x80\x00", "this is no text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHTML"),
        (b"<html><body></body></html>", "there is no article in this page"),
        ((PAGES / "scripts-only.html").read_bytes(), "there is no article in this page"),
    ],
)
def test_what_is_no_article_exits_1_and_says_why(
    run_import: Callable[..., Result], tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "source.html"
    file.write_bytes(content)
    done = run_import(str(file), *FROM, "--publisher", "P", "--title", "T")
    assert done.exit_code == 1
    assert said in done.stderr
    assert str(file) in done.stderr


TEXT = """\
Bridge closes, and *opens* again

The old bridge was closed.
It was 1. of April, and # was a sign.

    Indented words are no code.
- nor is this a list
"""
NAMED = ["--publisher", "Example Daily", "--url", "https://example.org/b"]


def test_plain_text_is_paragraphs_with_a_headline(
    run_import: Callable[..., Result], site: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run_import(str(file), *NAMED).exit_code == 0
    file = site / "docs/articles/bridge-closes-and-opens-again.md"
    article = file.read_text(encoding="utf-8")
    assert "title: Bridge closes, and *opens* again\n" in article
    assert (
        "\n# Bridge closes, and \\*opens\\* again\n\nThe old bridge was closed.\nIt was" in article
    )
    assert words_in(split_front_matter(article, "x")[1]) == TEXT.split()
    assert publish(Settings(root=site)).problems == []


def test_text_and_pages_can_be_piped_in(run_import: Callable[..., Result]) -> None:
    plain = run_import("-", *NAMED, "--dry-run", typed=TEXT.encode())
    assert "# Bridge closes" in plain.stdout
    page = run_import("-", *NAMED, "--dry-run", typed=PAGE.encode())
    assert "# T\n" in page.stdout


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end")
def test_a_file_without_an_end_is_refused(run_import: Callable[..., Result]) -> None:
    assert "more than 10 MB" in run_import("/dev/zero", *NAMED).stderr


def test_what_is_piped_in_is_never_cut_off(run_import: Callable[..., Result]) -> None:
    done = run_import("-", *NAMED, typed=PAGE.encode() + b" " * LARGEST_PAGE)
    assert done.exit_code == 1
    assert "more than 10 MB" in done.stderr


def test_without_the_extra_html_is_refused_with_the_command_and_text_works(
    run_import: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in {"lxml", "trafilatura"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 1
    assert "pip install 'glossator[import]'" in done.stderr
    assert run_import("-", *NAMED, "--dry-run", typed=TEXT.encode()).exit_code == 0


def test_a_write_that_fails_leaves_everything_as_it_was(
    run_import: Callable[..., Result], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(NEWS, *FROM)
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    done = run_import(NEWS, *FROM, "--replace", "--title", "Another")
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_an_article_can_be_read_by_all_who_may_read_others(
    run_import: Callable[..., Result], site: Path
) -> None:
    old = os.umask(0o022)
    try:
        run_import(NEWS, *FROM)
    finally:
        os.umask(old)
    file = site / "docs/articles/bridge-closes-for-a-year.md"
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_long_list_of_what_was_left_out_is_cut_but_for_verbose(
    run_import: Callable[..., Result], tmp_path: Path
) -> None:
    links = "".join(f'<li><a href="/{n}">Item of the menu number {n}</a></li>' for n in range(30))
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("<h1>", f"<nav><ul>{links}</ul></nav><h1>"), encoding="utf-8")
    short = run_import(str(page), *NAMED, "--dry-run").stderr
    assert "navigation: 30" in short
    assert "and 25 more; --verbose shows them" in short
    assert "number 29" in run_import(str(page), *NAMED, "--dry-run", "--verbose").stderr


def test_a_terminal_is_told_what_is_waited_for_and_the_line_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_told = threading.Event()

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            if "2 kB" in text:
                is_told.set()
            return super().write(text)

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("glossator.cli.waiting.PATIENCE", 0.001)
    with waiting("Asking x.example.org") as progress:
        assert progress is not None
        progress(2048)
        assert is_told.wait(30)
    said = terminal.getvalue()
    assert "Asking x.example.org ... 0 s" in said
    assert said.endswith("\r\x1b[K")


def test_a_pipe_is_told_nothing_of_waiting() -> None:
    with waiting("Asking x.example.org") as progress:
        assert progress is None


def test_the_fixtures_of_pages_each_have_an_expectation() -> None:
    assert {page.stem for page in PAGES.glob("*.expected")} == set(WELL_FORMED)
