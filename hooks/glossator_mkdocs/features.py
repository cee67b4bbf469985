"""Features of the theme that a site cannot have."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.glossator")

TOOLTIPS = "content.tooltips"


def leave_out_tooltips(config: MkDocsConfig) -> None:
    """Take out the feature that makes HTML of titles and of headings, which are texts.

    Without it, browsers show them by themselves.
    """
    features = config.theme.get("features")
    if isinstance(features, list) and TOOLTIPS in features:
        config.theme["features"] = [name for name in features if name != TOOLTIPS]
        log.info("The feature `%s` is left out: it would make HTML of texts", TOOLTIPS)
