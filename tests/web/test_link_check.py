"""Addresses that work, are gone, have moved or cannot be asked; a clock that is not the wall's."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from glossator.cli import links as links_module
from glossator.cli import main
from glossator.content.loading import load_corpus
from glossator.problems import LINK_CODES
from glossator.site.config import read_settings
from glossator.web.archives import ArchiveError, find_copy
from glossator.web.ask import LONGEST_PAUSE, Answer, web_ask
from glossator.web.link_check import Outcome, check_page, check_pages
from glossator.web.link_list import source_links
from glossator.web.outward import is_outward
from glossator.web.pace import LONGEST_PAUSES, PACE, Pace
from tests.host import write_site
from tests.web_server import Web, serving

A = "https://a.example.org"
B = "https://b.example.org"


class Clock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.lock = threading.Lock()

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds


class FakeWeb:
    """Answers from a table, and notes what was asked when."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers = answers
        self.clock = Clock()
        self.pace = Pace(clock=self.clock.time, sleep=self.clock.sleep)
        self.asked: list[tuple[str, str, float]] = []

    def ask(self, method: str, url: str) -> Answer:
        self.asked.append((method, url, self.clock.now))
        answer = self.answers.get(f"{method} {url}", self.answers.get(url, Answer(200)))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Answer)
        return answer

    def check(self, url: str) -> Outcome:
        return check_page(url, ask=self.ask, pace=self.pace)

    def check_all(self, *urls: str) -> dict[str, Outcome]:
        return dict(check_pages(urls, new_ask=lambda: self.ask, pace=self.pace, most_at_once=1))

    @property
    def methods(self) -> list[str]:
        return [method for method, _, _ in self.asked]


def unknown_host() -> requests.ConnectionError:
    error = requests.ConnectionError("no such host")
    error.__cause__ = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return error


def test_a_page_that_answers_works_and_only_its_head_is_asked_for() -> None:
    web = FakeWeb({})
    assert web.check(f"{A}/1") == Outcome("works")
    assert web.methods == ["HEAD"]


@pytest.mark.parametrize("status", [403, 404, 405, 501, 500])
def test_where_head_is_refused_the_page_itself_is_asked_for(status: int) -> None:
    web = FakeWeb({f"HEAD {A}/1": Answer(status)})
    assert web.check(f"{A}/1").kind == "works"
    assert web.methods == ["HEAD", "GET"]


def test_a_head_that_breaks_off_is_asked_again_as_get() -> None:
    web = FakeWeb({f"HEAD {A}/1": requests.ConnectionError("reset")})
    assert web.check(f"{A}/1").kind == "works"


def test_requests_to_one_host_are_a_second_apart() -> None:
    web = FakeWeb({f"{A}/1": Answer(404), f"{A}/2": Answer(301, "/3")})
    web.check_all(*(f"{A}/{number}" for number in range(5)))
    times = [time for _, _, time in web.asked]
    assert len(times) == 7
    assert all(later - earlier >= PACE for earlier, later in pairwise(times))


def test_another_host_is_not_waited_for() -> None:
    web = FakeWeb({})
    web.check_all(f"{A}/1", f"{B}/1", "https://c.example.org/1")
    assert [time for _, _, time in web.asked] == [0.0, 0.0, 0.0]


def test_a_redirect_to_another_host_keeps_that_hosts_pace() -> None:
    web = FakeWeb({f"{A}/1": Answer(302, f"{B}/1"), f"{A}/2": Answer(302, f"{B}/2")})
    web.check_all(f"{A}/1", f"{A}/2")
    times = [time for _, url, time in web.asked if url.startswith(B)]
    assert times[1] - times[0] >= PACE


