"""The files of a site: what must not be published is taken out, what nobody wrote is added."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from glossator.content.schema import SCHEMA_FILE, render_schema
from glossator.site.assets import (
    BUNDLES,
    SCRIPT,
    SEARCH_WORKER,
    SHARED,
    STYLESHEET,
    join_parts,
)
from glossator.site.contribute import CONTRIBUTE_DATA
from glossator.site.made import made_pages
from glossator.site.pages import GENERATED
from glossator.site.publish import Publication
from glossator.site.templates import THEME
from glossator_mkdocs.features import leave_out_tooltips
from glossator_mkdocs.heads import front_matter

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What MkDocs makes the first page of.
_HOMES = ("index.md", "README.md")


def load_assets(config: MkDocsConfig) -> None:
    """Have pages use our part of the theme, its styles and its scripts."""
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    leave_out_tooltips(config)
    # A site's own styles and scripts come after these, so that they can change them.
    for path, loaded in ((STYLESHEET, config.extra_css), (SCRIPT, config.extra_javascript)):
        if path not in loaded:
            loaded.insert(0, path)


def arrange_files(files: Files, config: MkDocsConfig, publication: Publication) -> str:
    """Take out and add files; give back the version of the search's worker.

    That is empty where another plugin's search has its files at the same addresses.
    """
    for file in list(files):
        if publication.is_withheld(file.src_uri):
            files.remove(file)
    _see_to_home(files, config, publication)
    for source, title in GENERATED.items():
        if files.get_file_from_path(source) is None:
            files.append(File.generated(config, source, content=front_matter({"title": title})))
    for source, part in made_pages(publication.site).items():
        if files.get_file_from_path(source) is None:
            head, hidden = front_matter({"title": part.title}), InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, source, content=head, inclusion=hidden))
    # Editors read a copy in the docs folder; what is published is never an older one.
    made = {SCHEMA_FILE: render_schema(), CONTRIBUTE_DATA: publication.contribute_data()}
    for path, content in made.items():
        copy = files.get_file_from_path(path)
        if copy is not None:
            files.remove(copy)
        files.append(File.generated(config, path, content=content))
    for path, content in publication.redirects().items():
        files.append(File.generated(config, path, content=content))
    return _join_assets(files, config)


def _see_to_home(files: Files, config: MkDocsConfig, publication: Publication) -> None:
    """Have a first page where what somebody wrote for it must not be published.

    Only while a site is served: that is the page which is opened first, and says what is wrong.
    """
    if not any(map(publication.is_withheld, _HOMES)):
        return
    if not any(file.dest_uri == "index.html" for file in files):
        head = front_matter({"title": publication.site.about.name})
        files.append(File.generated(config, _HOMES[0], content=head))


def _join_assets(files: Files, config: MkDocsConfig) -> str:
    """Put scripts and styles together; give back the version of the search's worker."""
    folders = [Path(folder) for folder in config.theme.dirs]
    # MkDocs' own search has files of its own at the same addresses.
    has_other = "search" in config.plugins
    version = ""
    for address, parts in BUNDLES.items():
        for part in filter(None, map(files.get_file_from_path, parts)):
            if part.src_uri not in SHARED:
                files.remove(part)
        if address == SEARCH_WORKER and has_other:
            continue
        content = join_parts(address, folders)
        if address == SEARCH_WORKER:
            version = hashlib.sha256(content.encode()).hexdigest()[:8]
        if files.get_file_from_path(address) is None:  # a site's own stands in place of ours
            files.append(File.generated(config, address, content=content))
    return version
