"""Nothing of a site says by which name and password its repository is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.content.honest_addresses import without_passwords, without_secrets
from glossator.site.addresses import repository
from glossator.site.config import read_settings
from glossator.web.session import user_agent
from tests.host import CONFIG, run, write_site

SECRET = "s3cr3t"
# Test data; no such host is asked.
ADDRESS = f"https://robot:{SECRET}@git.example.org/group/notes.git?private_token={SECRET}"
SETTINGS = f"""\
repo_url: {ADDRESS}
edit_uri_template: https://{SECRET}@git.example.org/group/notes/edit/main/docs/{{path}}
copyright: <a href="https://robot:{SECRET}@notes.example.org/">Example</a>
site_author: https://robot:{SECRET}@notes.example.org/
site_description: See https://robot:{SECRET}@notes.example.org/.
extra_css: ["https://robot:{SECRET}@notes.example.org/a.css"]
extra_javascript:
  - path: https://robot:{SECRET}@notes.example.org/a.js
    defer: true
extra:
  homepage: https://robot:2/{SECRET}@notes.example.org/
  glossator:
    rights: https://robot:{SECRET}@notes.example.org/rights
  social:
    - icon: material/home
      link: https://robot:{SECRET}@git.example.org/
"""


@pytest.mark.parametrize("is_in_environment", [False, True])
@pytest.mark.build
def test_no_file_and_no_line_of_a_build_has_a_password(
    tmp_path: Path, *, is_in_environment: bool
) -> None:
    write_site(tmp_path)
    config = CONFIG.replace("https://notes.", f"https://robot:{SECRET}@notes.")
    link = f"https://robot:{SECRET}@notes.example.org/x"
    config = config.replace("  - charts.md\n", f"  - charts.md\n  - Ours: {link}\n  - {link}\n")
    config = config.replace(
        "  font:", f"  features: [content.action.edit]\n  logo: {link}\n  font:"
    )
    assert config.count(SECRET) == 4
    variables = {"GLOSSATOR_REPO_URL": ADDRESS} if is_in_environment else {}
    text = config + ("" if is_in_environment else SETTINGS)
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    done = run("mkdocs", "build", cwd=tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    told = [name for name in ("stdout", "stderr") if SECRET in getattr(done, name)]
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert len(files) > 50
    told += [str(file) for file in files if SECRET.encode() in file.read_bytes()]
    assert told == []
    page = (tmp_path / "site/articles/bridge/index.html").read_text("utf-8")
    assert "https://git.example.org/group/notes/" in page


def test_the_check_says_that_a_password_stands_in_the_configuration_and_not_which(
    tmp_path: Path,
) -> None:
    write_site(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(CONFIG + SETTINGS, "utf-8")
    problems = read_settings(tmp_path).host.problems
    assert [(one.code, one.severity) for one in problems] == [("config-invalid", "warning")] * 2
    assert not any(SECRET in str(one) for one in problems)


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        f"https://{SECRET}@git.example.org/group/notes",
        f"ssh://git:{SECRET}@git.example.org:22/group/notes.git",
        f"robot:{SECRET}@git.example.org:group/notes.git",
        f"https://git.example.org/group/notes#{SECRET}",
        f"https://robot:a/{SECRET}@git.example.org/group/notes",
    ],
)
def test_a_repository_is_known_by_its_address_alone(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = repository(address)
    assert found is None or found.url == "https://git.example.org/group/notes"
    assert SECRET not in without_secrets(address)
    monkeypatch.setenv("GLOSSATOR_REPO_URL", address)
    assert SECRET not in user_agent()


@pytest.mark.parametrize(
    "address",
    [
        f"https://robot:2/{SECRET}@git.example.org/notes",
        f"https://{SECRET}/a@git.example.org/notes",
        f"https://robot:12#{SECRET}@git.example.org/notes",
        f"https://robot%3A{SECRET}%40git.example.org/notes",
    ],
)
def test_a_password_with_a_sign_that_ends_a_host_is_none_of_an_address(address: str) -> None:
    assert without_secrets(address) == ""


def test_an_at_sign_behind_the_host_is_no_name() -> None:
    for address in (
        "https://social.example.org/@notes",
        "see https://example.org/?a=b@c and d@e",
        "http://localhost:3000/@notes",
        "https://[::1]:80/@notes",
        "file:///home/a@b",
    ):
        assert without_passwords(address) == address
    for address in ("https://git.example.org/@team/notes", "http://localhost:3000/team/notes"):
        assert without_secrets(address) == address


@pytest.mark.parametrize("password", ["a/b", "2/b", "a#b", "a?b", "a@b", "a@b/c", 'a"b'])
def test_a_password_with_any_sign_is_taken_out_of_a_text_that_is_an_address(password: str) -> None:
    assert without_passwords(f"https://robot:{password}@git.example.org/a") == (
        "https://git.example.org/a"
    )
