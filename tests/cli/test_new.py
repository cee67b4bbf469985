"""`glossator new annotation`: from options, from answers, and from neither."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from glossator.cli import main
from glossator.cli.options import SOURCE_FIELDS, group_sources
from glossator.cli.prompts import is_interactive
from glossator.content.ids import suggest_id
from glossator.content.values import is_slug
from glossator.editing.new_note import find_words
from tests.terminal import Terminal

FOLDER = "annotations/example"
SOURCE = ("--source-url", "https://news.example.org/a", "--source-publisher", "Example Wire")
CORRECTION = (
    *("example", "--kind", "correction", "--quote", "$5.3 billion", "--replacement"),
    *("$5.3 million", "--body", "A thousand times less.", *SOURCE, "--name", "Ada Sample"),
)


@pytest.fixture
def here(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site, with no git above it, as the current folder."""
    (site / "mkdocs.yml").write_text("site_name: Example\n")
    monkeypatch.chdir(site)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    return site


def run(*args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["new", "annotation", *args])
    assert done.exit_code == code, done.output
    return done


def files(site: Path) -> list[str]:
    return sorted(p.name for p in (site / "annotations").rglob("*") if p.is_file())


def test_a_note_from_options_is_written_and_passes_the_check(here: Path) -> None:
    done = run(*CORRECTION, "--title", "A thousand times too much", "--topic", "machines")
    path = f"{FOLDER}/a-thousand-times-too-much.yaml"
    assert done.stdout == f"{path}\n"
    assert f"git add {path}" in done.stderr
    text = (here / path).read_text()
    assert text.startswith("# yaml-language-server: ")
    assert "topics: [machines]\ncreator: {name: Ada Sample}\n" in text
    assert CliRunner().invoke(main, ["check"]).output == ""
    assert CliRunner().invoke(main, ["fmt", "--check"]).exit_code == 0


def test_a_new_file_can_be_read_by_all(here: Path) -> None:
    run(*CORRECTION, "--id", "sum")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((here / FOLDER / "sum.yaml").stat().st_mode) == 0o666 & ~mask


def test_all_that_is_missing_is_said_at_once(here: Path) -> None:
    said = run("--kind", "correction", "--no-input", code=2).output
    for option in ("quote", "replacement", "body", "source-url", "source-publisher"):
        assert f"--{option} is missing" in said
    assert "5 things are missing or wrong" in said


def test_without_a_kind_each_kind_says_what_it_needs(here: Path) -> None:
    said = run(code=2).output
    assert "--kind is missing: correction (with --quote, --replacement" in said


def test_all_that_is_wrong_is_said_in_terms_of_options(here: Path) -> None:
    said = run(
        *("example", "--kind", "context", "--body", "b", "--title", "x" * 81, "--topic", "machine"),
        *("--source-url", "ftp://a", "--source-publisher", "P", "--source-published", "2025-9"),
        *("--github", "@ada", "--id", "A b", "--replacement", "r"),
        code=2,
    ).output
    assert "--title has 81 characters, 1 too many" in said
    assert 'there is no topic "machine"; did you mean `machines`?' in said
    assert '--source-url: "ftp://a" is not a complete address' in said
    assert '--source-published: "2025-9" cannot be read as a date' in said
    assert "--name is missing" in said
    assert '--github cannot be "@ada"' in said
    assert '--id: "A b" is not an id' in said
    assert "--replacement: only a correction has one" in said
    assert "`" not in said.replace("`machines`", "")
    assert not (here / "annotations").exists()


def test_a_source_is_named_by_its_number(here: Path) -> None:
    said = run(*CORRECTION, "--source-url", "x", "--source-publisher", "P", code=2).output
    assert '--source-url of source 2: "x"' in said


def test_words_in_several_places_come_with_what_tells_them_apart(here: Path) -> None:
    said = run("example", "--kind", "context", "--quote", "the plant in", "--body", "b", code=2)
    assert "stands in 2 places; tell which with" in said.output
    run(
        *("example", "--kind", "context", "--quote", "the plant in", "--suffix", " Sampleville"),
        *("--body", "b", "--id", "plant"),
    )
    assert 'suffix: " Sampleville"' in (here / FOLDER / "plant.yaml").read_text()


def test_context_may_lack_its_blank() -> None:
    text = "the plant in Exampleton and the plant in Sampleville"
    assert find_words(text, "the plant in", "", "Sampleville")[0].spans == [(28, 40)]
    assert find_words(text, "plant", "and the", "in")[0].spans == [(32, 37)]


def test_words_that_are_not_there_come_with_the_likest(here: Path) -> None:
    said = run("example", "--kind", "context", "--quote", "5.3 milion", "--body", "b", code=2)
    assert "is not in the article; did you mean" in said.output
    assert "--quote '5.3 billion'" in said.output or "--quote '$5.3 billion'" in said.output


