"""What somebody who looks for work does through a program, in their own name."""

from collections.abc import Callable
from typing import Any

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Evidence, Grant

Call = Callable[..., Any]


def test_a_token_says_whose_it_is(world: Any, calls: Call, person: Actor, convener: Actor) -> None:
    said = calls(person, ("own:read",))("GET", "me").json()
    assert (said["community"], said["scopes"], said["is_convener"]) == ("river", ["own:read"], False)
    assert calls(convener)("GET", "me").json()["is_convener"] is True


def test_memberships_name_the_role(world: Any, calls: Call, hiring_manager: Actor, person: Actor) -> None:
    rows = calls(hiring_manager)("GET", "me/memberships").json()
    assert [(row["organization"]["slug"], row["role"]) for row in rows] == [(world.employer.slug, "member")]
    assert calls(person)("GET", "me/memberships").json() == []


def test_a_record_is_opened_once_and_changed_in_part(world: Any, calls: Call, helper: Actor) -> None:
    caller = calls(helper)
    assert caller("GET", "me/record").status_code == 404
    made = caller("POST", "me/record", {"name": "Ana Ruiz", "language": "es"})
    assert made.status_code == 201
    assert caller("POST", "me/record", {}).status_code == 409
    changed = caller("PATCH", "me/record", {"zip_code": "64106", "version": made.json()["version"]}).json()
    assert (changed["name"], changed["place"]) == ("Ana Ruiz", "Kansas City, MO")
    assert caller("PATCH", "me/record", {"name": "x", "version": 1}).status_code == 409
    moved = caller("PATCH", "me/record", {"place": "Independence, MO"}).json()
    assert (moved["place"], moved["zip_code"]) == ("Independence, MO", "")
    assert caller("PATCH", "me/record", {"place": "Springfield"}).status_code in {409, 422}


def test_being_found_is_turned_off_and_on(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    assert caller("POST", "me/found", {"found": False}).json()["found"] is False
    world.seeker.refresh_from_db()
    assert not world.seeker.found
    assert caller("POST", "me/found", {"found": True, "words": "Yes"}).json()["found"] is True


def test_being_found_needs_somebody_of_age(world: Any, calls: Call, helper: Actor) -> None:
    caller = calls(helper)
    caller("POST", "me/record", {})
    assert caller("POST", "me/found", {"found": True}).status_code == 403


def test_skills_tell_what_stands_behind_them(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    line = next(row for row in caller("GET", "me/skills").json() if row["skill"]["code"] == "desk-support")
    assert (line["skill"]["code"], line["word"], line["level"]) == ("desk-support", "proven", 3)
    pieces = caller("GET", "me/skills/desk-support").json()["pieces"]
    assert [(piece["kind"], piece["counts"]) for piece in pieces] == [
        ("proctored_test", True),
        ("claim", False),
    ]


def test_a_claim_alone_is_only_claimed(world: Any, calls: Call, person: Actor) -> None:
    said = calls(person)("POST", "me/claims", {"skill": "networking", "level": 4})
    assert said.status_code == 201
    assert (said.json()["word"], said.json()["level"]) == ("claimed", 4)
    assert Fact.objects.filter(name="EvidenceAdded", channel="api").exists()


def test_a_disputed_piece_stops_counting(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    given = {"evidence": world.evidence.pk, "reason": "wrong_level", "words": "I did better"}
    assert caller("POST", "me/disputes", given).status_code == 201
    assert Evidence.objects.get(pk=world.evidence.pk).state == "disputed"
    assert caller("POST", "me/disputes", given).status_code == 409


def test_nobody_disputes_what_is_about_another(world: Any, calls: Call, helper: Actor, coach: Actor) -> None:
    given = {"evidence": world.evidence.pk, "reason": "not_me"}
    for actor in (helper, coach):
        caller = calls(actor)
        caller("POST", "me/record", {})
        assert caller("POST", "me/disputes", given).status_code == 404


def test_fits_say_why_and_what_keeps_jobs_away(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    row = caller("GET", "me/fits").json()["items"][0]
    assert row["job"]["identifier"] == str(world.posting.identifier)
    assert (row["shows"], row["of"], row["lines"][0]["word"]) == (1, 1, "proven")
    one = caller("GET", f"me/fits/{world.posting.identifier}").json()
    assert one["fit"] == row["fit"]
    assert caller("GET", f"me/fits/{world.draft.identifier}").status_code == 404


def test_steps_count_jobs(world: Any, calls: Call, person: Actor) -> None:
    said = calls(person)("GET", "me/steps").json()
    assert (said["open_now"], said["considered"]) == (1, 1)


def test_a_person_reads_who_looked(world: Any, calls: Call, person: Actor, hiring_manager: Actor) -> None:
    assert calls(person)("GET", "me/looks").json()["items"] == []
    calls(hiring_manager)("GET", f"postings/{world.posting.identifier}/shortlist")
    looks = calls(person)("GET", "me/looks").json()["items"]
    assert [(row["organization"]["slug"], row["what"]) for row in looks] == [
        (world.employer.slug, "shortlist")
    ]


def test_access_is_given_and_ended(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    slugs = [row["organization"]["slug"] for row in caller("GET", "me/grants").json()["items"]]
    assert sorted(slugs) == sorted([world.onramp.slug, world.provider.slug])
    made = caller("POST", "me/grants", {"organization": world.provider.slug, "purpose": "vouching"})
    assert made.status_code == 201
    assert caller("DELETE", f"me/grants/{made.json()['id']}").status_code == 204
    assert Grant.objects.get(pk=made.json()["id"]).ended_at is not None


def test_nobody_ends_the_access_another_gave(world: Any, calls: Call, helper: Actor) -> None:
    caller = calls(helper)
    caller("POST", "me/record", {})
    grant = Grant.objects.get(seeker=world.seeker, purpose="coaching")
    assert caller("DELETE", f"me/grants/{grant.pk}").status_code == 404
