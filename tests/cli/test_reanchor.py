"""`glossator reanchor`: what became of notes, and what it writes."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchoring.anchor import TextQuoteSelector, match_quote
from glossator.anchoring.describe import describe_quote
from glossator.anchoring.quoting import selector_for, sentence_at
from glossator.cli import main
from glossator.cli.history import versions
from glossator.content.model import Target
from glossator.editing.note_edit import edit_note
from glossator.editing.reanchor import fate_of
from tests.terminal import Terminal

ARTICLE = "docs/articles/example.md"
TODAY = "2026-11-23"


class Day(date):
    """A calendar that stands still, so that no test meets midnight."""

    @classmethod
    def today(cls) -> Day:
        return cls.fromisoformat(TODAY)


def target(exact: str, prefix: str = "", suffix: str = "") -> Target:
    return Target(exact=exact, prefix=prefix, suffix=suffix)


def test_drifted_quotes_are_found_first_and_never_certain(corpora: Path) -> None:
    """Where the words survive, their place is the first candidate; nothing is taken for sure."""
    drift = json.loads((corpora / "anchoring" / "drift.json").read_text(encoding="utf-8"))
    first = lost = 0
    for case in drift["cases"]:
        text = drift["texts"][case["text"]]
        fate = fate_of(text, target(case["exact"], case["prefix"], case["suffix"]))
        if fate.state == "found":
            assert case["truth"] is not None
            continue
        assert not fate.is_certain
        if case["truth"] is not None:
            lost += 1
            first += bool(fate.candidates) and fate.candidates[0].span[0] == case["truth"]
    assert (first, lost) == (21, 21)


def test_repeated_words_whose_place_went_are_never_certain(corpora: Path) -> None:
    """A survivor of two places may be the wrong one, even with the same words beside it."""
    drift = json.loads((corpora / "anchoring" / "drift.json").read_text(encoding="utf-8"))
    rng = random.Random(7)
    tried = 0
    for text in drift["texts"]:
        words = text.split(" ")
        for _ in range(40):
            at = rng.randrange(len(words) - 4)
            exact = " ".join(words[at : at + rng.choice([1, 2, 3])])
            if not exact or text.count(exact) != 2:
                continue
            start = text.find(exact)
            selector = describe_quote(text, start, start + len(exact))
            gone = text[: max(0, start - 40)] + text[start + len(exact) + 40 :]
            quoted = target(selector.exact, selector.prefix, selector.suffix)
            fate = fate_of(gone, quoted, earlier=text)
            tried += fate.state == "moved"
            assert fate.state == "found" or not fate.is_certain
    assert tried > 100


def test_words_that_stood_alone_before_and_after_are_certain() -> None:
    before = "It cost $5 million then, which was more than all had thought."
    after = "It had cost $5 million then, which was more than all had thought."
    quoted = target("$5 million", "It cost ")
    assert fate_of(after, quoted).is_certain is False
    fate = fate_of(after, quoted, earlier=before)
    assert (fate.state, fate.is_certain) == ("moved", True)
    assert fate.candidates[0].selector == TextQuoteSelector("$5 million")


def test_words_that_came_with_another_sentence_are_never_certain() -> None:
    before = "The bridge, says the town, cost 5 million crowns. It was opened by the mayor."
    after = "The bridge is old. The tunnel made its owners 5 million crowns richer."
    quoted = target("5 million", "cost ")
    fate = fate_of(after, quoted, earlier=before)
    assert (fate.state, fate.is_certain) == ("moved", False)
    mended = "The bridge is old. The tunnel made its owners 50 million crowns richer."
    fate = fate_of(mended, quoted, "50 million", earlier=before)
    assert (fate.state, fate.is_certain) == ("resolved", False)


def test_a_replacement_that_is_new_is_certain() -> None:
    quoted = target("December 2021")
    before = "As the exchange says, it was the low of December 2021."
    after = "As the exchange says, it was the low of October 2021."
    assert fate_of(after, quoted, "October 2021").state == "resolved"
    assert not fate_of(after, quoted, "October 2021").is_certain
    assert fate_of(after, quoted, "October 2021", earlier=before).is_certain
    both = f"In October 2021 no. {before}"
    assert not fate_of("In October 2021 no.", quoted, "October 2021", earlier=both).is_certain


def test_a_replacement_with_the_context_beats_the_same_words_elsewhere() -> None:
    quoted = target("Wu", "CEO ")
    fate = fate_of("CEO Eddie Wu spoke. Later Wu left.", quoted, "Eddie Wu")
    assert fate.state == "resolved"


def test_a_replacement_that_holds_the_quote_is_no_quote() -> None:
    assert fate_of("Said Eddie Wu.", target("Wu"), "Eddie Wu").state == "resolved"
    assert fate_of("Said Wu.", target("Wu"), "Eddie Wu").state == "found"


def test_the_earlier_text_ranks_places_that_look_alike() -> None:
    before = "In May the plant in X opened with care. In June the plant in Y was sold in haste."
    after = "In May a plant in X opened with care. In June a plant in Y was sold in haste."
    fate = fate_of(after, target("the plant in", "June "), earlier=before)
    assert after[fate.candidates[0].span[1] :].startswith(" Y")


@given(st.text("ab .\n", min_size=1, max_size=40), st.data())
def test_a_tidy_selector_finds_its_own_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        match = match_quote(text, selector_for(text, (start, end)))
        assert match.status == "found"
        assert match.spans[0][0] <= end
        assert match.spans[0][1] >= start


def test_a_sentence_is_cut_around_its_words() -> None:
    text = "One. " + "long " * 100 + "words here " + "more " * 100 + ". Last."
    at = text.index("words")
    shown = sentence_at(text, (at, at + 5), marks=("[", "]"))
    assert shown.startswith("…")
    assert "[words] here" in shown
    assert len(shown) < 260


NOTE = """\
# A remark
kind: correction
target:
  # as printed
  exact: old words  # two
  prefix: "the "  # told apart
  suffix: " of"
