"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.exporting.by_url import ByUrl
from glossator.exporting.format import Format

FORMATS: tuple[Format, ...] = (ByUrl(),)
"""All of them; their files are part of the site."""
