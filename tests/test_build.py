"""What `mkdocs build` does with good and with bad content."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zlib
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import meta

from glossator.searching.files import NAME_LENGTH
from glossator.site.policy import script_hashes, source_of
from tests.host import NOTE, ROOT, run, write_site

pytestmark = pytest.mark.build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


def built(site: Path, path: str = "articles/bridge/index.html") -> str:
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr
    return (site / "site" / path).read_text("utf-8")


class Attributes(HTMLParser):
    """Every attribute of a page, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all += [(tag, name, value or "") for name, value in attrs]


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_good_site_builds_without_a_warning(site: Path) -> None:
    page = built(site)
    assert '<mark class="gloss gloss--correction" data-annotation="cost"' in page
    assert '<section class="gloss-note gloss-note--correction" id="note-cost" role="note"' in page
    assert page.index('id="annotations"') < page.index('id="note-cost"')


def test_a_site_whose_navigation_lacks_a_page_that_is_made_is_right(site: Path) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - annotated.md\n", ""))
    assert run("glossator", "check", cwd=site).returncode == 0
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "Is this annotated?" in (site / "site/annotated/index.html").read_text("utf-8")
    assert 'href="../annotated/"' in (site / "site/articles/index.html").read_text("utf-8")


def test_each_note_has_a_picture_where_something_draws_it(site: Path) -> None:
    done = run("mkdocs", "build", "--strict", cwd=site, GLOSSATOR_CARDS="on")
    picture = site / "site/notes/bridge/cost/card.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "no pictures" not in done.stderr
    done = run("mkdocs", "build", "--strict", cwd=site, GLOSSATOR_CARDS="off")
    assert not picture.exists()
    assert "no pictures" not in done.stderr  # as nobody misses them


def test_a_warning_stops_no_build_and_stands_on_no_published_page(site: Path) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("[search]", "[search: {lang: [en, zh]}]"))
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "mkdocs.yml:19:20: search-setting: " in done.stderr
    assert not any("search-setting" in page.read_text() for page in site.glob("site/**/*.html"))


def test_a_search_set_up_for_chinese_builds_without_the_library_that_cut_it(
    site: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "jieba.py").write_text("raise ModuleNotFoundError('no jieba', name='jieba')\n")
    (site / "dict.txt").write_text("阿里巴巴 3 n\n", encoding="utf-8")
    config = site / "mkdocs.yml"
    old = "lang: [en, zh], separator: ' ', jieba_dict: dict.txt, jieba_dict_user: gone.txt"
    config.write_text(config.read_text().replace("[search]", f"[search: {{{old}}}]"))
    done = run("mkdocs", "build", "--strict", cwd=site, PYTHONPATH=str(missing))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("search-setting: ") == 4


def test_a_build_with_problems_lists_them_all_and_leaves_the_old_site(site: Path) -> None:
    built(site)
    before = digests(site / "site")
    (site / "annotations/bridge/cost.yaml").write_text(NOTE.replace("5 million", "7 million"))
    (site / "annotations/bridge/other.yaml").write_text("kind: corection\n")
    done = run("mkdocs", "build", cwd=site)
    assert done.returncode == 1
    assert "annotations/bridge/cost.yaml:4:10: quote-orphaned: " in done.stderr
    assert "annotations/bridge/other.yaml:1:7: field-value: " in done.stderr
    assert "2 problems in the content; nothing was built" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(site / "site") == before


def test_two_builds_are_the_same_bytes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site)
    first = digests(site / "site")
    shutil.rmtree(site / "site")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    # Another day, as far as MkDocs can tell.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    built(site)
    assert digests(site / "site") == first


def test_without_a_repository_there_is_nothing_to_edit(site: Path) -> None:
    page = built(site)
    assert "Edit this note" not in page
    assert "data-history" not in page
    assert "data-dispute" not in page


