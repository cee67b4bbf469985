"""What becomes of a built site is found, and named; a whole one is clean."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

from glossator.caching.cache import open_cache
from glossator.caching.file_digests import state_of
from glossator.content.schema import SCHEMA_FILE
from glossator.disk.unfinished import UNFINISHED
from glossator.problems import SITE_CODES, Problem
from glossator.site.config import read_settings_of_build
from glossator.site.host_headers import headers_file
from glossator.site.publish import Publication, Settings, publish
from glossator.verifying.alone import verify_alone
from glossator.verifying.whole import compare, verify
from tests.verifying.built import (
    Mutate,
    Mutation,
    any_search_file,
    appended,
    asked,
    build,
    copied,
    cut,
    dropped,
    gone,
    put,
    reindexed,
    swapped,
    write_larger_corpus,
)

pytestmark = [pytest.mark.build, pytest.mark.trust]

URL = "https://notes.example.org/"
BRIDGE = "articles/bridge/index.html"
COST = "notes/bridge/cost/index.html"
INDEX = "search/search_index.json"
MARK = r'<mark class="gloss[^>]*data-annotation="cost"[^>]*>'
INJECTED = '<mark class="gloss" data-annotation="injected">words</mark>'
PROMISE = "version=1; page=article; notes=2; marks=3"

MUTATIONS: dict[str, Mutation] = {
    "the page of an article is gone": Mutation(
        gone("articles/bridge/index.html"), BRIDGE, "site-missing", "docs/articles/bridge.md"
    ),
    "all files of an article are gone": Mutation(
        gone("articles/bridge"), BRIDGE, "site-missing", "with 2 notes", most=5
    ),
    "a page that somebody wrote is gone": Mutation(
        gone("about/policy/index.html"), "about/policy/index.html", "site-missing", "policy.md"
    ),
    "the page of a topic is gone": Mutation(
        gone("topics/testing/index.html"), "topics/testing/index.html", "site-missing", "testing"
    ),
    "a list is gone": Mutation(
        gone("annotations/index.html"), "annotations/index.html", "site-missing", "“Annotations”"
    ),
    "a former address of a page is gone": Mutation(
        gone("articles/old-tunnel"), "articles/old-tunnel/index.html", "site-missing", "old-tunnel"
    ),
    "a former address of a note is gone": Mutation(
        gone("notes/jisr/first-name"),
        "notes/jisr/first-name/index.html",
        "site-missing",
        "jisr/first-name",
    ),
    "a former address leads elsewhere": Mutation(
        swapped("articles/old-tunnel/index.html", "../tunnel/", "https://elsewhere.example.org/"),
        "articles/old-tunnel/index.html",
        "site-changed",
        "elsewhere.example.org",
    ),
    "the page of an article was cut off": Mutation(
        cut(BRIDGE), BRIDGE, "site-damaged", "ends before its end"
    ),
    "the page of an article has lost its very end": Mutation(
        cut(BRIDGE, 0.995), BRIDGE, "site-damaged", "ends before its end"
    ),
    "the page of an article is empty": Mutation(
        put(BRIDGE, ""), BRIDGE, "site-damaged", "ends before its end"
    ),
    "the page of an article is no text": Mutation(
        put(BRIDGE, b"\xff\xfe\0"), BRIDGE, "site-damaged", "no text in UTF-8"
    ),
    "a mark is gone": Mutation(
        lambda site: dropped(BRIDGE, MARK)(site), BRIDGE, "site-missing", "cost.yaml", most=2
    ),
    "the words of a mark are others": Mutation(
        swapped(BRIDGE, ">5 </mark>", ">6 </mark>"), BRIDGE, "site-changed", '"6" in place of "5"'
    ),
    "a mark names another note": Mutation(
        swapped(BRIDGE, 'data-annotation="unit"', 'data-annotation="other"'),
        BRIDGE,
        "site-foreign",
        '"other"',
        most=2,
    ),
    "a mark was added": Mutation(
        swapped(BRIDGE, "It was closed", f"{INJECTED} It was closed"),
        BRIDGE,
        "site-foreign",
        '"injected"',
    ),
    "a mark was added to a page that has none": Mutation(
        swapped("about/policy/index.html", "<p>What", f"<p>{INJECTED} What"),
        "about/policy/index.html",
        "site-foreign",
        '"injected"',
    ),
    "a note was added to a page that has none": Mutation(
        swapped(
            "topics/testing/index.html",
            "</article>",
            "<section id='note-x' role=note>Words</section></article>",
        ),
        "topics/testing/index.html",
        "site-foreign",
        '"x"',
    ),
    "a note was added below an article": Mutation(
        swapped(
            BRIDGE,
            "</article>",
            '<section id="note-evil" role="note"><h3>Words</h3></section></article>',
        ),
        BRIDGE,
        "site-foreign",
        '"evil"',
    ),
    "a note stands twice": Mutation(
        swapped(
            BRIDGE,
            "</article>",
            '<section id="note-cost" role="note"><h3>Words</h3></section></article>',
        ),
        BRIDGE,
        "site-foreign",
        "stands twice",
    ),
    "a note is gone from its article's page": Mutation(
        dropped(BRIDGE, r'<section class="gloss-note [^>]*id="note-cost".*?</section>'),
        BRIDGE,
        "site-missing",
        "annotations/bridge/cost.yaml",
    ),
    "a note has lost its role": Mutation(
        swapped(BRIDGE, 'id="note-cost" role="note"', 'id="note-cost"'),
        BRIDGE,
        "site-missing",
        "annotations/bridge/cost.yaml",
    ),
    "a note says something else": Mutation(
        swapped(BRIDGE, "The bridge cost ten times more.", "The bridge cost nothing."),
        BRIDGE,
        "site-changed",
        "nothing",
    ),
    "a source of a note leads elsewhere": Mutation(
        swapped(BRIDGE, "https://archive.example.org/bridge", "https://evil.example.org/"),
        BRIDGE,
        "site-changed",
        "evil.example.org",
    ),
    "a withdrawn note stands as if it had not been": Mutation(
        dropped("articles/jisr/index.html", r'<p class="gloss-note__status"><strong>Withd.*?</p>'),
        "articles/jisr/index.html",
        "site-changed",
        "gone.yaml",
    ),
    "the text of an article is another": Mutation(
        swapped(BRIDGE, "It was closed in 2001.", "It was opened in 2001."),
        BRIDGE,
        "site-changed",
        "opened",
    ),
    "a page does not say how many notes it has": Mutation(
        dropped(BRIDGE, r'<meta name="glossator"[^>]*>'), BRIDGE, "site-count", "nothing"
    ),
    "a page says that it has fewer notes": Mutation(
        swapped(BRIDGE, PROMISE, PROMISE.replace("2", "1")), BRIDGE, "site-count", "notes=1"
    ),
    "a page says twice how many notes it has": Mutation(
        swapped(BRIDGE, "</head>", '<meta name="glossator" content="x"></head>'),
        BRIDGE,
        "site-count",
        '"x"',
    ),
    "a list has lost an entry": Mutation(
        dropped("annotations/index.html", r'<a [^>]*note-cost"[^>]*>.*?</a>'),
        "annotations/index.html",
        "site-changed",
        "not what the corpus makes of it",
    ),
    "a list with an introduction has lost an entry": Mutation(
        dropped("topics/index.html", r'<a [^>]*href="crowns/"[^>]*>.*?</a>'),
        "topics/index.html",
        "site-missing",
        "crowns",
    ),
    "the page of a note is gone": Mutation(
        gone(COST), COST, "site-missing", "the page of the note `bridge/cost`"
    ),
    "the page of a note says something else": Mutation(
        swapped(COST, "50 million", "60 million"), COST, "site-changed", "60 million"
    ),
    "what oEmbed says of a note is gone": Mutation(
        gone("notes/bridge/cost/oembed.json"),
        "notes/bridge/cost/oembed.json",
        "site-missing",
        "oEmbed",
    ),
    "a note's page without a note": Mutation(
        copied(COST, "notes/bridge/evil/index.html"),
        "notes/bridge/evil/index.html",
        "site-foreign",
        "not of the corpus",
    ),
    "an article's page of an earlier state": Mutation(
        copied(BRIDGE, "articles/removed/index.html"),
        "articles/removed/index.html",
        "site-foreign",
        "earlier state",
    ),
    "a page that was put beside the others": Mutation(
        put("promo/index.html", "<h1>Words</h1>"), "promo/index.html", "site-foreign", "corpus"
    ),
    "a page whose name is in capitals": Mutation(
        put("articles/MORE.HTML", "<h1>Words</h1>"), "articles/MORE.HTML", "site-foreign", "corpus"
    ),
    "a file that somebody put into the docs folder is another": Mutation(
        put("data/own.csv", "a,c\n"), "data/own.csv", "site-changed", "docs/data/own.csv"
    ),
    "a page that somebody wrote is of an earlier state": Mutation(
        swapped("about/policy/index.html", "> is.", "> was."),
        "about/policy/index.html",
        "site-changed",
        "was.",
    ),
    "what somebody wrote of a topic is of an earlier state": Mutation(
        swapped("topics/index.html", "And more.", "And no more."),
        "topics/index.html",
        "site-changed",
        "no more.",
    ),
    "a page that somebody wrote ends early": Mutation(
        dropped("topics/index.html", r"<p>And more\.</p>"),
        "topics/index.html",
        "site-changed",
        "And more.",
    ),
    "a file that was put beside the data": Mutation(
        put("data/more.csv", "a,b\n"), "data/more.csv", "site-foreign", "neither"
    ),
    "what a build wrote for a host that is another one now": Mutation(
        put(".htaccess", headers_file("apache", "")), ".htaccess", "site-foreign", "any more"
    ),
    "a feed of a topic that is none": Mutation(
        copied("topics/testing/feed.xml", "topics/other/feed.xml"),
        "topics/other/feed.xml",
        "site-foreign",
        "neither",
    ),
    "what a build left that was broken off": Mutation(
        put(".glossator-new-1-x/index.html", "<h1>Half</h1>"),
        ".glossator-new-1-x/index.html",
        "site-foreign",
        "broken off",
    ),
    "a link that leads elsewhere": Mutation(
        lambda site: (site / "articles/more").symlink_to("/tmp"),
        "articles/more",
        "site-foreign",
        "a link",
    ),
    "a row of a table is gone": Mutation(
        dropped("data/annotations.csv", r"bridge,cost,.*?\r\n"),
        "data/annotations.csv",
        "site-missing",
        'the row "bridge/cost"',
    ),
    "a row of a table was added": Mutation(
        appended("data/places.csv", "bridge,evil,1,words,,,,,\r\n"),
        "data/places.csv",
        "site-foreign",
        'the row "bridge/evil/1"',
    ),
    "a row of a table is another": Mutation(
        swapped("data/annotations.csv", "Ten times more", "Nine times more"),
        "data/annotations.csv",
        "site-changed",
        'the row "bridge/cost"',
    ),
    "a table was cut off": Mutation(
        cut("data/sources.csv"), "data/sources.csv", "site-missing", "is missing", most=9
    ),
    "the rows of a table have another order": Mutation(
        lambda site: (site / "data/articles.csv").write_bytes(
            b"\r\n".join(
                (lines := (site / "data/articles.csv").read_bytes().splitlines())[:1]
                + lines[:0:-1]
                + [b""]
            )
        ),
        "data/articles.csv",
        "site-changed",
        "in place of",
    ),
    "a line of JSON Lines is gone": Mutation(
        dropped("data/annotations.jsonl", r'\{"article":"bridge","note":"cost".*?\n'),
        "data/annotations.jsonl",
        "site-missing",
        'the record "bridge/cost"',
    ),
    "a line of JSON Lines was cut off": Mutation(
        cut("data/articles.jsonl", 0.99), "data/articles.jsonl", "site-damaged", "not whole"
    ),
    "a web annotation is gone": Mutation(
        dropped("data/annotations.jsonld", r'\{[^\n]*notes/bridge/cost/"[^\n]*,\n'),
        "data/annotations.jsonld",
        "site-missing",
        "notes/bridge/cost/",
    ),
    "a web annotation of an article is another": Mutation(
        swapped("articles/bridge/annotations.jsonld", "50 million", "60 million"),
        "articles/bridge/annotations.jsonld",
        "site-changed",
        "60 million",
    ),
    "the web annotations of an article were cut off": Mutation(
        cut("articles/bridge/annotations.jsonld"),
        "articles/bridge/annotations.jsonld",
        "site-damaged",
        "not whole",
    ),
    "a row of the database is gone": Mutation(
        asked("DELETE FROM notes WHERE note = 'cost'"),
        "data/corpus.sqlite",
        "site-missing",
        'the row "bridge/cost" of the table `notes`',
    ),
    "a row of the database is another": Mutation(
        asked("UPDATE notes SET status = 'withdrawn' WHERE note = 'cost'"),
        "data/corpus.sqlite",
        "site-changed",
        'the row "bridge/cost" of the table `notes`',
    ),
    "a row of the database was added": Mutation(
        asked("INSERT INTO article_topics VALUES ('tunnel', 'crowns')"),
        "data/corpus.sqlite",
        "site-foreign",
        '"tunnel/crowns"',
    ),
    "a view of the database is another": Mutation(
        lambda site: asked("DELETE FROM search_notes WHERE rowid = 1")(site),
        "data/corpus.sqlite",
        "site-changed",
        "other tables, indexes or views",
    ),
    "the database is none": Mutation(
        put("data/corpus.sqlite", "no database" * 500),
        "data/corpus.sqlite",
        "site-damaged",
        "cannot be read",
    ),
    "an entry of the feed is gone": Mutation(
        dropped("feed.xml", r"<entry>.*?</entry>"), "feed.xml", "site-missing", "the entry"
    ),
    "an entry of the feed of corrections was added": Mutation(
        swapped("corrections/feed.xml", "</feed>", "<entry><id>x</id></entry></feed>"),
        "corrections/feed.xml",
        "site-foreign",
        'the entry "x"',
    ),
    "an entry of a topic's feed is another": Mutation(
        swapped("topics/testing/feed.json", "50 million", "60 million"),
        "topics/testing/feed.json",
        "site-changed",
        "60 million",
    ),
    "a feed was cut off": Mutation(
        cut("articles/bridge/feed.json"), "articles/bridge/feed.json", "site-damaged", "not whole"
    ),
    "a feed is gone": Mutation(gone("feed.json"), "feed.json", "site-missing", "the feed"),
    "an address is not found any more": Mutation(
        swapped("data/by-url/1-0.json", '"news.example.org/1"', '"news.example.org/9"'),
        "data/by-url/1-0.json",
        "site-missing",
        "news.example.org/1",
        most=2,
    ),
    "an article as Markdown is gone": Mutation(
        gone("articles/bridge/index.md"),
        "articles/bridge/index.md",
        "site-missing",
        "articles/bridge/index.md",
    ),
    "an article as Markdown is another": Mutation(
        swapped("articles/bridge/index.md", "1997", "1998"),
        "articles/bridge/index.md",
        "site-changed",
        "1998",
    ),
    "the schema is another": Mutation(
        swapped(SCHEMA_FILE, "correction", "corection"), SCHEMA_FILE, "site-changed", "corection"
    ),
    "the map of notes has lost an address": Mutation(
        dropped("notes/sitemap.xml", r"<url>[^\n]*bridge/cost[^\n]*\n"),
        "notes/sitemap.xml",
        "site-missing",
        "bridge/cost",
    ),
    "the script of all pages is another": Mutation(
        appended("assets/glossator/glossator.js", "alert(1)\n"),
        "assets/glossator/glossator.js",
        "site-foreign",
        "alert(1)",
    ),
    "the script of all pages is gone": Mutation(
        gone("assets/glossator/glossator.js"),
        "assets/glossator/glossator.js",
        "site-missing",
        "glossator.js",
    ),
    "a script that is loaded when somebody searches is gone": Mutation(
        gone("assets/glossator/finding/results.js"),
        "assets/glossator/finding/results.js",
        "site-missing",
        "results.js",
    ),
    "something without a name stands behind an article as a note": Mutation(
        swapped(BRIDGE, "</body>", '<p class="gloss-note" role="note">Words</p></body>'),
        BRIDGE,
        "site-foreign",
        '""',
    ),
    "the page for what is not found is gone": Mutation(
        gone("404.html"), "404.html", "site-missing", "not found"
    ),
    "the page for what is not found is cut off": Mutation(
        cut("404.html", 0.8), "404.html", "site-damaged", "ends before its end"
    ),
    "a note was added to the page for what is not found": Mutation(
        swapped("404.html", "</article>", f"{INJECTED}</article>"),
        "404.html",
        "site-foreign",
        "has notes or marks",
    ),
    "the page for what is not found is another program's": Mutation(
        put("404.html", "<html><h1>Words</h1></html>"), "404.html", "site-count", "no notes"
    ),
    "a page of the map of the site is another": Mutation(
        swapped("sitemap.xml", "articles/bridge/", "articles/fridge/"),
        "sitemap.xml",
        "site-missing",
        "articles/bridge/",
        most=3,
    ),
    "a day in the map of the site is another": Mutation(
        swapped("sitemap.xml", "2026-01-03", "2026-01-04"),
        "sitemap.xml",
        "site-changed",
        "01-04",
        most=2,
    ),
    "the head of the map of the site is another": Mutation(
        swapped("sitemap.xml", "sitemap/0.9", "sitemap/0.8"),
        "sitemap.xml",
        "site-changed",
        "0.8",
        most=2,
    ),
    "a page stands twice in the map of the site": Mutation(
        swapped(
            "sitemap.xml",
            "\n    <url>",
            f"\n    <url>\n         <loc>{URL}about/</loc>\n         \n    </url>\n    <url>",
        ),
        "sitemap.xml",
        "site-foreign",
        "stands twice",
        most=3,
    ),
    "the packed map of the site is gone": Mutation(
        gone("sitemap.xml.gz"), "sitemap.xml.gz", "site-missing", "packed map"
    ),
    "the packed map of the site is cut off": Mutation(
        cut("sitemap.xml.gz", 0.9), "sitemap.xml.gz", "site-changed", "something else"
    ),
    "the packed map of the site is of another state": Mutation(
        put("sitemap.xml.gz", gzip.compress(b"<urlset></urlset>")),
        "sitemap.xml.gz",
        "site-changed",
        "something else",
    ),
    "a letter of what the search reads first is another": Mutation(
        swapped(INDEX, "u200b", "u200c"), INDEX, "site-changed", "u200c"
    ),
    "the map of the site is cut off": Mutation(
        cut("sitemap.xml"), "sitemap.xml", "site-damaged", "ends before its end", most=2
    ),
    "the search is gone": Mutation(gone(INDEX), INDEX, "site-missing", "the search"),
    "the search is another program's": Mutation(
        put(INDEX, '{"config": {}, "docs": []}'), INDEX, "site-damaged", "cannot be read"
    ),
    "a file of the search is gone": Mutation(
        any_search_file(Path.unlink), "search/", "site-missing", "the search's index"
    ),
    "a file of the search was cut off": Mutation(
        any_search_file(lambda file: file.write_bytes(file.read_bytes()[:-8])),
        "search/",
        "site-damaged",
        "unpacked",
    ),
    "a file of the search holds something else": Mutation(
        any_search_file(lambda file: file.write_bytes(b"x\x9c\x03\x00\x00\x00\x00\x01")),
        "search/",
        "site-damaged",
        "something else than its name says",
    ),
    "a file of another index": Mutation(
        put("search/aaaaaaaaaa.bin", b"x"), "search/aaaaaaaaaa.bin", "site-foreign", "neither"
    ),
    "a note is not found any more": Mutation(
        reindexed("#note-cost--title", "#note-evil--title"),
        INDEX,
        "site-missing",
        "articles/bridge/#note-cost--title",
        most=2,
    ),
    "an article is not found any more": Mutation(
        reindexed('"u":"articles/bridge/"', '"u":"articles/evil/"'),
        INDEX,
        "site-missing",
        '"articles/bridge/"',
        most=2,
    ),
    "a page that somebody wrote is not found any more": Mutation(
        reindexed('"u":"about/"', '"u":"evil/"'), INDEX, "site-missing", '"about/"', most=2
    ),
    "the page of sources is not found any more": Mutation(
        reindexed('"u":"sources/"', '"u":"evil/"'), INDEX, "site-missing", '"sources/"', most=2
    ),
    "the search shows other words": Mutation(
        reindexed("The bridge cost ten times", "The bridge cost nine times"),
        INDEX,
        "site-changed",
        "articles/bridge/#note-cost--title",
        most=2,
    ),
}
"""What becomes of a site, one thing at a time."""


# Of all files, so that every run looks at some of each kind.
SOME = 5


class Whole:
    """A built site and what it was built of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.settings: Settings = read_settings_of_build(root)
        self.publication: Publication = publish(self.settings)

    def problems(self, alone: bool = False, anew: bool = False) -> list[Problem]:
        if alone:
            return verify_alone(self.site)
        cache = None if anew else open_cache(self.root)
        return compare(self.site, self.publication, self.settings, cache=cache)

    def after(self, mutate: Mutate, *, alone: bool = False, anew: bool = False) -> list[Problem]:
        """What is told of the site when something has become of it; it is whole again then."""
        kept = self.kept
        try:
            mutate(self.site)
            return self.problems(alone, anew)
        finally:
            for path in sorted(self.site.rglob("*"), reverse=True):
                name = path.relative_to(self.site).as_posix()
                if path.is_dir() and not path.is_symlink():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif name not in kept or kept[name][0] != state_of(path.lstat()):
                    path.unlink()
            for name, (_, content) in kept.items():
                if not (self.site / name).exists():
                    put(name, content)(self.site)
                    kept[name] = (state_of((self.site / name).stat()), content)

    @cached_property
    def kept(self) -> dict[str, tuple[object, bytes]]:
        """The state of each file of the site, and what is in it."""
        files = (path for path in self.site.rglob("*") if path.is_file())
        return {
            path.relative_to(self.site).as_posix(): (state_of(path.stat()), path.read_bytes())
            for path in files
        }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    root = write_larger_corpus(tmp_path_factory.mktemp("verify") / "corpus")
    build(root)
    yield Whole(root)


