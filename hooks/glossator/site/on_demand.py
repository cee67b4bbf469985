"""Files of a site that somebody is editing, written once somebody asks for them.

Nobody who has changed a word waits for what is made of all words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

GoOn = Callable[[], None]
"""Is to be called again and again while files are written; raises `NotWanted` to end that."""
Write = Callable[[str, GoOn], None]
"""Sees that what stands at a path is written; files that it has written it leaves alone."""


class NotWanted(Exception):  # noqa: N818 - nothing went wrong
    """What is being written is of no use any more."""


class OnDemand:
    """Files that are written when they are asked for; any thread may ask, one at a time writes.

    While a site is built again nothing is written, and whoever asks waits until it is built.
    """

    def __init__(self, asks: Callable[[str], bool]) -> None:
        """`asks` says whether a path is that of such a file."""
        self._asks = asks
        self._changed = Condition()
        self._write: Write | None = None
        self._is_building = False
        self._is_writing = False

    def withdraw(self) -> None:
        """A build begins: have a writing in progress stopped, and wait until it has."""
        with self._changed:
            self._is_building, self._write = True, None
            self._changed.wait_for(lambda: not self._is_writing)

    def offer(self, write: Write | None) -> None:
        """A build is done: `write` is to be called when somebody asks; nothing is, without it."""
        with self._changed:
            self._is_building, self._write = False, write
            self._changed.notify_all()

    def ensure(self, path: str = "") -> None:
        """Come back when the file at `path` is as the last build would have it."""
        while write := self._taken():
            try:
                write(path, self._go_on)
                return
            except NotWanted:
                pass
            finally:
                with self._changed:
                    self._is_writing = False
                    self._changed.notify_all()

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """The same application, in which who asks for such a file waits for it."""

        def waiting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            if self._asks(path):
                self.ensure(path)
            return app(environ, start_response)

        return waiting

    def _taken(self) -> Write | None:
        """What this thread has to write with, once no other one writes; None without any."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_building and not self._is_writing)
            self._is_writing = self._write is not None
            return self._write

    def _go_on(self) -> None:
        if self._is_building:
            raise NotWanted
