"""Programs of the civic lead keep its item banks; keys need a scope of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.drifting import note_drift
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Calibration, Item
from techhire.plays.assessments.queries.drift import Sign
from techhire.portals.api.banks import linking
from tests.factories.assessments import NOW as TAKEN
from tests.factories.assessments import a_bank, a_test_day, able, answer_all, checked_in
from tests.factories.assessments import a_test as a_private_test
from tests.factories.banks import AssessmentFactory, ItemBankFactory, ItemFactory
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind
from tests.plays.assessments.banks.made_up import answered, items_in, table_of

Call = Callable[..., Any]
SAID = {
    "prompt": "Which word reads rows?",
    "rationale": "It reads.",
    "choices": [{"id": "a", "text": "SELECT"}, {"id": "b", "text": "DELETE"}],
}
QUESTION = {"kind": "single", "level": 2, "content": {"en": SAID}, "key": "a", "topic": "reading"}


@pytest.fixture
def other(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(civic)


def test_a_bank_is_opened_and_listed(world: Any, calls: Call, convener: Actor, person: Actor) -> None:
    made = calls(convener)("POST", "banks", {"skill": "desk-support", "title": "Desk at work"})
    assert (made.status_code, made.json()["kind"], made.json()["skill"]["code"]) == (
        201,
        "private",
        "desk-support",
    )
    ItemBankFactory(community=None, kind="practice", title="Practice")
    mine = [row["title"] for row in calls(convener)("GET", "banks").json()["items"]]
    assert {"Desk at work", "Practice"} <= set(mine)
    assert [row["title"] for row in calls(person)("GET", "banks").json()["items"]] == ["Practice"]
    unknown = calls(convener)("POST", "banks", {"skill": "no-such", "title": "X"})
    assert unknown.status_code == 422


def test_a_question_is_written_read_and_put_in_use(
    world: Any, calls: Call, convener: Actor, other: Actor
) -> None:
    author, reader = calls(convener), calls(other)
    made = author("POST", f"banks/{world.bank.pk}/items", QUESTION)
    assert (made.status_code, made.json()["state"], made.json()["code"]) == (201, "draft", "reading-01")
    place = f"items/{made.json()['id']}"
    said = author("GET", place).json()
    assert said["content"]["en"]["choices"][0] == {"id": "a", "text": "SELECT"}
    assert "key" not in said and "rationale" not in said["content"]["en"]
    edited = author("PUT", place, QUESTION | {"key": "b", "version": 1})
    assert (edited.status_code, edited.json()["version"]) == (200, 2)
    assert author("PUT", place, QUESTION | {"version": 1}).status_code == 409
    assert author("POST", f"{place}/submit", {"version": 2}).json()["state"] == "in_review"
    assert author("POST", f"{place}/approve", {}).status_code == 403
    assert reader("POST", f"{place}/send-back", {"remark": "Which database?"}).json()["state"] == "draft"
    author("POST", f"{place}/submit", {})
    assert reader("POST", f"{place}/approve", {}).json()["state"] == "pilot"
    assert reader("POST", f"{place}/use", {}).json()["state"] == "active"
    pulled = reader("POST", f"{place}/pull", {"reason": "leaked"}).json()
    assert (pulled["state"], pulled["pulled_for"]) == ("retired", "leaked")
    assert author("POST", f"{place}/revive", {}).json()["state"] == "draft"
    assert author("POST", f"{place}/retire", {}).json()["state"] == "retired"


def test_what_a_question_lacks_is_told_at_its_field(world: Any, calls: Call, convener: Actor) -> None:
    answer = calls(convener)("POST", f"banks/{world.bank.pk}/items", QUESTION | {"key": "z"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].endswith("key")


def test_keys_need_their_own_scope_and_a_writers_seat(
    world: Any, calls: Call, convener: Actor, civic: Organization, as_member: Callable[..., Actor]
) -> None:
    place = f"items/{world.item.pk}/key"
    shown = calls(convener)("GET", place).json()
    assert (shown["key"], shown["rationale"]["en"]) == ("a", "It is this one.")
    without = calls(convener, ("own:read", "own:write"))("GET", place)
    assert without.status_code == 403 and "keys:read" in without["WWW-Authenticate"]
    onlooker = calls(as_member(civic, "reader"))
    assert onlooker("GET", place).status_code == 404
    assert onlooker("GET", f"items/{world.item.pk}").status_code == 404
    assert onlooker("GET", f"banks/{world.bank.pk}/items").json()["items"][0]["code"] == world.item.code


def test_items_are_listed_page_by_page_and_by_state(world: Any, calls: Call, convener: Actor) -> None:
    for _ in range(4):
        ItemFactory(bank=world.bank, state="pilot")
    caller, place = calls(convener), f"banks/{world.bank.pk}/items"
    first = caller("GET", f"{place}?limit=3").json()
    rest = caller("GET", f"{place}?limit=3&cursor={first['next']}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 2, None)
    assert len(caller("GET", f"{place}?state=pilot").json()["items"]) == 4
    assert caller("GET", f"{place}?state=lost").status_code == 422


def test_cuts_are_set_and_kept(world: Any, calls: Call, convener: Actor) -> None:
    caller, place = calls(convener), f"banks/{world.bank.pk}/cuts"
    given = {"thetas": [-1.5, -0.5, 0, 1, 2], "method": "angoff", "panel": 6, "note": "Two rounds"}
    assert caller("POST", place, given).status_code == 201
    assert caller("POST", place, given | {"thetas": [0, 0, 0, 0, 0]}).status_code == 422
    assert [row["method"] for row in caller("GET", place).json()["items"]] == ["angoff", "author"]


def test_questions_are_measured_and_adopted(world: Any, calls: Call, convener: Actor) -> None:
    true = [-1.0, 0.0, 1.0, 0.5]
    Item.objects.filter(bank=world.bank).delete()
    AssessmentFactory(bank=world.bank)
    answered(world.bank, items_in(world.bank, true), table_of(true, 60))
    caller, place = calls(convener), f"banks/{world.bank.pk}/calibrations"
    started = caller("POST", place, {"model": "1pl"})
    assert (started.status_code, started.json()["state"]) == (201, "waiting")
    assert caller("POST", place, {"model": "1pl"}).status_code == 409
    drain(timezone.now)
    one = f"{place}/{started.json()['id']}"
    found = caller("GET", one).json()
    assert (found["state"], found["scale"], len(found["found"])) == ("ready", "new", 4)
    assert found["found"][0]["se_b"] > 0 and "few_answers" in found["found"][0]["flags"]
    assert caller("POST", f"{one}/adopt", {"use_pilots": True}).json()["state"] == "adopted"
    assert caller("POST", f"{one}/set-aside").status_code == 409
    assert [row["state"] for row in caller("GET", place).json()["items"]] == ["adopted"]


def test_questions_measured_elsewhere_are_taken_in(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    Item.objects.filter(bank=world.bank).delete()
    items = items_in(world.bank, [-1.0, 0.0, 1.0])
    rows = [{"id": item.code, "a": 1.1, "b": b} for item, b in zip(items, [-1.0, 0.0, 1.0], strict=True)]
    place, body = f"banks/{world.bank.pk}/calibrations/numbers", {"model": "1pl", "n": 250, "items": rows}
    assert calls(hiring_manager)("POST", place, body).status_code in (403, 404)
    caller = calls(convener)
    taken = caller("POST", place, body)
    assert (taken.status_code, taken.json()["state"], taken.json()["people"]) == (201, "ready", 250)
    assert not Item.objects.filter(bank=world.bank, guessed=False).exists()
    assert caller("POST", place, body | {"n": 5}).status_code == 422
    assert caller("POST", place, body | {"items": [rows[0] | {"b": 99}]}).status_code == 422


def test_numbers_against_what_is_known_are_adopted_only_on_purpose(
    world: Any, calls: Call, convener: Actor
) -> None:
    Item.objects.filter(bank=world.bank).delete()
    known = [-1.0, -0.5, 0.0, 0.5, 1.0]
    items = items_in(world.bank, known)
    for item, b in zip(items, known, strict=True):
        Item.objects.filter(pk=item.pk).update(b=b, guessed=False)
    rows = [{"id": item.code, "a": 1.1, "b": -b} for item, b in zip(items, known, strict=True)]
    caller, place = calls(convener), f"banks/{world.bank.pk}/calibrations"
    taken = caller("POST", f"{place}/numbers", {"model": "1pl", "n": 250, "items": rows}).json()
    adopt = f"{place}/{taken['id']}/adopt"
    refused = caller("POST", adopt, {})
    assert refused.status_code == 409 and "disagree with what is known" in refused.content.decode()
    assert caller("POST", adopt, {"against_known": True}).json()["state"] == "adopted"


def test_linking_numbers_to_a_bank_is_slowed_down(
    world: Any, calls: Call, convener: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "with_token", 1)
    caller, place = calls(convener), f"banks/{world.bank.pk}/calibrations/numbers"
    rows = [{"id": f"lost-{number}", "a": 1.0, "b": 0.5} for number in range(3)]
    body = {"model": "1pl", "n": 250, "items": rows}
    assert [caller("POST", place, body).status_code for _ in range(2)] == [422, 429]


def test_a_wrong_question_says_what_became_of_results(
    world: Any, calls: Call, convener: Actor, community: Any, onramp: Organization
) -> None:
    private = a_private_test(a_bank(community), seconds=1800)
    somebody = actor_for(AccountFactory(), community)
    seeker = seeker_behind(somebody)
    here = checked_in(a_test_day(onramp, private), seeker)
    begun = begin_sitting(somebody, seeker, private, check_in=here, seed=7, now=TAKEN)
    ended = answer_all(somebody, begun, able(0.5), now=TAKEN)
    item = ended.responses.order_by("place")[0].item
    caller, place = calls(convener), f"items/{item.pk}"
    assert caller("GET", f"{place}/rescorings").json() == []
    pulled = caller("POST", f"{place}/pull", {"reason": "wrong", "earlier_words": True})
    assert (pulled.status_code, pulled.json()["pulled_for"]) == (200, "wrong")
    [work] = caller("GET", f"{place}/rescorings").json()
    assert (work["sittings"], work["finished_at"]) == (1, None)
    drain(timezone.now)
    [work] = caller("GET", f"{place}/rescorings").json()
    assert work["finished_at"] and sum(work[name] for name in ("same", "up", "down", "gone")) == 1
    assert caller("POST", f"{place}/pull", {"reason": "wrong"}).status_code == 409


def test_a_test_is_tried_on_made_up_people(world: Any, calls: Call, convener: Actor) -> None:
    test = a_private_test(a_bank(world.community))
    caller, place = calls(convener), f"banks/{test.bank_id}/tests/{test.pk}/simulation"
    assert caller("GET", place).status_code == 404
    begun = caller("POST", place, {})
    assert (begun.status_code, begun.json()["state"], begun.json()["told"]) == (201, "waiting", None)
    drain(timezone.now)
    told = caller("GET", place).json()
    assert (told["state"], told["outdated"], told["told"]["people"]) == ("ready", False, 1000)
    assert len(told["told"]["exposure"]) == 25
    assert caller("GET", f"banks/{world.bank.pk}/tests/{test.pk}/simulation").status_code == 404


def test_why_a_bank_could_not_be_measured_is_a_code_and_words(
    world: Any, calls: Call, convener: Actor
) -> None:
    row = Calibration.objects.create(
        bank=world.bank, model="1pl", state="failed", trouble="unsettled", made_at=TAKEN
    )
    said = calls(convener)("GET", f"banks/{world.bank.pk}/calibrations/{row.pk}").json()
    assert said["trouble"] == "unsettled" and said["trouble_says"].startswith("The numbers did not settle")


def test_a_drifting_question_is_left_in_use_once_somebody_looked(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor, system: Actor
) -> None:
    (item,) = items_in(world.bank, [0.0])
    place = f"items/{item.pk}/keep"
    assert calls(convener)("POST", place, {}).status_code == 409
    note_drift(system, Sign(item.pk, item.version, -0.6, is_grave=False), now=timezone.now())
    assert calls(hiring_manager)("POST", place, {}).status_code == 404
    assert calls(convener)("POST", place, {"version": item.version + 5}).status_code == 409
    kept = calls(convener)("POST", place, {"version": item.version})
    assert (kept.status_code, kept.json()["state"]) == (200, "active"), kept.content
    assert calls(convener)("POST", place, {}).status_code == 409
