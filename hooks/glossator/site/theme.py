"""Where the files of the theme are."""

from __future__ import annotations

from pathlib import Path

THEME = Path(__file__).parents[1] / "theme"
"""Templates, style sheets and scripts, and what is changed of the theme."""