def test_a_site_as_it_was_built_is_clean(whole: Whole) -> None:
    assert list(map(str, verify(whole.site, whole.settings))) == []
    assert list(map(str, verify_alone(whole.site))) == []


@pytest.mark.parametrize("anew", [False, True])
def test_whatever_becomes_of_a_site_is_found_and_named(
    whole: Whole, tried: Callable[[str, int], None], anew: bool
) -> None:
    wrong = {}
    for name, mutation in MUTATIONS.items():
        found = whole.after(mutation.mutate, anew=anew)
        is_named = any(
            problem.location.path.startswith(mutation.path)
            and problem.code == mutation.code
            and mutation.words in problem.message
            for problem in found
        )
        if not is_named or len(found) > mutation.most:
            wrong[name] = list(map(str, found))
    assert wrong == {}
    assert {mutation.code for mutation in MUTATIONS.values()} == SITE_CODES.keys() - {
        "site-bare",
        "site-unfinished",
    }
    how = "all made anew" if anew else "with what the build remembers"
    tried(f"changes of a built site, found and named, {how}", len(MUTATIONS))


def test_of_a_whole_site_nothing_is_made_anew(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr("glossator.site.pages.render_article", make)
    monkeypatch.setattr("glossator.exporting.note_page.NotePage.html", make)
    monkeypatch.setattr("glossator.exporting.sqlite_file.SqliteFile.of_site", make)
    monkeypatch.setattr("glossator.site.search_sources.article_page", make)
    assert whole.problems() == []
    with pytest.raises(AssertionError):
        whole.problems(anew=True)


def test_what_the_cache_has_of_another_state_is_not_taken_for_this_one(tmp_path: Path) -> None:
    root = write_larger_corpus(tmp_path / "corpus")
    site = build(root)
    article = root / "docs/articles/bridge.md"
    before = article.read_text("utf-8")
    article.write_text(before.replace("It was closed in 2001.", "It was shut in 2001."), "utf-8")
    told = {one.location.path for one in verify(site, read_settings_of_build(root))}
    assert {BRIDGE, "articles/bridge/index.md", "data/corpus.sqlite", INDEX} <= told
    article.write_text(before, "utf-8")  # of which the cache has all
    assert verify(site, read_settings_of_build(root)) == []


def test_a_page_whose_template_lost_the_text_is_told_though_the_build_made_it(
    tmp_path: Path,
) -> None:
    root = write_larger_corpus(tmp_path / "corpus")
    (root / "own").mkdir()
    template = '{% extends "base.html" %}\n{% block content %}Words{% endblock %}\n'
    (root / "own/main.html").write_text(template, encoding="utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")
    changed = config.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    assert changed != config
    (root / "mkdocs.yml").write_text(changed, encoding="utf-8")
    told = {one.location.path for one in verify(build(root), read_settings_of_build(root))}
    assert BRIDGE in told


def test_each_file_that_is_gone_is_named(
    whole: Whole, tried: Callable[[str, int], None], is_long: bool
) -> None:
    files = expected_files(whole)[:: 1 if is_long else SOME]
    for name in files:
        found = {(one.location.path, one.code) for one in whole.after(gone(name))}
        assert (name, "site-missing") in found, name
    tried("files of a built site deleted", len(files))


def test_each_file_that_was_cut_off_is_named(
    whole: Whole, tried: Callable[[str, int], None], is_long: bool
) -> None:
    files = expected_files(whole)[1 :: 1 if is_long else SOME]
    shares = (0, 0.1, 0.5, 0.9, 0.999) if is_long else (0.7,)
    for name in files:
        for share in shares:
            found = {one.location.path for one in whole.after(cut(name, share))}
            # Of the search, what leads to all its files tells that they cannot be read.
            assert name in found, (name, share)
    tried("files of a built site cut off", len(files) * len(shares))


def expected_files(whole: Whole) -> list[str]:
    """The files that belong to the corpus, and those of the search."""
    found = sorted(name for name in whole.kept if not name.startswith("assets/"))
    bundles = [f"assets/glossator/glossator.{end}" for end in ("js", "css")]
    return [*bundles, *found]


def test_words_of_anybody_else_are_no_claim(whole: Whole) -> None:
    def mutate(site: Path) -> None:
        put("CNAME", "notes.example.org\n")(site)
        put(".nojekyll", "")(site)
        put(".git/HEAD", "ref: refs/heads/pages\n")(site)
        put("assets/own/page.js", "'<mark data-annotation=\"x\">'")(site)

    assert whole.after(mutate) == []


@pytest.mark.parametrize("alone", [False, True])
def test_a_site_whose_build_was_stopped_is_refused(whole: Whole, alone: bool) -> None:
    found = whole.after(put(UNFINISHED, "1\n"), alone=alone)
    assert [one.code for one in found] == ["site-unfinished"]


ALONE: dict[str, Mutation] = {
    "the page of an article is gone": Mutation(gone(BRIDGE), BRIDGE, "site-missing", "bridge"),
    "the page of a note is gone": Mutation(gone(COST), COST, "site-missing", "cost"),
    "a mark is gone": Mutation(dropped(BRIDGE, MARK), BRIDGE, "site-count", "marks", most=2),
    "the words of a mark are others": Mutation(
        swapped(BRIDGE, ">5 </mark>", ">6 </mark>"), BRIDGE, "site-changed", '"cost"'
    ),
    "a mark was added": Mutation(
        swapped(BRIDGE, "It was closed", f"{INJECTED} It was closed"),
        BRIDGE,
        "site-foreign",
        '"injected"',
        most=2,
    ),
    "a note is gone from its article's page": Mutation(
        dropped(BRIDGE, r'<section class="gloss-note [^>]*id="note-cost".*?</section>'),
        BRIDGE,
        "site-missing",
        '"cost"',
        most=2,
    ),
    "a note's headline is another": Mutation(
        swapped(BRIDGE, ": Ten times more</h3>", ": Nine times more</h3>"),
        BRIDGE,
        "site-changed",
        '"cost"',
    ),
    "a page that Glossator did not make": Mutation(
        put("promo/index.html", "<h1>Words</h1>"), "promo/index.html", "site-count", "does not say"
    ),
    "an article's page of an earlier state": Mutation(
        copied(BRIDGE, "articles/removed/index.html"),
        "articles/removed/index.html",
        "site-foreign",
        '"article"',
    ),
    "a row of a table is gone": Mutation(
        dropped("data/annotations.csv", r"bridge,cost,.*?\r\n"),
        "data/annotations.csv",
        "site-missing",
        '"bridge/cost"',
    ),
    "a note is not found any more": Mutation(
        reindexed("#note-cost--title", "#note-evil--title"),
        INDEX,
        "site-missing",
        "articles/bridge/#note-cost--title",
        most=2,
    ),
    "the data are gone": Mutation(
        gone("data/annotations.jsonl"), "data/annotations.jsonl", "site-missing", "data", most=99
    ),
}
"""What is found without the corpus."""


def test_without_a_corpus_a_page_is_held_to_what_it_says(
    whole: Whole, tried: Callable[[str, int], None]
) -> None:
    wrong = {}
    for name, mutation in ALONE.items():
        found = whole.after(mutation.mutate, alone=True)
        is_named = any(
            one.location.path == mutation.path
            and one.code == mutation.code
            and mutation.words in one.message
            for one in found
        )
        if not is_named or len(found) > mutation.most:
            wrong[name] = list(map(str, found))
    assert wrong == {}
    tried("changes of a built site, found without its corpus", len(ALONE))
