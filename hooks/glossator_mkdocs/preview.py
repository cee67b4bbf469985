"""Pages as `mkdocs serve` shows them: under the site's policy, and whatever becomes of a build."""

from __future__ import annotations

import html
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mkdocs.exceptions import MkDocsException

from glossator.problems import said_by
from glossator.showing import visible, visible_lines

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.glossator")

SCRIPT = "/livereload/glossator.js"
"""Where the script is that waits for changes; MkDocs writes it into each page."""
# The policy of pages allows no scripts but those whose text is known beforehand, and the two
# numbers are others each time.
_INLINE = re.compile(
    rb"<script>(?P<code>(?:(?!</script)[\s\S])*livereload\()(?P<epoch>\d+), (?P<request>\d+)\);\s*"
    rb"</script>"
)
_EXTERNAL = b'<script src="%b" data-epoch="%b" data-request="%b"></script>'
_NUMBERS = (
    b"Number(document.currentScript.dataset.epoch), "
    b"Number(document.currentScript.dataset.request));\n"
)
_BODY = re.compile(rb"<body\b[^>]*>")
_NOTICE = (
    '<div class="gloss-problems" role="alert"><p><strong>The site could not be built anew.</strong>'
    " What is here was built before. The terminal says more.</p><p><code>{}</code></p></div>"
)


def _said_by(error: BaseException) -> str:
    """What went wrong; where it is a setting, with its line, which MkDocs names last."""
    if isinstance(error, MkDocsException):
        return visible(" ".join(error.message.split()))
    return said_by(error)


class Preview:
    """What is shown while a site is served."""

    def __init__(self) -> None:
        self._failure = b""
        self._code = b""

    def guard(self, build: Callable[[], None]) -> Callable[[], None]:
        """The same, but that a build which fails is told on the pages that are there.

        MkDocs would answer nobody until one does not.
        """

        def guarded() -> None:
            self._failure = b""
            try:
                build()
            except (Exception, SystemExit) as error:
                if not isinstance(error, MkDocsException | SystemExit):  # nobody foresaw it
                    sys.stderr.write(visible_lines(traceback.format_exc()))
                said = _said_by(error)
                log.error("The site could not be built (%s); it is shown as it was before", said)
                self._failure = _NOTICE.format(html.escape(said)).encode("utf-8", "replace")

        return guarded

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """The same application, which gives pages as they are meant to be shown."""

        def showing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if environ.get("PATH_INFO") == SCRIPT and self._code:
                script = self._code + _NUMBERS
                head = [("Content-Type", "text/javascript"), ("Content-Length", str(len(script)))]
                start_response("200 OK", head)
                return [script]
            return self._shown(app, environ, start_response)

        return showing

    def _shown(
        self, app: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        given: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(status: str, head: list[tuple[str, str]], *_: object) -> Callable[..., object]:
            given.append((status, head))
            return lambda _: None

        body = app(environ, keep)
        status, head = given[-1]
        kind = next((value for name, value in head if name.lower() == "content-type"), "")
        if kind.split(";")[0] != "text/html":
            start_response(status, head)
            return body
        try:
            page = self._page(b"".join(body))
        finally:
            getattr(body, "close", lambda: None)()
        kept = [(name, value) for name, value in head if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    def _page(self, page: bytes) -> bytes:
        # The last one: whoever wrote another into a page wrote it further up.
        found = _INLINE.match(page, max(0, page.rfind(b"<script>")))
        if found:
            self._code = found["code"]  # of every page the same
            script = _EXTERNAL % (SCRIPT.encode(), found["epoch"], found["request"])
            page = page[: found.start()] + script + page[found.end() :]
        if self._failure:
            page = _BODY.sub(lambda body: body[0] + self._failure, page, count=1)
        return page
