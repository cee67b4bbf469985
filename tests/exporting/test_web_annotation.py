"""Notes as W3C Web Annotations: what each says, by the model's own assertions and as triples.

Each `annotations/<name>.md` is a note and, behind it, what it says, as triples (N-Quads);
`pytest --update-golden` rewrites these, and the diff gets reviewed.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from pyld import jsonld
from referencing import Registry
from referencing.jsonschema import DRAFT4

from glossator.anchoring.anchor import TextQuoteSelector, match_quote
from glossator.exporting.annotation_pages import MOST, Collection
from glossator.exporting.choosing import markdown_body
from glossator.exporting.jsonld import AnnotationsJsonld
from glossator.exporting.web_annotation import CONTEXT
from glossator.site.about import About
from tests.edits import many
from tests.exporting.annotated import CASES, annotations_in, exported, site_in, write_case
from tests.fences import read_fences

MUSTS = {
    "annotation": "annotations/annotationMusts.test",
    "collection": "collections/collectionMusts.test",
    "page": "collections/pages/pageMusts.test",
}
every_case = pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)


@cache
def validators(corpora: Path, sort: str) -> list[tuple[str, Draft4Validator]]:
    """What the W3C's own tests assert of a thing of this sort, where it says MUST."""
    folder = corpora / "w3c"
    shared = {
        file.name: DRAFT4.create_resource(json.loads(file.read_text(encoding="utf-8")))
        for file in (folder / "definitions").glob("*.json")
    }
    registry: Registry[Any] = Registry().with_resources(shared.items())
    test = json.loads((folder / MUSTS[sort]).read_text(encoding="utf-8"))
    found = []
    for name in test["assertions"]:
        schema = json.loads((folder / name).read_text(encoding="utf-8"))
        assert schema["assertionType"] == "must", name
        validator = Draft4Validator(schema, registry=registry, format_checker=FormatChecker())
        found.append((name, validator))
    return found


def refused(corpora: Path, sort: str, thing: dict[str, Any]) -> list[str]:
    return [name for name, one in validators(corpora, sort) if not one.is_valid(thing)]


def load(url: str, _options: object) -> dict[str, Any]:
    """The context of the model, by our own list of its terms; nothing is fetched."""
    assert url == CONTEXT
    terms = resources("glossator.exporting").joinpath("terms.jsonld").read_text(encoding="utf-8")
    return {"contextUrl": None, "documentUrl": url, "document": json.loads(terms)}


def triples(thing: dict[str, Any]) -> str:
    """What a thing says, one triple on a line, blank nodes named by what is said of them."""
    options = {"documentLoader": load, "algorithm": "URDNA2015", "format": "application/n-quads"}
    said: str = jsonld.normalize(thing, options)
    return said


