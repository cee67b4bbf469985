"""How often what must always hold is tried: in each run, and with `--hypothesis-profile=long`.

The profile is loaded before the tests are, so that its factor is known when they are read.
"""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100  # the examples of Hypothesis' own default, and of each run


def times(number: int) -> int:
    """`number` in each run, and in proportion more with a profile that tries more."""
    return max(1, number * settings.default.max_examples // _USUAL)  # type: ignore[union-attr]


def examples(number: int) -> settings:
    """The decorator by which a property is tried `times(number)` times."""
    return settings(max_examples=times(number))
