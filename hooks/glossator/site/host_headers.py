"""What a host should say beside each file: headers, as the common hosts read them.

A page says itself what it may do (`policy.py`). Who may frame it, and how a file is to be taken
that is no page, only the host can say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from glossator.site.policy import REFERRER, page_policy, policy_of_hosts

# A page of a note is made to be framed: it has no script, and nothing to be sent by it.
NOTES = "notes/"
# What other sites' programs may read.
DATA = (
    *("data/*", "feed.xml", "feed.json", "corrections/feed.xml", "topics/*/feed.xml"),
    *("articles/*/feed.xml", "articles/*/annotations.jsonld"),
)
_DATA_ENDINGS = "csv|json|jsonl|jsonld|sqlite|txt|xml"
# Named by a checksum of what they hold, so that another file has another name.
UNCHANGING = r"\.[0-9a-f]{8}\.min\.(?:css|js)|search/[a-z2-7]{10}\.bin"

FOREVER = "public, max-age=31536000, immutable"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    # A site of texts asks for none of these.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    # Who opened the site keeps no hold of its window.
    "Cross-Origin-Opener-Policy": "same-origin",
    # A year. Browsers heed it on secure connections alone.
    "Strict-Transport-Security": "max-age=31536000",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
POLICY = "Content-Security-Policy"

PAGES = policy_of_hosts(frames="'none'")
FRAMED = policy_of_hosts(frames="*")
# Of a file that can run and says nothing of itself: a drawing that is opened, a worker. Others
# are shown by viewers of the browser, in whose way it could stand.
RUNNING = f"{page_policy()}; frame-ancestors 'none'"
_RUNNING_ENDINGS = "js|mjs|mml|rdf|svgz?|xht|xhtml|xml|xslt?"


# The first line of such a file, where its form has comments.
_MADE = "# Made by Glossator when the site was built; mkdocs.yml names the host."


@dataclass(frozen=True, slots=True)
class HostFile:
    """A file that a host reads.

    Attributes:
        path: Where it belongs: below the site's root, or below that of the repository.
        is_built: Whether it is part of what is built.
        text: What it says, given the path of the site's address.
    """

    path: str
    is_built: bool
    text: Callable[[str], str]


def headers_file(host: str, url: str) -> str:
    """What the file of the host, one of `HOSTS`, says for a site at this address."""
    return HOSTS[host].text(urlsplit(url).path or "/")


def _netlify(root: str) -> str:
    """Where several rules fit, the last one with a header counts."""
    framed = {POLICY: FRAMED, **OPEN}
    return _rules((f"{root}*", _always()), (f"{root}{NOTES}*", framed), *_more(root))


def _cloudflare(root: str) -> str:
    """Where several rules fit, all count, unless a later one takes a header away."""
    framed = {f"! {POLICY}": None, POLICY: FRAMED, **OPEN}
    running = [(f"{root}*.{ending}", {POLICY: RUNNING}) for ending in ("svg", "xml", "xhtml")]
    rules = ((f"{root}*", _always()), (f"{root}{NOTES}*", framed), *running, *_more(root))
    return _rules(*rules)


def _always() -> Mapping[str, str | None]:
    return {POLICY: PAGES, **ALWAYS}


def _more(root: str) -> Iterable[tuple[str, Mapping[str, str | None]]]:
    for path in DATA:
        yield root + path, {**OPEN}
    yield f"{root}assets/stylesheets/*", {"Cache-Control": FOREVER}


def _rules(*rules: tuple[str, Mapping[str, str | None]]) -> str:
    """`_headers`: a path, and below it the headers of what is found there."""
    lines = [_MADE]
    for path, headers in rules:
        lines += ["", path]
        for name, value in headers.items():
            lines.append(f"  {name}" if value is None else f"  {name}: {value}")
    return "\n".join(lines) + "\n"


def _vercel(root: str) -> str:
    def rule(source: str, headers: dict[str, str]) -> dict[str, object]:
        named = [{"key": name, "value": value} for name, value in headers.items()]
        return {"source": source, "headers": named}

    rules = [
        rule(f"{root}(.*)", ALWAYS),
        rule(f"{root}((?!{NOTES}).*)", {POLICY: PAGES}),
        rule(f"{root}{NOTES}(.*)", {POLICY: FRAMED, **OPEN}),
        rule(rf"{root}(.*)\.({_RUNNING_ENDINGS.replace('?', '')})", {POLICY: RUNNING}),
        *(rule(root + path.replace("*", "(.*)"), OPEN) for path in DATA),
        rule(f"{root}assets/stylesheets/(.*)", {"Cache-Control": FOREVER}),
    ]
    # Addresses within pages are seen from a folder.
    settings = {"outputDirectory": "site", "trailingSlash": True, "headers": rules}
    return json.dumps(settings, indent=2) + "\n"


def _apache(root: str) -> str:
    def lines(headers: dict[str, str], indent: str = "  ") -> list[str]:
        return [f'{indent}Header always set {name} "{value}"' for name, value in headers.items()]

    notes = re.escape(root + NOTES)
    return "\n".join(
        (
            _MADE,
            "# Needs mod_headers, and `AllowOverride All` where the site is.",
            f"ErrorDocument 404 {root}404.html",
            "<IfModule mod_headers.c>",
            *lines({POLICY: PAGES, **ALWAYS, "Cache-Control": "no-cache"}),
            rf'  <FilesMatch "\.(?:{_RUNNING_ENDINGS})$">',
            *lines({POLICY: RUNNING}, "    "),
            "  </FilesMatch>",
            f'  <If "%{{REQUEST_URI}} =~ m#^{notes}#">',
            *lines({POLICY: FRAMED, **OPEN}, "    "),
            "  </If>",
            rf'  <FilesMatch "\.(?:{_DATA_ENDINGS})$">',
            *lines(OPEN, "    "),
            "  </FilesMatch>",
            f'  <If "%{{REQUEST_URI}} =~ m#(?:{UNCHANGING})$#">',
            *lines({"Cache-Control": FOREVER}, "    "),
            "  </If>",
            "</IfModule>",
            "",
        )
    )


def _nginx(root: str) -> str:
    notes = re.escape(root + NOTES)
    data = rf'"~\.(?:{_DATA_ENDINGS})$"'
    # The first that fits counts.
    tables = (
        (
            "policy",
            '"$uri $sent_http_content_type"',
            {"default": PAGES, f'"~^{notes}"': FRAMED, '"~ .*(?:xml|javascript)"': RUNNING},
        ),
        ("open", "$uri", {"default": "", f'"~^{notes}"': "*", data: "*"}),
        ("shared", "$glossator_open", {"default": "", '"*"': "cross-origin"}),
        ("kept", "$uri", {"default": "no-cache", f'"~(?:{UNCHANGING})$"': FOREVER}),
    )
    headers = {
        POLICY: "$glossator_policy",
        **ALWAYS,
        # None where the value is empty.
        "Access-Control-Allow-Origin": "$glossator_open",
        "Cross-Origin-Resource-Policy": "$glossator_shared",
        "Cache-Control": "$glossator_kept",
    }
    lines = [
        "# For /etc/nginx/conf.d: the site, and what nginx says beside each of its files.",
        "# The lines of `server` are yours to change; nginx takes no header of its own from a",
        "# `location` that has one, so that all of them stand here.",
    ]
    for name, of, cases in tables:
        lines += ["", f"map {of} $glossator_{name} {{"]
        lines += (f'  {case} "{value}";' for case, value in cases.items())
        lines.append("}")
    lines += [
        "",
        "server {",
        "  listen 80;",
        "  server_name notes.example.org;",
        "  root /srv/site; # what `mkdocs build` wrote",
        "  index index.html;",
        f"  error_page 404 {root}404.html;",
        "",
        *(f'  add_header {name} "{value}" always;' for name, value in headers.items()),
        "}",
        "",
    ]
    return "\n".join(lines)


HOSTS = {
    "apache": HostFile(".htaccess", is_built=True, text=_apache),
    "cloudflare": HostFile("_headers", is_built=True, text=_cloudflare),
    "netlify": HostFile("_headers", is_built=True, text=_netlify),
    "nginx": HostFile("nginx.conf", is_built=False, text=_nginx),
    "vercel": HostFile("vercel.json", is_built=False, text=_vercel),
}
"""The hosts that are known, each with its file."""


def files_of_other_hosts(host: str) -> frozenset[str]:
    """What builds for hosts other than this one write, and one for it does not; empty for none."""
    built = {name: one.path for name, one in HOSTS.items() if one.is_built}
    return frozenset(built.values()) - {built.get(host, "")}


def is_made(text: bytes) -> bool:
    """Whether a build wrote the file that begins so."""
    return text.startswith(_MADE.encode())
