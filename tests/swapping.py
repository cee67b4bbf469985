"""Puts a site of test data in the place of another one, in a process that can be killed.

Takes the site's folder and what the new one says.
"""

from __future__ import annotations

import sys
from pathlib import Path

from glossator_mkdocs.staging import Staging


def main(folder: str, words: str) -> None:
    """Build and publish a site of four pages, of which two are kept where they are there."""
    staging = Staging(Path(folder))
    for name in ("index.html", "articles/a/index.html"):
        (staging.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (staging.folder / name).write_text(words)
    kept = ("notes/a", "feed.xml")
    if not staging.keep(kept):
        for name in ("notes/a/index.html", "feed.xml"):
            (staging.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (staging.folder / name).write_text("kept")
    staging.publish()


if __name__ == "__main__":
    main(*sys.argv[1:])
