"""The pictures of notes: what each shows, and that it is drawn once for as long as it shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.processes import Progress, share_out
from glossator.drawing.available import drawn_with
from glossator.drawing.card import Card, Passage
from glossator.exporting.card_label import labelled
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
    has_fragments = False  # what pictures show is quickly told, and each is kept by itself
    is_fixed = False  # another machine has other fonts, or none

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    @property
    def made_with(self) -> str:
        """The checksum of what draws, with its fonts."""
        return drawn_with()

    def prepare(
        self,
        site: Site,
        slugs: Sequence[str],
        *,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Draw what was not drawn before, by several processes."""
        missing = [
            (slug, placed)
            for slug in slugs
            for placed in site.articles[slug].text.notes
            if not self.cache.has(KIND, _key(card_of(site, slug, placed)))
        ]

        def work(turn: int, turns: int) -> None:
            for number in range(turn, len(missing), turns):
                if progress and not turn:
                    progress(number, len(missing))
                self._drawn(card_of(site, *missing[number]))

        share_out(work, jobs=jobs)

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002 - likewise
        """The pictures of an article's notes, drawn when they are written."""
        for placed in site.articles[slug].text.notes:
            card = card_of(site, slug, placed)
            picture = self.cache.get(KIND, _key(card)) or self._drawn(card)
            yield Output(card_path(placed), (picture,))

    def _drawn(self, card: Card) -> bytes:
        from glossator.drawing.draw import draw_card

        picture = labelled(draw_card(card), card)
        self.cache.put(KIND, _key(card), picture)
        return picture


def _key(card: Card) -> str:
    return digest(KIND, "labelled", drawn_with(), repr(card))


def kept_picture(cache: Cache, card: Card) -> bytes | None:
    """The picture as it was drawn with what is here, if it was."""
    return cache.get(KIND, _key(card))


def card_path(placed: PlacedNote) -> str:
    """The address of a note's picture, relative to the site's root."""
    return f"notes/{placed.note.article}/{placed.note.id}/card.png"


def card_of(site: Site, slug: str, placed: PlacedNote) -> Card:
    """What the picture of a note on the article `slug` shows."""
    annotated = site.articles[slug]
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
