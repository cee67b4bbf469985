"""The search of a site that somebody is editing: written once it is asked for, and not before.

Nobody who has changed a word waits for an index of all words. A page is given the name of an
index that is not there; whoever then searches asks for that file, which has the index written,
is told that there is none of that name, and looks up the name again, as after any new build.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from glossator.searching.files import SUFFIX
from glossator.site.on_demand import GoOn, OnDemand
from glossator.site.search_files import write_settings

TO_COME = "to-come"
"""The name of no index; those of indexes are longer."""
_ASKS_FOR_INDEX = re.compile(rf"/search/[^/]+{re.escape(SUFFIX)}").search


class SearchOnDemand(OnDemand):
    """An index that is written when it is first asked for."""

    def __init__(self) -> None:
        super().__init__(lambda path: bool(_ASKS_FOR_INDEX(path)))

    def offer_index(self, write: Callable[[GoOn], None] | None) -> None:
        """A build is done: `write` is to be called once; nothing is, without it."""
        is_whole = False

        def write_once(_path: str, go_on: GoOn) -> None:
            nonlocal is_whole
            if write and not is_whole:
                write(go_on)
                is_whole = True

        self.offer(write_once if write else None)


def promise_search(folder: Path) -> None:
    """Write into `folder` what the theme reads before it searches, ahead of the index."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, TO_COME)
