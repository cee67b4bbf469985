"""`glossator new annotation` offers the words that a mistyped quote was meant to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from glossator.cli import main
from tests.host import run, write_site

PARAGRAPH = """
镇长表示修缮费用将超过五十三亿克朗并由国内代工厂提供零件。
นายกเทศมนตรีกล่าวว่าการซ่อมจะใช้เงินห้าล้านโครนโดยนำเงินมาจากกองทุน
"""


@pytest.mark.parametrize(
    ("quote", "offered"),
    [
        ("超过五十三亿克郎", "超过五十三亿克朗"),
        ("国内 代工厂", "国内代工厂"),
        ("ห้าล้านโครเนอร์", "ห้าล้านโครน"),
    ],
)
def test_words_without_blanks_are_offered_without_context(
    site: Path, monkeypatch: pytest.MonkeyPatch, quote: str, offered: str
) -> None:
    (site / "mkdocs.yml").write_text("site_name: Example\n")
    with (site / "docs/articles/example.md").open("a", encoding="utf-8") as article:
        article.write(PARAGRAPH)
    monkeypatch.chdir(site)
    options = ("--kind", "context", "--quote", quote, "--body", "b", "--no-input")
    done = CliRunner().invoke(main, ["new", "annotation", "example", *options])
    assert done.exit_code == 2
    assert f"did you mean\n    --quote {offered}\n" in done.output.replace("'", "")


def test_a_name_of_mixed_letters_is_told_before_a_note_is_written(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    options = ("--kind", "source", "--quote", "in 1997", "--source-url", "https://a.example.org/")
    for name, code in (("R\u0435uters", 2), ("Reuters", 0)):
        call = ("new", "annotation", "bridge", *options, "--source-publisher", name)
        done = run("glossator", *call, "--no-input", "--dry-run", cwd=site)
        assert done.returncode == code, done.stderr
        assert ("mixes letters" in done.stderr) == bool(code)


@pytest.mark.parametrize("command", ["import", "import-annotations"])
def test_an_address_that_nobody_can_read_is_told(tmp_path: Path, command: str) -> None:
    site = write_site(tmp_path)
    (site / "text.txt").write_text("A headline\n\nSome words.\n")
    calls = [(command, "https://[x"), (command, "https://a.example\uff0fb/")]
    calls += [("import", "text.txt", "--url", "https://[x")] if command == "import" else []
    for call in calls:
        done = run("glossator", *call, "--dry-run", cwd=site)
        assert done.returncode in {1, 2}
        assert "is no complete address" in done.stderr
        assert "Traceback" not in done.stderr
