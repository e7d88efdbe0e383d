"""My resume through a program: as data and on paper, with my own choice of what goes on it, and for nobody else."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from techhire.commons.permits import Actor
from tests.cases import in_one_world

Call = Callable[..., Any]


def test_it_says_what_the_page_says_and_leads_to_the_same_on_paper(
    world: Any, calls: Call, person: Actor
) -> None:
    caller = calls(person)
    caller("POST", "me/experiences", {"kind": "family", "title": "caregiver", "what": "I cared for two."})
    said = caller("GET", "me/resume").json()
    assert said["name"] == world.seeker.name
    assert {row["name"] for word in said["skills"].values() for row in word}
    assert said["pdf"].endswith("/api/v1/me/resume.pdf")
    paper = caller("GET", "me/resume.pdf")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    words = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert world.seeker.name in words


def test_the_choice_is_mine_and_the_address_on_paper_keeps_it(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    whole, bare = (
        caller("GET", "me/resume").json(),
        caller("GET", "me/resume?email=false&city=false&phone=false"),
    )
    assert len(bare.json()["contact"]) == 0 <= len(whole["contact"])
    assert bare.json()["pdf"].endswith("resume.pdf?email=false&city=false&phone=false")
    assert caller("GET", "me/resume?role=no-such-role").status_code == 404
    assert caller("GET", "me/resume.pdf?role=no-such-role").status_code == 404
    assert caller("GET", "me/resume?email=perhaps").status_code == 422


@in_one_world("who", ["coach", "trainer", "hiring_manager", "convener"])
def test_somebody_without_a_record_has_none(
    world: Any, calls: Call, who: str, request: pytest.FixtureRequest
) -> None:
    for path in ("me/resume", "me/resume.pdf"):
        assert calls(request.getfixturevalue(who))("GET", path).status_code == 404
        assert calls(None)("GET", path).status_code == 401