@every_case
def test_a_note_says_these_triples(
    case: Path, site: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = annotations_in(exported(site_in(write_case(case, site)), tmp_path))
    said = "".join(map(triples, found))
    expected = [fence for fence in read_fences(case) if fence.language == "nquads"]
    if request.config.getoption("--update-golden"):
        text = case.read_text(encoding="utf-8").partition("\n~~~nquads")[0]
        case.write_text(f"{text}\n~~~nquads\n{said}~~~\n", encoding="utf-8")
    else:
        assert said == expected[0].text


@every_case
@pytest.mark.parametrize("is_whole", [False, True], ids=["published", "for-import"])
def test_every_must_of_the_model_is_met(
    case: Path, is_whole: bool, site: Path, tmp_path: Path, corpora: Path
) -> None:
    root = write_case(case, site)
    options = {"body_of": lambda placed: markdown_body(root, placed)} if is_whole else {}
    files = exported(site_in(root), tmp_path, **options)
    found = annotations_in(files)
    assert found
    assert [refused(corpora, "annotation", one) for one in found] == [[]] * len(found)
    for collection in files.values():
        assert refused(corpora, "collection", collection) == []
        assert refused(corpora, "page", collection) == []


def test_the_assertions_of_the_model_do_refuse(corpora: Path) -> None:
    assert len(validators(corpora, "annotation")) > 50
    wrong = {"@context": CONTEXT, "id": "x", "type": "Note", "body": {"id": "a:b", "purpose": "x"}}
    assert len(refused(corpora, "annotation", wrong)) >= 3
    assert refused(corpora, "collection", {"total": -1, "last": 1})
    assert refused(corpora, "page", {"type": "AnnotationPage", "startIndex": "1"})


def test_no_term_is_unknown(site: Path, tmp_path: Path) -> None:
    """A term without an IRI would be dropped in silence."""
    (whole,) = (one for one in CASES if one.stem == "correction")
    files = exported(site_in(write_case(whole, site)), tmp_path)
    options = {"documentLoader": load}
    for thing in files.values():
        expanded = json.dumps(jsonld.expand(thing, options))
        context = load(CONTEXT, None)["document"]["@context"]
        compacted = jsonld.compact(json.loads(expanded), context, options)
        assert leaves(compacted) == leaves(thing)


def leaves(thing: Any) -> list[str]:
    """All values that a thing holds, at any depth, sorted; but for contexts."""
    if isinstance(thing, dict):
        held = (leaves(value) for key, value in thing.items() if key != "@context")
        return sorted(value for values in held for value in values)
    if isinstance(thing, list):
        return sorted(value for one in thing for value in leaves(one))
    return [str(thing)]


@every_case
def test_quotes_and_offsets_select_the_same_words_of_the_copy(
    case: Path, site: Path, tmp_path: Path
) -> None:
    made = site_in(write_case(case, site))
    text = made.articles["example"].text.source.text
    for annotation in annotations_in(exported(made, tmp_path)):
        for target in annotation["target"]:
            quote, *positions = target.get("selector", [None])
            for place in positions:
                assert text[place["start"] : place["end"]] == quote["exact"]
                parts = (quote.get(name, "") for name in ("exact", "prefix", "suffix"))
                match = match_quote(text, TextQuoteSelector(*parts))
                assert match.spans == [(place["start"], place["end"])]


def test_an_address_of_an_annotation_is_that_of_the_note_on_its_own_page(
    site: Path, tmp_path: Path
) -> None:
    (case,) = (one for one in CASES if one.stem == "several-replacements")
    found = annotations_in(exported(site_in(write_case(case, site)), tmp_path))
    page = "https://notes.example.org/notes/example/note/"
    assert [one["id"] for one in found] == [f"{page}#place-1", f"{page}#place-2"]
    assert [one["dcterms:isPartOf"] for one in found] == [{"id": page}] * 2


def test_pages_of_a_collection_lead_to_one_another(corpora: Path) -> None:
    about = About(url="https://notes.example.org/")
    lines = [f'{{"n":{number}}}'.encode() for number in range(1_201)]
    outputs = list(Collection(about, "data/all.jsonld", "All", "2026-01-02").outputs(lines))
    files = {one.path: json.loads(b"".join(one.chunks)) for one in outputs}
    assert list(files) == ["data/all-2.jsonld", "data/all-3.jsonld", "data/all.jsonld"]
    whole, second, third = (files[f"data/all{end}.jsonld"] for end in ("", "-2", "-3"))
    assert (whole["total"], whole["last"]) == (1_201, third["id"])
    first = whole["first"]
    assert [len(page["items"]) for page in (first, second, third)] == [MOST, MOST, 201]
    assert [page["startIndex"] for page in (first, second, third)] == [0, 500, 1000]
    assert (first["next"], second["next"], third.get("next")) == (second["id"], third["id"], None)
    assert (second["prev"], third["prev"]) == (first["id"], second["id"])
    assert {page["partOf"]["id"] for page in (first, second, third)} == {whole["id"]}
    assert first["id"].partition("#")[0] == whole["id"]
    numbers = [one["n"] for page in (first, second, third) for one in page["items"]]
    assert numbers == list(range(1_201))
    for page in (second, third):
        # What an item is stands for itself.
        page["items"] = ["https://notes.example.org/notes/a/b/"]
        assert refused(corpora, "page", page) == []


def test_a_site_without_notes_has_an_empty_collection(tmp_path: Path, corpora: Path) -> None:
    (output,) = Collection(About(url="https://notes.example.org/"), "a.jsonld", "All").outputs([])
    whole = json.loads(b"".join(output.chunks))
    assert (whole["total"], "first" in whole) == (0, False)
    assert refused(corpora, "collection", whole) == []


def test_addresses_of_a_site_without_one_are_read_from_its_root(site: Path, tmp_path: Path) -> None:
    write_case(CASES[0], site)
    (site / "mkdocs.yml").write_text("site_name: Example corpus\n")
    files = exported(site_in(site), tmp_path)
    for path, whole in files.items():
        options = {"documentLoader": load, "base": f"https://mirror.example.org/a/{path}"}
        said = jsonld.normalize(
            whole, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
        )
        assert "<https://mirror.example.org/a/notes/example/note/>" in said
        assert "<https://mirror.example.org/a/articles/example/>" in said


def test_files_are_the_same_from_the_same_site(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 3))
    assert exported(site, tmp_path / "one") == exported(site, tmp_path / "two")


def test_half_a_character_is_written_as_json_has_it(tmp_path: Path) -> None:
    form = AnnotationsJsonld()
    site = site_in(many(tmp_path / "site", 1))
    annotated = site.articles["bridge"]
    object.__setattr__(annotated.article.meta, "title", "x")
    (placed,) = annotated.text.notes
    object.__setattr__(placed.note.annotation, "title", "half \ud83d")
    line = json.loads(form.fragment(site, "bridge"))
    assert line["label"] == "half \ud83d"
