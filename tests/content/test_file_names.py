"""A name on which nothing can be said is known at a glance, and by no other rules."""

from __future__ import annotations

import pytest

from glossator.content.file_names import misplaced_note, plain_note, unportable_name
from glossator.content.values import is_slug


@pytest.mark.parametrize(
    "name",
    [
        *("bridge/context-1.yaml", "con-1/com-2.yaml", "a/b.yaml", "com/lpt.yaml", "con10/x.yaml"),
        *("bridge/README.md", "bridge/note.yml", "bridge/Note.yaml", "bridge/a--b.yaml"),
        *("bridge/con.yaml", "nul/a.yaml", "bridge/com1.yaml", "lpt9/a.yaml", "bridge/aux.yaml"),
        *("bridge/a/b.yaml", "note.yaml", "bridge/.yaml", "bridge/a.yaml.yaml", "bridge/a.yaml\n"),
        *("bridge/ä.yaml", f"bridge/{'a' * 121}.yaml", f"{'a' * 121}/b.yaml", "bridge /a.yaml"),
    ],
)
def test_a_plain_note_is_one_on_which_no_rule_says_anything(name: str) -> None:
    article, _, file = name.partition("/")
    is_plain = (
        misplaced_note(f"annotations/{name}", "annotations") is None
        and unportable_name(f"annotations/{name}", is_id=True) is None
        and is_slug(article)
        and is_slug(file.removesuffix(".yaml"))
    )
    assert plain_note(name) == (article if is_plain else None)


def test_a_folder_outside_of_the_site_which_its_settings_name_has_a_name_as_any() -> None:
    assert unportable_name("../content/index.md", is_id=False) is None
    assert unportable_name("../content./index.md", is_id=False) is not None