def test_the_article_is_written_as_the_article_has_it(here: Path) -> None:
    run("example", "--kind", "context", "--quote", '"We  expect', "--body", "b", "--id", "a")
    assert "exact: “We expect" in (here / FOLDER / "a.yaml").read_text()


def test_corrections_do_not_overlap(here: Path) -> None:
    run(*CORRECTION, "--id", "sum")
    said = run(*CORRECTION[:4], "would spend $5.3", *CORRECTION[5:], code=2).output
    assert "--quote: these words overlap the correction `sum`" in said
    assert files(here) == ["sum.yaml"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("con", "is no name for a file on Windows"), ("long-" * 30 + "name", "is too long")],
)
def test_a_name_that_some_systems_cannot_keep_is_refused(here: Path, name: str, said: str) -> None:
    args = ("example", "--kind", "context", "--body", "b", "--id", name)
    assert said in run(*args, code=2).output
    assert not (here / FOLDER).exists()


def test_nothing_is_overwritten(here: Path) -> None:
    run(*CORRECTION, "--id", "sum")
    before = (here / FOLDER / "sum.yaml").read_bytes()
    args = ("example", "--kind", "context", "--body", "b", "--id", "sum")
    assert "exists already; choose another" in run(*args, code=2).output
    assert (here / FOLDER / "sum.yaml").read_bytes() == before


def test_a_file_that_came_in_between_stays(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / FOLDER).mkdir(parents=True)
    (here / FOLDER / "sum.yaml").write_text("theirs")
    monkeypatch.setattr("glossator.cli.draft.list_files", lambda *_: iter(()))
    said = run("example", "--kind", "context", "--body", "b", "--id", "sum", code=1)
    assert "sum.yaml exists already" in said.stderr
    assert "body: |" in said.stderr  # what was typed is not lost
    assert (here / FOLDER / "sum.yaml").read_text() == "theirs"
    assert files(here) == ["sum.yaml"]


