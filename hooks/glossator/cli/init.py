"""`glossator init`: a new site."""

from __future__ import annotations

import shlex
import shutil
from datetime import datetime
from pathlib import Path

import click

from glossator.cli.saying import say
from glossator.disk.places import resolved
from glossator.disk.unwritten import reason_of
from glossator.scaffold.begin import BeginError, site_files, site_owner, write_site
from glossator.site.host_headers import HOSTS, headers_file


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", metavar="TEXT", help="The site's name; without it, that of DIR.")
@click.option(
    "--owner",
    default="",
    metavar="@ACCOUNT",
    help="Who is asked on GitHub to review changes: an account or @organisation/team.",
)
@click.option(
    "--parallel",
    "parts",
    type=int,
    metavar="N",
    help="Let N jobs of continuous integration share the work, 2 to 64, on GitHub and on "
    "GitLab; for sites of thousands of articles.",
)
@click.option(
    "--host",
    type=click.Choice(sorted(HOSTS)),
    help="Where the site will be, for the headers that this host should send; GitHub Pages and "
    "GitLab Pages send none.",
)
def init(folder: Path, name: str | None, owner: str, parts: int | None, host: str | None) -> None:
    """Begin a new site in DIR.

    Writes a site that works: configuration, an example article with notes, a
    README, and for GitHub workflows, issue forms and templates. DIR must be new
    or empty; a repository that was just made counts as empty. Nothing that
    exists is ever overwritten. For a site that exists, begin another one with
    --parallel, and take its .github/workflows/deploy.yml or .gitlab-ci.yml.

    \b
    Exits with 0 when the site is there, and with 2 when it cannot be.

    \b
    Examples:
      glossator init our-notes
      glossator init our-notes --name "Notes on the news" --owner @account
      glossator init our-notes --host netlify
      glossator init our-notes --parallel 8
    """  # noqa: D301 - click wants the character itself
    if parts is not None and (folder / "mkdocs.yml").exists():
        raise click.UsageError(
            f"{folder} has a site already; begin another one elsewhere with --parallel {parts}, "
            "and take its .github/workflows/deploy.yml or its .gitlab-ci.yml"
        )
    try:
        files = site_files(
            name=_name_of(folder) if name is None else name,
            owner=site_owner(owner) if owner else "",
            parts=parts,
            today=datetime.now().astimezone().date(),
            host=host if host and HOSTS[host].is_built else "",
        )
        if host and not HOSTS[host].is_built:
            files[HOSTS[host].path] = headers_file(host, "")
        write_site(folder, files)
    except BeginError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        message = f"{folder} cannot be written: {reason_of(error)}; nothing was"
        raise click.UsageError(message) from None
    place = "here" if _is_here(folder) else f"in {folder}"
    say(f"A new site is {place}, with an example article.")
    say("To see it on http://127.0.0.1:8000:\n")
    for step in _steps(folder):
        say(f"  {step}")
    say("\nIts README.md says how to go on.")


def _name_of(folder: Path) -> str:
    """The folder's name as a title: `our-notes` is `Our notes`."""
    name = resolved(folder).name.replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:] or "Annotations"


def _is_here(folder: Path) -> bool:
    return resolved(folder) == Path.cwd()


def _steps(folder: Path) -> list[str]:
    steps = [] if _is_here(folder) else [f"cd {shlex.quote(str(folder))}"]
    if not shutil.which("mkdocs"):
        steps.append("pip install -r requirements.txt")
    return [*steps, "mkdocs serve"]
