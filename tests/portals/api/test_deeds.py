"""Deeds that once were on pages only: by the person, by partners, by the civic lead; each refused to others."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import propose_skill, publish_skill
from techhire.commons.skills.models import Alignment, Skill
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.models import AccessRecord, Consent, EmployerBlock, Evidence, Grant
from techhire.plays.seekers.words import Purpose
from tests.factories.matches import NOW, a_skill
from tests.factories.seekers import piece

Call = Callable[..., Any]


def test_a_person_hides_from_an_employer_and_shows_again(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    made = caller("POST", "me/hidden-from", {"organization": world.employer.slug})
    assert (made.status_code, made.json()["slug"]) == (201, world.employer.slug)
    rows = caller("GET", "me/hidden-from").json()["items"]
    assert [row["slug"] for row in rows] == [world.employer.slug]
    assert caller("DELETE", f"me/hidden-from/{world.employer.slug}").status_code == 204
    assert not EmployerBlock.objects.exists()
    assert caller("POST", "me/hidden-from", {"organization": "nobody"}).status_code == 404


def test_tapped_tasks_are_told_once(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    slug = calls(None)("GET", "everyday-tasks").json()["items"][0]["slug"]
    assert caller("POST", "me/tasks", {"tasks": [slug]}).status_code == 201
    assert caller("POST", "me/tasks", {"tasks": [slug]}).json() == {"added": 0}
    refused = caller("POST", "me/tasks", {"tasks": ["no-such-thing"]})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "body.tasks")


def test_only_what_one_told_is_taken_back(world: Any, calls: Call, person: Actor, helper: Actor) -> None:
    caller = calls(person)
    claim = caller("POST", "me/claims", {"skill": "networking", "level": 2}).json()["pieces"][0]["id"]
    calls(helper)("POST", "me/record", {})
    assert calls(helper)("DELETE", f"me/evidence/{claim}").status_code == 404
    assert caller("DELETE", f"me/evidence/{claim}").status_code == 204
    assert Evidence.objects.get(pk=claim).state == "withdrawn"
    assert caller("DELETE", f"me/evidence/{world.evidence.pk}").status_code == 403


def test_whoever_works_with_me_may_vouch_after_my_yes(
    world: Any, calls: Call, person: Actor, helper: Actor
) -> None:
    grant = Grant.objects.get(seeker=world.seeker, purpose="coaching")
    made = calls(person)("POST", f"me/grants/{grant.pk}/vouching")
    assert (made.status_code, made.json()["purpose"]) == (201, "vouching")
    assert calls(person)("POST", f"me/grants/{made.json()['id']}/vouching").status_code == 404
    calls(helper)("POST", "me/record", {})
    assert calls(helper)("POST", f"me/grants/{grant.pk}/vouching").status_code == 404


def test_everything_held_is_mine_alone(
    world: Any, calls: Call, person: Actor, coach: Actor, convener: Actor
) -> None:
    response = calls(person)("GET", "me/everything")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    held = response.json()
    assert {"profile", "evidence", "asked_to_be_read"} <= held.keys()
    assert held["profile"]["name"] == "Dana Reyes"
    for actor in (coach, convener):
        assert calls(actor)("GET", "me/everything").status_code == 404


def test_the_one_who_entered_it_answers_a_correction(
    world: Any, calls: Call, person: Actor, trainer: Actor, hiring_manager: Actor, convener: Actor
) -> None:
    entered = piece(world.seeker, a_skill("Patience"), "completion", 2, organization=world.provider)
    asked = open_dispute(person, entered, reason="wrong_level", words="I did better", now=NOW)
    for actor in (hiring_manager, person):
        assert calls(actor)("GET", "corrections").json()["items"] == []
        assert calls(actor)("POST", f"corrections/{asked.pk}/answer", {"answer": "stands"}).status_code == 404
    assert len(calls(convener)("GET", "corrections").json()["items"]) == 1
    (row,) = calls(trainer)("GET", "corrections").json()["items"]
    assert (row["words"], row["person"]) == ("I did better", world.seeker.code)
    assert row["answers"] == ["stands", "corrected", "removed"]
    said = calls(trainer)("POST", f"corrections/{asked.pk}/answer", {"answer": "stands"})
    assert (said.status_code, said.json()["answer"]) == (200, "stands")
    assert calls(trainer)("POST", f"corrections/{asked.pk}/answer", {"answer": "stands"}).status_code == 404


def test_a_provider_undoes_a_completion_and_confirms_a_program(
    world: Any, calls: Call, trainer: Actor, coach: Actor
) -> None:
    place = f"cohorts/{world.cohort.pk}/enrollments/{world.enrollment.pk}"
    caller = calls(trainer)
    assert caller("POST", f"{place}/undo").status_code == 409
    caller("POST", f"{place}/complete", {"on": "2026-03-01"})
    assert calls(coach)("POST", f"{place}/undo").status_code == 404
    assert caller("POST", f"{place}/undo").json()["state"] == "enrolled"
    assert caller("POST", f"own-programs/{world.program.pk}/confirm").status_code == 200
    assert calls(coach)("POST", f"own-programs/{world.program.pk}/confirm").status_code == 404


@pytest.fixture
def at(world: Any, coach: Actor) -> str:
    """The address of the person on the caseload."""
    take_on(coach, world.onramp, world.seeker, now=NOW)
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}"


def test_a_coach_tells_for_a_person_and_turns_found(world: Any, calls: Call, coach: Actor, at: str) -> None:
    caller = calls(coach)
    said = caller("POST", f"{at}/claims", {"skill": "networking", "level": 2})
    assert (said.status_code, said.json()["word"]) == (201, "claimed")
    slug = calls(None)("GET", "everyday-tasks").json()["items"][0]["slug"]
    assert caller("POST", f"{at}/tasks", {"tasks": [slug]}).status_code == 201
    assert caller("POST", f"{at}/found", {"found": False}).json()["found"] is False
    assert caller("POST", f"{at}/found", {"found": True}).status_code == 422
    on = caller("POST", f"{at}/found", {"found": True, "words": "Yes", "scope": ["name_after_yes"]})
    assert on.json()["found"] is True
    consent = Consent.objects.filter(purpose=Purpose.BEING_FOUND, withdrawn_at__isnull=True).latest("pk")
    assert (consent.words, consent.scope) == ("Yes", ["name_after_yes", "schedule", "skills", "travel"])
    assert AccessRecord.objects.filter(seeker=world.seeker, purpose="coaching", what="record").exists()
    (heard,) = [row for row in caller("GET", f"{at}/consents").json() if row["id"] == consent.pk]
    assert (heard["spoken"], heard["confirmed_at"]) == (True, None)
    told = caller("POST", f"{at}/consents/{consent.pk}/confirm")
    assert told.json()["confirmed_at"] is not None
    assert caller("POST", f"{at}/consents/999/confirm").status_code == 404


def test_a_coach_notes_vouching_and_takes_a_vouch_back(
    world: Any, calls: Call, coach: Actor, at: str
) -> None:
    caller = calls(coach)
    assert caller("POST", f"{at}/vouching", {"words": "Sure"}).status_code == 204
    given = {"person": world.seeker.code, "skill": "networking", "level": 3, "at": "2026-02-01"}
    made = caller("POST", f"onramps/{world.onramp.slug}/vouches", given).json()["id"]
    assert caller("DELETE", f"{at}/evidence/{world.evidence.pk}").status_code == 404
    assert caller("DELETE", f"{at}/evidence/{made}").status_code == 204
    assert Evidence.objects.get(pk=made).state == "withdrawn"


def test_a_provider_takes_a_vouch_back(world: Any, calls: Call, trainer: Actor, person: Actor) -> None:
    calls(person)("POST", "me/grants", {"organization": world.provider.slug, "purpose": "vouching"})
    place = f"providers/{world.provider.slug}"
    given = {"person": world.seeker.code, "skill": "networking", "level": 3, "at": "2026-02-01"}
    made = calls(trainer)("POST", f"{place}/vouches", given).json()["id"]
    mine = f"{place}/people/{world.seeker.code}/evidence"
    assert calls(trainer)("DELETE", f"{mine}/{world.evidence.pk}").status_code == 404
    assert calls(trainer)("DELETE", f"{mine}/{made}").status_code == 204


def test_a_card_is_for_somebody_without_an_address(
    world: Any, calls: Call, coach: Actor, trainer: Actor, at: str
) -> None:
    place = f"onramps/{world.onramp.slug}/people"
    code = calls(coach)("POST", place, {"name": "Ana", "words": "Yes"}).json()["code"]
    made = calls(coach)("POST", f"{place}/{code}/card")
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert made.json()["number"] and made.json()["code"]
    assert calls(trainer)("POST", f"{place}/{code}/card").status_code == 404
    assert calls(coach)("POST", f"{at}/card").status_code == 403


def test_the_civic_lead_adds_and_moves_partners(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    caller, given = calls(convener), {"name": "Fox Works", "kinds": ["employer"], "city": "Kansas City"}
    made = caller("POST", "partners", given)
    assert (made.status_code, made.json()["state"], made.json()["kinds"]) == (201, "active", ["employer"])
    place = f"partners/{made.json()['slug']}/move"
    assert caller("POST", place, {"state": "paused"}).json()["state"] == "paused"
    assert caller("POST", place, {"state": "in_review"}).status_code == 422
    assert [row["slug"] for row in caller("GET", "partners?state=paused").json()["items"]] == ["fox-works"]
    assert calls(hiring_manager)("GET", "partners?state=paused").json()["items"] == []
    assert calls(hiring_manager)("POST", "partners", given).status_code == 403
    assert (
        calls(hiring_manager)("POST", f"partners/{world.provider.slug}/move", {"state": "left"}).status_code
        == 403
    )
    assert Organization.objects.filter(name="Fox Works").count() == 1


@pytest.fixture
def own(world: Any, convener: Actor) -> Skill:
    """A skill of the community's own, in use."""
    words = {"name": "Label printers", "definition": "Keeps them going.", "kind": "tool"}
    words |= {"name_es": "Impresoras de etiquetas", "definition_es": "Las mantiene en marcha."}
    return publish_skill(convener, propose_skill(convener, now=NOW, **words), now=NOW)


