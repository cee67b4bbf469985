"""Addresses, and what changes in them without another page being meant."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from urllib.parse import quote

# All of them are of different pages.
ADDRESSES = [
    "https://news.example.org/",
    "https://news.example.org/2026/bridge",
    "https://news.example.org/2026/Bridge",
    "https://news.example.org/2026/bridge.html",
    "https://news.example.org/2026/bridge/2",
    "https://news.example.org/2026%2Fbridge",
    "https://news.example.org/2026/bridge?page=2",
    "https://news.example.org/2026/bridge?id=1&c=show",
    "https://news.example.org/?p=1",
    "https://news.example.org/?p=2",
    "https://news.example.org/show?id=1&id=2",
    "https://news.example.org/show?id=2&id=1",
    "https://news.example.org/a?ref=b",
    "https://news.example.org/a?amp=7",
    "https://news.example.org/a?utm=7",
    "https://news.example.org/amp",
    "https://news.example.org/topics/amp/why",
    "https://news.example.org/topics/why",
    "https://news.example.org/%E6%A9%8B",
    "https://news.example.org/100%25",
    "https://blog.example.org/2026/bridge",
    "https://news.example.org:8080/2026/bridge",
    "https://example.org/2026/bridge",
    "https://example.co.uk/2026/bridge",
    "https://m.co.uk/2026/bridge",
    "https://amp.co.uk/2026/bridge",
    "https://m.blogspot.com/2026/bridge",
    "https://amp.blogspot.com/2026/bridge",
    "https://xn--bcher-kva.example/2026/bridge",
    "https://archive.ph/AbCdE",
    "https://archive.ph/AbCdF",
]


def _in_host(change: Callable[[str], str]) -> Callable[[str], str]:
    def noisy(url: str) -> str:
        scheme, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}://{change(host)}{slash}{path}"

    return noisy


def _in_path(change: Callable[[str], str]) -> Callable[[str], str]:
    def noisy(url: str) -> str:
        rest, hash_mark, fragment = url.partition("#")
        path, mark, query = rest.partition("?")
        return change(path) + mark + query + hash_mark + fragment

    return noisy


def _with_field(field: str) -> Callable[[str], str]:
    def noisy(url: str) -> str:
        rest, hash_mark, fragment = url.partition("#")
        return f"{rest}{'&' if '?' in rest else '?'}{field}{hash_mark}{fragment}"

    return noisy


def _escaped(path: str) -> str:
    """The last letter of a path as an escape."""
    if path[-1] not in "degthy2" or "%" in path[-3:]:  # the end of an escape is no letter
        return path
    return f"{path[:-1]}%{ord(path[-1]):02x}"


NOISE: dict[str, Callable[[str], str]] = {
    "scheme": lambda url: url.replace("https://", "http://", 1),
    "capitals": _in_host(str.upper),
    "www": _in_host(lambda host: f"www.{host}"),
    "port": _in_host(lambda host: host if ":" in host else f"{host}:443"),
    "dot": _in_host(lambda host: host if ":" in host else f"{host}."),
    "name": _in_host(lambda host: f"reader:word@{host}"),
    "slash": _in_path(lambda path: f"{path}/"),
    "slashes": _in_path(lambda path: path.replace("/2026", "//2026")),
    "here": _in_path(lambda path: path.replace("/2026", "/./2026")),
    "up": _in_path(lambda path: path.replace("/2026", "/x/../2026")),
    "escape": _in_path(_escaped),
    "fragment": lambda url: url if "#" in url else f"{url}#comments",
    "words": lambda url: url if "#" in url else f"{url}#:~:text=5%20million",
    "campaign": _with_field("utm_campaign=a%26b"),
    "click": _with_field("fbclid=Iw&gclid=1"),
    "letter": _with_field("mc_cid=1&mc_eid=2"),
    "and": _with_field("&"),
    "amp": _with_field("amp=1"),
    "entity": _with_field("utm_source=a&amp;utm_medium=b"),
    "archive": lambda url: f"https://web.archive.org/web/20260102030405/{url}",
    "picture": lambda url: f"http://web.archive.org/web/20260102030405im_/{url}",
    "copy": lambda url: f"https://archive.ph/newest/{url}",
    "cache": lambda url: f"https://x-y.cdn.ampproject.org/c/s/{url.partition('://')[2]}",
    "viewer": lambda url: f"https://www.google.com/amp/s/{url.partition('://')[2]}",
    "counter": lambda url: f"https://www.google.com/url?sa=t&url={quote(url, safe='')}",
}

# What addresses are made of, and what breaks them.
PIECES = [
    *("http://", "https:", "//", "example.org", "www.", "m.", "amp.", "co.uk", "a", "B", "/"),
    *("/amp/", "amp", ".amp.html", "index.html", "..", ".", "%2e", "%2F", "%", "%zz", "%C3", "ü"),
    *("?", "&", "=", "+", "#", "#!", ":~:", ":", "80", "8080", "@", ";jsessionid=1", "&amp;"),
    *("utm_source=1", "amp=1", "id=2", "xn--bcher-kva", "xn--", "xn--a", "。", "İ", "ſ", "K", "ß"),
    *("web.archive.org", "/web/2026/", "archive.ph", "/newest/", "cdn.ampproject.org", "/c/s/"),
    *("google.com", "/amp/s/", "/url?q=", "https%3A%2F%2F", "\\", "[::1]", " ", "\t", "\n", "\x00"),
    *("\u200b", "\xad", "橋", "😀", "\ufffd", "javascript:", "view-source:", "'", '"', "<", "|"),
]


# Of these, what needs no second look, and what looks like it.
SIMPLE = [
    *(
        "a",
        "b",
        "example",
        "org",
        ".",
        ".",
        "/",
        "/",
        "www.",
        "m.",
        "mobile.",
        "amp.",
        "-",
        "~",
    ),
    *("co.uk", "blogspot.com", "wikipedia.org", "en.m.", "google.com", "archive.ph", "bing.com"),
    *("amp", "camp", "index.html", "index", "default.asp", "..", ".html", "2026", "//", "Example"),
    *(
        "web/",
        "/newest/",
        "/url/",
        "l.facebook.com",
        "https:",
        "xn--a",
        "safelinks",
        ".outlook.com",
    ),
]


def in_pieces(number: int, pieces: list[str] = PIECES) -> Iterator[str]:
    """Texts made of these pieces, the same each time."""
    rng = random.Random(7)
    for _ in range(number):
        yield "".join(rng.choices(pieces, k=rng.randint(1, 12)))
