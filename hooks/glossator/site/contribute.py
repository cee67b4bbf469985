"""What the contribution form must know of the site, as the data that it loads."""

from __future__ import annotations

import json
import posixpath
from dataclasses import asdict
from typing import get_args

from glossator.content.choices import Confidence, Reason
from glossator.content.files import LONGEST_RECORD, SCHEMA_FILE
from glossator.content.values import LONGEST_TITLE
from glossator.site.site import Site

CONTRIBUTE_DATA = "assets/glossator/contribute.json"
"""Where the data stands, relative to the site's root; the form looks for it beside itself."""


def render_contribute_data(site: Site, *, docs: str, annotations: str) -> str:
    """The data as JSON, the same bytes for the same content.

    `docs` and `annotations` are the folders, relative to the site's root. Its fields:
    `repository` (url, branch and forge; null where there is none), `annotations` (the
    folder), `schema` (as a note's first line names it), `topics` (slug, title, summary,
    page), `reasons`, `confidences`, `longestTitle` (characters), `longestFile` (bytes).
    """
    topics = sorted(site.corpus.topics.values(), key=lambda topic: topic.title.casefold())
    data = {
        "repository": asdict(site.repository) if site.repository else None,
        "annotations": annotations,
        "schema": posixpath.relpath(f"{docs}/{SCHEMA_FILE}", f"{annotations}/article"),
        "topics": [
            {
                "slug": topic.slug,
                "title": topic.title,
                "summary": topic.meta.summary if topic.meta else "",
                "page": site.url_of(f"topics/{topic.slug}.md"),
            }
            for topic in topics
        ],
        "reasons": get_args(Reason),
        "confidences": get_args(Confidence),
        "longestTitle": LONGEST_TITLE,
        "longestFile": LONGEST_RECORD,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
