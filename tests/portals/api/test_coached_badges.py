"""A coach's program asks for a badge at somebody's word, shows it, ends it; and nobody else's does."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.credentials.models import Credential
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import AccessRecord, Consent, Grant, Seeker
from tests.cases import in_one_world
from tests.factories.credentials import badge_for
from tests.factories.matches import NOW

Call = Callable[..., Any]
YES = {"words": "Yes, please print it for me."}


@pytest.fixture
def person_place(world: Any, coach: Actor) -> str:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}"


@pytest.fixture
def without_page(world: Any) -> None:
    Seeker.objects.filter(pk=world.seeker.pk).update(account_id=None)


@pytest.mark.usefixtures("without_page")
def test_signed_shown_and_given_up_at_their_word(
    world: Any, calls: Call, coach: Actor, person_place: str
) -> None:
    call = calls(coach)
    offers = call("GET", f"{person_place}/badge-offers").json()
    assert "desk-support" in [row["skill"]["code"] for row in offers]
    assert call("POST", f"{person_place}/badges", {"skill": "desk-support"}).status_code == 422
    made = call("POST", f"{person_place}/badges", YES | {"skill": "desk-support", "for_employers": True})
    assert made.status_code == 201, made.content
    assert made.json()["holder"] == "nobody" and made.json()["for_employers"]
    heard = Consent.objects.filter(seeker=world.seeker, spoken=True)
    assert YES["words"] in [consent.words for consent in heard]
    one = f"{person_place}/badges/{made.json()['identifier']}"
    assert [row["state"] for row in call("GET", f"{person_place}/badges").json()["items"]] == ["issued"]
    shared = call("PUT", f"{one}/sharing", YES | {"link": True, "for_employers": False})
    assert "/badges/shared/" in shared.json()["link"] and not shared.json()["for_employers"]
    half = call("PUT", f"{one}/sharing", {"link": False, "for_employers": True, "words": ""})
    assert half.status_code == 422 and call("GET", one).json()["link"] == shared.json()["link"]
    assert call("GET", one).json()["compact"] == made.json()["compact"]
    assert call("DELETE", one).status_code == 204
    assert call("GET", one).json()["state"] == "revoked"
    looks = AccessRecord.objects.filter(seeker=world.seeker, organization_id=world.onramp.pk)
    assert looks.filter(purpose="coaching", what="record").exists()


def test_only_the_person_shows_what_stands_on_a_page_of_their_own(
    world: Any, calls: Call, coach: Actor, person_place: str
) -> None:
    badge = badge_for(world.seeker, world.evidence.skill)
    body = YES | {"link": True, "for_employers": True}
    told = calls(coach)("PUT", f"{person_place}/badges/{badge.identifier}/sharing", body)
    assert told.status_code == 403 and "Only the person" in told.content.decode()
    badge.refresh_from_db()
    assert badge.share_fingerprint is None and not badge.for_employers


@in_one_world(
    "role", ["hiring_manager", "rival", "trainer", "convener", "helper", "person", "stranger", "reader"]
)
def test_nobody_else_opens_them(
    role: str,
    world: Any,
    calls: Call,
    person_place: str,
    request: pytest.FixtureRequest,
    as_member: Callable[..., Actor],
) -> None:
    badge = badge_for(world.seeker, world.evidence.skill)
    caller = calls(as_member(world.onramp, "reader") if role == "reader" else request.getfixturevalue(role))
    one = f"{person_place}/badges/{badge.identifier}"
    for method, address, body in (
        ("GET", f"{person_place}/badge-offers", None),
        ("GET", f"{person_place}/badges", None),
        ("POST", f"{person_place}/badges", YES | {"skill": "desk-support"}),
        ("GET", one, None),
        ("PUT", f"{one}/sharing", YES | {"link": True, "for_employers": True}),
        ("DELETE", one, None),
    ):
        status = caller(method, address, body).status_code
        assert status == (401 if role == "stranger" else 404), (role, method, address)
    assert Credential.objects.get(pk=badge.pk).state == "issued"


def test_without_the_grant_they_are_closed_to_the_coach(
    world: Any, calls: Call, coach: Actor, person: Actor, person_place: str
) -> None:
    badge_for(world.seeker, world.evidence.skill)
    end_grant(person, Grant.objects.get(organization=world.onramp, purpose="coaching"), now=NOW)
    assert calls(coach)("GET", f"{person_place}/badges").status_code == 404
