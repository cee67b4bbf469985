"""What MkDocs makes by itself: the page for what is not found, and the map of the site."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from glossator.exporting.format import Output
from glossator.site.promised import Promise, read_promises
from glossator.site.publish import Publication, Settings
from glossator.site.site_map import MAP_END, MAP_ENTRY, MAP_HEAD, SITE_MAP, entry_in_map
from glossator.verifying.built import AGAIN, Built
from glossator.verifying.files import check_file
from glossator.verifying.page_parts import may_claim, parts_of

NOT_FOUND = "404.html"
_PACKED_MAP = f"{SITE_MAP}.gz"
# Others may have a page of this name and not say that it is to be made.
_WITH_NOT_FOUND = frozenset({"material", "mkdocs", "readthedocs"})
# A template that inherits has its end from elsewhere; one of its own may leave the end out.
_HAS_END = re.compile(rb"</html|{%-?\s*extends", re.IGNORECASE)
_ADDRESS = re.compile("<loc>(.*?)</loc>")
# zlib's: with the head that a packed file has.
_GZIP = 31


def check_made_by_host(
    built: Built, publication: Publication, settings: Settings, pages: Mapping[str, str]
) -> None:
    """Tell which of these are missing, or are others; `pages` are addresses by their sources.

    Those that the site's owner put there in their place are the owner's, and those that a plugin
    or another hook may change are theirs.
    """
    own = publication.site.corpus.files
    if settings.host.changes_pages:
        return
    if NOT_FOUND not in own:
        _check_not_found(built, settings)
    if SITE_MAP not in own and built.expect(SITE_MAP, "the map of the site for search engines"):
        # A theme may have a template of its own.
        if not any((folder / SITE_MAP).is_file() for folder in settings.host.all_theme_folders):
            _check_map(built, publication, pages)
        if _PACKED_MAP not in own and built.expect(_PACKED_MAP, "the packed map of the site"):
            _check_packed(built)


def _check_not_found(built: Built, settings: Settings) -> None:
    host = settings.host
    files = (folder / NOT_FOUND for folder in host.all_theme_folders)
    file = next((one for one in files if one.is_file()), None)
    is_made = host.theme in _WITH_NOT_FOUND or NOT_FOUND in host.templates
    template = file.read_bytes() if file and is_made else b""
    # Of a template that says nothing MkDocs makes no page.
    if not template.strip():
        return
    what = "the page for addresses that are not found"
    page = built.text(NOT_FOUND) if built.expect(NOT_FOUND, what) else None
    if page is None:
        return
    if not page.strip():
        built.tell(NOT_FOUND, "site-damaged", f"{what} is empty; {AGAIN}")
    elif _HAS_END.search(template) and "</html>" not in page:
        line = page.count("\n") + 1
        built.tell(NOT_FOUND, "site-damaged", f"the page ends before its end; {AGAIN}", line)
    elif _HAS_END.search(template) and read_promises(page) != [Promise().content]:
        message = f'`<meta name="glossator">` does not say that the page has no notes; {AGAIN}'
        built.tell(NOT_FOUND, "site-count", message)
    if may_claim(page) and ((parts := parts_of(page)).notes or parts.marks):
        message = f"the page has notes or marks, and is no article of the corpus; {AGAIN}"
        built.tell(NOT_FOUND, "site-foreign", message)


def _check_map(built: Built, publication: Publication, pages: Mapping[str, str]) -> None:
    """Tell in what the map differs from what MkDocs makes of these pages."""
    text = built.text(SITE_MAP)
    if text is None:
        return
    if not text.rstrip().endswith(MAP_END.strip()):
        built.tell(SITE_MAP, "site-damaged", f"the file ends before its end; {AGAIN}")
        return
    entries = {}
    if publication.site.about.url:  # without one it names nothing
        for source, page in pages.items():
            entry = entry_in_map(publication, source, page)
            entries[_address_in(entry)] = entry
    # MkDocs' order is that in which it found the files.
    order = dict.fromkeys(
        address for one in MAP_ENTRY.findall(text) if (address := _address_in(one))
    )
    expected = "".join(entries.pop(one, "") for one in order) + "".join(entries.values())
    whole = f"{MAP_HEAD}{expected}{MAP_END}".encode()
    check_file(built, Output(SITE_MAP, (whole,)))


def _address_in(entry: str) -> str:
    found = _ADDRESS.search(entry)
    return found[1] if found else ""


def _check_packed(built: Built) -> None:
    """Tell that the packed map does not hold what the map holds."""
    content, packed = built.peek(SITE_MAP), built.read(_PACKED_MAP)
    if content is None or packed is None:
        return
    unpacking = zlib.decompressobj(_GZIP)
    try:
        found = unpacking.decompress(packed, len(content) + 1)
    except zlib.error as error:
        message = f"the file cannot be unpacked ({error}); {AGAIN}"
        built.tell(_PACKED_MAP, "site-damaged", message)
        return
    if found != content:
        message = f"the packed map holds something else than `{SITE_MAP}`; {AGAIN}"
        built.tell(_PACKED_MAP, "site-changed", message)
    elif not unpacking.eof or unpacking.unused_data:
        built.tell(_PACKED_MAP, "site-damaged", f"the file does not end at its end; {AGAIN}")
