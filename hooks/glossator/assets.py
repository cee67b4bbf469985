"""Our scripts and style sheets as they are published: small, and in few files.

They are written to be read and run as they stand, without tools. What is done to them here is
no more than taking lines out and putting modules one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

# Whole lines of comment and indentation: what can be left out without reading the language.
# None of our texts goes over several lines.
_COMMENT_LINES = re.compile(r"^\s*//[^\n]*\n|^\s*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)
_IMPORT = re.compile(
    r'^import \{(?P<names>[^}]*)\} from "\./(?P<module>[\w-]+)\.js";\n', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?P<kind>(?:async )?function|const|class) (?P<name>\w+)", re.MULTILINE
)


def squeeze_asset(code: str) -> str:
    """A script or a style sheet of ours without its comments and indentation."""
    return _INDENTATION.sub("", _COMMENT_LINES.sub("", code))


def bundle_modules(modules: Mapping[str, str], entry: str) -> str:
    """The ES module `entry` with all that it imports, as one module with its exports.

    `modules` holds the code of each by its name, as in `form` for `form.js`. A browser would
    ask for them one after the other, as each tells only then what else it needs.

    Raises:
        KeyError: a module that is imported is not among them.
    """
    done: dict[str, str] = {}
    _add(modules, entry, done)
    return "".join(done.values())


def published_assets(files: Mapping[str, str]) -> dict[str, str]:
    """What is published in the place of our assets, by path, from what they hold.

    The module `form.js` of a folder takes its neighbours in.
    """
    published = {path: squeeze_asset(code) for path, code in files.items()}
    for path in files:
        folder = PurePosixPath(path).parent
        if PurePosixPath(path).name == "form.js":
            neighbours = {
                PurePosixPath(other).stem: code
                for other, code in published.items()
                if PurePosixPath(other).parent == folder and other.endswith(".js")
            }
            published[path] = bundle_modules(neighbours, "form")
    return published


def _add(modules: Mapping[str, str], name: str, done: dict[str, str], *, depth: int = 0) -> None:
    """Put the module behind all that it imports."""
    code = modules[name]
    for found in _IMPORT.finditer(code):
        if found["module"] not in done:
            _add(modules, found["module"], done, depth=depth + 1)
    code = _IMPORT.sub(_destructured, code)
    if depth:
        exported = ", ".join(found["name"] for found in _EXPORT.finditer(code))
        code = _EXPORT.sub(r"\g<kind> \g<name>", code)
        code = f"const {_holder(name)} = (() => {{\n{code}return {{ {exported} }};\n}})();\n"
    done[name] = code


def _destructured(found: re.Match[str]) -> str:
    return f"const {{{found['names']}}} = {_holder(found['module'])};\n"


def _holder(module: str) -> str:
    return "$" + module.replace("-", "_")