replacement: r
# last
"""


def test_an_edit_keeps_comments_and_drops_what_is_empty() -> None:
    quotes = {0: TextQuoteSelector("new: words", "", " in")}
    text, problems = edit_note(NOTE, "annotations/a/b.yaml", quotes=quotes, fields={})
    assert problems == []
    assert text is not None
    assert '  # as printed\n  exact: "new: words"  # two\n  # told apart\n  suffix: " in"' in text
    assert text.endswith("replacement: r\n# last\n")


def test_a_place_can_be_taken_out_of_several() -> None:
    text = "kind: context\ntarget:\n  # one\n  - exact: a\n  - exact: b # two\n# end\n"
    edited, _ = edit_note(text, "annotations/a/b.yaml", quotes={}, fields={}, dropped=[0])
    assert edited is not None
    assert "target:\n  # one\n  - exact: b  # two\n# end\n" in edited


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    text, problems = edit_note("kind: [", "annotations/a/b.yaml", quotes={}, fields={})
    assert (text, problems[0].code) == (None, "yaml-syntax")


@pytest.fixture
def changed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a site whose article changed since it was committed.

    The notes are `fixed` (a correction that was made), `gone` (words that were changed),
    `kept`, and `moved` (the same words behind other ones).
    """
    (site / "mkdocs.yml").write_text("site_name: Example\n")
    source = "sources:\n  - url: https://news.example.org/a\n    publisher: Example Wire\n"
    folder = site / "annotations" / "example"
    folder.mkdir(parents=True)
    (folder / "fixed.yaml").write_text(
        "kind: correction\ntarget:\n  exact: $5.3 billion\nreplacement: $5.3 million\n"
        f"body: Less. # words\n{source}"
    )
    (folder / "gone.yaml").write_text(
        "kind: context\ntarget:\n  exact: We expect more orders\nbody: They did.\n"
    )
    (folder / "kept.yaml").write_text(
        "kind: context\ntarget:\n  exact: opened in 2019\nbody: It did.\n"
    )
    (folder / "moved.yaml").write_text(
        "kind: context\ntarget:\n  exact: Ada Sample\n  prefix: 'said '\nbody: She runs it.\n"
    )
    run = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "First"]):
        subprocess.run([*run, *args], cwd=site, check=True)
    article = site / ARTICLE
    text = article.read_text()
    text = text.replace("$5.3 billion", "$5.3 million").replace("said Ada", "told us Ada")
    article.write_text(text.replace("We expect more orders", "We expect far more orders"))
    monkeypatch.setattr("glossator.cli.upkeep.date", Day)
    monkeypatch.chdir(site)
    return site


