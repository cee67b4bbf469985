"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.caching.cache import Cache
from glossator.drawing.available import can_draw
from glossator.exporting.cards import Cards
from glossator.exporting.format import Format

FORMATS: tuple[Format, ...] = ()
"""All of them, but for pictures; their files are part of the site."""


def published_formats(cache: Cache) -> tuple[Format, ...]:
    """What a site is published in here: `FORMATS`, and pictures where something can draw them."""
    return (*FORMATS, Cards(cache)) if can_draw() else FORMATS