def test_a_repository_from_the_environment_gives_edit_links(site: Path) -> None:
    done = run(
        "mkdocs", "build", cwd=site, GLOSSATOR_REPO_URL="https://codeberg.org/example/corpus.git"
    )
    assert done.returncode == 0, done.stderr
    page = (site / "site/articles/bridge/index.html").read_text("utf-8")
    base = "https://codeberg.org/example/corpus"
    assert f'href="{base}/_edit/main/annotations/bridge/cost.yaml"' in page
    # Forms of addresses, of which the script makes one for each note.
    assert f'data-history="{base}/commits/branch/main/annotations/bridge/ID.yaml"' in page
    assert f'data-dispute="{base}/issues/new?' in page


def test_pages_without_directory_urls_still_link_to_one_another(site: Path) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text() + "use_directory_urls: false\n")
    page = built(site, "articles/bridge.html")
    assert 'href="../topics/testing.html"' in page
    assert 'href="../articles/bridge.html#note-cost"' in built(site, "topics/testing.html")


def test_mkdocs_may_be_called_with_a_file_and_with_docs_elsewhere(site: Path) -> None:
    (site / "docs").rename(site / "text")
    with (site / "mkdocs.yml").open("a") as config:
        config.write("docs_dir: text\n")
    done = run("mkdocs", "build", "-f", "mkdocs.yml", cwd=site)
    assert done.returncode == 0, done.stderr
    done = run("mkdocs", "build", "-f", f"{site.name}/mkdocs.yml", cwd=site.parent)
    assert done.returncode == 0, done.stderr
    assert "<mark" in (site / "site/articles/bridge/index.html").read_text("utf-8")


def searched(site: Path) -> list[dict[str, Any]]:
    """The sections of pages of which the search shows pieces."""
    folder = site / "site/search"
    settings = json.loads((folder / "search_index.json").read_text("utf-8"))

    def read(name: str) -> Any:
        return json.loads(zlib.decompress((folder / f"{name}.bin").read_bytes()))

    sections: list[dict[str, Any]] = []
    for _, name in read(settings["config"]["glossator"])["texts"]:
        _, names = read(name)
        for begin in range(0, len(names), NAME_LENGTH):
            sections += read(names[begin : begin + NAME_LENGTH])
    return sections


def test_the_theme_is_given_a_search_without_documents_and_our_worker(site: Path) -> None:
    page = built(site, "articles/bridge/index.html")
    assert '"search": "../../search/worker.js?v=' in page
    assert (site / "site/search/worker.js").is_file()
    index = json.loads((site / "site/search/search_index.json").read_text("utf-8"))
    assert index["docs"] == []


def test_the_index_of_a_new_build_leaves_nothing_of_the_old_one(site: Path) -> None:
    built(site)
    before = {file.name for file in (site / "site/search").iterdir()}
    (site / "annotations/bridge/cost.yaml").unlink()
    done = run("mkdocs", "build", "--dirty", cwd=site)
    assert done.returncode == 0, done.stderr
    after = {file.name for file in (site / "site/search").iterdir()}
    assert before - after
    assert "Ten times" not in str(searched(site))


def test_search_finds_a_note_once_and_under_its_kind(site: Path) -> None:
    built(site)
    found = [(page["p"]["u"] + r.get("u", ""), r) for page in searched(site) for r in page["r"]]
    hits = [(address, r["k"], r["t"]) for address, r in found if "Ten times" in r.get("t", "")]
    assert hits == [("articles/bridge/#note-cost--title", "correction", "Ten times more")]


def test_a_title_and_a_body_cannot_carry_markup_into_a_page(site: Path) -> None:
    evil = "</title><script>alert(1)</script><img src=x onerror=alert(2)>"
    article = site / "docs/articles/bridge.md"
    article.write_text(
        article.read_text().replace("title: A test article", f"title: '{evil}'")
        + f"\n{evil}\n\n<p onclick='alert(3)' id='__config' style='x'>x</p>\n"
        "\n[a](javascript:alert(4))\n"
        "\n## Heading {: #note-cost onclick=alert(5) }\n"
    )
    note = NOTE.replace("title: Ten times more", f"title: '{evil}'")
    (site / "annotations/bridge/cost.yaml").write_text(note.replace("ten times", evil))
    topic = site / "docs/topics/testing.md"
    topic.write_text(topic.read_text().replace("Some words", evil).replace("Testing", evil))
    index = site / "docs/index.md"
    index.write_text(
        f'---\ntitle: "{evil}"\ndescription: \'"><script>alert(6)</script>\'\n---\n{evil}\n'
    )
    built(site)
    for file in (site / "site").rglob("*.html"):
        text = file.read_text("utf-8")
        assert "<script>alert" not in text, file
        found = Attributes()
        found.feed(text)
        assert not [name for _, name, _ in found.all if name.startswith("on")], file
        assert not [value for _, _, value in found.all if "javascript:" in value.lower()], file
        ids = [(tag, value) for tag, name, value in found.all if name == "id"]
        assert len(ids) == len({value for _, value in ids}), file
        assert [tag for tag, value in ids if value == "__config"] in (["script"], []), file