def test_a_link_in_the_place_of_a_folder_is_not_followed(here: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (here / "annotations").mkdir()
    (here / FOLDER).symlink_to(elsewhere)
    assert "a link on the way leads elsewhere" in run(*CORRECTION, code=1).output
    assert list(elsewhere.iterdir()) == []


def test_what_is_no_article_is_not_proposed(here: Path) -> None:
    (here / "docs/articles/picture.png").write_bytes(b"")
    (here / "docs/articles/Not a slug.md").write_text("")
    said = run("nothing", *CORRECTION[1:], code=2).output
    assert "there are: example\n" in said


def test_a_closed_input_is_nobody_to_ask(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert not is_interactive()


def test_a_dry_run_prints_the_file_and_writes_nothing(here: Path) -> None:
    assert "exact: $5.3 billion" in run(*CORRECTION, "--dry-run").stdout
    assert not (here / "annotations").exists()


def test_the_same_note_twice_is_refused(here: Path) -> None:
    args = ("example", "--kind", "context", "--body", "b")
    run(*args, "--id", "one")
    assert "one.yaml says the same" in run(*args, "--id", "two", code=2).output


@pytest.mark.parametrize(
    "article",
    ["example", "docs/articles/example.md", "http://127.0.0.1:8000/articles/example/"],
)
def test_an_article_goes_by_its_name_its_file_and_its_address(here: Path, article: str) -> None:
    run(article, "--kind", "context", "--body", "b", "--dry-run")


def test_an_unknown_article_comes_with_the_likest(here: Path) -> None:
    said = run("exampel", "--kind", "context", "--body", "b", code=2).output
    assert 'there is no article "exampel"; did you mean `example`?' in said


def test_articles_are_completed(here: Path) -> None:
    done = CliRunner(env={"_GLOSSATOR_COMPLETE": "bash_complete", "COMP_CWORD": "3"}).invoke(
        main,
        prog_name="glossator",
        env={
            "_GLOSSATOR_COMPLETE": "bash_complete",
            "COMP_WORDS": "glossator new annotation ex",
            "COMP_CWORD": "3",
        },
    )
    assert "plain,example" in done.output


def test_the_name_comes_from_git_and_that_is_said(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.cli.draft.user_name", lambda _: "Sam Example")
    done = run("example", "--kind", "context", "--body", "b", "--id", "a")
    assert "Your name is taken from git: Sam Example." in done.stderr
    assert "creator: {name: Sam Example}" in (here / FOLDER / "a.yaml").read_text()


def grouped(*options: tuple[str, str]) -> tuple[list[dict[str, str]], str]:
    values = {field: [v for name, v in options if name == field] for field in SOURCE_FIELDS}
    return group_sources([f"source_{name}" for name, _ in options], values)


def test_what_follows_an_address_belongs_to_it() -> None:
    sources, fault = grouped(("url", "a"), ("url", "b"), ("title", "of b"))
    assert (sources, fault) == ([{"url": "a"}, {"url": "b", "title": "of b"}], "")


def test_options_grouped_by_kind_pair_up_in_order() -> None:
    sources, _ = grouped(("url", "a"), ("url", "b"), ("title", "A"), ("title", "B"))
    assert sources == [{"url": "a", "title": "A"}, {"url": "b", "title": "B"}]
    sources, _ = grouped(("title", "A"), ("url", "a"), ("title", "B"), ("url", "b"))
    assert sources == [{"url": "a", "title": "A"}, {"url": "b", "title": "B"}]


def test_options_that_belong_nowhere_are_refused() -> None:
    options = [("url", "a"), ("url", "b"), *[("title", t) for t in "ABC"]]
    assert "behind its --source-url" in grouped(*options)[1]
    assert "--source-url is missing" in grouped(("title", "A"))[1]


@given(st.text(), st.sets(st.text(max_size=5)))
def test_a_suggested_id_is_an_id_and_free(words: str, taken: set[str]) -> None:
    name = suggest_id(words, taken)
    assert is_slug(name)
    assert name not in taken
    assert is_slug(again := suggest_id(words, {name}))
    assert again != name


ANSWERS = [
    ("What does the note do?", "corr"),
    ("The words that it is about", "the plant in"),
    ("Which", "2"),
    ("What they should be", "the plant in"),
    ("What they should be", "the works in"),
    ("A headline", "x" * 81),
    ("A headline", "Not a plant: works"),
    ("What sort of error", "6"),
    ("How sure are you", ""),
    ("> ", "A first line."),
    ("> ", "A # second: one."),
    ("> ", ""),
    ("Address of a source", "news.example.org"),
    ("Address of a source", "https://news.example.org/a"),
    ("Who published it", "Example Wire"),
    ("The page's title", ""),
    ("When", "24.9.2025"),
    ("When", "2025-09-24"),
    ("what it shows", ""),
    ("Address of another source", ""),
    ("Topics", "machine"),
    ("Topics", "machines"),
    ("Your name", "Ada Sample"),
    ("The file's name", ""),
]


def test_somebody_at_a_terminal_is_asked_and_asked_again(here: Path) -> None:
    terminal = Terminal(here, "new", "annotation", EDITOR="", VISUAL="")
    for question, answer in ANSWERS:
        terminal.answer(question, answer)
    terminal.answer("Write this file?", "y")
    code, shown = terminal.end()
    assert code == 0, shown
    assert f"{FOLDER}/not-a-plant-works.yaml" in shown
    text = (here / FOLDER / "not-a-plant-works.yaml").read_text()
    assert 'prefix: "runs "\nreplacement: the works in\n' in text
    assert "reason: wording\n" in text
    assert 'title: "Not a plant: works"' in text
    assert "body: |\n  A first line.\n  A # second: one.\n" in text
    assert "published: 2025-09-24\n" in text
    assert CliRunner().invoke(main, ["check"]).output == ""


def test_somebody_who_breaks_off_leaves_nothing_behind(here: Path) -> None:
    terminal = Terminal(here, "new", "annotation", EDITOR="", VISUAL="")
    for question, answer in ANSWERS:
        terminal.answer(question, answer)
    terminal.expect("Write this file? [Y/n]:")
    terminal.wait_until_it_reads()
    terminal.interrupt()
    code, shown = terminal.end()
    assert code == 1, shown
    assert "Aborted!" in shown
    assert not (here / "annotations").exists()


def test_a_ctrl_c_that_comes_before_the_command_reads_counts_all_the_same(here: Path) -> None:
    args = ("example", "--kind", "context", "--body", "b", "--id", "a", "--title", "T")
    terminal = Terminal(here, "new", "annotation", *args)
    for question in ("The words that it is about", "Address", "Topics", "Your name"):
        terminal.answer(question, "")
    terminal.expect("Write this file? [Y/n]:")
    terminal.interrupt()
    terminal.type("")  # it would mean yes
    code, shown = terminal.end()
    assert code == 1, shown
    assert "Aborted!" in shown
    assert not (here / "annotations").exists()


def test_a_text_is_written_in_the_editor_of_the_environment(here: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho 'From the editor.' > \"$1\"\n")
    editor.chmod(0o755)
    args = ("new", "annotation", "--kind", "context", "--quote", "", "--title", "T")
    terminal = Terminal(here, *args, EDITOR=str(editor), VISUAL="")
    terminal.answer("Write it in", "y")
    for question in ("Address", "Topics", "Your name", "The file's name", "Write this file?"):
        terminal.answer(question, "")
    assert terminal.end()[0] == 0
    assert "  From the editor.\n" in (here / FOLDER / "t.yaml").read_text()


def test_colours_are_for_terminals_that_want_them(here: Path) -> None:
    def shown(**environment: str) -> str:
        terminal = Terminal(here, "new", "annotation", **environment)
        before = terminal.expect("What does the note do?")
        terminal.hang_up()
        return before

    assert "\x1b[" in shown()
    assert "\x1b[" not in shown(NO_COLOR="1")
