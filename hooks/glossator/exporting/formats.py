"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.exporting.format import Format
from glossator.exporting.jsonld import AnnotationsJsonld

FORMATS: tuple[Format, ...] = (AnnotationsJsonld(),)
"""All of them; their files are part of the site."""
