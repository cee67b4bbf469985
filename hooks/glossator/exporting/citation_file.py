"""How to cite a site as a whole: `CITATION.cff` (Citation File Format 1.2.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from glossator.exporting.data_package import spdx_of
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.plain import utf8
from glossator.site.site import Site

PATH = "CITATION.cff"


class CitationFile(Format):
    """The file by which programs and forges tell how to cite a set of data."""

    name = "citation"
    has_fragments = False  # it tells of no article

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:  # noqa: ARG002 - it needs none
        """The file."""
        yield Output(PATH, (citation_file(site),))


def citation_file(site: Site) -> bytes:
    """What to cite, as YAML; each of its values is JSON, which YAML includes."""
    about = site.about
    name = about.name or "Annotated articles"
    author = {"name": name, "website": about.url} if _is_address(about.url) else {"name": name}
    values: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite a note by its own address; these data as a whole as follows.",
        "type": "dataset",
        "title": name,
        "abstract": about.description,
        "authors": [author],
        "url": about.url if _is_address(about.url) else "",
        "repository-code": site.repository.url if site.repository else "",
        "date-released": site.last_change() or "",
        "version": site.last_change() or "",
    }
    if spdx_of(about.rights):
        values["license"] = spdx_of(about.rights)
    elif _is_address(about.rights):
        values["license-url"] = about.rights
    lines = (
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in values.items()
        if value
    )
    return utf8("".join(lines))


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))
