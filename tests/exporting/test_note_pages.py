"""Each note has a page of its own: small, without a script, and at an address that stays."""

from __future__ import annotations

import gzip
import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.note_pages import NotePages
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.redirects import redirect_pages
from tests.edits import tree
from tests.host import ARTICLE, CONFIG, NOTE, write_site

PAGE = "notes/bridge/cost/index.html"
MOST_BYTES = 6_000
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def files(
    root: Path, note: str = NOTE, article: str = ARTICLE, config: str = CONFIG
) -> dict[str, str]:
    """The files that are written of the site with this note."""
    write_site(root)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "annotations/bridge/cost.yaml").write_text(note, "utf-8")
    (root / "docs/articles/bridge.md").write_text(article, "utf-8")
    publication = publish(read_settings(root))
    assert not publication.problems
    Exports(publication.site, [NotePages()], Cache(root / "cache")).write(root / "out")
    return {path: data.decode() for path, data in tree(root / "out").items()}


def page(root: Path, note: str = NOTE, article: str = ARTICLE) -> str:
    return files(root, note, article)[PAGE]


def test_a_note_has_a_page_and_what_is_beside_it(tmp_path: Path) -> None:
    assert sorted(files(tmp_path)) == [
        PAGE,
        "notes/bridge/cost/oembed.json",
        "notes/sitemap.xml",
        "robots.txt",
    ]


def test_without_folders_the_page_is_a_file(tmp_path: Path) -> None:
    made = files(tmp_path, config=CONFIG + "use_directory_urls: false\n")
    assert 'href="../../articles/bridge.html#note-cost"' in made["notes/bridge/cost.html"]


