"""Requests to the web: who asks, how far redirects are followed, and what a failure means."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

import requests

import glossator
from glossator.content.honest_addresses import without_passwords, without_secrets
from glossator.web.outward import OutwardAdapter, is_inward_error

# As browsers allow about twenty; a page that needs ten does not lead anywhere.
MOST_REDIRECTS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def new_session(*, is_outward: bool = False) -> requests.Session:
    """A session that says who asks, and hands out no passwords of the person who runs it.

    One that `is_outward` connects to nothing on this computer or in its network.
    """
    session = requests.Session()
    if is_outward:
        for scheme in ("http://", "https://"):
            session.mount(scheme, OutwardAdapter())
    session.headers["User-Agent"] = user_agent()
    session.headers["Accept"] = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5"
    session.auth = lambda request: request  # what is in ~/.netrc is for other programs
    return session


def user_agent() -> str:
    """The name under which pages are asked for, with an address to complain to if one is set."""
    home = without_secrets(os.environ.get("GLOSSATOR_REPO_URL", ""))
    contact = f" (+{home})" if home.isascii() and home.isprintable() and home else ""
    return f"Glossator/{glossator.__version__}{contact}"


def explain(error: requests.RequestException, url: str) -> str:
    """What a failed request means, in words."""
    host = urlsplit(url).hostname or url
    if is_inward_error(error):
        return f"{host} is in your own network"
    if isinstance(error, requests.exceptions.SSLError):
        return f"the certificate of {host} is not valid, so nobody knows whose page it is"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not answer; see the settings HTTP_PROXY and HTTPS_PROXY"
    if isinstance(error, requests.exceptions.Timeout):
        return f"{host} does not answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return f"{host} broke off in the middle of the page"
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return f"what {host} sent is packed in a way that cannot be unpacked"
    if is_unknown_host(error):
        return f"there is no host {host}"
    if isinstance(error, requests.exceptions.ConnectionError):
        return f"{host} cannot be reached"
    return f"the address cannot be asked ({without_passwords(str(error))})"


def is_unknown_host(error: BaseException) -> bool:
    """Whether a request failed as the name of its host is known to nobody."""
    seen: list[BaseException] = [error]
    for cause in seen:
        if isinstance(cause, socket.gaierror):
            # A name server that does not answer says nothing about the name.
            return cause.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
        inner = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        seen += [one for one in inner if isinstance(one, BaseException) and one not in seen]
    return False
