"""Features of the theme that a site goes without."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from glossator_mkdocs.features import TOOLTIPS, leave_out_tooltips


@pytest.mark.parametrize(
    ("chosen", "left"),
    [([TOOLTIPS, "navigation.top"], ["navigation.top"]), (["navigation.top"],) * 2, ([], [])],
)
def test_no_text_becomes_html_in_a_tooltip(chosen: list[str], left: list[str]) -> None:
    config = MkDocsConfig()
    config.theme = Theme("mkdocs", features=chosen)
    leave_out_tooltips(config)
    assert config.theme["features"] == left
