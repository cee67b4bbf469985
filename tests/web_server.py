"""A small web server on this computer that answers as a test wants it to, and notes who asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Serve = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """The server: what it answers to each path, and the requests that it had."""

    url: str = ""
    routes: dict[str, Serve] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        kind: str | None = "text/html; charset=utf-8",
        **headers: str,
    ) -> str:
        """Answer `path` like this; gives back the whole address."""
        content = body.encode() if isinstance(body, str) else body

        def serve(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            if kind is not None:
                request.send_header("Content-Type", kind)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            if request.command != "HEAD":
                request.wfile.write(content)

        return self.route(path, serve)

    def route(self, path: str, serve: Serve) -> str:
        """Answer `path` by calling `serve`; gives back the whole address."""
        self.routes[path] = serve
        return self.url + path


@contextmanager
def serving() -> Iterator[Web]:
    """A server on a free port of this computer."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(f"{self.command} {self.path}")
            web.headers.append(dict(self.headers.items()))
            serve = web.routes.get(self.path.partition("?")[0])
            try:
                if serve is None:
                    self.send_error(404)
                else:
                    serve(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # who asked has gone away

        do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
