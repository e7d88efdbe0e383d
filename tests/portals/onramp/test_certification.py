"""A coach enters an outside certification: its name from a list, the skill it shows, who gave it and when."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import ListedCredential, Skill
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Evidence
from tests.factories.onramps import on_caseload
from tests.factories.skills import small_starter

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseload(onramp: Organization) -> Caseload:
    small_starter()
    return on_caseload(onramp)


def place(caseload: Caseload) -> str:
    return reverse("onramp:person_credential", args=[caseload.seeker.code])


def test_from_a_name_on_a_list_to_evidence_and_back(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload
) -> None:
    row = ListedCredential.objects.create(kind="certification", number=1, name="Harbor Certified SQL Keeper")
    desk, here, sql = browser(coach), place(caseload), Skill.objects.get(code="sql")
    assert f"credential={row.pk}" in desk.get(f"{here}?name=harbor").content.decode()
    chosen = f"{here}?credential={row.pk}"
    page = desk.get(chosen).content.decode()
    assert "Its name speaks of" in page and f"skill={sql.pk}" in page
    chosen += f"&skill={sql.pk}"
    assert 'value="Harbor Certified SQL Keeper"' in desk.get(chosen).content.decode()
    sent = {"title": "Harbor Certified SQL Keeper", "issuer": "", "level": "3", "on": "2026-01-20"}
    page = desk.post(chosen, sent).content.decode()
    assert "error-summary" in page and 'value="2026-01-20"' in page and not Evidence.objects.exists()
    assert desk.post(chosen, sent | {"issuer": "Harbor Guild"}).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.kind, piece.issuer_name, piece.level) == ("credential", "Harbor Guild", 3)
    person = reverse("onramp:person", args=[caseload.seeker.code])
    page = desk.get(person).content.decode()
    assert "Certifications you looked at" in page and "Harbor Guild" in page
    desk.post(person, {"withdraw": piece.pk})
    piece.refresh_from_db()
    assert piece.state == "withdrawn"


def test_a_name_on_no_list_is_written_by_hand(
    browser: Callable[[Actor], Client], coach: Actor, caseload: Caseload
) -> None:
    desk, here = browser(coach), place(caseload)
    assert "Nothing found" in desk.get(f"{here}?name=zzz").content.decode()
    page = desk.get(f"{here}?other=1&q=sql").content.decode()
    assert 'name="other"' in page and "skill=" in page
    sql = Skill.objects.get(code="sql")
    sent = {"title": "Local SQL badge", "issuer": "Night school", "level": "2", "on": "2026-01-20"}
    assert desk.post(f"{here}?other=1&skill={sql.pk}", sent).status_code == 302
    assert Evidence.objects.get().title == "Local SQL badge"


def test_a_reader_gets_no_button(
    browser: Callable[[Actor], Client],
    as_member: Callable[..., Actor],
    onramp: Organization,
    caseload: Caseload,
) -> None:
    sql = Skill.objects.get(code="sql")
    page = (
        browser(as_member(onramp, "reader")).get(f"{place(caseload)}?other=1&skill={sql.pk}").content.decode()
    )
    assert ">Save<" not in page
