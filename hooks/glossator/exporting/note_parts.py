"""What stands on a note's page, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from glossator.content.corpus import Article
from glossator.site.citing import Work, in_bibtex, in_csl, in_ris, in_words
from glossator.site.dates import show_date, show_time
from glossator.site.escaping import escape_text
from glossator.site.in_sentences import Quoted
from glossator.site.inline import REL, own_text, source_text
from glossator.site.rating import is_reviewed, rating_of
from glossator.weaving.annotate import Place, PlacedNote
from glossator.weaving.languages import direction_of, has_rtl

if TYPE_CHECKING:
    from glossator.content.model import Change, Source

STATUSES = {
    "withdrawn": """\
<p class="status"><strong>Withdrawn.</strong> This note no longer stands; its page is kept so that \
links to it still lead somewhere.</p>
""",
    "resolved": """\
<p class="status"><strong>Resolved.</strong> The publisher has since changed the article.</p>
""",
}
"""What is said of a note that does not just stand."""
# Links that are neither complete nor seen from the root of a host.
_RELATIVE = re.compile(r'(<a [^>]*?href=")(?!https?:|mailto:|/)([^"]*)', re.IGNORECASE)
# Sentences. Who wants to see all of a name that is wrong in forty goes to the article.
MOST_SENTENCES = 6


def quotations(
    places: tuple[Place, ...],
    quoted: tuple[Quoted, ...],
    article: Article,
    set_as: str,
    page: str,
    *,
    is_withdrawn: bool,
) -> str:
    """The words of the article in their sentences, with what they should be.

    Where there are several places, each has an element, by the name that data give it.
    """
    ids, made = {}, ""
    if len(places) > 1:
        ids = {id(place): f' id="{place_id(n)}"' for n, place in enumerate(places, start=1)}
    for one in quoted[:MOST_SENTENCES]:
        words, marker = "", None
        for text, place in one.pieces:
            if place is None:
                words += escape_text(text)
                continue
            words += _marked(text, place, article, ids.get(id(place), ""))
            marker = marker or place.marker_id
        where = ""
        if marker:
            link = f'<a href="{page}#{marker}">in the text</a>'
            where = f' <bdi class="where" lang="en">{link}</bdi>'
        elif not is_withdrawn:
            where = ' <bdi class="where" lang="en">not found in the article</bdi>'
        # Of what language it is, is not known without the article's own word for it.
        direction = ' dir="auto"' if not article.meta and has_rtl(one.text) else ""
        made += f"<blockquote{set_as}{direction}><p>{words}{where}</p></blockquote>\n"
    more = len(quoted) - MOST_SENTENCES
    if more > 0:
        others = (place for one in quoted[MOST_SENTENCES:] for place in one.places)
        anchors = "".join(f"<span{ids[id(place)]}></span>" for place in others)
        noun = "sentence" if more == 1 else "sentences"
        made += f'<p class="from">{anchors}and in {more} more {noun}</p>\n'
    return made


def place_id(number: int) -> str:
    """What the element of a note's place is called on the note's page; `number` is from 1."""
    return f"place-{number}"


def _marked(words: str, place: Place, article: Article, name: str) -> str:
    if not words:
        return f"<span{name}></span>"
    if place.replacement:
        now = place.replacement
        # What is set the other way round than the article is read by itself.
        is_rtl = direction_of(article.language) == "rtl"
        isolated = f"<bdi>{escape_text(now)}</bdi>" if is_rtl or has_rtl(now) else escape_text(now)
        introduced = f'<span class="sr" lang="en">should be: </span>{isolated}'
        return f"<del{name}>{escape_text(words)}</del> <ins>{introduced}</ins>"
    return f"<mark{name}>{escape_text(words)}</mark>"


def leading_on(body: str, page: str) -> str:
    """The HTML of an explanation with the links that were written as seen from the article.

    `page` is the article's page, as seen from where they stand now.
    """
    if 'href="' not in body:
        return body
    folder = page[: page.rfind("/") + 1]
    return _RELATIVE.sub(
        lambda found: f"{found[1]}{page if found[2][:1] in ('', '#', '?') else folder}{found[2]}",
        body,
    )


def sources(found: Sequence[Source]) -> str:
    """Where the note can be checked."""
    if not found:
        return ""
    made = f"<h2>{'Source' if len(found) == 1 else 'Sources'}</h2>\n<ul>\n"
    for source in found:
        supports = f" {own_text(source.supports)}" if source.supports else ""
        read = f" <small>Read on {show_date(source.accessed)}.</small>" if source.accessed else ""
        made += f"<li>{source_text(source)}{supports}{read}</li>\n"
    return f"{made}</ul>\n"


def history(changes: Sequence[Change]) -> str:
    """What was put right in the note itself."""
    if not changes:
        return ""
    lines = (f"<li>{show_time(one.date)}: {own_text(one.text)}</li>\n" for one in changes)
    return f"<h2>We corrected this note</h2>\n<ul>\n{''.join(lines)}</ul>\n"


def about_line(placed: PlacedNote, topics: Iterable[str]) -> str:
    """Links to its topics, its rating, how sure it is, who made it and when."""
    annotation = placed.note.annotation
    found = list(topics)
    if is_reviewed(placed):
        found.append(f"Rating: {rating_of(annotation)}")
    if annotation.reason:
        found.append(f"Reason: {annotation.reason}")
    if annotation.confidence:
        found.append(f"Confidence: {annotation.confidence}")
    made = []
    if annotation.creator:
        name = own_text(annotation.creator.name)
        account = annotation.creator.github
        made.append(
            f'By <a href="https://github.com/{account}" {REL}>{name}</a>'
            if account
            else f"By {name}"
        )
    if annotation.created:
        made.append(str(show_time(annotation.created)))
    if annotation.modified:
        made.append(f"changed {show_time(annotation.modified)}")
    if made:
        found.append(", ".join(made))
    if not found:
        return ""
    return f'<p class="about"><span>{"</span> <span>".join(found)}</span></p>\n'


def citations(work: Work) -> str:
    """How to cite the note, in words and in the forms of programs."""
    return (
        f"<details>\n<summary>Cite this note</summary>\n<p>{escape_text(in_words(work))}</p>\n"
        f"{_BIBTEX}{escape_text(in_bibtex(work))}</pre>\n"
        f"{_RIS}{escape_text(in_ris(work))}</pre>\n"
        f"{_CSL}{escape_text(in_csl(work))}</pre>\n</details>\n"
    )


def embed_forms(quotation: str, frame: str) -> str:
    """The note for another site's page."""
    return (
        "<details>\n<summary>Show it on your site</summary>\n"
        f"{_WORDS}{escape_text(quotation)}</pre>\n"
        f"{_FRAME}{escape_text(frame)}</pre>\n</details>\n"
    )


def _to_copy(name: str) -> str:
    """What stands before a text to copy."""
    # Who cannot use a mouse scrolls it with the arrow keys.
    attributes = f'tabindex="0" role="region" aria-label="{name}"'
    return f"<h3>{name}</h3>\n<pre {attributes}>"


_BIBTEX, _RIS, _CSL = map(_to_copy, ("BibTeX", "RIS", "CSL-JSON"))
_WORDS, _FRAME = map(_to_copy, ("As words", "As it stands here, in a frame"))
