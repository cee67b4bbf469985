"""An article with its notes in plain Markdown, for those who read without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from glossator.exporting.markdown_of import escaped, link, markdown_of, one_line
from glossator.exporting.records import Record, records_of
from glossator.site.inline import MOST_NAMES
from glossator.site.site import Site
from glossator.weaving.annotate import KIND_NAMES


def article_markdown(site: Site, slug: str) -> str:
    """The article: first what its notes say, then its words, with the numbers of the notes."""
    article, notes = records_of(site, slug)
    parts = [f"# {one_line(article['title'])}", "\n".join(_about(article))]
    if notes:
        parts.append("## Annotations")
        parts += (part for note in notes for part in _note(note))
    parts.append("## The article as it was published")
    if any(note["number"] for note in notes):
        parts.append("Numbers in brackets are those of the annotations above.")
    parts.append(_quoted(_numbered(article["text"], notes)))
    return "\n\n".join(parts) + "\n"


def _about(article: Record) -> Iterator[str]:
    if article["publisher"]:
        via = f" via {one_line(article['via'])}" if article["via"] else ""
        day = f", {article['published']}" if article["published"] else ""
        yield f"- Published by: {one_line(article['publisher'])}{via}{day}"
    if article["source_url"]:
        yield f"- Original: <{_bare(article['source_url'])}>"
    yield f"- Language: {article['language']}"
    if article["translated"] in ("human", "machine"):
        yield f"- Translated: {article['translated']}"
    if article["retrieved"]:
        yield f"- Copied: {article['retrieved']}"
    if article["rights"]:
        yield f"- Rights: {one_line(article['rights'])}"
    yield f"- With its notes beside it: <{_bare(article['url'])}>"


def _note(note: Record) -> Iterator[str]:
    number = f"{note['number']}. " if note["number"] else ""
    yield f"### {number}{KIND_NAMES[note['kind']]}: {one_line(note['title'])}"
    if note["status"] == "withdrawn":
        yield "Withdrawn: this note no longer stands."
    elif note["status"] == "resolved":
        yield "Resolved: the publisher has since changed the article."
    if note["places"]:
        yield "\n".join(_place(place) for place in note["places"])
    else:
        yield "- On the whole article."
    if note["body_html"]:
        yield markdown_of(note["body_html"])
    if note["sources"]:
        yield "Sources:\n\n" + "\n".join(map(_source, note["sources"]))
    if note["changes"]:
        lines = (f"- {one['date']}: {one_line(one['text'])}" for one in note["changes"])
        yield "We corrected this note:\n\n" + "\n".join(lines)
    yield f"Permalink: <{_bare(note['url'])}>"


def _place(place: Record) -> str:
    was = f"- “{one_line(place['exact'])}”"
    return f"{was} should be “{one_line(place['replacement'])}”" if place["replacement"] else was


def _source(source: Record) -> str:
    line = f"- {link(source['title'] or source['publisher'], source['url'])}"
    if source["title"]:
        line += f", {_name(source['publisher'])}"
    if source["via"]:
        line += f" via {_name(source['via'])}"
    if source["published"]:
        line += f", {source['published']}"
    return f"{line}. {one_line(source['supports'])}" if source["supports"] else f"{line}."


@lru_cache(maxsize=MOST_NAMES)
def _name(name: str) -> str:
    return one_line(name)


def _numbered(text: str, notes: list[Record]) -> str:
    """The text, escaped, with the number of each note behind its words."""
    ends = sorted(
        (place["end"], note["number"])
        for note in notes
        for place in note["places"]
        if place["end"] is not None
    )
    pieces, done = [], 0
    for end, number in ends:
        pieces.append(f"{escaped(text[done:end])}[{number}]")
        done = end
    return "".join((*pieces, escaped(text[done:])))


def _quoted(text: str) -> str:
    """The text set apart, so that nothing in it looks as if we said it."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n>\n".join(f"> {line}" for line in lines if line)


def _bare(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
