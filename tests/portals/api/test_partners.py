"""Programs of providers, onramps, civic leads, and of whoever keeps an organization's members."""

from collections.abc import Callable
from typing import Any

from techhire.commons.communities.actions import create_organization
from techhire.commons.communities.models import Invitation, Membership, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import ImportIssue, ImportRun
from techhire.plays.providers.models import Enrollment
from techhire.plays.seekers.models import AccessRecord, Contact, Evidence
from tests.factories.matches import NOW
from tests.factories.seekers import access, seeker_in
from tests.factories.skills import own_skill

Call = Callable[..., Any]


def test_a_program_is_drafted_listed_and_closed(world: Any, calls: Call, trainer: Actor) -> None:
    caller = calls(trainer)
    made = caller("POST", f"providers/{world.provider.slug}/programs", {"name": "Desk", "tuition": "90.50"})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    place = f"own-programs/{made.json()['id']}"
    assert caller("POST", f"{place}/list").status_code == 409
    lines = [{"skill": "desk-support", "level": 2}]
    assert caller("PUT", f"{place}/teaches", {"lines": lines}).json()["teaches"][0]["level"] == 2
    version = caller("GET", place).json()["version"]
    assert caller("PATCH", place, {"version": version, "online": True}).json()["online"] is True
    assert caller("PATCH", place, {"version": version, "online": True}).status_code == 409
    assert caller("PATCH", place, {"cip": "11.0901"}).status_code == 422
    assert caller("POST", f"{place}/list").json()["state"] == "listed"
    assert calls(None)("GET", f"programs/{made.json()['id']}").status_code == 200
    assert caller("POST", f"{place}/suspend").json()["state"] == "suspended"
    assert caller("POST", f"{place}/close").json()["state"] == "closed"
    rows = caller("GET", f"providers/{world.provider.slug}/programs").json()["items"]
    assert [row["state"] for row in rows] == ["closed", "listed"]


def test_a_start_is_announced_and_moved(world: Any, calls: Call, trainer: Actor) -> None:
    caller, place = calls(trainer), f"own-programs/{world.program.pk}/cohorts"
    made = caller("POST", place, {"starts_on": "2026-06-01", "seats": 12})
    assert made.status_code == 201
    moved = {"starts_on": "2026-06-08", "seats": 10, "canceled": True, "version": made.json()["version"]}
    assert caller("PUT", f"cohorts/{made.json()['id']}", moved).json()["canceled"] is True
    assert [row["taken"] for row in caller("GET", place).json()] == [1, 0, 0]


def test_a_completion_becomes_evidence(world: Any, calls: Call, trainer: Actor) -> None:
    caller, place = calls(trainer), f"cohorts/{world.cohort.pk}/enrollments"
    rows = caller("GET", place).json()
    assert [(row["state"], row["person"]["name"]) for row in rows] == [("enrolled", "Dana Reyes")]
    done = caller("POST", f"{place}/{rows[0]['id']}/complete", {"on": "2026-03-01"})
    assert done.json()["state"] == "completed"
    assert Evidence.objects.filter(seeker=world.seeker, kind="completion").count() == 1
    assert caller("POST", f"{place}/{rows[0]['id']}/withdraw").status_code == 409


def test_a_seat_goes_to_somebody_who_gave_access(world: Any, calls: Call, trainer: Actor) -> None:
    caller, place = calls(trainer), f"cohorts/{world.cohort.pk}/enrollments"
    hidden = seeker_in(world.community, name="Eli Park")
    assert caller("POST", place, {"person": hidden.code}).status_code == 404
    access(hidden, world.provider, "training")
    assert caller("POST", place, {"person": hidden.code}).status_code == 201
    assert Enrollment.objects.filter(seeker=hidden).count() == 1


def test_names_that_are_read_are_on_record(world: Any, calls: Call, trainer: Actor, coach: Actor) -> None:
    rows = calls(trainer)("GET", f"providers/{world.provider.slug}/people").json()["items"]
    assert [row["code"] for row in rows] == [world.seeker.code]
    waiting = calls(coach)("GET", f"onramps/{world.onramp.slug}/waiting").json()["items"]
    assert [row["code"] for row in waiting] == [world.seeker.code]
    looked = AccessRecord.objects.filter(seeker=world.seeker).values_list("purpose", "what")
    assert sorted(looked) == [("coaching", "name"), ("training", "name")]


