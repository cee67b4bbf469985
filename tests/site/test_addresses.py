from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from glossator.site.addresses import page_url, relative_url, repository


@pytest.mark.parametrize(
    ("source", "folder", "file"),
    [
        ("index.md", "", "index.html"),
        ("articles/index.md", "articles/", "articles/index.html"),
        ("articles/a.md", "articles/a/", "articles/a.html"),
        ("corrections.md", "corrections/", "corrections.html"),
    ],
)
def test_pages_are_folders_or_files(source: str, folder: str, file: str) -> None:
    assert page_url(source) == folder
    assert page_url(source, use_directory_urls=False) == file


@pytest.mark.parametrize(
    ("target", "start", "relative"),
    [
        ("articles/a/", "", "articles/a/"),
        ("", "articles/a/", "../../"),
        ("topics/t/", "articles/a/", "../../topics/t/"),
        ("articles/b/#note-x", "articles/a/", "../b/#note-x"),
        ("articles/a/#note-x", "articles/a/", "#note-x"),
        ("articles/a/", "articles/a/", "./"),
        ("articles/", "articles/a/", "../"),
        ("articles/a/", "articles/", "a/"),
        ("articles/b.html", "articles/a.html", "b.html"),
        ("index.html", "articles/a.html", "../index.html"),
        ("", "", "./"),
    ],
)
def test_addresses_work_wherever_the_site_is_mounted(
    target: str, start: str, relative: str
) -> None:
    assert relative_url(target, start=start) == relative


@pytest.mark.parametrize(
    ("url", "edit", "history"),
    [
        ("https://github.com/o/r", "/edit/main/a%20b.yaml", "/commits/main/a%20b.yaml"),
        ("https://codeberg.org/o/r", "/_edit/main/a%20b.yaml", "/commits/branch/main/a%20b.yaml"),
        ("https://gitlab.com/o/r", "/-/edit/main/a%20b.yaml", "/-/commits/main/a%20b.yaml"),
    ],
)
def test_each_forge_has_its_own_addresses(url: str, edit: str, history: str) -> None:
    forge = repository(url)
    assert forge is not None
    assert forge.edit_url("a b.yaml") == url + edit
    assert forge.history_url("a b.yaml") == url + history


@pytest.mark.parametrize(
    ("url", "page", "fields"),
    [
        (
            "https://github.com/o/r",
            "/issues/new",
            {"template": "dispute.yml", "permalink": "https://x.org/a/#note-b", "title": "Ä & b"},
        ),
        (
            "https://codeberg.org/o/r",
            "/issues/new",
            {
                "template": ".github/ISSUE_TEMPLATE/dispute.yml",
                "field:permalink": "https://x.org/a/#note-b",
                "title": "Ä & b",
            },
        ),
        (
            "https://gitlab.com/o/r",
            "/-/issues/new",
            {"issue[title]": "Ä & b", "issue[description]": "https://x.org/a/#note-b\n\n"},
        ),
    ],
)
def test_each_forge_has_its_own_form_for_disputes(
    url: str, page: str, fields: dict[str, str]
) -> None:
    forge = repository(url)
    assert forge is not None
    address = forge.dispute_url("https://x.org/a/#note-b", "Ä & b")
    assert address.startswith(f"{url}{page}?")
    assert dict(parse_qsl(urlsplit(address).query, strict_parsing=True)) == fields


@pytest.mark.parametrize(
    "url", [None, "", "  ", "ssh:///o/r", "file:///o/r", "javascript:alert(1)"]
)
def test_without_a_web_address_there_is_no_repository(url: str | None) -> None:
    assert repository(url) is None


@pytest.mark.parametrize(
    "url",
    [
        *("git@github.com:o/r.git", "ssh://git@github.com/o/r.git", "ssh://git@github.com:22/o/r"),
        *("git@github.com:/o/r", "git://github.com/o/r.git/"),
    ],
)
def test_an_address_for_git_leads_to_the_web_page(url: str) -> None:
    forge = repository(url)
    assert forge is not None
    assert forge.url == "https://github.com/o/r"


def test_a_repository_address_loses_its_tail() -> None:
    forge = repository(" https://git.example.org/o/r.git/ ".replace(".git/", ".git"))
    assert forge is not None
    assert forge.url == "https://git.example.org/o/r"
    assert forge.forge == "github"


def test_branches_with_slashes_and_signs_are_quoted() -> None:
    forge = repository("https://github.com/o/r", branch="a/b c")
    assert forge is not None
    assert forge.edit_url("x.yaml").endswith("/edit/a/b%20c/x.yaml")


def test_a_forge_can_be_named_and_must_be_known() -> None:
    named = repository("https://git.example.org/o/r", forge="gitlab")
    assert named is not None
    assert named.forge == "gitlab"
    with pytest.raises(ValueError, match="it can be github, gitea or gitlab"):
        repository("https://git.example.org/o/r", forge="svn")
