"""A built site on this machine, from a server that compresses what it sends as hosts do."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# What a host sends without being asked for more.
GZIP_LEVEL = 6
# Files that are compressed already.
PACKED = frozenset({".png", ".jpg", ".webp", ".woff2", ".gz"})


@contextmanager
def served(built: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of the site, without a slash at its end, and what was sent: path and bytes."""
    sent: list[tuple[str, int]] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, built, sent)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()
        thread.join()


def packed(content: bytes) -> bytes:
    """What is sent for it."""
    return gzip.compress(content, GZIP_LEVEL, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, built: Path, sent: list[tuple[str, int]], *given: Any) -> None:
        self.sent = sent
        super().__init__(*given, directory=str(built))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix not in PACKED:
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *_said: object) -> None:
        pass
