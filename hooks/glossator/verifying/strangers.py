"""What stands in a built site and is neither of its corpus nor of its theme."""

from __future__ import annotations

from glossator.exporting.atom import NAME as ATOM
from glossator.exporting.json_feed import NAME as JSON_FEED
from glossator.site.host_headers import files_of_other_hosts, is_made
from glossator.site.page_names import NOTES
from glossator.site.promised import Promise, read_promises
from glossator.site.publish import Publication, Settings
from glossator.site.search_files import FOLDER as SEARCH
from glossator.verifying.built import Built
from glossator.verifying.page_parts import may_claim, parts_of

AGAIN = "delete it, or build the site into an empty folder"
# What is in these is read as the site's own: nothing else may stand there.
_OURS = ("articles/", NOTES, "topics/", "data/", "corrections/", f"{SEARCH}/")
_FEEDS = (ATOM, JSON_FEED)
# What builds leave behind that were broken off.
_OF_BUILDS = ".glossator-"
# Files that file managers leave in every folder that somebody looks into.
_OF_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
# Pages that MkDocs' themes make by themselves.
_OF_THEMES = frozenset({"404.html", "search.html"})


def check_strangers(built: Built, publication: Publication, settings: Settings) -> None:
    """Tell of each file that claims to be a page or data of the site and is not."""
    host = settings.host
    # A plugin or another hook may make pages that nobody finds among the files; marks and notes
    # these have none.
    has_others = host.adds_pages or host.changes_pages
    pages_of_others = {*_OF_THEMES, *host.templates}
    written = {
        path
        for path in publication.site.corpus.files
        if not publication.is_withheld(path) and not host.is_excluded(path)
    }
    ours = tuple(one for one in _OURS if not (host.has_other_search and one == f"{SEARCH}/"))
    others = files_of_other_hosts(host.headers)
    for path in built.unexpected():
        if path.rpartition("/")[2] in _OF_DESKTOPS:
            continue
        if path in written or (host.theme_has(path) and not path.endswith(".html")):
            continue
        if path in others and is_made(built.read(path) or b""):
            message = f"an earlier build wrote this for a host that is not named any more; {AGAIN}"
            built.tell(path, "site-foreign", message)
        elif path.startswith(_OF_BUILDS):
            message = f"a build that was broken off left this behind; {AGAIN}"
            built.tell(path, "site-foreign", message)
        elif path.lower().endswith((".html", ".htm", ".xhtml", ".xht")):
            _check_page(built, path, is_known=path in pages_of_others or has_others)
        elif (path.startswith(ours) or path in _FEEDS) and not has_others:
            message = f"the file is neither of the corpus nor of the theme; {AGAIN}"
            built.tell(path, "site-foreign", message)
    for path in built.odd:
        message = f"a link, a pipe or a device stands here, which no build makes; {AGAIN}"
        built.tell(path, "site-foreign", message)


def _check_page(built: Built, path: str, *, is_known: bool) -> None:
    if not is_known:
        message = (
            f"the page is not of the corpus, or of an earlier state of it; {AGAIN}. A page of the "
            "owner's that is no Markdown goes into the docs folder and into "
            "`extra.glossator.allowed_files`"
        )
        built.tell(path, "site-foreign", message)
        return
    page = built.text(path)
    if page is None:
        return
    if may_claim(page):
        parts = parts_of(page)
        if parts.notes or parts.marks:
            message = f"the page has notes or marks, and is no article of the corpus; {AGAIN}"
            built.tell(path, "site-foreign", message)
    if any(said != Promise().content for said in read_promises(page)):
        message = f"the page says that it has notes, and is no article of the corpus; {AGAIN}"
        built.tell(path, "site-count", message)
