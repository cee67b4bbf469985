"""`glossator new annotation` offers the words that a mistyped quote was meant to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from glossator.cli import main

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
