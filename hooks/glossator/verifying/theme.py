"""What every site has, whatever its corpus: scripts, styles, what its form and its host read."""

from __future__ import annotations

from glossator.content.schema import SCHEMA_FILE, render_schema
from glossator.exporting.format import Output
from glossator.site.assets import BUNDLES, SEARCH_WORKER, join_parts, unjoined
from glossator.site.contribute import CONTRIBUTE_DATA
from glossator.site.host_headers import HOSTS, headers_file
from glossator.site.publish import Publication, Settings
from glossator.site.theme import THEME
from glossator.verifying.built import Built
from glossator.verifying.files import check_file


def check_theme(built: Built, publication: Publication, settings: Settings) -> None:
    """Tell which of these files are missing, or are others."""
    host, own = settings.host, publication.site.corpus.files
    folders = host.all_theme_folders
    made = {
        path: join_parts(path, folders).encode()
        for path in BUNDLES
        if path not in own and not (path == SEARCH_WORKER and host.has_other_search)
    }
    for path in unjoined(THEME):
        file = next(folder / path for folder in folders if (folder / path).is_file())
        # A script that another hook makes smaller is still there.
        if path not in own and not (host.changes_pages and path in built.files):
            made[path] = file.read_bytes()
    made |= {path: text.encode() for path, text in publication.redirects().items()}
    made[SCHEMA_FILE] = render_schema().encode()
    made[CONTRIBUTE_DATA] = publication.contribute_data().encode()
    if host.headers and not host.changes_pages and HOSTS[host.headers].path not in own:
        headers = headers_file(host.headers, settings.about.url)
        made[HOSTS[host.headers].path] = headers.encode()
    for path, content in made.items():
        check_file(built, Output(path, (content,)))
