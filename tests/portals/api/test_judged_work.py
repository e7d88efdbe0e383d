"""Doing a work sample and judging one through a program: the same rules, and no name in what an assessor gets."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from django.utils import timezone

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Judgment, Rubric, RubricEdition
from techhire.plays.seekers.models import Evidence
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import WORDS, a_rubric, names, says

Call = Callable[..., Any]


@pytest.fixture
def assessor(world: Any, as_member: Callable[..., Actor]) -> Actor:
    return as_member(OrganizationFactory(community=world.community, kinds=["provider"]))


@pytest.fixture
def rubric(world: Any, onramp: Organization, assessor: Actor) -> Rubric:
    made = a_rubric(onramp, world.evidence.skill)
    names(made, assessor)
    return made


def test_work_samples_are_listed_and_the_task_stays_hidden_until_it_is_begun(
    world: Any, rubric: Rubric, calls: Call, person: Actor
) -> None:
    caller = calls(person)
    row = caller("GET", "rubrics").json()["items"][0]
    assert (row["id"], row["minutes"], row["title_es"]) == (rubric.pk, 60, "Responder a un ticket")
    opened = caller("GET", f"rubrics/{rubric.pk}").json()
    assert [len(one["anchors"]) for one in opened["criteria"]] == [5, 5]
    assert "task" not in opened
    assert caller("GET", "rubrics/999").status_code == 404
    assert calls(None)("GET", "rubrics").status_code == 401


def test_from_beginning_to_the_result(
    world: Any, rubric: Rubric, calls: Call, person: Actor, assessor: Actor
) -> None:
    mine, theirs = calls(person), calls(assessor)
    begun = mine("POST", "me/work", {"rubric": rubric.pk})
    assert begun.status_code == 201 and begun.json()["task"] == "Answer the ticket below."
    assert begun.json()["ends_at"] is not None and begun.json()["unread_files"] == []
    number = begun.json()["id"]
    saved = mine("PUT", f"me/work/{number}", {"text": WORDS, "version": begun.json()["version"]})
    assert saved.json()["text"] == WORDS
    assert mine("PUT", f"me/work/{number}", {"text": "Other.", "version": 1}).status_code == 409
    handed = mine("POST", f"me/work/{number}/hand-in", {}).json()
    assert handed["state"] == "handed_in" and handed["ends_at"] is None
    assert datetime.fromisoformat(handed["begun_at"]).astimezone(world.community.zone).time() == time(0)
    due = theirs("GET", "me/judgments").json()["items"][0]
    shown = theirs("GET", f"me/judgments/{due['id']}")
    assert WORDS in shown.json()["text"]
    assert not {"begun_at", "ends_at", "handed_in_at"} & {*due, *shown.json()}
    assert "Dana" not in shown.content.decode() and world.seeker.code not in shown.content.decode()
    criteria = [one["id"] for one in shown.json()["criteria"]]
    scores = [{"criterion": pk, "level": 3, "remark": "clear"} for pk in criteria]
    draft = theirs("PUT", f"me/judgments/{due['id']}", {"scores": scores[:1], "version": 1}).json()
    assert [one["level"] for one in draft["scores"]] == [3, None]
    body = {"scores": scores, "version": draft["version"]}
    assert theirs("POST", f"me/judgments/{due['id']}/give", body).status_code == 204
    result = mine("GET", f"me/work/{number}").json()["result"]
    assert result["readers"] == 1 and result["kinds"] == ["training provider"]
    assert [line["says"] for line in result["lines"]] == ["3 independent"] * 2
    assert Evidence.objects.filter(kind="judged_work").count() == 1


def test_a_disputed_result_is_read_once_more(
    world: Any, rubric: Rubric, calls: Call, person: Actor, assessor: Actor, as_member: Callable[..., Actor]
) -> None:
    mine = calls(person)
    number = mine("POST", "me/work", {"rubric": rubric.pk}).json()["id"]
    mine("PUT", f"me/work/{number}", {"text": WORDS, "version": 2})
    mine("POST", f"me/work/{number}/hand-in", {})
    says(Judgment.objects.get(), 3, 3)
    assert mine("GET", f"me/work/{number}").json()["fresh_reading"] is None
    names(rubric, as_member(OrganizationFactory(community=world.community, kinds=["provider"])))
    evidence = Evidence.objects.get(kind="judged_work")
    assert mine("POST", "me/disputes", {"evidence": evidence.pk, "reason": "wrong_level"}).status_code == 201
    drain(timezone.now)
    waiting = mine("GET", f"me/work/{number}").json()
    assert waiting["state"] == "reread" and waiting["result"]["readers"] == 1
    assert waiting["fresh_reading"]["has_reader"] and waiting["fresh_reading"]["change"] is None
    says(Judgment.objects.get(is_fresh=True), 4, 4)
    done = mine("GET", f"me/work/{number}").json()["fresh_reading"]
    assert (done["before"], done["after"], done["change"]) == (3.0, 3.5, "higher")
    assert done["says"] == "The result is higher now"


def test_an_unfinished_judgment_and_a_wrong_reason_are_told_by_field(
    world: Any, rubric: Rubric, calls: Call, person: Actor, assessor: Actor
) -> None:
    mine, theirs = calls(person), calls(assessor)
    number = mine("POST", "me/work", {"rubric": rubric.pk}).json()["id"]
    assert mine("POST", f"me/work/{number}/hand-in", {}).status_code == 422
    mine("PUT", f"me/work/{number}", {"text": "By Dana Reyes.", "version": 2})
    assert mine("POST", f"me/work/{number}/hand-in", {}).json()["errors"][0]["field"] == "body.sure"
    assert mine("POST", f"me/work/{number}/hand-in", {"sure": True}).status_code == 200
    judgment = Judgment.objects.get()
    give = theirs("POST", f"me/judgments/{judgment.pk}/give", {"scores": [], "version": 1})
    assert give.status_code == 422 and give.json()["errors"][0]["field"].startswith("body.level_")
    assert theirs("POST", f"me/judgments/{judgment.pk}/leave", {"reason": "overdue"}).status_code == 422
    assert theirs("POST", f"me/judgments/{judgment.pk}/leave", {"reason": "knows"}).status_code == 204
    assert theirs("GET", f"me/judgments/{judgment.pk}").status_code == 404


def test_what_was_taken_back_is_gone(world: Any, rubric: Rubric, calls: Call, person: Actor) -> None:
    caller = calls(person)
    number = caller("POST", "me/work", {"rubric": rubric.pk}).json()["id"]
    assert caller("DELETE", f"me/work/{number}").status_code == 204
    assert caller("GET", f"me/work/{number}").json()["state"] == "withdrawn"
    assert caller("POST", "me/work", {"rubric": rubric.pk}).status_code == 409


@in_one_world("who", ["coach", "trainer", "convener", "rival", "stranger", "hiring_manager"])
def test_nobody_else_reads_work_or_judgments(
    world: Any,
    rubric: Rubric,
    calls: Call,
    person: Actor,
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    number = calls(person)("POST", "me/work", {"rubric": rubric.pk}).json()["id"]
    calls(person)("PUT", f"me/work/{number}", {"text": WORDS, "version": 2})
    calls(person)("POST", f"me/work/{number}/hand-in", {})
    other = calls(request.getfixturevalue(who))
    other = other.below("/c/north") if who == "stranger" else other
    judgment = Judgment.objects.get()
    assert other("GET", f"me/work/{number}").status_code == 404
    assert other("GET", f"me/judgments/{judgment.pk}").status_code == 404
    body = {"scores": [], "version": 1}
    assert other("POST", f"me/judgments/{judgment.pk}/give", body).status_code == 404
    assert RubricEdition.objects.count() == 1
