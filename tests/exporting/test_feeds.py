"""Feeds tell of notes, keep every MUST of their formats, and are read by a reader of others'."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from glossator.exporting import feeds
from glossator.exporting.feeds import MOST_ENTRIES, Feeds
from glossator.site.feeds_of import feed_links
from tests.edits import many, tree
from tests.exporting.published import RIGHTS, publish_data, site_in, write_corpus
from tests.host import NOTE, write_site

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
FOLDERS = (
    "",
    "corrections/",
    "topics/testing/",
    "topics/crowns/",
    "articles/bridge/",
    "articles/jisr/",
)
ROOT = "https://notes.example.org/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    return publish_data(write_corpus(folder / "site"), folder / "out", [Feeds()])


@pytest.fixture(scope="module")
def without_address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds-at-home")
    return publish_data(write_corpus(folder / "site", url=""), folder / "out", [Feeds()])


def check_atom(file: Path) -> None:
    """Every MUST of RFC 4287 that a feed of text and links can break."""
    feed = etree.fromstring(file.read_bytes())
    assert feed.tag == f"{ATOM}feed"
    for one in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{one}")) == 1
    for one in ("generator", "icon", "logo", "rights", "subtitle"):
        assert len(feed.findall(f"{ATOM}{one}")) <= 1
    assert feed.find(f"{ATOM}author") is not None
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        for one in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{one}")) == 1
        for one in ("content", "published", "rights", "source", "summary"):
            assert len(entry.findall(f"{ATOM}{one}")) <= 1
        assert entry.find(f"{ATOM}content") is not None
    for holder in (feed, *entries):
        links = holder.findall(f"{ATOM}link")
        kinds = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in links]
        alternate = [kind for kind in kinds if kind[0] in (None, "alternate")]
        assert len(set(alternate)) == len(alternate)
    for person in feed.iter(f"{ATOM}author"):
        assert [one.tag for one in person].count(f"{ATOM}name") == 1
        assert len(person.findall(f"{ATOM}uri")) <= 1
        assert len(person.findall(f"{ATOM}email")) <= 1
        assert person.findtext(f"{ATOM}name")
    for link in feed.iter(f"{ATOM}link"):
        assert urlsplit(link.get("href")).scheme == "https"
        assert "/" in link.get("type", "a/b")
    for category in feed.iter(f"{ATOM}category"):
        assert category.get("term")
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(one).scheme in ("https", "urn") for one in ids)
    for one in (*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.text)
        datetime.fromisoformat(one.text)
    for one in (*feed.iter(f"{ATOM}title"), *feed.iter(f"{ATOM}content")):
        assert one.get("type", "text") in ("text", "html")
        assert len(one) == 0
    assert feed.get(f"{XML}lang") == "en"
    updated = [one.findtext(f"{ATOM}updated") for one in entries]
    assert updated == sorted(updated, reverse=True)
    if entries:
        assert feed.findtext(f"{ATOM}updated") == updated[0]


def check_json(file: Path) -> None:
    """Every must of https://www.jsonfeed.org/version/1.1/."""
    feed = json.loads(file.read_bytes().decode("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    known = {
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "language",
        "authors",
        "items",
    }
    assert feed.keys() <= known
    check_authors(feed["authors"])
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_html"], str)
        assert all(isinstance(tag, str) for tag in item["tags"])
        for name in ("url", "external_url"):
            assert urlsplit(item.get(name, ROOT)).scheme == "https"
        for name in ("date_published", "date_modified"):
            datetime.fromisoformat(item.get(name, "2026-01-01T00:00:00Z"))
        if "authors" in item:
            check_authors(item["authors"])
        own = {name for name in item if name.startswith("_")}
        assert all(isinstance(item[name], dict) for name in own)
        assert item.keys() - own <= {
            *("id", "url", "external_url", "title", "content_html"),
            *("date_published", "date_modified", "authors", "tags"),
        }


def check_authors(authors: list[dict[str, str]]) -> None:
    assert isinstance(authors, list)
    assert all(author.keys() & {"name", "url", "avatar"} for author in authors)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_feed_keeps_the_rules(published: Path, folder: str) -> None:
    check_atom(published / folder / "feed.xml")
    check_json(published / folder / "feed.json")


@pytest.mark.parametrize("folder", FOLDERS)
def test_feeds_of_a_site_without_an_address_keep_them_too(
    without_address: Path, folder: str
) -> None:
    check_atom(without_address / folder / "feed.xml")
    check_json(without_address / folder / "feed.json")
    assert b"notes.example.org" not in (without_address / folder / "feed.xml").read_bytes()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_that_others_wrote_reads_the_same_in_both_forms(
    published: Path, folder: str
) -> None:
    read = feedparser.parse((published / folder / "feed.xml").read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    items = json.loads((published / folder / "feed.json").read_text("utf-8"))["items"]
    assert read.entries
    for entry, item in zip(read.entries, items, strict=True):
        assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
        assert entry.get("published") == item.get("date_published")
        assert [tag.label or tag.term for tag in entry.tags] == item["tags"]


def entries(published: Path, folder: str = "") -> dict[str, dict[str, Any]]:
    feed = json.loads((published / folder / "feed.json").read_text("utf-8"))
    return {item["id"].removeprefix(ROOT): item for item in feed["items"]}


def test_a_feed_is_where_it_says_and_names_what_it_follows(published: Path) -> None:
    for file in published.rglob("feed.json"):
        feed = json.loads(file.read_text("utf-8"))
        assert feed["feed_url"] == ROOT + file.relative_to(published).as_posix()
    feed = etree.fromstring((published / "topics/crowns/feed.xml").read_bytes())
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": f"{ROOT}topics/crowns/feed.xml",
        "alternate": f"{ROOT}topics/crowns/",
        "license": RIGHTS,
    }
    assert feed.findtext(f"{ATOM}title") == "Example corpus: Crowns & coins"


def test_each_feed_has_what_it_is_about(published: Path) -> None:
    names = {
        folder: {name.removeprefix("notes/") for name in entries(published, folder)}
        for folder in FOLDERS
    }
    changes = {"jisr/closed/#change-1", "jisr/closed/#change-2"}
    jisr = {"jisr/closed/", "jisr/first-name/", "jisr/gone/", "jisr/whole/"} | changes
    assert names == {
        "": {"bridge/cost/"} | jisr,
        "corrections/": {"bridge/cost/", "jisr/first-name/", "jisr/gone/"} | changes,
        "topics/testing/": {"bridge/cost/", "jisr/first-name/"},
        "topics/crowns/": {"jisr/closed/", "jisr/first-name/"} | changes,
        "articles/bridge/": {"bridge/cost/"},
        "articles/jisr/": jisr,
    }


def test_a_changed_note_is_an_update_and_the_change_an_entry_of_its_own(published: Path) -> None:
    found = entries(published)
    note, change = found["notes/jisr/closed/"], found["notes/jisr/closed/#change-2"]
    assert note["date_published"] == "2026-03-05T00:00:00Z"
    assert note["date_modified"] == "2026-04-02T00:00:00Z"
    assert change["date_published"] == "2026-04-02T00:00:00Z"
    assert change["title"].startswith("We corrected ourselves: ")
    assert "The note gave another year." in change["content_html"]


def test_an_id_stays_when_a_note_is_renamed_and_its_link_leads_to_where_it_is(
    published: Path,
) -> None:
    assert entries(published)["notes/jisr/first-name/"]["url"] == f"{ROOT}notes/jisr/five/"


def test_ids_of_a_site_without_an_address_are_names_that_stay(
    without_address: Path, tmp_path: Path
) -> None:
    again = publish_data(write_corpus(tmp_path / "site", url=""), tmp_path / "out", [Feeds()])
    assert entries(again).keys() == entries(without_address).keys()
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}(#change-\d+)?", one) for one in entries(again))


def test_an_entry_has_quote_replacement_body_and_sources(published: Path) -> None:
    html = entries(published)["notes/jisr/first-name/"]["content_html"]
    assert '<del lang="ar" dir="rtl">خمسة ملايين</del>' in html
    assert '<ins lang="ar" dir="rtl">خمسون مليونا</ins>' in html
    assert "<p>It was ten times more.</p>" in html
    link = '<a href="https://archive.example.org/bridge" rel="nofollow ugc noopener">'
    assert f"{link}Accounts of the bridge</a>" in html
    assert "Resolved." in html


def test_links_of_a_body_lead_on_from_anywhere(published: Path, without_address: Path) -> None:
    html = entries(published)["notes/jisr/closed/"]["content_html"]
    assert f'href="{ROOT}articles/jisr/#note-five"' in html
    assert f'href="{ROOT}topics/testing/"' in html
    alone = "".join(item["content_html"] for item in entries(without_address).values())
    assert not re.search(r'href="(?!https://)', alone)


def test_words_of_another_direction_are_set_apart_in_titles(published: Path) -> None:
    title = entries(published)["notes/jisr/first-name/"]["title"]
    assert title == "Resolved: \u2068“خمسة ملايين”\u2069"


def test_what_a_contributor_wrote_is_no_markup(published: Path) -> None:
    feed = (published / "feed.xml").read_text("utf-8")
    html = entries(published)["notes/jisr/closed/"]["content_html"]
    assert "&lt;b&gt;more&lt;/b&gt;" in html
    assert "&amp;lt;b&amp;gt;more" in feed
    assert ">nobody said &lt;why&gt;</p>" in html


def test_a_withdrawn_note_says_so_first(published: Path) -> None:
    item = entries(published)["notes/jisr/gone/"]
    assert item["title"] == "Withdrawn: Nothing was wrong"
    assert item["date_modified"] == "2026-03-08T00:00:00Z"
    assert "in 2002" not in item["content_html"]
    status, _, body = item["content_html"].partition("This note no longer stands.</p>")
    assert ("<del>" in status, body) == (False, "<p>What this note claimed.</p>")


def test_who_follows_a_topic_is_told_that_a_note_on_it_was_withdrawn(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").write_text(
        f"{NOTE}status: withdrawn\n", encoding="utf-8"
    )
    (item,) = entries(publish_data(root, tmp_path / "out", [Feeds()]), "topics/testing/").values()
    assert item["title"] == "Withdrawn: Ten times more"
    assert item["_glossator"]["topics"] == []


def test_a_feed_has_the_newest_entries_and_does_not_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = many(tmp_path / "site", MOST_ENTRIES + 10)
    for number in range(MOST_ENTRIES + 10):
        note = NOTE.replace("2026-01-03", f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}")
        (root / f"annotations/article-{number}/cost.yaml").write_text(note)
    out = publish_data(root, tmp_path / "out", [Feeds()])
    found = list(entries(out))
    assert found[:2] == ["notes/article-59/cost/", "notes/article-58/cost/"]
    assert len(found) == MOST_ENTRIES
    assert list(entries(out, "topics/testing/")) == found
    # However many feeds are put together at once.
    monkeypatch.setattr(feeds, "_AT_ONCE", 1)
    assert tree(publish_data(root, tmp_path / "again", [Feeds()])) == tree(out)


def test_entries_of_one_day_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    root = many(tmp_path / "site", 12)
    names = list(entries(publish_data(root, tmp_path / "out", [Feeds()])))
    assert names == sorted(names)
    assert len(names) == 13


def test_an_article_without_notes_has_an_empty_feed(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    (root / "annotations/bridge/cost.yaml").unlink()
    out = publish_data(root, tmp_path / "out", [Feeds()])
    for folder in ("", "articles/bridge/", "topics/testing/", "corrections/"):
        check_atom(out / folder / "feed.xml")
        check_json(out / folder / "feed.json")
        assert entries(out, folder) == {}


def test_pages_name_the_feeds_that_belong_to_them(tmp_path: Path, published: Path) -> None:
    site = site_in(write_corpus(tmp_path / "site"))
    for source, folders in {
        "index.md": ("",),
        "about/index.md": ("",),
        "articles/jisr.md": ("articles/jisr/", ""),
        "notes/jisr/five.md": ("articles/jisr/", ""),
        "topics/crowns.md": ("topics/crowns/", ""),
        "topics/crowns/notes/2026.md": ("topics/crowns/", ""),
        "topics/index.md": ("",),
        "corrections.md": ("corrections/", ""),
    }.items():
        links = feed_links(site, source)
        assert [path for _, _, path in links] == [
            f"{folder}{name}" for folder in folders for name in ("feed.xml", "feed.json")
        ]
        assert all((published / path).is_file() for _, _, path in links)
    assert feed_links(site, "index.md")[0] == ("application/atom+xml", "Example corpus", "feed.xml")
