"""What a run of MkDocs hands from event to event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mkdocs.exceptions import PluginError

from glossator.caching.processes import Crew
from glossator.exporting.on_demand import is_for_machines
from glossator.site.on_demand import OnDemand
from glossator.site.search_on_demand import SearchOnDemand
from glossator_mkdocs.templates import Translated

if TYPE_CHECKING:
    from datetime import datetime

    import jinja2
    from mkdocs.structure.nav import Navigation

    from glossator.site.policy import Inline
    from glossator.site.publish import Publication
    from glossator.site.shelf import Shelf
    from glossator_mkdocs.data import DataBeside
    from glossator_mkdocs.finished import PageMaker
    from glossator_mkdocs.serving import Looking
    from glossator_mkdocs.staging import AsSeen, Staging

T = TypeVar("T")


@dataclass
class RunState:
    """What events before know, and those after need.

    Attributes:
        is_serving: Whether MkDocs serves what it builds, so that no problem ends the run.
        is_dirty: Whether pages may be left as they are.
        is_alone: Whether no other plugin and no other hook has a part in pages.
        part: Which of how many parts of the pages is made, where others make the others.
        publication: What is published.
        shelf: What was made of the same site before.
        crew: Processes that make pages.
        translated: Templates of the theme.
        search: The search that is written when somebody asks for it.
        search_settings: What its writer said of it, if another process wrote it.
        search_to_write: Writes it, and in between calls what it is given.
        worker_version: The version of the search's worker; empty where the search is another's.
        data_on_demand: The files for machines that are written when somebody asks for one.
        data: Those that another process writes.
        site: The folder that the site is for.
        looking: Looks at what is served for changes, the first build's time included.
        staging: The folder in which it is built.
        as_seen: Has MkDocs name the former, and not the latter.
        shown: The state of each page that is served.
        nav: What the tabs of pages are made of.
        maker: Makes the pages of which MkDocs has nothing to read.
        environment: Where the theme's templates are.
        inline: The theme's inline scripts and styles, by the way to the site's root.
        day: What stands for the day of the build.
        published: The sources of all pages that are published.
        shows_drafts: Whether there are others, which only those see who write.
    """

    is_serving: bool = False
    is_dirty: bool = False
    is_alone: bool = False
    part: tuple[int, int] | None = None
    publication: Publication | None = None
    shelf: Shelf | None = None
    crew: Crew = field(default_factory=Crew)
    translated: Translated = field(default_factory=Translated)
    search: SearchOnDemand = field(default_factory=SearchOnDemand)
    search_settings: bytes | None = None
    search_to_write: Callable[[Callable[[], None]], None] | None = None
    worker_version: str = ""
    data_on_demand: OnDemand = field(default_factory=lambda: OnDemand(is_for_machines))
    data: DataBeside | None = None
    site: Path | None = None
    looking: Looking | None = None
    staging: Staging | None = None
    as_seen: AsSeen | None = None
    shown: dict[str, str] = field(default_factory=dict)
    nav: Navigation | None = None
    maker: PageMaker | None = None
    environment: jinja2.Environment | None = None
    inline: dict[str, Inline] = field(default_factory=dict)
    day: datetime | None = None
    published: set[str] = field(default_factory=set)
    shows_drafts: bool = False


state = RunState()
"""Of the run that goes on; hooks are loaded once for all builds of a server."""


def needed(value: T | None) -> T:
    """What an event before has set in `state`.

    Raises:
        PluginError: it did not run.
    """
    if value is None:
        raise PluginError("an event of glossator_mkdocs ran without those that come before it")
    return value
