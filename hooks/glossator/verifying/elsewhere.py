"""Why a whole site may differ all over: it was built with another address or repository."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

from glossator.caching.reading import read_file
from glossator.exporting.citation_file import PATH as CITATION
from glossator.problems import shown
from glossator.site.contribute import CONTRIBUTE_DATA
from glossator.site.publish import Settings

_ADDRESS = re.compile(r'^url: (".*")$', re.MULTILINE)


def built_with(folder: Path, settings: Settings) -> str:
    """With what other address or repository the site was built, as a sentence; or nothing."""
    told = []
    address, repository = _address(folder), _repository(folder)
    own = settings.repository.url if settings.repository else ""
    if address is not None and address != settings.about.url:
        told.append(
            f"the address {_named(address)} (`site_url`, in a new site the variable `SITE_URL`), "
            f"and is compared with {_named(settings.about.url)}"
        )
    if repository is not None and repository != own:
        told.append(
            f"the repository {_named(repository)} (`repo_url`, or the variable "
            f"`GLOSSATOR_REPO_URL`), and is compared with {_named(own)}"
        )
    if not told:
        return ""
    return f"The site was built with {', and with '.join(told)}: give both the same."


def _named(value: str) -> str:
    return shown(value) if value else "none"


def _text(folder: Path, path: str) -> str | None:
    try:
        return read_file(f"{folder}/{path}", follow=False).decode()
    except (OSError, UnicodeDecodeError):
        return None


def _address(folder: Path) -> str | None:
    text = _text(folder, CITATION)
    if text is None:
        return None
    found = _ADDRESS.search(text)
    with suppress(ValueError):
        return str(json.loads(found[1])) if found else ""
    return None


def _repository(folder: Path) -> str | None:
    with suppress(AttributeError, RecursionError, TypeError, ValueError):
        data = json.loads(_text(folder, CONTRIBUTE_DATA) or "")
        return str((data["repository"] or {}).get("url", ""))
    return None
