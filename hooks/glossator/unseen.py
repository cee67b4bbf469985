"""Characters that nobody sees, by what they do: one table for all that looks for them.

Each is the inside of a set of a regular expression.
"""

from __future__ import annotations

CONTROL = "\x00-\x1f\x7f-\x9f"
"""What terminals obey, line ends and tabs among them."""
LINE_ENDS = "\u2028\u2029"
"""Ends of lines and paragraphs that are no control characters."""
TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of what stands beside or behind them."""
HALVES = "\ud800-\udfff"
"""Halves of characters, and the bytes of a file's name that are no text."""
_NEEDLESS = "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
# Joiners and variants, which Persian, Mongolian, names in India and emoji are spelt with; soft
# hyphens; blanks that count as letters, one of Braille among them; signs of shorthand and music.
_SPELT_WITH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200c\u200d\u2800\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)

UNSEEN = f"{TURNING}{_NEEDLESS}{_SPELT_WITH}"
"""What parts that which is seen in a text from that which is written.

All that is drawn as nothing (Default_Ignorable_Code_Point in Unicode), the annotations between
lines, and a sign of Braille that is a blank. The browser's code has the same.
"""
UNREADABLE = f"{CONTROL}{LINE_ENDS}{TURNING}{HALVES}{_NEEDLESS}"
"""What no name of a file needs, and no line of a message may have as it is."""