def test_the_pace_holds_between_threads() -> None:
    clock = Clock()
    pace = Pace(clock=clock.time, sleep=clock.sleep)
    times: list[float] = []

    def ask(method: str, url: str) -> Answer:
        times.append(clock.now)
        return Answer(302, f"{B}/{len(times)}") if url.startswith("https://h") else Answer(200)

    pages = [f"https://h{number}.example.org/" for number in range(6)]
    to_b = [0.0]

    def noted(method: str, url: str) -> Answer:
        if url.startswith(B):
            to_b.append(clock.now)
        return ask(method, url)

    outcomes = dict(check_pages(pages, new_ask=lambda: noted, pace=pace))
    assert len(outcomes) == 6
    in_order = sorted(to_b[1:])
    assert all(b - a >= PACE for a, b in pairwise(in_order))


def test_a_page_in_many_places_is_asked_for_once() -> None:
    web = FakeWeb({})
    assert len(web.check_all(f"{A}/1", f"{A}/1", f"{A}/2")) == 2
    assert len(web.asked) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dead(status: int) -> None:
    outcome = FakeWeb({f"{A}/1": Answer(status)}).check(f"{A}/1")
    assert (outcome.kind, outcome.reason) == ("dead", f"the page is gone ({status})")


def test_a_host_that_nobody_knows_is_dead_at_once() -> None:
    web = FakeWeb({f"{A}/1": unknown_host()})
    outcome = web.check(f"{A}/1")
    assert (outcome.kind, outcome.is_host_unknown) == ("dead", True)
    assert outcome.reason == "there is no host a.example.org"
    assert len(web.asked) == 1


def test_a_name_server_that_does_not_answer_says_nothing_of_the_host() -> None:
    error = requests.ConnectionError("try again")
    error.__cause__ = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    assert FakeWeb({f"{A}/1": error}).check(f"{A}/1").kind == "unreachable"


@pytest.mark.parametrize("status", [401, 403, 429, 451, 503, 999])
def test_a_site_that_turns_programs_away_is_not_dead(status: int) -> None:
    outcome = FakeWeb({f"{A}/1": Answer(status)}).check(f"{A}/1")
    assert outcome.kind == "unreachable"
    assert str(status) in outcome.reason


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_has_its_new_address(status: int) -> None:
    web = FakeWeb({f"{A}/1": Answer(status, "/new?x=1")})
    assert web.check(f"{A}/1") == Outcome("moved", "the page has moved for good", f"{A}/new?x=1")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_for_now_is_no_news(status: int) -> None:
    assert FakeWeb({f"{A}/1": Answer(status, f"{A}/2")}).check(f"{A}/1").kind == "works"


def test_only_the_redirects_for_good_count_for_the_new_address() -> None:
    web = FakeWeb(
        {
            f"{A}/1": Answer(301, f"{A}/2"),
            f"{A}/2": Answer(308, f"{B}/3"),
            f"{B}/3": Answer(302, f"{B}/consent"),
            f"{B}/consent": Answer(301, f"{B}/consent/"),
        }
    )
    assert web.check(f"{A}/1").target == f"{B}/3"


def test_a_redirect_to_a_page_that_is_gone_is_dead() -> None:
    web = FakeWeb({f"{A}/1": Answer(301, f"{A}/2"), f"{A}/2": Answer(404)})
    assert web.check(f"{A}/1").kind == "dead"


def test_a_redirect_to_the_front_page_says_that_the_page_is_probably_gone() -> None:
    outcome = FakeWeb({f"{A}/1": Answer(302, "/")}).check(f"{A}/1")
    assert (outcome.kind, outcome.target) == ("moved", "")
    assert "front page" in outcome.reason
    assert FakeWeb({f"{A}/": Answer(301, f"{B}/")}).check(f"{A}/").target == f"{B}/"


def test_redirects_in_a_circle_come_to_an_end() -> None:
    web = FakeWeb({f"{A}/1": Answer(302, f"{A}/2"), f"{A}/2": Answer(302, f"{A}/1")})
    outcome = web.check(f"{A}/1")
    assert outcome.kind == "unreachable"
    assert "circle" in outcome.reason


