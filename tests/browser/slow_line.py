"""A slow line: a page comes in pieces, and each is drawn before the next one comes.

On a fast line a busy machine does the same, now and then: the browser draws what it has read so
far, wherever that ends.
"""

from __future__ import annotations

import http.server
import queue
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.settled import PATIENCE_MS

# The ends of lines that close an element, or open one that has room of its own. What stands before
# the text comes in one piece.
_CUT = re.compile(r"(?:</[a-z0-9]+>|<(?:div|details|fieldset|footer)\b[^>]*>)\n")
_START = re.compile(r'<div class="md-content"|<main>')
# Inside of these a comment would be words.
_RAW = re.compile(r"<(script|style|textarea)\b.*?</\1>", re.DOTALL)

# Each piece ends with a comment, which says how much has been read. It is drawn with the next
# frame, and what was put off comes after that. The answer is whether the next one will be below
# the screen.
_DRAWN = """([number, patience]) => new Promise((done, fail) => {
  const end = performance.now() + patience;
  const isHere = () => {
    const all = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT);
    for (let comment; (comment = all.nextNode()); )
      if (comment.data === `piece ${number}`) return true;
    return false;
  };
  const isBeyond = () => {
    let last = document.querySelector("article");
    while (last?.lastElementChild) last = last.lastElementChild;
    return !!last && last.getBoundingClientRect().top > innerHeight;
  };
  const look = () => {
    if (isHere()) requestAnimationFrame(() => setTimeout(() => done(isBeyond())));
    else if (performance.now() > end) fail(new Error(`piece ${number} has not come`));
    else setTimeout(look);
  };
  look();
})"""


def pieces_of(html: str) -> list[str]:
    """`html` in pieces, each with a comment at its end that has its number."""
    start = next(_START.finditer(html)).start()
    raw = [found.span() for found in _RAW.finditer(html)]
    cuts = [start, *(found.end() for found in _CUT.finditer(html, start))]
    cuts = [cut for cut in cuts if not any(first < cut < last for first, last in raw)]
    parts = [html[a:b] for a, b in zip([0, *cuts], [*cuts, len(html)], strict=True)]
    return [f"{part}<!--piece {number}-->" for number, part in enumerate(parts)]


class SlowLine:
    """Serves `site` below `base`; of the page that is opened through it one piece at a time."""

    def __init__(self, site: Path, mount: str) -> None:
        self.site = site
        self.mount = mount
        self._slow: Path | None = None
        self._sent: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}{mount}"

    def open(self, page: Page, path: str) -> Iterator[int]:
        """Open the page at `path`; gives the number of each piece when it has been drawn.

        What stands below the screen comes at once.
        """
        self._slow = self.site / path / "index.html"
        self._sent = queue.SimpleQueue()
        pieces = pieces_of(self._slow.read_text("utf-8"))
        self._sent.put(pieces[0])
        page.goto(self.base + path, wait_until="commit")
        for number in range(len(pieces)):
            is_beyond = page.evaluate(_DRAWN, [number, PATIENCE_MS])
            yield number
            if is_beyond:
                break
            self._sent.put("".join(pieces[number + 1 : number + 2]))
        self._sent.put("".join(pieces[number + 1 :]))
        self._sent.put(None)
        page.wait_for_load_state()

    def close(self) -> None:
        self._sent.put(None)
        self._server.shutdown()
        self._server.server_close()

    def _handler(self, *args: Any) -> http.server.BaseHTTPRequestHandler:
        line = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def translate_path(self, path: str) -> str:
                return super().translate_path("/" + path.removeprefix(line.mount))

            def do_GET(self) -> None:
                path = Path(self.translate_path(urlsplit(self.path).path)) / "index.html"
                if path != line._slow:
                    return super().do_GET()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                for piece in iter(line._sent.get, None):
                    self.wfile.write(piece.encode())
                    self.wfile.flush()
                return None

            def log_message(self, *_args: object) -> None:
                pass

        return Handler(*args, directory=str(self.site))
