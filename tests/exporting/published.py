"""A site of test data with all that data and feeds must tell of, and what is published of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.exporting.format import Format
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site import Site
from tests.host import CONFIG, write_site

RIGHTS = "https://creativecommons.org/licenses/by/4.0/"
ABOUT = f"""\
site_description: A corpus of test data
extra:
  glossator:
    rights: {RIGHTS}
"""
FILES = {
    "docs/articles/jisr.md": """\
---
title: "=كم كلف الجسر"
source:
  url: https://news.example.org/2?a=1&b=2
  archive: https://archive.example.org/2
  publisher: "+Example & Sons (test data)"
  via: Example Portal (test data)
  author: Test author
  published: 2026-02
  language: ar
  translated: human
retrieved: 2026-03-04
rights: Test data; nobody's.
topics: [testing, crowns]
---

كلف الجسر خمسة ملايين. It was "closed" in 2001; nobody said &lt;why&gt;.

- First item.
""",
    "docs/topics/crowns.md": """\
---
title: Crowns & coins
aliases: [crown, كرونة]
summary: A coin of test data. It is not real.
timeline:
  - date: 1997
    text: The bridge was built.
    sources:
      - url: https://archive.example.org/1997
        publisher: Example Archive (test data)
  - date: 2001-05
    text: It was closed.
sources:
  - url: https://archive.example.org/coins
    title: On coins
    publisher: Example Archive (test data)
---

See [the other topic](testing.md#words).
""",
    "annotations/jisr/closed.yaml": """\
kind: context
title: "@SUM(1+1)*cmd|' /C calc'!A0"
target:
  - exact: closed
    suffix: '" in 2001'
  - exact: nobody said <why>
body: |
  =1+1 is *not* a figure; see [the act](https://example.org/act?a=1&b=2), [the place](#note-five)
  and [the topic](../../topics/testing/).

  - one
  - two & three
sources:
  - url: https://archive.example.org/bridge
    publisher: "-Example (test data)"
    supports: "+5 percent, and <b>more</b>"
topics: [crowns]
creator: {name: Test & author, github: test-author}
created: 2026-03-05
modified: 2026-04-02
changes:
  - date: 2026-04-02
    text: The note gave another year.
  - date: 2026-04-02
    text: The note named ‏الجسر‎ wrongly.
""",
    "annotations/jisr/five.yaml": """\
kind: correction
target:
  exact: خمسة ملايين
replacement: خمسون مليونا
reason: figure
confidence: high
body: It was ten times more.
sources:
  - url: https://archive.example.org/bridge
    title: Accounts of the bridge
    publisher: Example Archive (test data)
    via: Example Portal (test data)
    published: 1998
    accessed: 2026-03-04
    archive: https://archive.example.org/bridge-2
topics: [testing, crowns]
status: resolved
created: 2026-03-06
redirect_from: [first-name]
""",
    "annotations/jisr/gone.yaml": """\
kind: correction
title: Nothing was wrong
target:
  exact: in 2001
replacement: in 2002
reason: date
body: What this note claimed.
sources:
  - url: https://archive.example.org/claimed
    publisher: Example Archive (test data)
status: withdrawn
created: 2026-03-07
modified: 2026-03-08
""",
    "annotations/jisr/whole.yaml": """\
kind: source
sources:
  - url: https://archive.example.org/whole
    publisher: Example Archive (test data)
""",
}


def write_corpus(root: Path, *, url: str = "https://notes.example.org/") -> Path:
    """The site in the folder `root`."""
    write_site(root)
    line = "site_url: https://notes.example.org/\n"
    config = CONFIG.replace(line, f"site_url: {url}\n" if url else "")
    (root / "mkdocs.yml").write_text(config + ABOUT, encoding="utf-8")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def site_in(root: Path) -> Site:
    """The site, without a problem; links that deceive are taken out of what is published."""
    publication = publish(read_settings(root))
    problems = [one for one in publication.problems if one.code != "url-deceptive"]
    assert [str(problem) for problem in problems] == []
    return publication.site


def publish_data(root: Path, out: Path, formats: Sequence[Format] = FORMATS) -> Path:
    """The folder `out` with the files of the site in `root` in all forms."""
    Exports(site_in(root), formats, Cache(root / "kept")).write(out)
    return out