def run(*args: str, code: int) -> str:
    done = CliRunner().invoke(main, ["reanchor", *args])
    assert done.exit_code == code, done.output
    return done.output


def read(site: Path, name: str) -> str:
    return (site / "annotations" / "example" / f"{name}.yaml").read_text()


def test_a_look_tells_and_writes_nothing(changed: Path) -> None:
    before = read(changed, "moved")
    said = run(code=1)
    assert 'annotations/example/fixed.yaml:3:10: resolved: "$5.3 billion"' in said
    assert 'annotations/example/gone.yaml:3:10: orphaned: "We expect more orders"' in said
    assert '"We expect far more orders"' in said
    assert 'annotations/example/moved.yaml:3:10: moved: "Ada Sample"' in said
    assert "kept" not in said
    assert said.endswith("4 notes, 4 places: 1 found, 1 moved, 1 orphaned, 1 resolved.\n")
    assert read(changed, "moved") == before


def test_without_changes_all_is_found(changed: Path) -> None:
    subprocess.run(["git", "checkout", "-q", ARTICLE], check=True)
    assert run(code=0) == "4 notes, 4 places: 4 found.\n"


def test_only_the_named_notes_and_articles_are_looked_at(changed: Path) -> None:
    assert run("annotations/example/kept.yaml", code=0).startswith("1 note, 1 place")
    assert run(ARTICLE, code=1).endswith("1 resolved.\n")
    assert "there are no notes here" in run("docs/topics", code=2)


def test_without_being_asked_only_what_is_certain_is_written(changed: Path) -> None:
    said = run("--write", "--no-input", code=1)
    assert said.endswith("; 2 files written.\n")
    assert f"status: resolved\nmodified: {TODAY}\n" in read(changed, "fixed")
    assert "body: |-  # words\n  Less.\n" in read(changed, "fixed")
    assert f"  exact: Ada Sample\nbody: |-\n  She runs it.\nmodified: {TODAY}" in read(
        changed, "moved"
    )
    assert "We expect more orders" in read(changed, "gone")
    assert CliRunner().invoke(main, ["check"]).output.count("quote-") == 1


def test_without_history_nothing_is_written_unasked(changed: Path) -> None:
    before = {name: read(changed, name) for name in ("fixed", "moved", "gone")}
    (changed / ".git").rename(changed / "no-git")
    assert "written" not in run("--write", "--no-input", code=1)
    assert {name: read(changed, name) for name in before} == before


def test_programs_get_a_list(changed: Path) -> None:
    rows = json.loads(run("--format", "json", code=1))
    states = {row["annotation"]: (row["state"], row["certain"]) for row in rows}
    assert states == {
        "fixed": ("resolved", True),
        "gone": ("orphaned", False),
        "kept": ("found", True),
        "moved": ("moved", True),
    }
    gone = next(row for row in rows if row["annotation"] == "gone")
    assert gone["candidates"][0]["exact"] == "We expect far more orders"
    assert gone["candidates"][0]["confidence"] < 100


