"""Programs read a person's own results and keep an onramp's test days; nobody takes a test through them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import CheckIn, Sitting, TestDay
from techhire.plays.seekers.models import AccessRecord, Seeker
from techhire.portals.api.docs import described
from tests.factories.assessments import a_bank, a_test
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in

Call = Callable[..., Any]


def test_my_results_are_told_in_words_with_their_uncertainty(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    [row] = caller("GET", "me/sittings").json()["items"]
    assert (row["title"], row["given_by"], row["counts"]) == ("Cabling", world.onramp.name, True)
    assert "likely" in row["reading"]["says"]
    told = caller("GET", f"me/sittings/{row['id']}").json()
    assert told["answered"] == world.sitting.responses.count()
    assert not {"answers", "key", "ends_at", "theta"} & told.keys()
    in_spanish = caller("GET", f"me/sittings/{row['id']}", HTTP_ACCEPT_LANGUAGE="es").json()
    assert "robable" in in_spanish["reading"]["says"]


def test_nobody_elses_result_is_there(world: Any, calls: Call, coach: Actor, community: Any) -> None:
    account = AccountFactory()
    seeker_in(community, account=account)
    assert calls(actor_for(account, community))("GET", f"me/sittings/{world.sitting.pk}").status_code == 404
    assert calls(coach)("GET", f"me/sittings/{world.sitting.pk}").status_code == 404


def test_tests_i_can_take_are_listed_and_none_is_taken_here(world: Any, calls: Call, person: Actor) -> None:
    practice = a_test(a_bank(), title="Practice")
    [row] = calls(person)("GET", "me/tests").json()
    assert (row["id"], row["practice"], row["taken"]) == (practice.pk, True, 0)
    ways = {(method, path) for path, ways in described("")["paths"].items() for method in ways}
    assert not [
        path for method, path in ways if method != "get" and ("me/tests" in path or "sittings" in path)
    ]


def test_a_test_day_is_planned_opened_and_closed(world: Any, calls: Call, coach: Actor) -> None:
    """Its check-in opens on the day, and closes again while nobody has begun."""
    caller, start = calls(coach), f"onramps/{world.onramp.slug}"
    [test] = caller("GET", f"{start}/tests").json()
    body = {"starts_at": "2026-05-02T10:00:00-05:00", "place": "Room 3", "seats": 4, "tests": [test["id"]]}
    made = caller("POST", f"{start}/test-days", body)
    assert made.status_code == 201 and made.json()["starts_at"].startswith("2026-05-02T15:00")
    assert caller("POST", f"{start}/test-days", body | {"tests": [999]}).status_code == 404
    assert (
        caller("POST", f"{start}/test-days", body | {"starts_at": "2026-05-02T10:00:00"}).status_code == 422
    )
    place = f"{start}/test-days/{made.json()['id']}"
    read = made.json()["version"]
    moved = caller("PUT", place, body | {"place": "Room 4", "version": read})
    assert moved.json()["place"] == "Room 4" and moved.json()["version"] == read + 1
    late = caller("PUT", place, body | {"place": "Room 5", "version": read})
    assert late.status_code in (403, 409) and "Somebody else changed this" in late.content.decode()
    early = caller("POST", f"{place}/open")
    assert early.status_code == 403 and "on the day itself" in early.content.decode()
    TestDay.objects.filter(pk=made.json()["id"]).update(starts_at=timezone.now())
    assert caller("POST", f"{place}/open").json()["state"] == "open"
    assert caller("POST", f"{place}/close-check-in").json()["state"] == "planned"
    assert caller("POST", f"{place}/open").json()["state"] == "open"
    assert caller("POST", f"{place}/close").json()["state"] == "closed"
    rows = caller("GET", f"{start}/test-days").json()["items"]
    assert [row["state"] for row in rows] == ["open", "closed"]


def test_people_are_listed_and_checked_in_and_can_read_that_staff_looked(
    world: Any, calls: Call, coach: Actor, community: Any
) -> None:
    caller, place = calls(coach), f"onramps/{world.onramp.slug}/test-days/{world.day.pk}"
    ana: Seeker = seeker_in(community, name="Ana Ruiz")
    assert caller("POST", f"{place}/people", {"person": "NOBODY"}).status_code == 404
    listed = caller("POST", f"{place}/people", {"person": ana.code}).json()["listed"]
    assert [(row["number"], row["confirmed"]) for row in listed] == [(1, True), (2, False)]
    row = CheckIn.objects.get(seeker=ana)
    assert caller("POST", f"{place}/people/{row.pk}/confirm", {"how": "passport"}).status_code == 422
    told = caller("POST", f"{place}/people/{row.pk}/confirm", {"how": "known"}).json()
    assert told["came"] == 2 and told["listed"][1]["how"] == "known"
    assert AccessRecord.objects.filter(seeker=ana, purpose="testing", what="name").exists()


def test_the_list_tells_what_somebody_cannot_begin_yet_and_from_what_day(
    world: Any, calls: Call, coach: Actor, community: Any
) -> None:
    place, ana = f"onramps/{world.onramp.slug}/test-days/{world.day.pk}", seeker_in(community)
    test, then = world.day.assessments.get(), timezone.now() - timedelta(days=3)
    taken = {"state": "finished", "made_at": then, "finished_at": then}
    Sitting.objects.create(seeker=ana, assessment=test, rules={}, seed=1, **taken)
    listed = calls(coach)("POST", f"{place}/people", {"person": ana.code}).json()["listed"]
    free_on = community.day_of(then + timedelta(days=test.retake_days))
    assert [row["held"] for row in listed] == [[], [{"title": test.title, "first_day": free_on.isoformat()}]]


def test_the_list_tells_how_far_and_nothing_of_how_well_or_how_long(
    world: Any, calls: Call, coach: Actor
) -> None:
    told = calls(coach)("GET", f"onramps/{world.onramp.slug}/test-days/{world.day.pk}").json()
    [sat] = told["listed"][0]["begun"]
    assert sat.keys() == {"title", "state", "answered", "at_most"} and sat["state"] == "finished"


def test_a_day_of_another_onramp_is_not_there(world: Any, calls: Call, coach: Actor) -> None:
    other = TestDay.objects.create(
        organization=world.provider, place="x", starts_at=world.day.starts_at, made_at=world.day.made_at
    )
    assert calls(coach)("GET", f"onramps/{world.onramp.slug}/test-days/{other.pk}").status_code == 404
