"""The library's inner order: what may import what, and who may speak."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
MODULES = {file.stem: file for file in sorted((HOOKS / "glossator").glob("*.py"))}
COMMANDS = sorted((HOOKS / "glossator" / "cli").glob("*.py"))

# From the ground up: a module imports modules of lower layers and of its own only.
LAYERS = [
    {"problems", "languages", "spelling", "text", "links", "policy", "sanitize", "markup"}
    | {"letters", "fetch", "deadline", "addresses"},
    {"files", "model", "source", "suggest", "report", "sarif", "git", "weave", "saving"}
    | {"yaml_style", "charset", "page_leaves", "link_check"},
    {"anchor", "validate", "render", "schema", "yaml_tree"}
    | {"front_matter", "page_furniture", "page_reader"}
    | {"page_meta", "archives"},
    {"note_file", "note_edit", "page_vote", "page_choice"},
    {"corpus", "page_article", "page_markdown"},
    {"annotate", "article_copy", "link_list"},
    {"verdict", "new_note", "link_report", "import_article"},
    {"coverage", "timeline", "charts", "citations"},
    {"quoting"},
    {"reanchor"},
    {"pages", "feeds", "export"},
    {"contribute"},
    {"publish"},
    {"config", "branch", "begin"},
]
EDGE = {"__init__", "__main__"}


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> set[str]:
    """Dotted names of all modules that the file imports, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} has a relative import"
            found.add(node.module or "")
            if node.module == "glossator":
                found |= {f"glossator.{a.name}" for a in node.names if a.name in MODULES}
    return found


def siblings(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(file) if name.startswith("glossator.")}


def layer_of(module: str) -> int:
    found = [number for number, layer in enumerate(LAYERS) if module in layer]
    assert found, f"{module} has no layer; give it one in {Path(__file__).name}"
    return found[0]


@pytest.mark.parametrize("module", [name for name in MODULES if name not in EDGE])
def test_imports_go_downwards(module: str) -> None:
    above = {other for other in siblings(MODULES[module]) if layer_of(other) > layer_of(module)}
    assert not above


@pytest.mark.parametrize("module", MODULES)
def test_nobody_imports_the_command_line(module: str) -> None:
    assert module == "__main__" or "cli" not in siblings(MODULES[module])


def test_whatever_the_library_imports_is_installed_with_it() -> None:
    project = tomllib.loads((HOOKS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    told = project["project"]
    needed = [*told["dependencies"], *told["optional-dependencies"]["import"]]
    names = {re.split(r"[^\w-]", one)[0].replace("-", "_") for one in needed}
    names |= {"yaml", "lxml", "pydantic_core"}  # of pyyaml, trafilatura, pydantic
    files = (*MODULES.values(), *COMMANDS)
    imported = {name.split(".")[0] for file in files for name in imports(file)}
    assert imported - names - sys.stdlib_module_names <= {"glossator"}


def test_imports_have_no_circles() -> None:
    graph = {name: siblings(file) - {name} for name, file in MODULES.items()}
    while graph:
        free = {name for name, needs in graph.items() if not needs & graph.keys()}
        assert free, f"a circle among {sorted(graph)}"
        graph = {name: needs for name, needs in graph.items() if name not in free}


def test_only_the_module_of_events_imports_mkdocs() -> None:
    def is_host(name: str) -> bool:
        return name.split(".")[0] in {"mkdocs", "material"}

    files = (*MODULES.values(), *COMMANDS)
    users = {file.name for file in files if any(map(is_host, imports(file)))}
    assert users == set()
    assert any(map(is_host, imports(HOOKS / "glossator_mkdocs.py")))


def test_the_hook_file_hands_every_event_on_and_nothing_else() -> None:
    assert imports(HOOKS / "publish.py") == {"glossator_mkdocs"}
    module = tree(HOOKS / "glossator_mkdocs.py")
    functions = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    events = {name for name in functions if name.startswith("on_")}
    import glossator_mkdocs

    assert set(glossator_mkdocs.__all__) == events


@pytest.mark.parametrize("module", [name for name in MODULES if name != "cli"])
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
        "import glossator, glossator.publish, glossator.cli;"
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
