"""Write down which letters look like Latin ones: `python tools/lookalikes.py confusables.txt`.

The file is the one that Unicode publishes with its Technical Standard 39. Of its pairs those
are kept in which one letter of a script that is written in beside Latin looks like Latin letters
or digits; `hooks/glossator/content/lookalike_letters.py` and the form's `lookalikes.js` are
written anew.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

HOOKS = Path(__file__).parent.parent / "hooks" / "glossator"
MODULE = HOOKS / "content" / "lookalike_letters.py"
SCRIPT = HOOKS / "theme" / "assets" / "glossator" / "contribute" / "lookalikes.js"
# What is written in them is taken for Latin as a whole, in one font or another. Digits and
# single letters of other scripts are not, among their own.
SCRIPTS = frozenset(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"))
# Ligatures are letters of their own in Danish and French, and nobody takes them for two.
LIGATURES = frozenset("ÆæŒœ")
# Turkish and Azerbaijani write it everywhere, in hosts too.
WRITTEN_ANYWAY = frozenset("ı")
# Letters in a line of the module.
WIDTH = 88

HEAD = '''"""Letters that look like Latin ones, as Unicode has them; made by `tools/lookalikes.py`.

From confusables.txt, version {version}, of the Unicode Technical Standard 39.
Copyright (c) Unicode, Inc., under the terms that stand in LICENSE.
"""

# ruff: noqa: RUF001 - it is what they are

# Each with what it looks like behind it.
PAIRS = (
{pairs}
)

LIKE_LATIN: dict[str, str] = {{pair[0]: pair[1:] for pair in PAIRS.split()}}
"""What each of the letters looks like."""

IN_HOSTS = (
{letters}
)
"""Those of them that a host can have, and that make it look like another one."""
'''


def main(path: str) -> None:
    """Write both files."""
    text = Path(path).read_text(encoding="utf-8-sig")
    version = re.search(r"^# Version: (\S+)", text, re.MULTILINE)
    pairs = {}
    for line in text.splitlines():
        source, meant, *_ = (*line.partition("#")[0].split(";"), "", "")
        letters, shown = (
            "".join(chr(int(number, 16)) for number in part.split()) for part in (source, meant)
        )
        if len(letters) == 1 and _is_kept(letters, shown):
            pairs[letters] = shown
    known = sorted(pairs.items())
    in_hosts = "".join(
        letter for letter, _ in known if letter == letter.lower() and letter not in WRITTEN_ANYWAY
    )
    MODULE.write_text(
        HEAD.format(
            version=version[1] if version else "unknown",
            pairs=_lines([f"{letter}{shown} " for letter, shown in known]),
            letters=_lines(list(in_hosts)),
        ),
        encoding="utf-8",
    )
    SCRIPT.write_text(
        "// Letters that look like Latin ones; made by `tools/lookalikes.py`.\n\n"
        f'export const LIKE_LATIN = "{in_hosts}";\n'
        f'export const ALL_LIKE_LATIN = "{"".join(letter for letter, _ in known)}";\n',
        encoding="utf-8",
    )


def _is_kept(letter: str, shown: str) -> bool:
    return (
        not letter.isascii()
        and letter not in LIGATURES
        and letter.isalpha()
        and unicodedata.normalize("NFKC", letter) == letter
        and unicodedata.name(letter, "").split(" ")[0] in SCRIPTS
        and shown.isascii()
        and shown.isalnum()
    )


def _lines(pieces: list[str]) -> str:
    lines = [""]
    for piece in pieces:
        if len(lines[-1] + piece) > WIDTH:
            lines.append("")
        lines[-1] += piece
    return "\n".join(f'    "{line}"' for line in lines)


if __name__ == "__main__":
    main(sys.argv[1])
