"""A page that is one of several says where the article goes on; no other does."""

from __future__ import annotations

import pytest

from glossator.importing.article_copy import ArticleError, Given, copy_page

P = (
    "<p>The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres.</p>"
)
BASE = "https://daily.example.org/news/bridge"


def remarks_of(foot: str, *, head: str = "", base: str = BASE) -> str:
    page = (
        f"<html><head><title>T</title>{head}</head><body><article><h1>T</h1>{P}{P}</article>"
        f"{foot}</body></html>"
    )
    copy = copy_page(page.encode(), is_html=True, address=base, given=Given())
    return "\n".join(remark for remark in copy.remarks if "page" in remark)


NEXT = [
    ("", '<link rel="next" href="/news/bridge?page=2">', BASE, f"{BASE}?page=2"),
    ("", '<link rel="next" href="/news/bridge/2">', BASE, f"{BASE}/2"),
    ('<a rel="next" href="/news/bridge/page/2/">Next</a>', "", BASE, f"{BASE}/page/2/"),
    ('<div class="pages"><a href="bridge-2.html">2</a></div>', "", f"{BASE}.html", "bridge-2.html"),
    ('<a href="bridge_2.html">Next page »</a>', "", f"{BASE}.html", "bridge_2.html"),
    ('<a href="?id=7&amp;p=2">Nächste Seite</a>', "", f"{BASE}?id=7", "p=2"),
    ('<a href="/news/bridge/3">3</a><a href="/news/bridge">1</a>', "", f"{BASE}/2", "bridge/3"),
    (
        '<p>Page 2 of 3</p><a href="?page=1">1</a> <a href="?page=3">下一页</a>',
        "",
        f"{BASE}?page=2",
        "goes on at https://daily.example.org/news/bridge?page=3: this is page 2 of 3",
    ),
    (
        '<p>Page 1 of 3</p><a rel=next href="https://x.example.org/a?page=2">n</a>',
        "",
        "",
        "?page=2",
    ),
    ("<p>Page 1 of 3</p>", "", BASE, "page 1 of 3"),
    ("<span>Page <b>2</b> of <b>5</b></span>", "", BASE, "page 2 of 5"),
    ("<p>Seite 1 von 4</p>", "", BASE, "page 1 of 4"),
    ("<p>第1页，共3页</p>", "", BASE, "page 1 of 3"),
    ("<p>Page 3 of 3</p>", "", BASE, "page 3 of 3"),
]


@pytest.mark.parametrize("address", ["https://[x", "https://a.example\uff0fb", "https://]"])
def test_an_address_that_nobody_can_read_is_none_of_a_part(address: str) -> None:
    head = f'<base href="{address}"><link rel="next" href="{address}/page/2">'
    assert remarks_of(f'<a rel="next" href="{address}/2">2</a>', head=head, base="") == ""


@pytest.mark.parametrize(("foot", "head", "base", "said"), NEXT)
def test_a_part_says_where_the_article_goes_on(foot: str, head: str, base: str, said: str) -> None:
    assert said in remarks_of(foot, head=head, base=base)


WHOLE = [
    ("", '<link rel="next" href="/news/ferry">', BASE),
    ('<a rel="next" href="/2026/01/03/ferry/">Next: the ferry</a>', "", BASE),
    ('<a href="/news/ferry-2">2</a>', "", BASE),
    ('<a href="/news/bridge/comment-page-2">2</a>', "", BASE),
    ('<a href="/news?page=2">Next</a>', "", BASE),
    ('<a href="#page2">2</a>', "", BASE),
    ('<a rel="next" href="/news/13">Next</a>', "", "https://daily.example.org/news/12"),
    (
        "<p>As it says on page 1 of 3 letters, the bridge is old and has to be closed soon.</p>",
        "",
        BASE,
    ),
    ("<p>Page 1 of 1</p>", "", BASE),
    ('<a rel="next" href="https://x.example.org/other">Next</a>', "", ""),
    ("", "", BASE),
]


@pytest.mark.parametrize(("foot", "head", "base"), WHOLE)
def test_a_page_that_is_all_of_it_says_nothing(foot: str, head: str, base: str) -> None:
    assert not remarks_of(foot, head=head, base=base)


@pytest.mark.parametrize("noframes", ["", f"<noframes><body>{P}{P}</body></noframes>"])
def test_a_page_of_frames_names_the_pages_that_it_shows(noframes: str) -> None:
    page = (
        '<html><head><title>T</title></head><frameset cols="20%,80%"><frame src="menu.htm">'
        f'<frame src="bell.htm">{noframes}</frameset></html>'
    )
    with pytest.raises(ArticleError, match=r"frames; .*https://daily\.example\.org/news/bell\.htm"):
        copy_page(page.encode(), is_html=True, address=BASE, given=Given())