def test_redirects_without_end_come_to_an_end() -> None:
    web = FakeWeb({f"{A}/{number}": Answer(302, f"{A}/{number + 1}") for number in range(50)})
    assert "on and on" in web.check(f"{A}/0").reason
    assert len(web.asked) <= 12


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///x",
        "http://[::1",
        "http://127.0.0.1/",
        "http://x..example.org/",
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(target: str) -> None:
    outcome = FakeWeb({f"{A}/1": Answer(301, target)}).check(f"{A}/1")
    assert (outcome.kind, outcome.target) == ("unreachable", "")


def test_a_busy_server_is_asked_again_after_the_time_that_it_names() -> None:
    web = FakeWeb({f"{A}/1": [Answer(429, retry_after="7"), Answer(200)]})
    assert web.check(f"{A}/1").kind == "works"
    assert [time for _, _, time in web.asked] == [0.0, 7.0]


def test_pauses_grow_and_end_after_the_third_try() -> None:
    web = FakeWeb({f"{A}/1": Answer(429)})
    assert web.check(f"{A}/1").kind == "unreachable"
    assert [time for _, _, time in web.asked] == [0.0, 2.0, 6.0]


def test_who_asks_to_wait_too_long_is_not_asked_again() -> None:
    web = FakeWeb({f"{A}/1": Answer(429, retry_after=str(int(LONGEST_PAUSE) + 1))})
    assert web.check(f"{A}/1").kind == "unreachable"
    assert len(web.asked) == 1


def test_a_time_in_the_past_and_nonsense_are_no_reason_to_wait() -> None:
    for said in ("Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-5"):
        web = FakeWeb({f"{A}/1": [Answer(429, retry_after=said), Answer(200)]})
        assert web.check(f"{A}/1").kind == "works"
        assert web.asked[1][2] == 2.0


def test_while_one_page_pauses_its_host_is_left_alone() -> None:
    web = FakeWeb({f"{A}/1": [Answer(429, retry_after="9"), Answer(200)]})
    web.check_all(f"{A}/1", f"{A}/2")
    assert [time for _, _, time in web.asked][1:] == [9.0, 10.0]


def test_a_host_that_asks_for_pauses_page_after_page_is_not_waited_for_without_end() -> None:
    answer = Answer(429, retry_after=str(int(LONGEST_PAUSE)))
    web = FakeWeb({f"{A}/{number}": answer for number in range(50)})
    assert len(web.check_all(*web.answers)) == 50
    assert web.clock.now <= LONGEST_PAUSES + 51 * PACE


def test_a_host_that_is_silent_is_not_asked_for_all_of_its_pages() -> None:
    web = FakeWeb({f"{A}/{number}": requests.ConnectTimeout("slow") for number in range(50)})
    outcomes = web.check_all(*web.answers, f"{B}/1")
    assert {url for _, url, _ in web.asked if url.startswith(A)} == {f"{A}/0", f"{A}/1"}
    assert {outcome.reason for outcome in outcomes.values()} == {
        "a.example.org does not answer in time",
        "",
    }


def test_time_outs_are_tried_again_and_then_told() -> None:
    web = FakeWeb({f"{A}/1": requests.ReadTimeout("slow")})
    outcome = web.check(f"{A}/1")
    assert (outcome.kind, outcome.reason) == (
        "unreachable",
        "a.example.org does not answer in time",
    )
    assert len(web.asked) == 3


def test_a_bad_certificate_is_told_at_once() -> None:
    web = FakeWeb({f"{A}/1": requests.exceptions.SSLError("expired")})
    assert "certificate" in web.check(f"{A}/1").reason
    assert len(web.asked) == 1


def test_a_fault_in_the_asking_is_not_swallowed() -> None:
    def ask(method: str, url: str) -> Answer:
        raise RuntimeError("a mistake in the program")

    with pytest.raises(RuntimeError, match="mistake"):
        list(check_pages([f"{A}/1"], new_ask=lambda: ask, pace=FakeWeb({}).pace))


