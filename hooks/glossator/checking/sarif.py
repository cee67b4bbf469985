"""Problems as SARIF 2.1.0, which code scanning services and editors read.

Source: Static Analysis Results Interchange Format 2.1.0 plus Errata 01, OASIS Standard.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from glossator import __version__
from glossator.problems import CODES, FIXES, Location, Problem
from glossator.showing import visible_json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# Hexadecimal digits: 64 bits tell all problems of any site apart.
FINGERPRINT_LENGTH = 16
# A message may name another line, which moves when something is added above it.
_LINE_NUMBER = re.compile(r"\bline [0-9]+")
_RULES = sorted(CODES)

Json = dict[str, Any]  # what JSON holds


def format_sarif(problems: Sequence[Problem]) -> str:
    """A SARIF log with one run: every code as a rule, every problem as a result.

    Paths become relative addresses below `%SRCROOT%`, columns count characters.
    """
    seen: Counter[str] = Counter()
    results = []
    for problem in problems:
        fingerprint = _fingerprint(problem)
        seen[fingerprint] += 1
        results.append(_result(problem, f"{fingerprint}:{seen[fingerprint]}"))
    driver = {
        "name": "Glossator",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in _RULES],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return visible_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(code: str) -> Json:
    meaning, fix = CODES[code], FIXES[code]
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": f"{meaning} {fix}"},
        "help": {"text": fix, "markdown": fix},
        "properties": {"tags": ["annotation"]},
    }


def _result(problem: Problem, fingerprint: str) -> Json:
    result: Json = {
        "ruleId": problem.code,
        "ruleIndex": _RULES.index(problem.code),
        "level": problem.severity,
        # In a message `[words](address)` is a link, and what a message quotes must not be one.
        "message": {"text": problem.message.replace("](", "] (")},
        "locations": [{"physicalLocation": _place(problem.location)}],
        # The name that GitHub knows problems again by, from one run to the next.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(location)}
            for number, location in enumerate(problem.related)
        ]
    return result


def _place(location: Location) -> Json:
    if Path(location.path).is_absolute():
        artifact = {"uri": Path(location.path).as_uri()}
    else:
        # A file's name may hold bytes that are no UTF-8.
        raw = location.path.encode("utf-8", "surrogateescape")
        artifact = {"uri": quote(raw, safe="/"), "uriBaseId": "%SRCROOT%"}
    return {
        "artifactLocation": artifact,
        "region": {"startLine": location.line, "startColumn": location.column},
    }


def _fingerprint(problem: Problem) -> str:
    """The same for the same problem, wherever in its file it stands."""
    message = _LINE_NUMBER.sub("line", problem.message)
    key = "\0".join((problem.code, problem.location.path, message))
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
