"""Where a page's feeds are."""

from __future__ import annotations

from glossator.site.site import Site


def feed_links(site: Site, source: str) -> tuple[tuple[str, str, str], ...]:  # noqa: ARG001
    """The feeds to name on the page made from `source`: address, media type and title of each.

    Addresses are relative to the site's root.
    """
    return ()