def test_provider_and_onramp_vouch(world: Any, calls: Call, trainer: Actor, coach: Actor) -> None:
    given = {"person": world.seeker.code, "skill": "networking", "level": 2, "at": "2026-02-01"}
    assert calls(trainer)("POST", f"providers/{world.provider.slug}/vouches", given).status_code == 403
    people = f"providers/{world.provider.slug}/people"
    assert calls(trainer)("GET", people).json()["items"][0]["may_vouch"] is False
    access(world.seeker, world.provider, "vouching")
    assert calls(trainer)("GET", people).json()["items"][0]["may_vouch"] is True
    access(world.seeker, world.onramp, "vouching")
    assert calls(trainer)("POST", f"providers/{world.provider.slug}/vouches", given).status_code == 201
    place = f"onramps/{world.onramp.slug}"
    assert calls(coach)("POST", f"{place}/vouches", given).status_code == 404
    calls(coach)("POST", f"{place}/caseload", {"person": world.seeker.code})
    assert calls(coach)("POST", f"{place}/vouches", given).status_code == 201
    assert Evidence.objects.filter(seeker=world.seeker, kind="vouch").count() == 2


def test_a_provider_enters_a_certification_of_its_own_student(
    world: Any, calls: Call, trainer: Actor
) -> None:
    given = {
        "person": world.seeker.code,
        "skill": "networking",
        "level": 2,
        "at": "2026-02-01",
        "title": "Network One",
        "issuer": "Harbor Guild",
    }
    place = f"providers/{world.provider.slug}/credentials"
    assert calls(trainer)("POST", place, given).json()["kind"] == "credential"
    own = calls(trainer)("POST", place, given | {"issuer": world.provider.name})
    assert own.json()["errors"][0]["field"] == "body.issuer"
    assert calls(trainer)("POST", place, given | {"person": "NOBODY"}).status_code == 404
    assert Evidence.objects.filter(seeker=world.seeker, kind="credential").count() == 1


def test_a_coach_works_with_a_caseload(world: Any, calls: Call, coach: Actor) -> None:
    caller, place = calls(coach), f"onramps/{world.onramp.slug}"
    entered = caller(
        "POST",
        f"{place}/people",
        {"name": "Ana Ruiz", "words": "Yes, keep my record", "phone": "816-555-0142"},
    )
    assert entered.status_code == 201, entered.content
    assert Contact.objects.get().value == "816-555-0142"
    wrong = {"name": "Bo", "words": "Yes", "phone": "call me", "email": "bo at home"}
    errors = caller("POST", f"{place}/people", wrong).json()["errors"]
    assert [one["field"] for one in errors] == ["body.email", "body.phone"]
    assert caller("POST", f"{place}/caseload", {"person": world.seeker.code}).status_code == 201
    rows = {row["person"]["name"]: row for row in caller("GET", f"{place}/people").json()["items"]}
    assert (rows["Ana Ruiz"]["need"], rows["Dana Reyes"]["fits"]) == ("skills", 1)
    one = caller("GET", f"{place}/people/{world.seeker.code}").json()
    assert one["skills"][0]["word"] == "proven"
    fits = caller("GET", f"{place}/people/{world.seeker.code}/fits").json()["items"]
    assert fits[0]["job"]["identifier"] == str(world.posting.identifier)
    assert caller("DELETE", f"{place}/people/{world.seeker.code}").status_code == 204
    assert caller("GET", f"{place}/people/{world.seeker.code}").status_code == 404


def test_a_skill_is_proposed_and_put_into_use(
    world: Any, calls: Call, hiring_manager: Actor, convener: Actor
) -> None:
    given = {"name": "Label printers", "definition": "Keeps label printers going.", "kind": "tool"}
    made = calls(hiring_manager)("POST", "own-skills", given)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    place = f"own-skills/{made.json()['id']}"
    assert calls(hiring_manager)("POST", f"{place}/publish", {}).status_code == 404
    assert calls(convener)("POST", f"{place}/review", {}).json()["state"] == "in_review"
    refused = calls(convener)("POST", f"{place}/publish", {})
    assert refused.status_code == 422 and "both languages" in refused.content.decode()
    spanish = {"name_es": "Impresoras de etiquetas", "definition_es": "Mantiene impresoras de etiquetas."}
    level = {"level": 2, "text": "Changes the roll.", "text_es": "Cambia el rollo."}
    changed = spanish | {"parent": "desk-support", "anchors": [level, {"level": 3}]}
    assert calls(hiring_manager)("PATCH", place, changed).status_code == 404
    assert calls(convener)("PATCH", place, changed).json()["version"] == 3
    assert calls(convener)("POST", f"{place}/publish", {"note": "good"}).json()["state"] == "published"
    shown = calls(None)("GET", "skills/label-printers").json()
    assert shown["parent"]["code"] == "desk-support", "and of a level that was only named nothing is kept"
    assert [one["text_es"] for one in shown["levels"] if one["text"]] == ["Cambia el rollo."]
    assert calls(hiring_manager)("PATCH", place, {"parent": ""}).status_code == 403
    assert calls(convener)("PATCH", place, {"parent": ""}).status_code == 200
    assert calls(None)("GET", "skills/label-printers").json()["parent"] is None
    assert calls(hiring_manager)("POST", f"{place}/retire", {}).status_code == 403
    assert calls(convener)("POST", f"{place}/retire", {}).json()["state"] == "retired"


