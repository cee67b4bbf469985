"""Characters that part what is seen from what is written."""

from __future__ import annotations

# As the inside of a set of a regular expression, which the browser's code has too: all that is
# drawn as nothing (Default_Ignorable_Code_Point in Unicode), the annotations between lines, and
# a sign of Braille that is a blank.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
