"""What hosts are told to say: the policy that pages have, and what only a host can say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossator.cli import main
from glossator.site.host_headers import ALWAYS, FOREVER, HOSTS, UNCHANGING, headers_file
from glossator.site.policy import page_policy
from tests.host import CONFIG, run, write_site

POLICY = "Content-Security-Policy"
PATHS = {
    # What stands there: who may frame it, whether other sites may read it.
    "": ("'none'", False),
    "articles/bridge/": ("'none'", False),
    "404.html": ("'none'", False),
    "about/notes/": ("'none'", False),
    "assets/glossator/favicon.svg": ("'none'", False),
    "search/worker.js": ("'none'", False),
    "notes/bridge/cost/": ("*", True),
    "notes/bridge/cost/card.png": ("*", True),
    "notes/bridge/cost/oembed.json": ("*", True),
    "data/annotations.csv": ("'none'", True),
    "data/by-url/a.json": ("'none'", True),
    "feed.xml": ("'none'", True),
    "topics/testing/feed.xml": ("'none'", True),
    "articles/bridge/annotations.jsonld": ("'none'", True),
}


def directives(policy: str) -> dict[str, str]:
    return dict(one.split(" ", 1) for one in policy.split("; "))


def rules_of(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The rules of a file `_headers`, as its hosts read it."""
    for block in re.sub(r"#.*\n", "", text).strip().split("\n\n"):
        path, *lines = block.splitlines()
        yield path, [(name, value) for name, _, value in (line.partition(": ") for line in lines)]