def test_the_civic_lead_changes_ties_and_replaces_a_skill(
    own: Skill, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    caller, place = calls(convener), f"own-skills/{own.pk}"
    changed = caller("PATCH", place, {"version": own.version, "name_es": "Etiquetas", "aliases": ["Tags"]})
    assert (changed.status_code, changed.json()["name_es"]) == (200, "Etiquetas")
    assert caller("PATCH", place, {"version": own.version, "name_es": "X"}).status_code == 409
    tied = caller("POST", f"{place}/ties", {"target": "Networking", "relation": "broader"})
    assert (tied.status_code, tied.json()["target"]["code"]) == (201, "networking")
    assert [row["id"] for row in caller("GET", f"{place}/ties").json()["items"]] == [tied.json()["id"]]
    unknown = caller("POST", f"{place}/ties", {"target": "Nothing like it", "relation": "exact"})
    assert unknown.json()["errors"][0]["field"] == "body.target"
    assert caller("DELETE", f"{place}/ties/{tied.json()['id']}").status_code == 204
    assert not Alignment.objects.filter(origin=own).exists()
    assert caller("POST", f"{place}/replace", {"successor": "networking"}).json()["state"] == "replaced"
    history = caller("GET", f"{place}/history?limit=1").json()
    assert history["items"][0]["state"] == "replaced" and history["next"]
    other = calls(hiring_manager)
    assert other("GET", f"{place}/history").status_code in {403, 404}
    for method, path, body in (
        ("PATCH", place, {"name_es": "X"}),
        ("POST", f"{place}/replace", {"successor": "networking"}),
        ("POST", f"{place}/ties", {"target": "Networking", "relation": "exact"}),
    ):
        assert other(method, path, body).status_code in {403, 404}