def test_every_page_has_a_policy_that_names_its_scripts(site: Path) -> None:
    built(site)
    for file in (site / "site").rglob("*.html"):
        text = file.read_text("utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy, file
        assert "unsafe" not in policy[1]
        assert "http" not in policy[1]


def test_every_page_may_run_the_scripts_of_the_theme_and_no_others(site: Path) -> None:
    about = site / "docs/about/more/index.md"
    about.parent.mkdir(parents=True)
    about.write_text("# More\n")
    built(site)
    for file in (site / "site").rglob("*.html"):
        text = file.read_text("utf-8")
        if (site / "site/notes") in file.parents:  # which have none
            assert """Content-Security-Policy" content="default-src 'none';""" in text, file
            assert "script-src" not in text, file
            continue
        found = re.search(r"script-src 'self'([^;]*);", text)
        assert found, file
        assert script_hashes(text) == set(found[1].split()), file
        assert len(script_hashes(text)) >= 2, file


def test_a_script_that_came_with_content_is_not_allowed(site: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    # As if the theme printed something that it should not.
    (theme / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}'
        "{% if page %}<script>{{ page.title }}</script>{% endif %}{% endblock %}"
    )
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("  font:", "  custom_dir: theme\n  font:"))
    page = built(site, "topics/testing/index.html")
    allowed = re.search(r"script-src 'self'([^;]*);", page)
    assert allowed
    (refused,) = script_hashes(page) - set(allowed[1].split())
    assert {refused} == script_hashes("<script>Testing</script>")


def test_styles_of_the_sites_own_templates_are_allowed_and_those_of_content_are_not(
    site: Path, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}<style>p { color: red }</style>'
        "<b style=\"color: 'red'\">Ours</b>"
        "{% if page %}<style>{{ page.title }}</style><i style='{{ page.title }}'></i>{% endif %}"
        "{% endblock %}"
    )
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("  font:", "  custom_dir: theme\n  font:"))
    page = built(site, "topics/testing/index.html")
    allowed = re.search(r"style-src 'self' 'unsafe-hashes'([^;]*);", page)
    assert allowed
    assert set(allowed[1].split()) == {source_of("p { color: red }"), source_of("color: 'red'")}
    assert source_of("Testing") not in page


def test_a_template_without_a_head_has_the_policy_too(site: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "404.html").write_text("<!doctype html>\n<title>Nothing here</title><p>Nothing.")
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("  font:", "  custom_dir: theme\n  font:"))
    page = built(site, "404.html")
    assert page.startswith('<!doctype html>\n<meta http-equiv="Content-Security-Policy"')


@pytest.mark.parametrize(
    "head",
    [
        "description: ['\"><script>alert(1)</script>']",
        "title: {a: '<script>alert(1)</script>'}",
        "template: redirect.html\nlocation: '\"><script>alert(1)</script>'",
        "description: " + "[" * 100_000,
        "a: &a [x, x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}]" for a, b in pairwise("abcdefghij")),
    ],
    ids=["list", "mapping", "template", "brackets", "aliases"],
)
def test_front_matter_of_pages_is_read_by_the_library_alone(site: Path, head: str) -> None:
    (site / "docs/index.md").write_text(f"---\n{head}\n---\n\n# Test data\n")
    done = run("mkdocs", "build", cwd=site)
    assert done.returncode == 1
    assert "docs/index.md:" in done.stderr
    assert "in the content; nothing was built" in done.stderr
    assert "Traceback" not in done.stderr


