"""Archived copies of pages that are gone, from the Wayback Machine of the Internet Archive."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests

from glossator.web.deadline import within
from glossator.web.pace import Pace
from glossator.web.session import explain, new_session

# Its availability API; another address may stand in, as that of a mirror.
WAYBACK = "https://archive.org/wayback/available"
SETTING = "GLOSSATOR_WAYBACK_URL"
# Seconds. It is slow, and nothing but a suggestion.
PATIENCE = 20.0
# Bytes; its answers have some hundred.
_LARGEST_ANSWER = 64 * 1024

Find = Callable[[str, str], str]


class ArchiveError(Exception):
    """The archive cannot be asked; the message says why."""


def find_copy(url: str, day: str, *, pace: Pace) -> str:
    """The address of the archived copy of `url` nearest to `day`; empty where there is none.

    `day` is as precise as it is known, as in 2025-09-24 or 2025, or empty.

    Raises:
        ArchiveError: the archive did not answer, or not as it should.
    """
    service = os.environ.get(SETTING, "").strip() or WAYBACK
    asked = {"url": url} | ({"timestamp": day.replace("-", "")} if day else {})
    pace.wait(urlsplit(service).netloc.lower())
    try:
        data = within(2 * PATIENCE, lambda: _ask(service, asked))
    except requests.RequestException as error:
        raise ArchiveError(explain(error, service)) from None
    except TimeoutError:
        raise ArchiveError("it does not answer in time") from None
    except ValueError:
        raise ArchiveError("its answer cannot be read") from None
    return _copy_in(data)


def _ask(service: str, asked: dict[str, str]) -> Any:
    with (
        new_session() as session,
        session.get(service, params=asked, timeout=PATIENCE, stream=True) as answer,
    ):
        if answer.status_code != 200:
            raise ArchiveError(f"it answers {answer.status_code}")
        return json.loads(answer.raw.read(_LARGEST_ANSWER, decode_content=True))


def _copy_in(data: Any) -> str:
    """The address in an answer, which comes from somewhere else and may hold anything."""
    snapshots = data.get("archived_snapshots") if isinstance(data, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or not closest.get("available"):
        return ""
    if str(closest.get("status", "200")) != "200":
        return ""
    url = str(closest.get("url", ""))
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(url.split()) != 1:
        return ""
    if parts.hostname == "web.archive.org":
        return url.replace("http://", "https://", 1) if parts.scheme == "http" else url
    return url
