"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.exporting.format import Format

FORMATS: tuple[Format, ...] = ()
"""All of them; their files are part of the site."""
