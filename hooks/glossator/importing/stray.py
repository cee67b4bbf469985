"""Characters that a wrong encoding left in a page: the control characters U+0080 to U+009F."""

from __future__ import annotations

import re

# Where Windows-1252 has no letter, there is nothing to see.
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_STRAY = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile(r"&#(?:0*(1[2-5][0-9])(?![0-9])|[xX]0*([89][0-9a-fA-F])(?![0-9a-fA-F]));?")


def read_references(html: str) -> str:
    """The page with `&#146;` and its like as browsers read them (HTML Standard, 13.2.5.80)."""

    def meant(found: re.Match[str]) -> str:
        code = int(found[1]) if found[1] else int(found[2], 16)
        return _MEANT.get(code, found[0])

    return _REFERENCE.sub(meant, html)


def mend_strays(text: str) -> tuple[str, str]:
    """The text with such characters as Windows-1252 means them, and what is to be said of it.

    They get into texts in UTF-8 where Windows-1252 was taken for Latin-1 before.
    """
    strays = _STRAY.findall(text)
    if not strays:
        return text, ""
    mended = text.translate(_MEANT)
    read = [letter for letter in dict.fromkeys(strays) if _MEANT[ord(letter)]]
    if not read:
        return mended, f"{len(strays)} control characters that nobody sees were left out"
    shown = ", ".join(f"U+{ord(letter):04X} as {_MEANT[ord(letter)]}" for letter in read[:4])
    return mended, (
        f"{len(strays)} control characters were read as the letters that Windows-1252 has for "
        f"them ({shown}); a browser shows nothing there: see whether they are right"
    )