def fits(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


def on_netlify(path: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for pattern, headers in rules_of(headers_file("netlify", "")):
        if fits(pattern, path):
            said |= {name.strip(): value for name, value in headers}
    return said


def on_cloudflare(path: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for pattern, headers in rules_of(headers_file("cloudflare", "")):
        for name, value in headers if fits(pattern, path) else ():
            if name.startswith("  ! "):
                said.pop(name.removeprefix("  ! "))
            else:
                before = said.get(name.strip())
                said[name.strip()] = f"{before}, {value}" if before else value
    return said


def on_vercel(path: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for rule in json.loads(headers_file("vercel", ""))["headers"]:
        if re.fullmatch(rule["source"], path):
            said |= {one["key"]: one["value"] for one in rule["headers"]}
    return said


@pytest.mark.parametrize("said_on", [on_netlify, on_cloudflare, on_vercel])
@pytest.mark.parametrize("path", PATHS)
def test_each_file_has_its_headers(path: str, said_on: object) -> None:
    assert callable(said_on)
    frames, is_open = PATHS[path]
    said = said_on(f"/{path}")
    assert said.items() >= ALWAYS.items()
    allowed = [directives(one)["frame-ancestors"] for one in said[POLICY].split(", ")]
    assert set(allowed) == {frames}
    assert ("Access-Control-Allow-Origin" in said) is is_open
    assert said.get("Cross-Origin-Resource-Policy") == ("cross-origin" if is_open else None)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_says_the_same_policy_as_pages_do(host: str) -> None:
    text = headers_file(host, "https://notes.example.org/")
    policies = {found[0] for found in re.finditer(r"(?:default|object)-src [^\"\n]*", text)}
    frames = set()
    for policy in policies:
        said = directives(policy)
        frames.add(said.pop("frame-ancestors"))
        own = directives(page_policy())
        nothing = own["default-src"]
        assert {name: own.get(name, nothing) for name in said} == said
        # Scripts and styles within pages are named by the pages themselves, and both count.
        assert said.keys() >= own.keys() - {"default-src", "script-src", "style-src"}
    assert frames == {"'none'", "*"}
    for name, value in ALWAYS.items():
        assert text.count(name) == 1
        assert value in text


@pytest.mark.parametrize("host", ["apache", "nginx"])
def test_what_is_named_by_its_content_is_kept(host: str) -> None:
    text = headers_file(host, "")
    assert f"(?:{UNCHANGING})$" in text
    assert FOREVER in text
    kept = re.compile(f"(?:{UNCHANGING})$")
    assert kept.search("/assets/stylesheets/main.57a0d79d.min.css")
    assert kept.search("/search/3bw6rhykno.bin")
    assert not kept.search("/assets/glossator/glossator.css")
    assert not kept.search("/search/worker.js")


@pytest.mark.parametrize("host", ["cloudflare", "netlify"])
def test_the_file_is_as_short_as_hosts_want_it(host: str) -> None:
    text = headers_file(host, "https://notes.example.org/")
    assert len(list(rules_of(text))) <= 100
    assert max(map(len, text.splitlines())) <= 2_000
    assert all(pattern.count("*") <= 1 for pattern, _ in rules_of(text))


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_below_the_root_of_a_host_is_told_where(host: str) -> None:
    text = headers_file(host, "https://example.org/some/where/")
    assert re.search(r"/some/where/notes/", text)
    assert not re.search(r"[^e]/notes/", text)


@pytest.mark.build
def test_the_file_of_the_host_is_part_of_the_site(tmp_path: Path) -> None:
    begun = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--host", "cloudflare"])
    assert begun.exit_code == 0, begun.output
    site = tmp_path / "new"
    done = run("mkdocs", "build", "--strict", cwd=site, SITE_URL="https://notes.example.org/")
    assert done.returncode == 0, done.stderr
    expected = headers_file("cloudflare", "https://notes.example.org/")
    assert (site / "site/_headers").read_text("utf-8") == expected
    # A file that the owner allowed is the owner's.
    config = site / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "    allowed_files: [/_headers]\n", "utf-8")
    (site / "docs/_headers").write_text("# Mine\n")
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "site/_headers").read_text("utf-8") == "# Mine\n"


@pytest.mark.parametrize("host", [name for name, file in HOSTS.items() if not file.is_built])
def test_a_new_site_has_the_file_that_the_host_reads_beside_it(tmp_path: Path, host: str) -> None:
    begun = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--host", host])
    assert begun.exit_code == 0, begun.output
    file = tmp_path / "new" / HOSTS[host].path
    assert file.read_text("utf-8") == headers_file(host, "")
    assert "host:" not in re.sub("#.*", "", (tmp_path / "new/mkdocs.yml").read_text("utf-8"))


@pytest.mark.parametrize("host", [name for name, file in HOSTS.items() if not file.is_built])
def test_a_host_for_which_a_build_writes_nothing_is_told(tmp_path: Path, host: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Test data\n")
    (tmp_path / "mkdocs.yml").write_text(f"{CONFIG}extra: {{glossator: {{host: {host}}}}}\n")
    done = run("glossator", "check", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert f"config-invalid: `host: {host}` writes nothing" in done.stdout
    assert f"`glossator init elsewhere --host {host}`" in done.stdout


def test_a_host_that_is_not_known_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{CONFIG}extra: {{glossator: {{host: gitbucket}}}}\n")
    done = run("glossator", "check", cwd=tmp_path)
    assert done.returncode == 1
    assert ":27: config-invalid: `host` is one of `apache`, `cloudflare`," in done.stdout


@pytest.mark.build
def test_the_file_for_a_former_host_does_not_stay(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    config, site = root / "mkdocs.yml", root / "site"
    named = f"{CONFIG}extra: {{glossator: {{host: netlify}}}}\n"
    config.write_text(named, encoding="utf-8")
    site.mkdir()
    (site / ".htaccess").write_text(headers_file("apache", ""), encoding="utf-8")
    (site / ".nojekyll").write_text("")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in site.iterdir() if not file.name[0].isalnum()) == [
        *(".nojekyll", "_headers"),
    ]
    # What somebody put there by hand is theirs; what a build wrote is written again.
    (site / ".htaccess").write_text("Require all denied\n")
    moved = named.replace("https://notes.example.org/", "https://example.org/notes/")
    config.write_text(moved, encoding="utf-8")
    assert run("mkdocs", "build", "--dirty", cwd=root).returncode == 0
    assert (site / ".htaccess").read_text() == "Require all denied\n"
    assert "/notes/notes/*" in (site / "_headers").read_text("utf-8")
    config.write_text(CONFIG, encoding="utf-8")
    assert run("mkdocs", "build", "--dirty", cwd=root).returncode == 0
    assert not (site / "_headers").exists()
