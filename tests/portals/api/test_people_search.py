"""A program searches people by skill: the cards of the page, its limits, and nobody to reach."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.models import SkillSearch
from techhire.plays.seekers.models import AccessRecord
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_skill, found_person

Call = Callable[..., Any]
DESK = {"skill": "desk-support", "level": 2}


@pytest.fixture
def place(world: Any, community: Community) -> str:
    """The address of the employer's searches, where ten people show desk support."""
    desk = world.bank.skill
    for _unused in range(8):
        found_person(community, {desk: 3})
    build_snapshot(community.pk, now=NOW)
    return f"employers/{world.employer.slug}/people-searches"


def test_the_cards_are_blind_and_each_person_can_read_of_it(
    place: str, world: Any, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    lines = [DESK, {"skill": "networking", "level": 1, "importance": "preferred"}]
    said = calls(hiring_manager)("POST", place, {"skills": lines})
    told = said.json()
    assert told["count"] == {"value": 10, "words": "about 10"}
    assert (len(told["rows"]), told["more_equal"]) == (10, False)
    assert set(told["rows"][0]) == {"pseudonym", "place", "equal", "words", "shows", "of", "lines"}
    lines_of = [{line["skill"]["code"]: line["word"] for line in row["lines"]} for row in told["rows"]]
    assert lines_of[0] == {"desk-support": "proven", "networking": "proven"}
    assert {words["desk-support"] for words in lines_of} == {"proven"}
    for secret in ("Dana", "Rosa", "seeker", world.seeker.code, "contact", '"fit"'):
        assert secret not in said.content.decode()
    looks = calls(person)("GET", "me/looks").json()["items"]
    assert looks[0]["says"] == "saw your skills, without your name, in a search by skill"
    assert AccessRecord.objects.filter(what="search").count() == 10


def test_fewer_than_ten_are_not_shown(place: str, calls: Call, hiring_manager: Actor) -> None:
    skills = [DESK | {"level": 5}]
    assert calls(hiring_manager)("POST", place, {"skills": skills}).json() == {
        "count": {"value": None, "words": "fewer than 10"},
        "rows": [],
        "more_equal": False,
    }


@pytest.mark.parametrize(
    "skills",
    [
        [],
        [DESK | {"skill": f"skill-{at}"} for at in range(11)],
        [DESK | {"level": 6}],
        [DESK | {"level": "2"}],
        [DESK | {"importance": "vital"}],
        [DESK | {"skill": "no-such-skill"}],
        [DESK | {"skill": "floppy-disks"}],
        [DESK, DESK | {"level": 3}],
        [DESK | {"importance": "preferred"}],
        [DESK | {"zip_code": "64106"}],
        "desk-support",
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(
    skills: Any, place: str, calls: Call, hiring_manager: Actor
) -> None:
    a_skill("Floppy disks", state="retired")
    said = calls(hiring_manager)("POST", place, {"skills": skills})
    assert said.status_code == 422, said.content
    assert said.json()["errors"][0]["field"].startswith("body")
    assert not SkillSearch.objects.exists()


def test_after_the_searches_of_a_day_the_answer_is_429(
    place: str, calls: Call, hiring_manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techhire.plays.matches.actions.searching.MOST_SEARCHES", 1)
    caller = calls(hiring_manager)
    assert caller("POST", place, {"skills": [DESK]}).status_code == 200
    assert caller("POST", place, {"skills": [DESK]}).status_code == 200
    late = caller("POST", place, {"skills": [DESK | {"level": 1}]})
    assert (late.status_code, late["Content-Type"]) == (429, "application/problem+json")
    assert "Go on tomorrow" in late.json()["detail"]
    with time_machine.travel(NOW + timedelta(seconds=int(late["Retry-After"])), tick=False):
        assert caller("POST", place, {"skills": [DESK | {"level": 1}]}).status_code == 200


def test_a_reader_of_the_employer_may_search_and_an_employer_that_waits_may_not(
    place: str, calls: Call, employer: Organization, community: Community, as_member: Callable[..., Actor]
) -> None:
    assert calls(as_member(employer, "reader"))("POST", place, {"skills": [DESK]}).status_code == 200
    waits = OrganizationFactory(community=community, kinds=["employer"], state="in_review", slug="waits")
    said = calls(as_member(waits, "owner"))("POST", "employers/waits/people-searches", {"skills": [DESK]})
    assert said.status_code in {403, 404}


def test_a_posting_begins_with_the_skills_of_a_search(
    place: str, world: Any, calls: Call, hiring_manager: Actor
) -> None:
    caller = calls(hiring_manager)
    path = f"employers/{world.employer.slug}/postings"
    made = caller("POST", path, {"title": "Night desk", "lines": [DESK]})
    assert made.status_code == 201, made.content
    read = caller("GET", f"postings/{made.json()['identifier']}/requirements").json()
    assert [(line["skill"]["code"], line["level"], line["confirmed"]) for line in read["lines"]] == [
        ("desk-support", 2, False)
    ]
    before = Posting.objects.count()
    unknown = caller("POST", path, {"title": "Night desk", "lines": [DESK | {"skill": "no-such-skill"}]})
    assert unknown.status_code == 422 and unknown.json()["errors"][0]["field"] == "body.lines"
    assert caller("POST", path, {"title": "Night desk"}).status_code == 422
    assert Posting.objects.count() == before
