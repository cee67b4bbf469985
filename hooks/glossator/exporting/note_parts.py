"""What stands on a note's page, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from glossator.content.corpus import Article
from glossator.exporting.embedding import Embedded
from glossator.site.citing import Work, in_bibtex, in_csl, in_ris, in_words
from glossator.site.dates import show_date, show_time
from glossator.site.escaping import escape
from glossator.site.in_sentences import Quoted
from glossator.site.inline import own, source_line
from glossator.weaving.annotate import Place
from glossator.weaving.languages import direction_of, has_rtl

if TYPE_CHECKING:
    from glossator.content.model import Annotation, Change, Source

STATUSES = {
    "withdrawn": "<strong>Withdrawn.</strong> This note no longer stands; its page is kept so "
    "that links to it still lead somewhere.",
    "resolved": "<strong>Resolved.</strong> The publisher has since changed the article.",
}
"""What is said of a note that does not just stand."""
# Sentences. Who wants to see all of a name that is wrong in forty goes to the article.
MOST_SENTENCES = 6
_RELATIVE = re.compile(r'(<a [^>]*?href=")(?![a-z][a-z0-9+.-]*:|//)([^"]*)')


def quotations(
    quoted: tuple[Quoted, ...], article: Article, set_as: str, page: str, *, is_withdrawn: bool
) -> Iterator[str]:
    """The words of the article in their sentences, with what they should be."""
    for one in quoted[:MOST_SENTENCES]:
        words = "".join(
            _marked(text, place, article, is_withdrawn=is_withdrawn) if place else escape(text)
            for text, place in one.pieces
        )
        marker = next((place.marker_id for place in one.places if place.marker_id), None)
        where = ""
        if marker:
            link = f'<a href="{escape(page)}#{marker}">in the text</a>'
            where = f' <bdi class="where" lang="en">{link}</bdi>'
        elif not is_withdrawn:
            where = ' <bdi class="where" lang="en">not found in the article</bdi>'
        # Of what language it is, is not known without the article's own word for it.
        direction = ' dir="auto"' if not article.meta and has_rtl(one.text) else ""
        yield f"<blockquote{set_as}{direction}><p>{words}{where}</p></blockquote>\n"
    more = len(quoted) - MOST_SENTENCES
    if more > 0:
        yield f'<p class="from">and in {more} more {"sentence" if more == 1 else "sentences"}</p>\n'


def _marked(words: str, place: Place, article: Article, *, is_withdrawn: bool) -> str:
    if place.replacement and not is_withdrawn:
        now = place.replacement
        # What is set the other way round than the article is read by itself.
        is_rtl = direction_of(article.language) == "rtl"
        isolated = f"<bdi>{escape(now)}</bdi>" if is_rtl or has_rtl(now) else escape(now)
        return (
            f'<del>{escape(words)}</del> <ins><span class="sr" lang="en">should be: </span>'
            f"{isolated}</ins>"
        )
    return f"<mark>{escape(words)}</mark>"


def sources(found: Iterable[Source]) -> Iterator[str]:
    """Where the note can be checked."""
    found = tuple(found)
    if not found:
        return
    yield f"<h2>{'Source' if len(found) == 1 else 'Sources'}</h2>\n<ul>\n"
    for source in found:
        supports = f" {own(source.supports)}" if source.supports else ""
        read = f" <small>Read on {show_date(source.accessed)}.</small>" if source.accessed else ""
        yield f"<li>{source_line(source)}{supports}{read}</li>\n"
    yield "</ul>\n"


def history(changes: Iterable[Change]) -> Iterator[str]:
    """What was put right in the note itself."""
    changes = tuple(changes)
    if changes:
        yield "<h2>We corrected this note</h2>\n<ul>\n"
        for change in changes:
            yield f"<li>{show_time(change.date)}: {own(change.text)}</li>\n"
        yield "</ul>\n"


def about_line(annotation: Annotation, topics: Iterable[str]) -> Iterator[str]:
    """Links to its topics, how sure it is, who made it and when."""
    found = list(topics)
    if annotation.reason:
        found.append(f"Reason: {annotation.reason}")
    if annotation.confidence:
        found.append(f"Confidence: {annotation.confidence}")
    made = []
    if annotation.creator:
        name = own(annotation.creator.name)
        account = annotation.creator.github
        made.append(
            f'By <a href="https://github.com/{account}">{name}</a>' if account else f"By {name}"
        )
    if annotation.created:
        made.append(str(show_time(annotation.created)))
    if annotation.modified:
        made.append(f"changed {show_time(annotation.modified)}")
    if made:
        found.append(", ".join(made))
    if found:
        yield f'<p class="about"><span>{"</span> <span>".join(found)}</span></p>\n'


def citations(work: Work) -> str:
    """How to cite the note, in words and in the forms of programs."""
    forms = (("BibTeX", in_bibtex), ("RIS", in_ris), ("CSL-JSON", in_csl))
    return (
        f"<details>\n<summary>Cite this note</summary>\n<p>{escape(in_words(work))}</p>\n"
        f"{''.join(_to_copy(name, form(work)) for name, form in forms)}</details>\n"
    )


def embed_forms(embedded: Embedded) -> str:
    """The note for another site's page."""
    return (
        "<details>\n<summary>Show it on your site</summary>\n"
        f"{_to_copy('As words', embedded.quotation)}"
        f"{_to_copy('As it stands here, in a frame', embedded.frame)}</details>\n"
    )


def _to_copy(name: str, text: str) -> str:
    # Who cannot use a mouse scrolls it with the arrow keys.
    attributes = f'tabindex="0" role="region" aria-label="{name}"'
    return f"<h3>{name}</h3>\n<pre {attributes}>{escape(text)}</pre>\n"


def linked(body: str, page: str) -> str:
    """An explanation, with its links to where they lead when seen from the article's `page`."""
    if 'href="' not in body:
        return body
    folder = page[: page.rfind("/") + 1]
    return _RELATIVE.sub(
        lambda found: f"{found[1]}{page if found[2].startswith('#') else folder}{found[2]}", body
    )