def test_pages_keep_what_their_front_matter_may_say(site: Path) -> None:
    (site / "docs/index.md").write_text(
        "---\ntitle: A “title” 🦜\ndescription: A & B\nhide: [toc]\n"
        "search: {exclude: true}\n---\n\nUpdate: text.\n"
    )
    page = built(site, "index.html")
    assert '<meta name="description" content="A &amp; B">' in page
    assert "A “title” 🦜" in page
    assert "Update: text." in page
    assert "Update" not in str(searched(site))


def test_a_title_keeps_every_character(site: Path) -> None:
    title = "Parrot 🦜 and 𠮷野家"
    for file in (site / "docs/articles/bridge.md", site / "docs/topics/testing.md"):
        text = file.read_text()
        file.write_text(re.sub("title: .*", f"title: {title}", text))
    for path in ("articles/bridge/index.html", "topics/testing/index.html"):
        assert f"<title>{title} - Example corpus</title>" in built(site, path)


def test_front_matter_for_mkdocs_keeps_every_character() -> None:
    from glossator_mkdocs.heads import front_matter

    for codes in (range(0xD800), range(0xE000, 0x10FFFF, 7), range(0x1FFF0, 0x20010)):
        title = "".join(map(chr, codes))
        _, head = meta.get_data(front_matter({"title": title}))
        assert head == {"title": title}


def test_what_is_nested_too_deeply_for_mkdocs_is_a_problem(site: Path) -> None:
    for levels in range(400, 500, 4):
        (site / f"docs/deep{levels}.md").write_text("- " * levels + "a\n")
    done = run("mkdocs", "build", cwd=site)
    assert "markdown-depth" in done.stderr
    refused = set(re.findall(r"docs/deep\d+.md", done.stderr))
    pages = sorted(site.glob("docs/deep*.md"))  # as many digits each
    taken = [page for page in pages if page.relative_to(site).as_posix() not in refused]
    assert taken
    # Whether MkDocs bears what the check takes is seen at the deepest of them.
    for page in {*pages} - {taken[-1]}:
        page.unlink()
    done = run("mkdocs", "build", cwd=site)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_files_that_must_not_be_published_stop_a_build(site: Path) -> None:
    (site / "docs/evil.html").write_text("<script>alert(1)</script>")
    (site / "docs/articles/bridge").mkdir()
    (site / "docs/articles/bridge/index.md").write_text("# Something else\n")
    (site / "docs/leak.txt").symlink_to("/etc/passwd")
    (site / "docs/topics/circle.md").symlink_to("circle.md")
    (site / "docs/loop").symlink_to(".")
    done = run("mkdocs", "build", cwd=site)
    assert done.returncode == 1
    assert "6 problems in the content; nothing was built" in done.stderr
    assert not (site / "site").exists()


def test_a_withdrawn_note_keeps_its_address_and_loses_its_mark(site: Path) -> None:
    (site / "annotations/bridge/cost.yaml").write_text(NOTE + "status: withdrawn\n")
    page = built(site)
    assert 'id="note-cost"' in page
    assert "<mark" not in page
    assert "Ten times more" not in built(site, "corrections/index.html")


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    site: Path, tmp_path: Path
) -> None:
    blocker = tmp_path / "block"
    blocker.mkdir()
    (blocker / "nh3.py").write_text("raise ModuleNotFoundError('no nh3', name='nh3')\n")
    done = run("mkdocs", "build", cwd=site, PYTHONPATH=str(blocker))
    assert done.returncode == 1
    assert "Glossator needs the library nh3; install it with: pip install -e ." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["main", "[main]", "1"])
def test_a_setting_of_another_type_is_told_in_one_line(site: Path, setting: str) -> None:
    with (site / "mkdocs.yml").open("a") as config:
        config.write(f"extra: {{glossator: {setting}}}\n")
    done = run("mkdocs", "build", cwd=site)
    assert done.returncode == 1
    assert "mkdocs.yml: extra.glossator takes fields; write `branch: main`" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_first_article_builds_with_every_note_anchored() -> None:
    done = run("glossator", "check", cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
