"""While somebody edits a site, files for machines are written once somebody asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.formats import FORMATS
from glossator.exporting.on_demand import is_for_machines, writer_into
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.on_demand import NotWanted
from glossator.site.publish import publish
from tests.edits import many, tree


@pytest.fixture(params=[True, False], ids=["folders", "files"])
def exports(tmp_path: Path, request: pytest.FixtureRequest) -> Exports:
    root = many(tmp_path / "site", 1)
    config = root / "mkdocs.yml"
    more = f"site_url: https://example.org/\nuse_directory_urls: {str(request.param).lower()}\n"
    config.write_text(config.read_text() + more)
    return Exports(publish(read_settings(root)).site, FORMATS, Cache(tmp_path / "kept"))


def test_each_file_is_there_once_it_is_asked_for(exports: Exports, tmp_path: Path) -> None:
    exports.write(tmp_path / "whole")
    for number, (path, content) in enumerate(tree(tmp_path / "whole").items()):
        folder = tmp_path / f"served-{number}"
        assert is_for_machines(f"/{path}"), path
        writer_into(folder, exports)(f"/below/{path}", lambda: None)
        assert (folder / path).read_bytes() == content
        page = path.removesuffix("index.html")
        assert is_for_machines(f"/{page}"), page


def test_pages_and_what_they_load_are_not_among_them() -> None:
    for path in (
        "/",
        "/articles/bridge/",
        "/articles/bridge/index.html",
        "/topics/testing/",
        "/corrections/",
        "/assets/glossator/glossator.css",
        "/search/worker.js",
        "/livereload/1/2",
    ):
        assert not is_for_machines(path), path


def test_what_is_written_is_not_written_again(exports: Exports, tmp_path: Path) -> None:
    write = writer_into(tmp_path / "served", exports)
    for path in ("notes/bridge/cost/index.html", "feed.xml"):
        write(f"/{path}", lambda: None)
        found = sorted((tmp_path / "served").glob(path.replace("index.html", "*")))
        for file in found:
            file.unlink()
        write(f"/{path}", lambda: None)
        assert found
        assert not any(file.exists() for file in found)


def test_it_ends_when_it_is_not_wanted_any_more_and_begins_anew(
    exports: Exports, tmp_path: Path
) -> None:
    def end() -> None:
        raise NotWanted

    write = writer_into(tmp_path, exports)
    with pytest.raises(NotWanted):
        write("/feed.xml", end)
    assert not (tmp_path / "feed.xml").exists()
    write("/feed.xml", lambda: None)
    assert (tmp_path / "feed.xml").exists()


def test_an_article_that_is_not_there_makes_no_file(exports: Exports, tmp_path: Path) -> None:
    write = writer_into(tmp_path / "served", exports)
    for path in ("/notes/nowhere/cost/", "/articles/nowhere/feed.xml", "/notes/../x/y"):
        write(path, lambda: None)
    assert not (tmp_path / "served").exists()
