"""The library's order: rooms on floors, imports that only go down, and who may speak."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Set
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tests.host import ROOT

HOOKS = ROOT / "hooks"
LIBRARY = HOOKS / "glossator"
EVENTS = HOOKS / "glossator_mkdocs"
# A room is a folder of the library, or a file beside them. From the ground up: a room uses
# what is below it; two on one floor do not use each other.
FLOORS = [
    {"problems", "showing", "spelling", "unseen", "caching", "disk"},
    {"anchoring"},
    {"content", "searching"},
    {"weaving", "web", "scaffold"},
    {"site", "editing", "importing", "drawing"},
    {"checking", "exporting"},
    {"verifying"},
    {"cli"},
    {"__main__"},
]
# What only data files are in.
NO_ROOM = {"theme"}
# Lines; what is longer has a second concept in it.
LONGEST_MODULE = 300
MEDIAN_MODULE = 150


def dotted(file: Path) -> str:
    """The file's name as an import has it, from below the library."""
    return ".".join(file.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(file): file for file in sorted(LIBRARY.rglob("*.py"))}
PACKAGE = MODULES.pop("__init__")
ROOMS = sorted({name.split(".")[0] for name in MODULES})


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports(file: Path) -> dict[str, int]:
    """Dotted names of all modules that the file imports, wherever it does so, with the line."""
    found: dict[str, int] = {}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name: node.lineno for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} has a relative import"
            module = node.module or ""
            inner = {f"{module}.{alias.name}": node.lineno for alias in node.names}
            inside = {name: line for name, line in inner.items() if own(name) in MODULES}
            found |= inside or {module: node.lineno}
    return found


def own(name: str) -> str:
    return name.removeprefix("glossator.")


def uses(module: str) -> dict[str, int]:
    """The modules of the library that `module` imports."""
    found = {own(name): line for name, line in imports(MODULES[module]).items()}
    return {name: line for name, line in found.items() if name in MODULES}


def floor_of(module: str) -> int:
    room = module.split(".")[0]
    found = [number for number, floor in enumerate(FLOORS) if room in floor]
    assert found, f"{room} has no floor; give it one in FLOORS of {Path(__file__).name}"
    return found[0]


def climbing(module: str, other: str) -> bool:
    same_room = module.split(".")[0] == other.split(".")[0]
    return not same_room and floor_of(other) >= floor_of(module) > 0


