"""Feeds as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as _text
from typing import Any

from glossator.exporting.atom import moment
from glossator.exporting.feed_entries import NO_DAY, Entry
from glossator.site.feeds_of import FeedAddress
from glossator.site.site import Site

NAME = "feed.json"
VERSION = "https://jsonfeed.org/version/1.1"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_item(entry: Entry) -> bytes:
    """An entry, as it stands in any feed.

    By hand, as there is one for each note.
    """
    said = f'"title":{_text(entry.title)},"content_html":{_text(entry.html)}'
    if entry.published:
        said += f',"date_published":"{moment(entry.published)}"'
    if entry.updated != NO_DAY:
        said += f',"date_modified":"{moment(entry.updated)}"'
    if entry.author:
        page = f',"url":{_text(entry.author_url)}' if entry.author_url else ""
        said += f',"authors":[{{"name":{_text(entry.author)}{page}}}]'
    url = f'"url":{_text(entry.url)},' if entry.url else ""
    if entry.original:
        url += f'"external_url":{_text(entry.original)},'
    kind, topics = _text(entry.kind), [_text(topic) for topic, _ in entry.topics]
    tags = ",".join([kind, *[_text(title) for _, title in entry.topics]])
    return _utf8(
        f'{{"id":{_text(entry.id)},{url}{said},"tags":[{tags}],"_glossator":{{"kind":{kind},'
        f'"status":{_text(entry.status)},"topics":[{",".join(topics)}]}}}}'
    )


def json_feed(site: Site, feed: FeedAddress, items: Iterable[bytes]) -> Iterator[bytes]:
    """A feed of entries that `json_item` made."""
    about = site.about
    head: dict[str, Any] = {"version": VERSION, "title": feed.title}
    if about.url:
        head["home_page_url"] = about.url + feed.page
        head["feed_url"] = about.url + feed.folder + NAME
    if about.description and not feed.folder:
        head["description"] = about.description
    head["language"] = about.language
    head["authors"] = [_author(about.name or "Annotations", about.url)]
    yield _utf8(_encode(head)[:-1]) + b',"items":['
    between = b"\n"
    for item in items:
        yield between + item
        between = b",\n"
    yield b"\n]}\n"


def _author(name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": url} if url else {"name": name}


def _utf8(text: str) -> bytes:
    """As UTF-8; halves of characters become question marks."""
    return text.encode("utf-8", "replace")