def test_a_skill_gives_way_to_another(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    place = f"own-skills/{own_skill(world.community, code='old-desk').pk}/replace"
    given = {"successor": "desk-support", "note": "the same"}
    assert calls(hiring_manager)("POST", place, given).status_code == 403
    assert calls(convener)("POST", place, {"successor": "nobody-knows"}).status_code == 422
    assert calls(convener)("POST", place, given).json()["state"] == "replaced"
    assert calls(None)("GET", "skills/old-desk").json()["replaced_by"]["code"] == "desk-support"


def test_imports_are_for_the_civic_lead(world: Any, calls: Call, convener: Actor, helper: Actor) -> None:
    run = ImportRun.objects.create(
        community=world.community, kind="soc", file_name="soc.csv", path="soc.csv", started_at=NOW, bad=1
    )
    ImportIssue.objects.create(run=run, file_name="soc.csv", line=7, reason="no code")
    assert [row["id"] for row in calls(convener)("GET", "imports").json()["items"]] == [run.pk]
    issues = calls(convener)("GET", f"imports/{run.pk}/issues").json()["items"]
    assert issues == [{"file_name": "soc.csv", "line": 7, "reason": "no code"}]
    assert calls(helper)("GET", "imports").json()["items"] == []
    assert calls(helper)("GET", f"imports/{run.pk}").status_code == 404


def test_an_owner_invites_and_takes_back(
    world: Any, calls: Call, as_member: Callable[..., Actor], hiring_manager: Actor
) -> None:
    caller, place = calls(as_member(world.employer, "owner")), f"organizations/{world.employer.slug}"
    made = caller("POST", f"{place}/invitations", {"email": "new@example.org", "role": "reader"})
    assert made.status_code == 201
    assert "token" not in made.content.decode()
    assert [row["email"] for row in caller("GET", f"{place}/invitations").json()["items"]] == [
        "new@example.org"
    ]
    assert caller("DELETE", f"{place}/invitations/{made.json()['id']}").status_code == 204
    assert Invitation.objects.get().accepted is False
    refused = calls(hiring_manager)("POST", f"{place}/invitations", {"email": "b@example.org"})
    assert refused.status_code == 403


def test_an_owner_gives_roles_and_ends_seats(
    world: Any, calls: Call, as_member: Callable[..., Actor], hiring_manager: Actor, employer: Organization
) -> None:
    caller = calls(as_member(employer, "owner"))
    rows = caller("GET", f"organizations/{employer.slug}/members").json()["items"]
    assert [row["role"] for row in rows] == ["owner", "member"]
    seat = Membership.objects.get(account_id=hiring_manager.account_id)
    assert caller("PATCH", f"members/{seat.pk}", {"role": "reader"}).json()["role"] == "reader"
    assert calls(hiring_manager)("PATCH", f"members/{seat.pk}", {"role": "owner"}).status_code == 403
    assert calls(hiring_manager)("DELETE", f"members/{seat.pk}").status_code == 403
    assert caller("DELETE", f"members/{seat.pk}").status_code == 204
    assert caller("DELETE", f"members/{seat.pk}").status_code == 404


def test_an_owner_changes_what_is_told_about_the_organization(
    world: Any, calls: Call, hiring_manager: Actor, stranger: Actor, as_member: Callable[..., Actor]
) -> None:
    place = f"organizations/{world.employer.slug}"
    owner = calls(as_member(world.employer, "owner"))
    done = owner("PATCH", place, {"about": "We mend boats.", "naics": "336612", "size": 40})
    assert (done.status_code, done.json()["naics"], done.json()["size"]) == (200, "336612", 40)
    assert calls(None)("GET", place).json()["about"] == "We mend boats."
    assert owner("PATCH", place, {"size": None}).json()["size"] is None
    assert owner("PATCH", place, {"website": "harbor"}).status_code == 422
    assert owner("PATCH", place, {"state": "active"}).status_code == 422
    assert owner("PATCH", place, {"name": ""}).status_code == 422
    assert calls(hiring_manager)("PATCH", place, {"about": "x"}).status_code == 403
    assert calls(stranger)("PATCH", place, {"about": "x"}).status_code == 401
    assert calls(stranger).below("/c/north")("PATCH", place, {"about": "x"}).status_code == 404
    assert calls(None)("PATCH", place, {"about": "x"}).status_code == 401


def test_an_applicant_s_program_fixes_a_typo(world: Any, calls: Call, person: Actor) -> None:
    made = create_organization(person, world.community, name="Habror", kinds=["provider"], now=NOW)
    fixed = calls(person)("PATCH", f"organizations/{made.slug}", {"name": "Harbor"})
    assert (fixed.json()["name"], fixed.json()["state"]) == ("Harbor", "applied")
    assert calls(None)("GET", f"organizations/{made.slug}").status_code == 404
