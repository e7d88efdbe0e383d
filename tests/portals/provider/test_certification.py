"""A provider enters an outside certification of somebody in training, and takes it back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import ListedCredential, Skill
from techhire.plays.seekers.models import AccessRecord, Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.matches import a_person
from tests.factories.providers import a_trainee
from tests.factories.skills import small_starter

pytestmark = pytest.mark.django_db


@pytest.fixture
def student(provider: Organization) -> Seeker:
    small_starter()
    return a_trainee(provider, name="Ana Ruiz")


def place(seeker: Seeker) -> str:
    return reverse("provider:person_credential", args=[seeker.code])


def test_from_a_name_on_a_list_to_evidence_and_back(
    browser: Callable[[Actor | None], Client], trainer: Actor, provider: Organization, student: Seeker
) -> None:
    row = ListedCredential.objects.create(kind="certification", number=1, name="Harbor Certified SQL Keeper")
    desk, here, sql = browser(trainer), place(student), Skill.objects.get(code="sql")
    person = reverse("provider:person", args=[student.code])
    assert here in desk.get(person).content.decode()
    assert f"credential={row.pk}" in desk.get(f"{here}?name=harbor").content.decode()
    chosen = f"{here}?credential={row.pk}&skill={sql.pk}"
    sent = {"title": row.name, "issuer": provider.name, "level": "3", "on": "2026-01-20"}
    own = desk.post(chosen, sent).content.decode()
    assert "Your own certificate is a finished course" in own and not Evidence.objects.exists()
    assert desk.post(chosen, sent | {"issuer": "Harbor Guild"}).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.kind, piece.issuer_name, piece.organization) == ("credential", "Harbor Guild", provider)
    shown = desk.get(person).content.decode()
    assert "Certifications you looked at" in shown and "Harbor Guild" in shown
    desk.post(person, {"withdraw": piece.pk})
    piece.refresh_from_db()
    assert piece.state == "withdrawn"
    assert AccessRecord.objects.filter(seeker=student, organization=provider, what="name").exists()


def test_somebody_it_does_not_see_is_not_found(
    browser: Callable[[Actor | None], Client], trainer: Actor, student: Seeker
) -> None:
    assert browser(trainer).get(place(a_person(student.community))).status_code == 404


@in_one_world("who", ["coach", "hiring_manager", "convener", "helper", "rival", "stranger", "person"])
def test_nobody_else_opens_it(
    browser: Callable[[Actor | None], Client], student: Seeker, who: str, request: pytest.FixtureRequest
) -> None:
    response = browser(request.getfixturevalue(who)).get(place(student))
    assert response.status_code in (302, 403, 404)
