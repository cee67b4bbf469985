"""The pictures of notes: what each shows, and that it is drawn once for as long as it shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.drawing.available import drawn_with
from glossator.drawing.card import Card, Passage
from glossator.exporting.format import Format, Output
from glossator.problems import count_of
from glossator.site.dates import show_date
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import Place, PlacedNote

KIND = "cards"
"""What the cache calls pictures; each has an entry of its own, so that a small change of an
article draws only what looks different."""


class Cards(Format):
    """A picture of each note, beside the note's page.

    Attributes:
        cache: What was drawn before.
    """

    name = "cards"

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._drawn_with = drawn_with()

    def fragment(self, site: Site, slug: str) -> bytes:  # noqa: ARG002 - each picture is kept by itself
        """Nothing: what pictures show is quickly told, and they are too large to be kept twice."""
        return b""

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002 - likewise
        """The pictures of an article's notes, drawn when they are written."""
        annotated = site.articles[slug]
        for placed in annotated.text.notes:
            card = card_of(site, annotated, placed)
            yield Output(card_path(placed), self._picture(card))

    def _picture(self, card: Card) -> Iterator[bytes]:
        key = digest(KIND, self._drawn_with, repr(card))
        picture = self.cache.get(KIND, key)
        if picture is None:
            from glossator.drawing.draw import draw_card

            picture = draw_card(card)
            self.cache.put(KIND, key, picture)
        yield picture


def card_path(placed: PlacedNote) -> str:
    """The address of a note's picture, relative to the site's root."""
    return f"notes/{placed.note.article}/{placed.note.id}/card.png"


def card_of(site: Site, annotated: AnnotatedArticle, placed: PlacedNote) -> Card:
    """What the picture of a note shows."""
    article, annotation = annotated.article, placed.note.annotation
    language, own = article.language, site.about.language
    headline = Passage(article.title, language)
    name = Passage(site.about.name, own)
    if annotation.status == "withdrawn":  # what it claimed is told no more
        return Card(
            placed.kind, name, headline, credit=tuple(_credit(annotated)), status="withdrawn"
        )
    place = _shown_place(placed)
    others = len(placed.places) - 1
    return Card(
        kind=placed.kind,
        site=name,
        article=headline,
        title=Passage(annotation.title, own) if annotation.title else None,
        was=Passage(place.exact, language) if place else None,
        now=Passage(place.replacement, language) if place and place.replacement else None,
        aside=count_of(len(annotation.sources), "source") if annotation.sources else "",
        more=f"and in {count_of(others, 'more place')}" if others > 0 else "",
        credit=tuple(_credit(annotated)),
        status=annotation.status,
    )


def _shown_place(placed: PlacedNote) -> Place | None:
    """The first place that is put right, or the first of all."""
    places = placed.places
    return next((one for one in places if one.replacement), places[0] if places else None)


def _credit(annotated: AnnotatedArticle) -> Iterator[Passage]:
    """Who published the article, where it was read, and when it was published."""
    meta = annotated.article.meta
    if not meta:
        return
    source, language = meta.source, annotated.article.language
    yield Passage(source.publisher, language)
    if source.via:
        yield Passage(f"via {source.via}", language)
    if source.published:
        yield Passage(show_date(source.published))