def test_the_words_stand_in_their_sentence_with_the_correction(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert (
        '<blockquote lang="en"><p>The bridge cost <del>5 million crowns</del> '
        '<ins><span class="sr" lang="en">should be: </span>50 million crowns</ins> in 1997.'
    ) in found
    assert "The bridge cost ten times more." in found
    assert "Accounts of the bridge" in found


def test_the_page_and_the_place_in_the_article_name_each_other(tmp_path: Path) -> None:
    assert 'href="../../../articles/bridge/#note-cost"' in page(tmp_path)
    article = publish(read_settings(tmp_path)).article_html("bridge")
    assert 'href="../../notes/bridge/cost/">Permalink</a>' in article


def test_the_page_is_small(tmp_path: Path) -> None:
    note = NOTE.replace("The bridge cost ten times more.", "Words of every length. " * 60)
    assert len(gzip.compress(page(tmp_path, note).encode(), 9)) < MOST_BYTES


def test_nothing_on_the_page_can_run(tmp_path: Path) -> None:
    hostile = '"</title><script>alert(1)</script>'
    note = json.dumps(
        {
            "kind": "correction",
            "title": hostile,
            "target": {"exact": "5 million crowns"},
            "replacement": hostile,
            "body": hostile,
            "sources": [{"url": "https://a.example/", "title": hostile, "publisher": hostile}],
            "creator": {"name": hostile},
            "changes": [{"date": "2026-01-05", "text": hostile}],
            "created": "2026-01-03",
            "modified": "2026-01-05",
        }
    )
    found = page(tmp_path, note)
    assert re.findall("<script[^>]*>", found) == ['<script type="application/ld+json">']
    assert "script-src" not in found
    assert "default-src 'none'" in found


def test_a_withdrawn_note_claims_nothing(tmp_path: Path) -> None:
    found = files(tmp_path, f"{NOTE}status: withdrawn\n")
    assert "<strong>Withdrawn.</strong>" in found[PAGE]
    assert '<meta name="robots" content="noindex">' in found[PAGE]
    for claim in ("50 million crowns", "Accounts of the bridge"):
        assert claim not in found[PAGE]
    assert "ten times more." in found[PAGE].partition("<main>")[2]
    told = re.findall(r'<meta [^>]*content="([^"]*)"', found[PAGE])
    assert not [text for text in told if "ten times more" in text]
    assert not ElementTree.fromstring(found["notes/sitemap.xml"]).findall("s:url", SPACE)


def test_a_resolved_note_says_so(tmp_path: Path) -> None:
    assert "<strong>Resolved.</strong>" in page(tmp_path, f"{NOTE}status: resolved\n")


def test_what_was_put_right_in_the_note_is_told(tmp_path: Path) -> None:
    changes = "modified: 2026-01-05\nchanges: [{date: 2026-01-05, text: It named another sum.}]\n"
    found = page(tmp_path, NOTE + changes)
    assert "We corrected this note" in found
    assert '<time datetime="2026-01-05">5 January 2026</time>: It named another sum.' in found


def test_words_of_another_language_are_set_as_such(tmp_path: Path) -> None:
    article = ARTICLE.replace("published: 2026-01-02", "published: 2026-01-02\n  language: he")
    article = article.replace(
        "The bridge cost 5 million crowns in 1997.", "הגשר עלה 5 מיליון כתר בשנת 1997."
    )
    note = NOTE.replace("5 million crowns", "5 מיליון כתר").replace(
        "50 million crowns", "50 מיליון כתר"
    )
    found = page(tmp_path, note.replace("Ten times more", "פי עשרה"), article)
    assert '<blockquote lang="he" dir="rtl">' in found
    assert "<bdi>50 מיליון כתר</bdi></ins>" in found
    assert "<h1><bdi>פי עשרה</bdi></h1>" in found


def test_links_of_the_explanation_lead_where_they_did(tmp_path: Path) -> None:
    note = NOTE.replace(
        "body: The bridge cost ten times more.",
        "body: See [it](../../topics/testing/), [here](#annotations), [there](https://a.example/).",
    )
    found = page(tmp_path, note)
    for target in (
        "../../../articles/bridge/../../topics/testing/",
        "../../../articles/bridge/#annotations",
    ):
        assert f'href="{target}"' in found
    assert 'href="https://a.example/"' in found


def test_the_head_says_what_the_page_is(tmp_path: Path) -> None:
    found = page(tmp_path)
    for tag in (
        "<title>Correction: Ten times more – Example corpus</title>",
        '<link rel="canonical" href="https://notes.example.org/notes/bridge/cost/">',
        '<meta property="og:url" content="https://notes.example.org/notes/bridge/cost/">',
        '<meta property="og:title" content="Ten times more">',
        '<meta property="og:locale" content="en_US">',
        '<meta property="article:published_time" content="2026-01-03">',
        '<meta name="DC.title" content="Ten times more">',
        '<link rel="alternate" type="application/ld+json" '
        'href="../../../articles/bridge/annotations.jsonld">',
    ):
        assert tag in found
    description = html.unescape(re.findall('name="description" content="([^"]*)"', found)[0])
    assert description == (
        "“5 million crowns” should be “50 million crowns”, in “A test article” "
        "(Example Daily (test data), 2 January 2026)."
    )


def test_without_an_address_of_the_site_nothing_is_made_up(tmp_path: Path) -> None:
    made = files(tmp_path, config=CONFIG.replace("site_url: https://notes.example.org/\n", ""))
    assert sorted(made) == [PAGE]
    assert "canonical" not in made[PAGE]
    assert "og:url" not in made[PAGE]
    assert "<iframe" not in html.unescape(made[PAGE])


def test_oembed_gives_a_frame_of_the_page(tmp_path: Path) -> None:
    made = files(tmp_path)
    found = json.loads(made["notes/bridge/cost/oembed.json"])
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert found["provider_name"] == "Example corpus"
    assert found["html"].startswith(
        '<iframe src="https://notes.example.org/notes/bridge/cost/#frame"'
    )
    assert f'height="{found["height"]}"' in found["html"]
    where = "https://notes.example.org/notes/bridge/cost/oembed.json"
    assert f'type="application/json+oembed" title="Ten times more" href="{where}"' in made[PAGE]
    assert found["html"] in html.unescape(made[PAGE])


def test_search_engines_find_every_note_once(tmp_path: Path) -> None:
    found = ElementTree.fromstring(files(tmp_path)["notes/sitemap.xml"])
    assert [one.text for one in found.findall("s:url/s:loc", SPACE)] == [
        "https://notes.example.org/notes/bridge/cost/"
    ]
    assert [one.text for one in found.findall("s:url/s:lastmod", SPACE)] == ["2026-01-03"]


def test_search_engines_are_told_where_the_notes_are(tmp_path: Path) -> None:
    assert files(tmp_path)["robots.txt"].splitlines()[-2:] == [
        "Sitemap: https://notes.example.org/sitemap.xml",
        "Sitemap: https://notes.example.org/notes/sitemap.xml",
    ]


def test_what_a_site_says_to_robots_itself_stays(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "docs/robots.txt").write_text("User-agent: *\n")
    config = f"{CONFIG}extra: {{glossator: {{allowed_files: [/robots.txt]}}}}\n"
    assert "robots.txt" not in files(tmp_path, config=config)


def test_a_site_below_a_hosts_root_says_nothing_to_robots(tmp_path: Path) -> None:
    config = CONFIG.replace("notes.example.org/", "notes.example.org/below/")
    assert "robots.txt" not in files(tmp_path, config=config)


def test_more_addresses_than_a_sitemap_may_name_are_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.exporting.note_pages.MOST_ADDRESSES", 1)
    write_site(tmp_path)
    (tmp_path / "annotations/bridge/second.yaml").write_text("kind: context\nbody: It is long.\n")
    found = files(tmp_path)
    index = ElementTree.fromstring(found["notes/sitemap.xml"])
    assert [one.text for one in index.findall("s:sitemap/s:loc", SPACE)] == [
        "https://notes.example.org/notes/sitemap-1.xml",
        "https://notes.example.org/notes/sitemap-2.xml",
    ]
    assert {"notes/sitemap-1.xml", "notes/sitemap-2.xml"} <= found.keys()


@pytest.mark.parametrize(
    ("note", "article", "old"),
    [
        (f"{NOTE}redirect_from: [former]\n", ARTICLE, "bridge/former"),
        (f"{NOTE}redirect_from: [other/former]\n", ARTICLE, "other/former"),
        (NOTE, ARTICLE.replace("---\n", "---\nredirect_from: [span]\n", 1), "span/cost"),
    ],
    ids=["renamed", "moved", "article renamed"],
)
def test_former_addresses_of_notes_lead_to_their_pages(
    tmp_path: Path, note: str, article: str, old: str
) -> None:
    files(tmp_path, note, article)
    moved = redirect_pages(publish(read_settings(tmp_path)).site)[f"notes/{old}/index.html"]
    (target,) = re.findall(r'url=([^"]*)"', moved)
    assert (Path("/notes") / old / target).resolve() == Path("/notes/bridge/cost")
