"""What `mkdocs serve` writes once somebody asks for it: the search, and files for machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossator.exporting.on_demand import writer_into
from glossator_mkdocs.for_machines import exports
from glossator_mkdocs.run_state import needed, state

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from mkdocs.config.defaults import MkDocsConfig


def answering(app: WSGIApplication) -> WSGIApplication:
    """The same application, where whoever asks for one of those has it written."""
    return state.data_on_demand.wrap(state.search.wrap(app))


def withdraw() -> None:
    """Have whoever asks wait for the site that is being built."""
    state.search.withdraw()
    state.data_on_demand.withdraw()
    state.search_to_write = None


def offer(config: MkDocsConfig) -> None:
    """Write them, from now on, for the site that is there."""
    state.search.offer_index(state.search_to_write)
    drafts = exports(needed(state.publication).drafts) if state.shows_drafts else None
    state.data_on_demand.offer(writer_into(Path(config.site_dir), exports(), drafts))


def let_nobody_wait() -> None:
    """Tell whoever waits that nothing comes."""
    state.search.offer(None)
    state.data_on_demand.offer(None)
