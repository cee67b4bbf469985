"""Pages come from the web whole, or what hinders that is told in a line."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from glossator.web.addresses import is_inward
from glossator.web.fetch import FetchError, fetch_page
from tests.importing.made_of import PAGE
from tests.web_server import Web, serving


def test_a_page_comes_with_its_final_address(web: Web) -> None:
    web.page("/new/page", PAGE)
    web.page("/b", status=307, Location="new/page")
    page = fetch_page(web.page("/a", status=301, Location="/b"))
    assert page.url == f"{web.url}/new/page"
    assert page.redirects == (f"{web.url}/a", f"{web.url}/b")
    assert (page.content.decode(), page.charset, page.is_html) == (PAGE, "utf-8", True)
    assert all(headers["User-Agent"].startswith("Glossator/") for headers in web.headers)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "there is no such page"),
        (410, "archived copy"),
        (403, "refuses programs; open the page in a browser"),
        (429, "too many requests"),
        (500, "has trouble; try again later"),
        (503, "has trouble"),
        (204, "204"),
    ],
)
def test_an_answer_without_a_page_is_told_with_the_fix(web: Web, status: int, said: str) -> None:
    url = web.page("/a", status=status)
    with pytest.raises(FetchError, match=said) as error:
        fetch_page(url)
    assert str(error.value).startswith(f"{url}: ")
    assert "\n" not in str(error.value)


def test_a_circle_of_redirects_is_told(web: Web) -> None:
    web.page("/b", status=302, Location="/a")
    url = web.page("/a", status=302, Location="/b")
    with pytest.raises(FetchError, match="in a circle"):
        fetch_page(url)


def test_redirects_without_end_are_told(web: Web) -> None:
    for number in range(20):
        web.page(f"/{number}", status=302, Location=f"/{number + 1}")
    with pytest.raises(FetchError, match="on and on"):
        fetch_page(f"{web.url}/0")
    assert len(web.asked) == 11


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example.org/", "data:,x"])
def test_a_page_that_leads_out_of_the_web_is_not_followed(web: Web, target: str) -> None:
    url = web.page("/a", status=302, Location=target)
    with pytest.raises(FetchError, match="no address of the web"):
        fetch_page(url)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("application/pdf", "a PDF"), ("image/png", "a picture"), ("video/mp4", "a film")],
)
def test_what_is_no_page_is_refused_by_its_kind(web: Web, kind: str, said: str) -> None:
    with pytest.raises(FetchError, match=f"no page but {said}"):
        fetch_page(web.page("/a", b"x", kind=kind))


def test_a_page_without_content_type_is_taken(web: Web) -> None:
    assert fetch_page(web.page("/a", PAGE, kind=None)).is_html is None


def test_plain_text_from_the_web_is_no_html(web: Web) -> None:
    page = fetch_page(web.page("/a", "Some <b> text", kind="text/plain; charset=utf-8"))
    assert page.is_html is False


def chunks(request: BaseHTTPRequestHandler, number: int, chunk: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(number):
        request.wfile.write(chunk)


def test_a_page_of_20_mb_is_refused_before_it_is_all_there(web: Web) -> None:
    sent: list[int] = []

    def serve(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        for number in range(20):
            request.wfile.write(b"x" * 1024 * 1024)
            sent.append(number)

    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(web.route("/a", serve))


def test_a_page_that_says_it_has_20_mb_is_refused_at_once(web: Web) -> None:
    url = web.page("/a", PAGE, Content_Length=str(20 * 1024 * 1024))
    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(url)


def test_a_small_packet_of_a_large_page_is_refused(web: Web) -> None:
    bomb = gzip.compress(b"\0" * 64 * 1024 * 1024)
    assert len(bomb) < 100 * 1024
    url = web.page("/a", bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch_page(url)


def test_a_page_that_breaks_off_is_told(web: Web) -> None:
    url = web.page("/a", PAGE, Content_Length=str(len(PAGE) + 100), Connection="close")
    web.routes["/a"] = closing(web.routes["/a"])
    with pytest.raises(FetchError, match="broke off"):
        fetch_page(url)


def raw(answer: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def serve(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 " + answer + b"\r\n\r\n")
        request.close_connection = True

    return serve


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"404 \x1b[2JGone", "answered 404 Not Found: "),
        (b"302 x\r\nLocation: /a\x1b[2J", "answered 404"),
        (b"200 x\r\nContent-Type: application/\x1b[2Jx", "a file of type"),
        (b"302 x\r\nLocation: http://[::1", "no address of the web"),
        (b"302 x\r\nLocation: http://x..example.org/", "no address of the web"),
        (b"302 x\r\nLocation: http://" + b"x" * 80 + b".example.org/", "no address of the web"),
        (b"302 x\r\nLocation: http://x.example.org:99999/", "no address of the web"),
        (b"302 x\r\nLocation: /" + b"y" * 60_000, "no address of the web"),
        (b"200 x\r\n" + b"X: y\r\n" * 200, "cannot be reached"),
        (b"200 x\r\nX: " + b"y" * 200_000, "cannot be reached"),
        (b"\x00\xff", "cannot be reached"),
    ],
)
def test_what_a_hostile_server_says_is_told_in_one_short_line(
    web: Web, answer: bytes, said: str
) -> None:
    with pytest.raises(FetchError, match=said) as error:
        fetch_page(web.route("/r", raw(answer)))
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 600


@pytest.mark.parametrize("address", ["http://x..example.org/", f"http://{'x' * 80}.example.org/"])
def test_an_address_that_cannot_be_asked_is_told(address: str) -> None:
    with pytest.raises(FetchError, match="no complete address"):
        fetch_page(address)


@pytest.mark.parametrize(
    ("url", "target", "is_refused"),
    [
        ("https://x.example.org/", "http://127.0.0.1:631/", True),
        ("https://x.example.org/", "http://localhost/", True),
        ("https://x.example.org/", "http://[::1]/", True),
        ("https://x.example.org/", "http://192.168.1.1/", True),
        ("https://x.example.org/", "http://169.254.169.254/", True),
        ("http://127.0.0.1:8000/", "http://localhost:8000/", False),
        ("https://x.example.org/", "https://y.example.org/", False),
    ],
)
def test_no_page_of_the_web_leads_into_the_network_of_its_reader(
    url: str, target: str, is_refused: bool
) -> None:
    assert is_inward(url, target) is is_refused


def closing(
    serve: Callable[[BaseHTTPRequestHandler], None],
) -> Callable[[BaseHTTPRequestHandler], None]:
    def closed(request: BaseHTTPRequestHandler) -> None:
        serve(request)
        request.close_connection = True

    return closed


def test_broken_packing_is_told(web: Web) -> None:
    with pytest.raises(FetchError, match="cannot be unpacked"):
        fetch_page(web.page("/a", b"no gzip", Content_Encoding="gzip"))


@pytest.mark.parametrize("slow_part", ["headers", "body"])
def test_a_server_that_trickles_is_given_up_after_the_deadline(web: Web, slow_part: str) -> None:
    is_over = threading.Event()

    def serve(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        line = b"X-Slow: 1\r\n" if slow_part == "headers" else b"x"
        request.wfile.write(b"" if slow_part == "headers" else b"\r\n")
        while not is_over.wait(0.02):
            request.wfile.write(line)

    try:
        with pytest.raises(FetchError, match="did not come within"):
            fetch_page(web.route("/a", serve), deadline=0.5)
    finally:
        is_over.set()


def test_a_server_that_says_nothing_is_told(web: Web) -> None:
    is_over = threading.Event()
    try:
        with pytest.raises(FetchError, match="does not answer in time"):
            fetch_page(web.route("/a", lambda _: is_over.wait(30)), read_timeout=0.3)  # type: ignore[arg-type,return-value]
    finally:
        is_over.set()


def test_a_host_that_does_not_listen_is_told() -> None:
    with serving() as web:
        url = web.url
    with pytest.raises(FetchError, match="cannot be reached; try again later"):
        fetch_page(f"{url}/a")


def test_a_host_that_nobody_knows_is_told() -> None:
    with pytest.raises(FetchError, match="there is no host"):
        fetch_page("http://no-such-host.invalid/a")


def test_a_server_that_speaks_no_tls_is_told(web: Web) -> None:
    with pytest.raises(FetchError, match=r"certificate|cannot be reached"):
        fetch_page(web.url.replace("http:", "https:") + "/a")
