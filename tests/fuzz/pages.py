"""Pages that become articles: every letter is in the text or told as left out, and it is text."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from glossator.content.corpus import Corpus, body_digest
from glossator.content.front_matter import split_front_matter
from glossator.content.page_model import ArticleMeta
from glossator.content.validate import validate_record
from glossator.importing import article as page_article
from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.draft import MissingError, draft_article
from glossator.importing.markdown import words_of
from glossator.weaving.markdown import render_article_body
from glossator.weaving.markup import read_text
from tests.fuzz.feeding import TESTS, Fed, seed
from tests.fuzz.reading_html import assert_harmless
from tests.fuzz.words import HTML, JSON, PART

WORDS = [
    *HTML,
    *JSON,
    PART,
    *(
        "<article>",
        "</article>",
        "<main>",
        "<h1>",
        "<meta charset=",
        '<script type="application/ld+',
    ),
    *('json">', '<meta property="og:title" content="', "<nav>", "<aside>", "<footer>", "<figure>"),
    *("<pre>", "<code>", "<div hidden>", "<template shadowrootmode=open>", "<details>", "<q>"),
]
SHORT = 12
TODAY = date(2026, 11, 23)


def seeds() -> list[bytes]:
    pages = sorted((TESTS / "pages").glob("*.html"), key=lambda page: page.stat().st_size)
    found = [seed(page.read_bytes(), choices=b"\x01") for page in pages[:40]]
    found += [seed("A headline\n\nSome words. More *words*.\n\n- one\n- two\n", choices=b"\x02")]
    return found


@cache
def _nowhere() -> Path:
    return Path("/nonexistent")


def check(data: bytes) -> None:
    fed = Fed(data)
    content = fed.raw()
    kind = fed.pick([None, True, False])
    given = Given(url="https://news.example.org/2026/a", publisher="P", slug="a", title="")
    try:
        copy = copy_page(content, is_html=kind, given=given)
    except ArticleError as error:
        assert str(error)
        return
    try:
        draft = draft_article(copy, given, Corpus(), root=_nowhere(), today=TODAY)
    except MissingError as error:
        assert str(error)
        return
    parsed, body, _ = split_front_matter(draft.text, "docs/articles/a.md")
    meta, problems = validate_record(parsed, ArticleMeta)
    assert not problems, [str(one) for one in problems]
    assert meta
    assert meta.sha256 == body_digest(body)
    html = render_article_body(body, meta.title, meta.source.url)
    assert_harmless(html.html)
    if kind:
        assert_whole(content, copy, read_text(render_article_body(copy.body, "").html).text)


def letters_on(tree: object) -> Counter[str]:
    """How often each letter stands on a page, but for scripts and pictures."""
    parts: list[str] = []
    left_out = page_article.MACHINERY | page_article.PICTURES
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one is not None and one.tag not in left_out:  # type: ignore[attr-defined]
            waiting.append(one.text)  # type: ignore[attr-defined]
            for child in one:  # type: ignore[attr-defined]
                waiting += [child, child.tail]
    return Counter(page_article.letters_of("".join(parts)))


def assert_whole(content: bytes, copy: Copy, text: str) -> None:
    told = " ".join([*words_of(copy.body), *(one.text for one in copy.left_out)])
    try:
        page = content.decode()
    except UnicodeDecodeError:
        return
    if "\r" in page or "&#" in page or "\x00" in page:
        return
    on_page = letters_on(page_article.parse_page(page))
    assert Counter(page_article.letters_of(told)) == on_page
