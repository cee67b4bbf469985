"""Templates that are translated to Python once, for all processes that come of one.

Half of the time of a small build goes into the translation of the theme's templates. What a
first build translated is known to those after it, by the words and the settings that it was
translated from.
"""

from __future__ import annotations

import marshal
import os
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2

_translate = jinja2.Environment.compile
_known: dict[object, CodeType] = {}


def _key(environment: jinja2.Environment, *told: object) -> object:
    """All on which a translation depends."""
    of_signs = (environment.block_start_string, environment.variable_start_string)
    of_blanks = (environment.trim_blocks, environment.lstrip_blocks)
    more = (*environment.extensions, str(environment.autoescape), environment.sandboxed)
    return (*told, *of_signs, *of_blanks, *more)


def _once(
    environment: jinja2.Environment,
    source: Any,
    name: str | None = None,
    filename: str | None = None,
    raw: bool = False,
    defer_init: bool = False,
) -> Any:
    if raw or not isinstance(source, str) or callable(environment.autoescape):
        return _translate(environment, source, name, filename, raw, defer_init)
    key = _key(environment, source, name, filename)
    if key not in _known:
        _known[key] = _translate(environment, source, name, filename)
    return _known[key]


def translate_once(build: Callable[[], object]) -> None:
    """Know from now on what `build` translates, which runs in a process of its own."""
    jinja2.Environment.compile = _once  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        child = os.fork()
        if not child:
            try:
                os.chdir(folder)
                build()
                kept.write_bytes(marshal.dumps(_known))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        _known.update(marshal.loads(kept.read_bytes()))
