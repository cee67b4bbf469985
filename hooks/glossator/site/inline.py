"""Words inside of our own sentences, ready to print: dates, and what others wrote, set apart.

Lists print tens of thousands of these, and a template's macro for each would take most of the
time that their pages take.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from glossator.content.corpus import Article
from glossator.content.deceptive_text import balanced
from glossator.content.hosts import host_of, shown_host
from glossator.site.dates import show_date
from glossator.site.escaping import escape as escaped
from glossator.weaving.annotate import KIND_NAMES, Place
from glossator.weaving.languages import direction_of, has_rtl, language_runs, text_attributes
from glossator.weaving.sanitize import COPIED_REL

if TYPE_CHECKING:
    from glossator.content.model import Source

# Names of publishers, which lists have again and again.
MOST_NAMES = 4096


def own(text: str) -> Markup:
    """A text that somebody else wrote: its direction is its own."""
    return Markup(own_text(text))  # noqa: S704 - it is escaped


def own_text(text: str) -> str:
    """As `own`, as a part of what is made by hand."""
    return f"<bdi>{escaped(balanced(text))}</bdi>" if has_rtl(text) else escaped(text)


def tongues(text: str) -> Markup:
    """The same, with Chinese, Japanese and Korean words set and read as such."""
    return escape(text) if text.isascii() else _in_tongues(text)


@lru_cache(maxsize=MOST_NAMES)
def _in_tongues(text: str) -> Markup:
    runs = Markup("").join(
        Markup('<span lang="{}">{}</span>').format(lang, words) if lang else words
        for words, lang in language_runs(text)
    )
    return Markup("<bdi>{}</bdi>").format(runs) if has_rtl(text) else runs


def words(text: str, language: str) -> Markup:
    """Words of an article in `language`, or what they should be."""
    attributes = attributes_of(text, language)
    return Markup("<bdi{}>{}</bdi>").format(attributes, text) if attributes else escape(text)


def was_now(place: Place, language: str) -> Markup:
    """What is wrong in an article in `language`, and what it should be."""
    return Markup('<del class="gloss-was"{}>{}</del>\n<ins class="gloss-now">{}</ins>').format(
        attributes_of(place.exact, language), place.exact, words(place.replacement or "", language)
    )


REL = f'rel="{COPIED_REL}"'
"""What a link says that others wrote."""


def source_line(source: Source, name: str = "") -> Markup:
    """A source in a list. One whose title is not known is called by `name`, or its publisher."""
    return Markup(source_text(source, name))  # noqa: S704 - each piece is escaped there


def source_text(source: Source, name: str = "") -> str:
    """As `source_line`, as a part of what is made by hand."""
    title = source.title or name
    line = (
        f'<cite><a href="{escaped(source.url)}" {REL}>{_set(title or source.publisher)}</a></cite>'
    )
    if title:
        line += f", {_set(source.publisher)}"
    if source.via:
        line += f" via {_set(source.via)}"
    # Names are what somebody wrote; the host is where the link leads. One that stands there already
    # need not be said again.
    is_said = shown_host(host_of(source.url)) == (source.via or source.publisher).lower()
    if (source.title or not name) and not is_said:
        line += f" {_quiet_host(source.url)}"
    if source.published:
        line += f", {show_date(source.published)}"
    if source.archive:
        copy = f'<a href="{escaped(source.archive)}" {REL}>Archived copy</a>'
        return f"{line}. {copy} {_quiet_host(source.archive)}."
    return f"{line}."


@lru_cache(maxsize=MOST_NAMES)
def _quiet_host(url: str) -> str:
    host = shown_host(host_of(url))
    # Its parts stand in one order in all scripts.
    direction = ' dir="ltr"' if has_rtl(host) else ""
    return f'<small class="gloss-host"{direction}>{escaped(host)}</small>'


def host(url: str) -> Markup:
    """The host of an address inside of a sentence, as readers know it."""
    shown = shown_host(host_of(url))
    return Markup('<bdi dir="ltr">{}</bdi>').format(shown) if has_rtl(shown) else escape(shown)


def address(url: str) -> str:
    """The address without its scheme, its host as readers know it."""
    written = host_of(url)
    rest = url.partition("//")[2]
    return rest.replace(written, shown_host(written), 1) if written else rest


def _set(text: str) -> str:
    """As `tongues`, as a part of what is made by hand."""
    return escaped(text) if text.isascii() else _in_tongues(text)


def attributes_of(text: str, language: str | None = None) -> Markup:
    """As `text_attributes`, ready to stand behind the name of an element."""
    if language in _PLAIN and text.isascii():
        return _NOTHING
    found = text_attributes(text, language or "en")
    return Markup("").join(Markup(' {}="{}"').format(*pair) for pair in found.items())


def set_as(article: Article) -> Markup:
    """Language and direction of an element that holds a stretch of the article, likewise."""
    if not article.meta:
        return _NOTHING
    language = article.language
    direction = Markup(' dir="rtl"') if direction_of(language) == "rtl" else ""
    return Markup(' lang="{}"{}').format(language, direction)


def kind_tag(kind: str) -> Markup:
    """The name of a kind of notes, in its colour."""
    return _KIND_TAGS[kind]


_NOTHING = Markup("")
# What stands in an English page as it is, where its letters have one direction.
_PLAIN = frozenset({None, "", "en"})
_KIND_TAGS = {
    kind: Markup('<span class="gloss-kind gloss-kind--{}">{}</span>').format(kind, name)
    for kind, name in KIND_NAMES.items()
}
