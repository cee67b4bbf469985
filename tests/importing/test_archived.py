"""A copy from an archive is told as such, with address, publisher and links of the original."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from glossator.content.front_matter import split_front_matter
from glossator.content.loading import load_corpus
from glossator.importing.archived import archive_of, original_of
from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.draft import draft_article
from tests.host import write_site

ORIGINAL = "https://daily.example.org/news/bridge"
WORDS = (
    "<p>The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres.</p>"
)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("address", "original"),
    [
        (f"https://web.archive.org/web/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"http://web.archive.org/web/2020/{ORIGINAL}?a=1&b=2", f"{ORIGINAL}?a=1&b=2"),
        (f"https://web.archive.org/web/20200102030405id_/{ORIGINAL}", ORIGINAL),
        (f"https://web.archive.org/web/20200102030405if_/{ORIGINAL}", ORIGINAL),
        ("https://web.archive.org/web/2020/http://x.example.org:80/a", "http://x.example.org/a"),
        ("https://web.archive.org/web/2020/https:/x.example.org/a", "https://x.example.org/a"),
        ("https://web.archive.org/web/2020/x.example.org/a", "http://x.example.org/a"),
        ("https://web.archive.org/web/2020/https%3A//x.example.org/a", "https://x.example.org/a"),
        (f"/web/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"https://www.webarchive.org.uk/wayback/archive/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"https://webarchive.loc.gov/all/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"https://wayback.vefsafn.is/wayback/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"https://archive.ph/20200102030405/{ORIGINAL}", ORIGINAL),
        (f"https://archive.is/2020.01.02-030405/{ORIGINAL}", ORIGINAL),
        (f"http://archive.today/newest/{ORIGINAL}", ORIGINAL),
        (f"https://archive.vn/o/AbC12/{ORIGINAL}", ORIGINAL),
        ("https://archive.ph/AbC12", ""),
        (
            f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{ORIGINAL}"
            "+bridge&hl=en",
            ORIGINAL,
        ),
        (f"https://webcache.googleusercontent.com/search?q=cache:{ORIGINAL}", ORIGINAL),
        (f"https://perma-archives.org/warc/ABCD-1234/{ORIGINAL}", ORIGINAL),
        ("https://perma.cc/ABCD-1234", ""),
        (f"https://www.webcitation.org/query?url={ORIGINAL}&date=2020", ORIGINAL),
        (f"https://megalodon.jp/2020-0102-0304-05/{ORIGINAL}", ORIGINAL),
        (f"https://wayback.archive-it.org/123/20200102030405/{ORIGINAL}", ORIGINAL),
        (
            f"https://web.archive.org/web/2020/https://web.archive.org/web/2010/{ORIGINAL}",
            f"https://web.archive.org/web/2010/{ORIGINAL}",
        ),
        (ORIGINAL, ""),
        (f"https://daily.example.org/go?url={ORIGINAL}", ""),
        ("https://archive.org/details/a-book", ""),
        ("https://[bad", ""),
    ],
)
def test_the_address_within_is_that_of_the_original(address: str, original: str) -> None:
    assert original_of(address) == original


def test_a_host_that_is_called_like_an_archive_is_none() -> None:
    assert archive_of("https://notarchive.org/web/2020/https://x.example.org/") == ""


def copied(page: str, address: str = "", **told: str) -> Copy:
    return copy_page(page.encode(), is_html=True, address=address, given=Given(**told))


def page(head: str, top: str = "", link: str = "/earlier") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>The bridge</title>{head}</head><body>{top}'
        f'<main><article><h1>The bridge</h1>{WORDS}<p>So it said <a href="{link}">before</a>.</p>'
        f"{WORDS}</article></main></body></html>"
    )


WAYBACK = "https://web.archive.org/web/20200102030405"
EARLIER = "[before](<https://daily.example.org/earlier>)"
SITE_NAME = '<meta property="og:site_name" content="Example Daily">'
COPIES = {
    "wayback, fetched": (
        page(
            f'<link rel="canonical" href="{WAYBACK}/{ORIGINAL}">{SITE_NAME}',
            '<div id="wm-ipp-base"><div id="wm-ipp">The Wayback Machine: 31 captures</div></div>',
            f"{WAYBACK}/https://daily.example.org/earlier",
        ),
        f"{WAYBACK}/{ORIGINAL}",
    ),
    "wayback, saved": (
        page(
            f'<link rel="canonical" href="{WAYBACK}/{ORIGINAL}">{SITE_NAME}',
            link=f"{WAYBACK}/https://daily.example.org/earlier",
        ),
        "",
    ),
    "wayback, saved from": (
        f"<!-- saved from url=(0060){WAYBACK}/{ORIGINAL} -->"
        + page(SITE_NAME, link="/web/20200102030405/https://daily.example.org/earlier"),
        "",
    ),
    "wayback, saved without host": (
        page(
            f'<link rel="canonical" href="/web/20200102030405/{ORIGINAL}">{SITE_NAME}',
            link="/web/20200102030405/https://daily.example.org/earlier",
        ),
        "",
    ),
    "wayback, relative links": (page(SITE_NAME), f"{WAYBACK}/{ORIGINAL}"),
    "archive.today": (
        page(
            f'<link rel="canonical" href="https://archive.ph/2020.01.02-030405/{ORIGINAL}">'
            '<meta property="og:site_name" content="archive.ph">'
            '<meta property="og:url" content="https://archive.ph/AbC12">',
            '<div id="HEADER"><form><input name="q" value="x">webpage capture</form></div>',
            "https://archive.ph/o/AbC12/https://daily.example.org/earlier",
        ),
        "https://archive.ph/AbC12",
    ),
    "archive.today, short": (
        page(
            '<meta property="og:site_name" content="archive.is">',
            f'<div id="HEADER"><form><input name="q" value="{ORIGINAL}">Saved from</form></div>',
        ),
        "https://archive.is/AbC12",
    ),
    "google": (
        page(
            f'<base href="{ORIGINAL}">{SITE_NAME}',
            f'<div id="google-cache-hdr">Google\'s cache of <a href="{ORIGINAL}">{ORIGINAL}</a>'
            "</div>",
        ),
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{ORIGINAL}&hl=en",
    ),
    "bing": (
        page(f'<base href="{ORIGINAL}">{SITE_NAME}'),
        "https://cc.bingj.com/cache.aspx?q=bridge&d=123&w=abc",
    ),
    "ghostarchive": (
        page(f'<link rel="canonical" href="{ORIGINAL}">{SITE_NAME}'),
        "https://ghostarchive.org/archive/AbCd1",
    ),
    "perma": (
        page(SITE_NAME, f'<a href="{ORIGINAL}">View the live page</a>'),
        "https://perma.cc/ABCD-1234",
    ),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_of_an_archive_has_the_address_and_links_of_the_original(kind: str) -> None:
    content, address = COPIES[kind]
    copy = copied(content, address)
    assert copy.metadata.url == ORIGINAL
    assert archive_of(copy.metadata.archive)
    assert copy.metadata.publisher in {"", "Example Daily"}
    assert EARLIER in copy.body
    assert "capture" not in copy.body
    assert any("an archived copy" in remark for remark in copy.remarks)


def test_the_front_matter_names_the_copy_beside_the_original(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    content, address = COPIES["wayback, fetched"]
    given = Given(slug="bridge-2")
    copy = copied(content, address)
    draft = draft_article(copy, given, load_corpus(site), root=site, today=TODAY)
    source = split_front_matter(draft.text, "x.md")[0].data["source"]
    assert (source["url"], source["archive"]) == (ORIGINAL, f"{WAYBACK}/{ORIGINAL}")
    assert source["publisher"] == "Example Daily"
    (site / draft.path).write_text(draft.text, encoding="utf-8")
    again = copied(COPIES["google"][0], COPIES["google"][1])
    with pytest.raises(ArticleError, match=r"bridge-2\.md is there already"):
        draft_article(again, Given(), load_corpus(site), root=site, today=TODAY)


def test_an_archive_named_by_hand_is_no_place_of_publication(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    given = Given(title="T", publisher="Example Daily", url=f"{WAYBACK}/{ORIGINAL}", slug="by-hand")
    copy = copy_page(b"T\n\nSome words of the article.\n", is_html=False, given=given)
    draft = draft_article(copy, given, load_corpus(site), root=site, today=TODAY)
    source = split_front_matter(draft.text, "x.md")[0].data["source"]
    assert (source["url"], source["archive"]) == (ORIGINAL, f"{WAYBACK}/{ORIGINAL}")


def test_an_article_that_cites_an_archive_keeps_its_links() -> None:
    cited = f"{WAYBACK}/https://elsewhere.example.net/old"
    head = f'<link rel="canonical" href="{ORIGINAL}">{SITE_NAME}'
    copy = copied(page(head, link=cited), ORIGINAL)
    assert f"[before](<{cited}>)" in copy.body
    assert (copy.metadata.url, copy.metadata.archive) == (ORIGINAL, "")
    copy = copied(page(head, link=f"{WAYBACK}/{cited}"), f"{WAYBACK}/{ORIGINAL}")
    assert f"[before](<{cited}>)" in copy.body


def test_an_original_that_nobody_tells_is_asked_for(tmp_path: Path) -> None:
    copy = copied(page(""), "https://perma.cc/ABCD-1234")
    assert copy.metadata.url == ""
    assert any("--url" in remark for remark in copy.remarks)