def test_no_input_without_write_is_wrong_usage(changed: Path) -> None:
    assert "--no-input goes with --write" in run("--no-input", code=2)


def test_somebody_accepts_skips_and_resolves(changed: Path) -> None:
    terminal = Terminal(changed, "reanchor", "--write")
    terminal.answer("r to mark the note resolved", "r")
    terminal.answer("1 to take that place", "4")
    terminal.answer("1 to take that place", "1")
    terminal.answer("1 to take that place", "")
    code, shown = terminal.end()
    assert code == 1, shown
    assert "2 files written." in shown
    assert "status: resolved" in read(changed, "fixed")
    assert "exact: We expect far more orders" in read(changed, "gone")
    assert "modified" not in read(changed, "moved")


def test_somebody_who_quits_keeps_what_was_accepted(changed: Path) -> None:
    terminal = Terminal(changed, "reanchor", "--write")
    terminal.answer("r to mark the note resolved", "r")
    terminal.answer("q to quit", "q")
    assert terminal.end()[0] == 1
    assert "status: resolved" in read(changed, "fixed")
    assert "We expect more orders" in read(changed, "gone")


def test_what_would_make_a_new_problem_is_not_written(changed: Path) -> None:
    source = "sources:\n  - url: https://news.example.org/a\n    publisher: Example Wire\n"
    folder = changed / "annotations" / "example"
    (folder / "gone.yaml").write_text(
        "kind: correction\ntarget:\n  exact: We expect more orders\nreplacement: r\n"
        f"body: b\n{source}"
    )
    (folder / "other.yaml").write_text(
        f"kind: correction\ntarget:\n  exact: far more\nreplacement: s\nbody: c\n{source}"
    )
    before = read(changed, "gone")
    terminal = Terminal(changed, "reanchor", "--write", "annotations/example/gone.yaml")
    terminal.answer("1 to take that place", "1")
    code, shown = terminal.end()
    assert code == 1
    assert "left as it is" in shown
    assert "overlap" in shown
    assert read(changed, "gone") == before


def test_one_place_of_several_can_be_dropped(changed: Path) -> None:
    (changed / "annotations" / "example" / "gone.yaml").write_text(
        "kind: context\ntarget:\n  - exact: We expect more orders\n  - exact: opened in 2019\n"
        "body: b\n"
    )
    terminal = Terminal(changed, "reanchor", "--write", "annotations/example/gone.yaml")
    terminal.answer("d to drop this place", "d")
    assert terminal.end()[0] == 0
    assert "target:\n  - exact: opened in 2019\nbody" in read(changed, "gone")


def test_earlier_versions_come_newest_first(changed: Path) -> None:
    found = list(versions(changed, ARTICLE))
    assert len(found) == 1
    assert "$5.3 billion" in found[0]
    assert list(versions(changed, "docs/none.md")) == []


def test_reading_the_history_runs_no_program_of_the_settings(changed: Path) -> None:
    made, program = changed / "made", changed / "gpg"
    program.write_text(
        f"#!/bin/sh\ntouch '{made}'\necho '[GNUPG:] SIG_CREATED ' >&2\ncat > /dev/null\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    program.chmod(0o755)
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for setting in (["gpg.program", str(program)], ["log.showSignature", "true"]):
        subprocess.run(["git", "config", *setting], check=True)
    subprocess.run([*git, "commit", "-qaS", "-m", "Signed"], check=True)
    made.unlink()
    assert len(list(versions(changed, ARTICLE))) == 2
    assert not made.exists()


def test_what_an_article_says_does_not_reach_the_terminal_as_commands(changed: Path) -> None:
    article = changed / ARTICLE
    article.write_text(article.read_text().replace("far more orders", "\x1b]0;x\x07more orders"))
    said = CliRunner().invoke(main, ["reanchor"], color=True).output
    assert "\x1b]" not in said
    assert r"\x1b]0;x\x07more orders" in said