@pytest.mark.parametrize("module", MODULES)
def test_no_import_climbs(module: str) -> None:
    wrong = [
        f"{MODULES[module].relative_to(ROOT).as_posix()}:{line}: take out the import of "
        f"glossator.{other}: {other.split('.')[0]} is no floor below {module.split('.')[0]}"
        for other, line in uses(module).items()
        if climbing(module, other)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_import_that_climbs_would_be_found() -> None:
    assert climbing("content.model", "weaving.weave")
    assert climbing("web.fetch", "weaving.weave")
    assert not climbing("weaving.weave", "content.model")
    assert uses("site.entry").keys() >= {"content.corpus", "weaving.annotate"}


def test_every_folder_has_a_floor_and_says_in_one_sentence_what_it_is_for() -> None:
    folders = {file.name for file in LIBRARY.iterdir() if file.is_dir()} - {"__pycache__"}
    assert set().union(*FLOORS) == set(ROOMS)
    assert folders - NO_ROOM == {room for room in ROOMS if (LIBRARY / room).is_dir()}
    for room in folders - NO_ROOM:
        said = ast.get_docstring(tree(LIBRARY / room / "__init__.py")) or ""
        assert said.endswith("."), room
        assert len(said) > 30, room
        assert "\n" not in said, room


@pytest.mark.build  # for as long as it takes
def test_the_drawing_of_the_rooms_is_that_of_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "tools/house.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    files = [*MODULES.values(), *sorted(EVENTS.glob("*.py"))]
    lengths = {file.relative_to(HOOKS).as_posix(): lines(file) for file in files}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}
    written = sorted(n for name, n in lengths.items() if not name.endswith("/__init__.py"))
    assert written[len(written) // 2] <= MEDIAN_MODULE


def test_whatever_the_library_imports_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    told = project["project"]
    needed = [*told["dependencies"], *chain(*told["optional-dependencies"].values())]
    names = {re.split(r"[^\w-]", one)[0].replace("-", "_") for one in needed}
    # Of pyyaml, trafilatura, pydantic, requests.
    names |= {"yaml", "lxml", "pydantic_core", "urllib3"}
    imported = {name.split(".")[0] for file in MODULES.values() for name in imports(file)}
    assert imported - names - sys.stdlib_module_names <= {"glossator"}


def test_imports_have_no_circles() -> None:
    graph = {name: uses(name).keys() - {name} for name in MODULES}
    assert_no_circles(graph)


def test_imports_of_the_events_have_no_circles() -> None:
    files = {f"{EVENTS.name}.{file.stem}": file for file in EVENTS.glob("*.py")}
    graph = {name: (imports_when_run(file) & files.keys()) - {name} for name, file in files.items()}
    assert graph[f"{EVENTS.name}.__init__"]
    assert_no_circles(graph)


def imports_when_run(file: Path) -> set[str]:
    """The modules that the file imports at once, and not for its types alone."""
    module = tree(file)
    typed = [node for node in module.body if isinstance(node, ast.If)]
    for_types = {one for node in typed for one in ast.walk(node)}
    found = (node for node in ast.walk(module) if isinstance(node, ast.ImportFrom))
    return {node.module or "" for node in found if node not in for_types}


def assert_no_circles(graph: Mapping[str, Set[str]]) -> None:
    left = dict(graph)
    while left:
        free = {name for name, needs in left.items() if not needs & left.keys()}
        assert free, f"a circle among {sorted(left)}"
        left = {name: needs for name, needs in left.items() if name not in free}


def test_only_the_module_of_events_imports_mkdocs() -> None:
    def is_host(name: str) -> bool:
        return name.split(".")[0] in {"mkdocs", "material"}

    users = {name for name, file in MODULES.items() if any(map(is_host, imports(file)))}
    assert users == set()
    assert any(map(is_host, imports(EVENTS / "__init__.py")))


def test_the_hook_file_hands_every_event_on_and_nothing_else() -> None:
    assert imports(HOOKS / "publish.py").keys() == {"glossator_mkdocs"}
    module = tree(EVENTS / "__init__.py")
    functions = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    values = [node for node in module.body if isinstance(node, ast.Assign)]
    names = {ast.unparse(target) for node in values for target in node.targets}
    events = {name for name in functions | names if name.startswith("on_")}
    import glossator_mkdocs

    assert set(glossator_mkdocs.__all__) == events


@pytest.mark.parametrize("module", [name for name in MODULES if floor_of(name) < floor_of("cli")])
def test_only_the_command_line_prints(module: str) -> None:
    calls = [node.func for node in ast.walk(tree(MODULES[module])) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    attributes = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert "print" not in names
    assert "echo" not in attributes
    assert "click" not in imports(MODULES[module])


def run_without(blocked: str, code: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.modules[{blocked!r}] = None; sys.path.insert(0, {str(HOOKS)!r}); "
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, encoding="utf-8"
    )


def test_the_library_works_without_mkdocs() -> None:
    code = (
        "import glossator, glossator.site.publish, glossator.cli;"
        "print(glossator.match_quote('a b c', glossator.TextQuoteSelector('b')).spans)"
    )
    done = run_without("mkdocs", code)
    assert (done.stdout.strip(), done.stderr) == ("[(2, 3)]", "")


def test_blocking_a_library_does_block_it() -> None:
    assert "ModuleNotFoundError" in run_without("mkdocs", "import mkdocs").stderr


def test_the_public_face_is_what_the_contract_says() -> None:
    import glossator

    assert {"TextQuoteSelector", "match_quote", "describe_quote"} <= set(glossator.__all__)
    assert all(hasattr(glossator, name) for name in glossator.__all__)


def test_commands_print_by_one_module_that_shows_everything_in_plain() -> None:
    for module, file in MODULES.items():
        if not module.startswith("cli.") or module == "cli.saying":
            continue
        calls = (node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
        names = {ast.unparse(call) for call in calls}
        assert not names & {"click.echo", "click.secho", "print"}, module
