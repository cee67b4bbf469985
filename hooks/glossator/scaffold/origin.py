"""Where a new site gets Glossator from: only from something that exists and is known.

A name alone would be taken from whoever publishes a package of that name. So it is the
repository and the commit that this Glossator came from, or else a copy of it in the site.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).parents[1]
EVENTS = PACKAGE.parent / "glossator_mkdocs"
# Of what an installer leaves about itself nothing is part of the package.
_OWN_NOTES = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "WHEEL"})
_WHEEL = "Wheel-Version: 1.0\nGenerator: glossator\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# The first day that the format knows: the same package is the same file on every day.
_DAY = (1980, 1, 1, 0, 0, 0)
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+\.[\w-]+):(?P<path>[^/].*)")


class UnknownOriginError(Exception):
    """Glossator runs here without being installed, so that no copy of it can be given away."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What `pip install` needs to get this Glossator again.

    Attributes:
        requirement: The line in `requirements.txt`.
        files: What stands in the site for it, by path; empty where the web has it.
    """

    requirement: str
    files: dict[str, bytes]


def find_origin() -> Origin:
    """Where this Glossator came from (PEP 610), or a copy of it.

    Raises:
        UnknownOriginError: it is not installed.
    """
    try:
        here = distribution("glossator")
    except PackageNotFoundError:
        raise UnknownOriginError from None
    with suppress(ValueError):
        told = json.loads(here.read_text("direct_url.json") or "{}")
        address = _on_the_web(told) or _of_checkout(told)
        if address:
            return Origin(f"glossator @ {address}", {})
    name, content = build_wheel(here)
    digest = hashlib.sha256(content).hexdigest()
    return Origin(
        f"./vendor/{name}",
        {f"vendor/{name}": content, "vendor/SHA256SUMS": f"{digest}  {name}\n".encode()},
    )


def _on_the_web(told: dict[str, object]) -> str:
    """The address that it was installed from, if others can install from it too."""
    address = urlsplit(str(told.get("url", "")))
    # What needs a password is not for all.
    is_secret = address.password or (address.scheme == "https" and address.username)
    if address.scheme not in {"https", "ssh"} or is_secret:
        return ""
    url = address.geturl()
    version_control = told.get("vcs_info")
    if isinstance(version_control, dict):
        url = f"{version_control['vcs']}+{url}@{version_control['commit_id']}"
    folder = told.get("subdirectory")
    return f"{url}#subdirectory={folder}" if folder else url


def _of_checkout(told: dict[str, object]) -> str:
    """The repository and the commit of a checkout, if its remote has just what stands there."""
    address = urlsplit(str(told.get("url", "")))
    if address.scheme != "file":
        return ""
    root = Path(unquote(address.path))

    def git(*arguments: str) -> str:
        command = ["git", "-c", "core.fsmonitor=false", *arguments]
        done = subprocess.run(  # noqa: S603 - git alone, with words of our own
            command, cwd=root, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    try:
        remote = _plain_remote(git("remote", "get-url", "origin"))
        is_there = git("branch", "--remotes", "--contains", "HEAD")
        if not remote or not is_there or git("status", "--porcelain", "--", "."):
            return ""
        folder = git("rev-parse", "--show-prefix").rstrip("/")
        url = f"git+{remote}@{git('rev-parse', 'HEAD')}"
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{url}#subdirectory={folder}" if folder else url


def _plain_remote(remote: str) -> str:
    """A remote as anybody can ask for it, without a name or a password; empty for a local one."""
    scp = _SCP.fullmatch(remote)
    if scp:
        return f"https://{scp['host']}/{scp['path']}"
    address = urlsplit(remote)
    if address.scheme not in {"https", "ssh"} or not address.hostname:
        return ""
    port = f":{address.port}" if address.port and address.scheme == "https" else ""
    return f"https://{address.hostname}{port}{address.path}"


def build_wheel(here: Distribution) -> tuple[str, bytes]:
    """The name and the bytes of a wheel of the package that runs; the same for the same files."""
    info = f"glossator-{here.version}.dist-info"
    files = {
        file.relative_to(PACKAGE.parent).as_posix(): file.read_bytes()
        for file in (*PACKAGE.rglob("*"), *EVENTS.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
    for listed in here.files or ():
        parts = listed.parts
        if parts[0].endswith(".dist-info") and listed.name not in _OWN_NOTES:
            files["/".join((info, *parts[1:]))] = Path(str(listed.locate())).read_bytes()
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    record = [
        f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files.items()
    ]
    files[f"{info}/RECORD"] = "".join(sorted(record)).encode() + f"{info}/RECORD,,\n".encode()
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return f"glossator-{here.version}-py3-none-any.whl", wheel.getvalue()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
