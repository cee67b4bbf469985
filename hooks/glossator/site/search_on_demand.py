"""The search of a site that somebody is editing: written once it is asked for, and not before.

Nobody who has changed a word waits for an index of all words. A page is given the name of an
index that is not there; whoever then searches asks for that file, which has the index written,
is told that there is none of that name, and looks up the name again, as after any new build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING

from glossator.searching.files import SUFFIX
from glossator.site.search_files import write_settings

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

TO_COME = "to-come"
"""The name of no index; those of indexes are longer."""
_ASKS_FOR_INDEX = re.compile(rf"/search/[^/]+{re.escape(SUFFIX)}").search


class NotWanted(Exception):  # noqa: N818 - nothing went wrong
    """What is being written is of no use any more."""


class SearchOnDemand:
    """An index that is written when it is asked for; any thread may ask, all wait for one.

    While a site is built again nothing is written, and whoever asks waits until it is built.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._write: Callable[[Callable[[], None]], None] | None = None
        self._is_building = False
        self._is_writing = False

    def withdraw(self) -> None:
        """A build begins: have a writing in progress stopped, and wait until it has."""
        with self._changed:
            self._is_building, self._write = True, None
            self._changed.wait_for(lambda: not self._is_writing)

    def offer(self, write: Callable[[Callable[[], None]], None] | None) -> None:
        """A build is done: `write` is to be called when somebody asks; nothing is, without it.

        It is given what it has to call again and again, which ends it by an exception when a
        new build begins.
        """
        with self._changed:
            self._is_building, self._write = False, write
            self._changed.notify_all()

    def ensure(self) -> None:
        """Come back when the index of the last build is whole."""
        while write := self._taken():
            is_whole = False
            try:
                write(self._go_on)
                is_whole = True
            except NotWanted:
                pass
            finally:
                with self._changed:
                    self._is_writing = False
                    if is_whole and self._write is write:
                        self._write = None
                    self._changed.notify_all()

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """The same application, in which who asks for a file of the index waits for it."""

        def waiting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if _ASKS_FOR_INDEX(environ.get("PATH_INFO", "")):
                self.ensure()
            return app(environ, start_response)

        return waiting

    def _taken(self) -> Callable[[Callable[[], None]], None] | None:
        """What this thread has to write, once no other one writes; None where nothing is."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_building and not self._is_writing)
            self._is_writing = self._write is not None
            return self._write

    def _go_on(self) -> None:
        if self._is_building:
            raise NotWanted


def promise_search(folder: Path) -> None:
    """Write into `folder` what the theme reads before it searches, ahead of the index."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, TO_COME)
