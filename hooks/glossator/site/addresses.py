"""Addresses: of the site's pages, relative to one another, and of files on a forge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from glossator.content.honest_addresses import without_secrets

_SCP_ADDRESS = re.compile(r"(?:[\w.-]+@)(?P<host>[\w.-]+):/?(?P<path>[^\s:]+)")

Forge = Literal["github", "gitea", "gitlab"]

# The issue form for disputes, and its field that takes the note's permalink. Gitea and
# Forgejo read GitHub's folder too.
DISPUTE_FORM = "dispute.yml"
# The one for articles that the site has not, and its field that takes the article's address.
ARTICLE_FORM = "article.yml"


def page_url(source: str, *, use_directory_urls: bool = True) -> str:
    """The address, relative to the site's root, of the page made from `source`.

    `source` is a Markdown path below the docs folder, as in `articles/a.md`.
    """
    stem = source.removesuffix(".md")
    folder, slash, name = stem.rpartition("/")
    if name == "index":
        return f"{folder}{slash}" if use_directory_urls else f"{folder}{slash}index.html"
    return f"{stem}/" if use_directory_urls else f"{stem}.html"


def relative_url(target: str, *, start: str) -> str:
    """`target` as seen from the page `start`, both relative to the site's root.

    Works wherever the site is mounted.
    """
    path, hash_mark, fragment = target.partition("#")
    if path == start:
        return f"#{fragment}" if fragment else "./"
    folder = start[: start.rfind("/") + 1]
    if path.startswith(folder) and path != folder:
        return target[len(folder) :]
    # Neither has a `..` in it: what differs from the page's folder is climbed out of.
    here, there = folder.split("/")[:-1], path.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    relative = "../" * (len(here) - shared) + "/".join(there[shared:])
    return f"{relative or './'}{hash_mark}{fragment}"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a forge, to which notes are contributed.

    Attributes:
        url: Its address, without a trailing slash.
        branch: The branch that the site is built from.
        forge: Which forms its addresses have.
    """

    url: str
    branch: str
    forge: Forge

    def edit_url(self, path: str) -> str:
        """The page on which the file at `path` can be edited."""
        form = {
            "github": "{url}/edit/{branch}/{path}",
            "gitea": "{url}/_edit/{branch}/{path}",
            "gitlab": "{url}/-/edit/{branch}/{path}",
        }[self.forge]
        return self._filled(form, path)

    def history_url(self, path: str) -> str:
        """The page that lists the changes of the file at `path`."""
        form = {
            "github": "{url}/commits/{branch}/{path}",
            "gitea": "{url}/commits/branch/{branch}/{path}",
            "gitlab": "{url}/-/commits/{branch}/{path}",
        }[self.forge]
        return self._filled(form, path)

    def dispute_url(self, permalink: str, title: str) -> str:
        """The page on which an issue against the note at `permalink` can be opened.

        `title` is the issue's. GitHub and Gitea fill in the form; GitLab has no forms, so
        that the permalink begins the text.
        """
        return self._issue_url(DISPUTE_FORM, "permalink", permalink, title)

    def article_url(self, address: str) -> str:
        """The page on which an issue can be opened that asks for the article at `address`."""
        return self._issue_url(ARTICLE_FORM, "address", address, f"Article: {address}")

    def _issue_url(self, form: str, field: str, value: str, title: str) -> str:
        # GitHub takes a form's name and the ids of its fields, Gitea the form's path and
        # the ids with `field:` before them, GitLab fields of the issue itself.
        path = f".github/ISSUE_TEMPLATE/{form}"
        page, fields = {
            "github": ("/issues/new", {"template": form, field: value, "title": title}),
            "gitea": ("/issues/new", {"template": path, f"field:{field}": value, "title": title}),
            "gitlab": (
                "/-/issues/new",
                {"issue[title]": title, "issue[description]": f"{value}\n\n"},
            ),
        }[self.forge]
        return f"{self.url}{page}?{urlencode(fields, quote_via=quote, safe='')}"

    def _filled(self, form: str, path: str) -> str:
        return form.format(url=self.url, branch=quote(self.branch), path=quote(path))


def repository(url: str | None, *, branch: str = "main", forge: str = "") -> Repository | None:
    """The repository at `url`, or None where there is none to link to.

    The addresses that git itself uses (`git@host:owner/name.git`, `ssh://…`) will do.
    Without `forge`, the host tells: gitlab in its name is GitLab, gitea, forgejo or
    codeberg is Gitea, and everything else has GitHub's addresses.

    Raises:
        ValueError: `forge` is not github, gitea or gitlab.
    """
    # What git asks with is for git alone: everybody reads what is made of this.
    url = without_secrets(_as_web_address((url or "").strip())).rstrip("/").removesuffix(".git")
    if urlsplit(url).scheme not in {"http", "https"}:
        return None
    forges: tuple[Forge, ...] = ("github", "gitea", "gitlab")
    if forge:
        known = next((known for known in forges if known == forge), None)
        if known is None:
            raise ValueError(f"forge is {forge!r}; it can be github, gitea or gitlab")
        return Repository(url, branch, known)
    host = urlsplit(url).hostname or ""
    if "gitlab" in host:
        return Repository(url, branch, "gitlab")
    is_gitea = any(name in host for name in ("gitea", "forgejo", "codeberg"))
    return Repository(url, branch, "gitea" if is_gitea else "github")


def _as_web_address(url: str) -> str:
    """An address for git over SSH as the web page's: `git@host:a/b` as `https://host/a/b`."""
    short = _SCP_ADDRESS.fullmatch(url)
    if short:
        return f"https://{short['host']}/{short['path']}"
    parts = urlsplit(url)
    if parts.scheme in {"ssh", "git+ssh", "git"} and parts.hostname:
        return f"https://{parts.hostname}/{parts.path.lstrip('/')}"  # its port is SSH's
    return url