# With a server


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def test_asking_follows_nothing_and_says_who_asks(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSATOR_REPO_URL", "https://forge.example.org/a/b")
    url = web.page("/1", status=301, Location="/2", Retry_After="3")
    assert web_ask()("HEAD", url) == Answer(301, "/2", "3")
    assert web.asked == ["HEAD /1"]
    assert web.headers[0]["User-Agent"].startswith("Glossator/")
    assert "(+https://forge.example.org/a/b)" in web.headers[0]["User-Agent"]


def test_no_passwords_are_handed_out(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    web_ask()("GET", web.page("/1"))
    assert "Authorization" not in web.headers[0]


def test_a_server_that_never_ends_its_headers_is_given_up(web: Web) -> None:
    is_over = threading.Event()

    def trickle(request: object) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")  # type: ignore[attr-defined]
        while not is_over.wait(0.05):
            request.wfile.write(b"X-Slow: 1\r\n")  # type: ignore[attr-defined]

    url = web.route("/slow", trickle)
    try:
        with pytest.raises(requests.exceptions.ReadTimeout):
            web_ask(timeout=0.3)("GET", url)
    finally:
        is_over.set()


@pytest.mark.parametrize("url", ["http://[::1", "http://exa mple.org/", "http://x..example.org/"])
def test_an_address_that_cannot_be_asked_is_told(url: str) -> None:
    with pytest.raises(requests.RequestException):
        web_ask(timeout=1)("GET", url)


# Archived copies


def test_the_archive_is_asked_for_the_copy_nearest_to_the_day(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = {"available": True, "status": "200", "url": "http://web.archive.org/web/2025/x"}
    body = json.dumps({"archived_snapshots": {"closest": snapshot}})
    monkeypatch.setenv("GLOSSATOR_WAYBACK_URL", web.page("/available", body))
    found = find_copy(f"{A}/1?a=b&c", "2025-09-24", pace=Pace(seconds=0))
    assert found == "https://web.archive.org/web/2025/x"
    assert web.asked == [
        "GET /available?url=https%3A%2F%2Fa.example.org%2F1%3Fa%3Db%26c&timestamp=20250924"
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"archived_snapshots": {}},
        {"archived_snapshots": {"closest": {"available": False, "url": "http://x.example.org"}}},
        {"archived_snapshots": {"closest": {"available": True, "url": "javascript:alert(1)"}}},
        {
            "archived_snapshots": {
                "closest": {"available": True, "status": "404", "url": "http://x.example.org"}
            }
        },
    ],
)
def test_an_answer_without_a_copy_is_none(
    web: Web, answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSATOR_WAYBACK_URL", web.page("/available", json.dumps(answer)))
    assert find_copy(f"{A}/1", "", pace=Pace(seconds=0)) == ""


@pytest.mark.parametrize(("status", "body"), [(500, "{}"), (200, "<html>"), (200, "")])
def test_an_archive_that_fails_says_so(
    web: Web, status: int, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSATOR_WAYBACK_URL", web.page("/available", body, status=status))
    with pytest.raises(ArchiveError):
        find_copy(f"{A}/1", "", pace=Pace(seconds=0))


# The command

NOTE = """\
kind: context
target:
  exact: 5 million
body: Some words.
sources:
{sources}"""


@pytest.fixture
def site(tmp_path: Path, web: Web) -> Path:
    """A site whose article and topic have sources on the server that work."""
    root = write_site(tmp_path)
    article = root / "docs/articles/bridge.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        text.replace("https://news.example.org/1", web.page("/article")), encoding="utf-8"
    )
    for file in (root / "annotations").rglob("*.yaml"):
        file.unlink()
    return root


def add_note(site: Path, *sources: str, name: str = "note") -> None:
    file = site / f"annotations/bridge/{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = "".join(
        f"  - url: {source}\n    publisher: Example Daily (test data)\n" for source in sources
    )
    file.write_text(NOTE.format(sources=rows), encoding="utf-8")


@pytest.fixture
def run_links(site: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`glossator links` in the site, without pauses, with an archive that has nothing."""
    monkeypatch.chdir(site)
    monkeypatch.setattr(links_module, "Pace", lambda: Pace(seconds=0, sleep=lambda _: None))
    monkeypatch.setenv("GLOSSATOR_WAYBACK_URL", web.page("/available", "{}"))

    def call(*arguments: str) -> Result:
        command = ["links", "--own-network", *arguments]
        return CliRunner().invoke(main, command, catch_exceptions=False)

    return call


def test_links_is_silent_when_all_work(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    add_note(site, web.page("/1"))
    done = run_links()
    assert (done.exit_code, done.output) == (0, "")
    assert sorted(web.asked) == ["HEAD /1", "HEAD /article"]


@pytest.mark.parametrize("name", ["127.0.0.1", "inward.example.org"])
def test_links_asks_nothing_in_the_own_network(
    name: str,
    run_links: Callable[..., Result],
    site: Path,
    web: Web,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_up = socket.getaddrinfo

    def at_home(host: str, *rest: Any, **more: Any) -> Any:
        return look_up("127.0.0.1" if host == "inward.example.org" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", at_home)
    add_note(site, web.page("/1").replace("127.0.0.1", name))
    done = run_links("--no-own-network", "annotations")
    assert (done.exit_code, web.asked) == (0, []), done.output
    assert f"link-unreachable: {web.url.replace('127.0.0.1', name)}/1" in done.output
    assert f"{name} is in your own network" in done.output


@pytest.mark.parametrize(
    ("address", "is_out"),
    [
        *(("8.8.8.8", True), ("2001:4860:4860::8888", True), ("::ffff:8.8.8.8", True)),
        *(("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("::1", False)),
        *(("::ffff:127.0.0.1", False), ("fe80::1%eth0", False), ("100.64.0.1", False)),
        *(("0.0.0.0", False), ("224.0.0.1", False), ("fd00::1", False), ("nothing", False)),
    ],
)
def test_only_what_all_the_web_can_reach_is_outward(address: str, *, is_out: bool) -> None:
    assert is_outward(address) == is_out


def test_links_tells_each_place_and_asks_once_with_fragments_left_out(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    gone = f"{web.url}/gone"
    add_note(site, f"{gone}#one", f"{gone}#two")
    add_note(site, gone, name="other")
    done = run_links("--no-suggest-archive")
    assert done.exit_code == 1
    assert [line.split(": ")[:2] for line in done.output.splitlines()] == [
        ["annotations/bridge/note.yaml:6:10", "link-dead"],
        ["annotations/bridge/note.yaml:8:10", "link-dead"],
        ["annotations/bridge/other.yaml:6:10", "link-dead"],
    ]
    assert [asked for asked in web.asked if "gone" in asked] == ["HEAD /gone", "GET /gone"]


def test_links_of_topics_and_articles_are_asked_too(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    del web.routes["/article"]
    topic = site / "docs/topics/testing.md"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(
        text.replace(
            "\n---\n\n",
            "\ntimeline:\n  - date: 2025\n    text: Something.\n    sources:\n"
            f"      - url: {web.url}/event\n        publisher: Example Daily\n"
            f"sources:\n  - url: {web.url}/topic\n    publisher: Example Daily\n---\n\n",
        ),
        encoding="utf-8",
    )
    said = run_links().output
    assert "docs/articles/bridge.md:4:8: link-dead: " in said
    assert "docs/topics/testing.md:9:14: link-dead: " in said
    assert "docs/topics/testing.md:12:10: link-dead: " in said


def test_links_suggests_the_archived_copy_of_what_is_gone_and_of_nothing_else(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    snapshot = {"available": True, "status": "200", "url": "https://web.archive.org/web/1/x"}
    web.page("/available", json.dumps({"archived_snapshots": {"closest": snapshot}}))
    add_note(site, f"{web.url}/gone", web.page("/1"))
    done = run_links()
    assert "`archive: https://web.archive.org/web/1/x`" in done.stdout
    assert len([asked for asked in web.asked if "available" in asked]) == 1


def test_links_with_an_archived_copy_beside_them_are_warnings(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    add_note(site, f"{web.url}/gone\n    archive: https://archive.example.org/1")
    done = run_links()
    assert done.exit_code == 0
    assert "link-dead" in done.stdout
    assert "readers have the archived copy https://archive.example.org/1" in done.stdout
    assert not [asked for asked in web.asked if "available" in asked]


def test_links_goes_on_when_the_archive_fails_and_says_so_once(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    web.page("/available", "", status=500)
    add_note(site, f"{web.url}/gone", f"{web.url}/gone-too")
    done = run_links()
    assert done.exit_code == 1
    assert done.stderr == "The Wayback Machine could not be asked: it answers 500.\n"
    assert len([asked for asked in web.asked if "available" in asked]) == 1


def test_links_that_moved_or_cannot_be_checked_are_warnings(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    moved = web.page("/moved", status=301, Location="/article")
    add_note(site, moved, web.page("/wall", status=403))
    done = run_links("--format", "json")
    assert done.exit_code == 0
    problems = json.loads(done.stdout)
    assert {problem["code"]: problem["severity"] for problem in problems} == {
        "link-moved": "warning",
        "link-unreachable": "warning",
    }
    assert f"write {web.url}/article" in problems[0]["message"]


def test_every_code_of_links_is_said_by_it(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    moved = web.page("/moved", status=308, Location="/article")
    add_note(site, moved, web.page("/wall", status=403), f"{web.url}/gone")
    done = run_links()
    assert {line.split(": ")[1] for line in done.stdout.splitlines()} == set(LINK_CODES)


def test_links_of_a_file_are_only_those_in_it(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    add_note(site, web.page("/1"))
    run_links("annotations")
    assert web.asked == ["HEAD /1"]


def test_links_for_github_are_workflow_commands(
    run_links: Callable[..., Result], site: Path, web: Web
) -> None:
    add_note(site, f"{web.url}/gone")
    said = run_links("--format", "github").stdout
    assert said.startswith("::error file=annotations/bridge/note.yaml,line=6,col=10,")


def test_offline_nothing_is_called_dead(
    run_links: Callable[..., Result], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(method: str, url: str) -> Answer:
        raise unknown_host()

    monkeypatch.setattr(links_module, "web_ask", lambda **_: ask)
    add_note(site, f"{A}/1", f"{B}/1")
    done = run_links()
    assert done.exit_code == 0
    assert "link-dead" not in done.stdout
    assert "this computer is not online" in done.stdout


@pytest.mark.parametrize("arguments", [["--timeout", "0"], ["--format", "sarif"], ["no-such"]])
def test_links_called_wrongly_exits_2(
    run_links: Callable[..., Result], arguments: list[str]
) -> None:
    assert run_links(*arguments).exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a single process")
def test_ctrl_c_stops_at_once_and_prints_what_is_known(site: Path, web: Web) -> None:
    is_asked, is_over = threading.Event(), threading.Event()

    def hang(request: object) -> None:
        is_asked.set()
        is_over.wait(60)

    # Sorted by place: the first of the host is answered before the second is asked.
    web.page("/moved", status=301, Location="/article")
    add_note(site, f"{web.url}/moved", web.route("/slow", hang))
    # Where tests run in the background, Ctrl-C is ignored, and that is inherited.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from glossator.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "links", "--own-network", "annotations"]
    process = subprocess.Popen(
        command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        while not is_asked.wait(0.1):  # to begin takes long on a busy machine
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        is_over.set()
        process.kill()
    assert process.returncode == 130
    assert "link-moved" in out
    assert err == "Stopped: 1 of 2 addresses asked.\n"


def test_every_source_of_the_sites_own_corpus_is_listed() -> None:
    root = Path(__file__).parents[2]
    settings = read_settings(root)
    corpus = load_corpus(root, docs=settings.docs)
    listed = source_links(corpus)
    written = [
        file.read_text(encoding="utf-8").count("url: http")
        for folder in ("annotations", "docs/articles", "docs/topics")
        for file in (root / folder).rglob("*.*")
    ]
    assert len(listed) == sum(written) > 50
