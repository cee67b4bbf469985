"""What became of a site's sources, as problems at the places where their addresses stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from glossator.problems import Problem, Severity
from glossator.web.link_check import Outcome
from glossator.web.link_list import Link

FindCopy = Callable[[Link], str]


def link_problems(
    links: Iterable[Link], outcomes: Mapping[str, Outcome], *, find_copy: FindCopy
) -> list[Problem]:
    """A problem for each place of an address that does not work, sorted by place.

    `outcomes` may lack addresses that were not asked for. `find_copy` gives the address of
    an archived copy of a page that is gone, or nothing; it is asked once for each page.
    """
    is_online = any(not o.is_host_unknown for o in outcomes.values())
    copies: dict[str, str] = {}
    problems = []
    for link in links:
        outcome = outcomes.get(link.page)
        if outcome is None or outcome.kind == "works":
            continue
        if outcome.is_host_unknown and not is_online:
            message = f"{outcome.reason}, or this computer is not online; see whether it is"
            problems.append(_problem(link, "link-unreachable", message, "warning"))
        elif outcome.kind == "dead":
            problems.append(_dead(link, outcome, copies, find_copy))
        elif outcome.kind == "moved":
            problems.append(_moved(link, outcome, copies, find_copy))
        else:
            message = f"{outcome.reason}, so this could not be checked; open it in a browser"
            problems.append(_problem(link, "link-unreachable", message, "warning"))
    return sorted(problems)


def _dead(link: Link, outcome: Outcome, copies: dict[str, str], find_copy: FindCopy) -> Problem:
    if link.archive:
        message = f"{outcome.reason}; readers have the archived copy {link.archive}"
        return _problem(link, "link-dead", message, "warning")
    return _problem(link, "link-dead", f"{outcome.reason}; {_advice(link, copies, find_copy)}")


def _moved(link: Link, outcome: Outcome, copies: dict[str, str], find_copy: FindCopy) -> Problem:
    if outcome.target:
        message = f"{outcome.reason}; write {outcome.target}"
    elif link.archive:
        message = f"{outcome.reason}; readers have the archived copy {link.archive}"
    else:
        message = f"{outcome.reason}; {_advice(link, copies, find_copy)}"
    return _problem(link, "link-moved", message, "warning")


def _advice(link: Link, copies: dict[str, str], find_copy: FindCopy) -> str:
    if link.page not in copies:
        copies[link.page] = find_copy(link)
    if copies[link.page]:
        return f"there is an archived copy, see whether it fits: `archive: {copies[link.page]}`"
    return "look for the page under another address, or name another source"


def _problem(link: Link, code: str, message: str, severity: Severity = "error") -> Problem:
    return Problem(link.location, code, f"{link.url}: {message}", severity)
