"""Templates, and what they print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from glossator.problems import count_of
from glossator.site import inline
from glossator.site.dates import show_date, show_time
from glossator.site.theme import THEME as THEME
from glossator.weaving.languages import has_rtl

# A check renders no page, and names of months and languages take longest to import.
if TYPE_CHECKING:
    import jinja2

# `<` of a text is `&lt;` by now.
_BLOCK = re.compile("<(p|ul|ol|li|h[1-6]|blockquote|table|t[dh]|pre|dl|dt|dd)(?=[ >])")


def render(template: str, values: Mapping[str, Any]) -> str:
    """The HTML of the template `theme/glossator/<template>.html`."""
    return _environment().get_template(f"glossator/{template}.html").render(values)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    environment.filters.update(
        day=show_date,
        language=show_language,
        in_directions=show_body,
        host=inline.host,
        address=inline.address,
        time=show_time,
        own=inline.own,
        tongues=inline.tongues,
        words=inline.words,
        text_attributes=inline.attributes_of,
        set_as=inline.set_as,
        kind_tag=inline.kind_tag,
        source_line=inline.source_line,
        was_now=inline.was_now,
    )
    environment.globals.update(count=count_of)
    return environment


def show_language(tag: str) -> str:
    """The English name of a language tag, or the tag where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def show_body(html: str) -> Markup:
    """The clean HTML of a note's body, each block in the direction in which it is written."""
    return Markup(directed(str(html)))  # noqa: S704 - as clean as it was


def directed(html: str) -> str:
    """As `show_body`, as a part of what is made by hand."""
    return _BLOCK.sub(r'<\1 dir="auto"', html) if has_rtl(html) else html
