"""Keeping rubrics on the pages every kind of steward shares: write, read, put into use, name assessors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessor, Criterion, Rubric, RubricEdition
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import NOW, a_draft, a_rubric, handed_in, names, says
from tests.factories.matches import a_skill
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings: Settings, tmp_path: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling")


@pytest.fixture
def desk(browser: Callable[[Actor | None], Client], coach: Actor) -> Client:
    """The coach's computer."""
    return browser(coach)


@pytest.fixture
def colleague(
    browser: Callable[[Actor | None], Client], onramp: Organization, as_member: Callable[..., Actor]
) -> Client:
    """Somebody else's of the same onramp."""
    return browser(as_member(onramp))


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"account:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def criterion(version: int, **fields: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"name": "Care", "name_es": "Cuidado", "weight": 2, "version": version}
    for level in range(1, 6):
        said |= {f"anchor_{level}": f"Level {level}\nseen.", f"anchor_{level}_es": f"Nivel {level}."}
    return said | {"do": "save"} | fields


def move(client: Client, rubric_id: int, do: str, **fields: Any) -> str:
    address = reverse("account:rubric", args=[rubric_id])
    return client.post(address, {"do": do} | fields, follow=True).content.decode()


def test_from_a_first_draft_to_use(
    desk: Client, colleague: Client, tickets: Skill, onramp: Organization
) -> None:
    assert "Let people show it by doing it" in page(desk, "rubrics")
    address = f"{reverse('account:rubrics')}?q=ticket&skill={tickets.pk}"
    begun = desk.post(address, {"kind": "work_sample", "title": "Answer a ticket"})
    edition = RubricEdition.objects.get()
    assert begun.url == reverse("account:rubric_edit", args=[edition.rubric_id])
    edit = reverse("account:rubric_edit", args=[edition.rubric_id])
    task = {
        "do": "save",
        "version": edition.version,
        "title": "Answer a ticket",
        "title_es": "Responder",
        "task": "Answer it.",
        "task_es": "Respóndalo.",
        "minutes": 75,
        "second_readings": 20,
        "own_material": "on",
        "fictional": "on",
    }
    refused = desk.post(edit, task).content.decode()
    assert "60 minutes at most" in refused and "Respóndalo." in refused
    assert desk.post(edit, task | {"minutes": 45}).status_code == 302
    first = reverse("account:criterion", args=[edition.rubric_id, 1])
    assert desk.post(first, criterion(edition.version + 1)).status_code == 302
    assert Criterion.objects.get().anchors.get(level=1).text == "Level 1 seen."
    assert "Ready for a second reader" in page(desk, "rubric", edition.rubric_id)
    assert "waits for a second reader" in move(desk, edition.rubric_id, "send")
    assert "Somebody else has to read it first" in page(desk, "rubric", edition.rubric_id)
    assert "It is in use now." in move(colleague, edition.rubric_id, "open")
    listed = page(desk, "rubrics")
    assert "1 work sample or interview guide" in listed and "in use" in listed


def test_material_is_added_and_removed_and_stale_pages_are_told(desk: Client, onramp: Organization) -> None:
    edition = a_draft(onramp)
    address = reverse("account:rubric_edit", args=[edition.rubric_id])
    file = SimpleUploadedFile("sales.csv", b"a,b\n1,2\n3,4\n")
    given = {"do": "upload", "version": edition.version, "file": file}
    assert "Material 1 (CSV" in desk.post(address, given, follow=True).content.decode()
    kept = desk.get(reverse("account:rubric_material", args=[edition.rubric_id, 1, 1]))
    assert kept["Content-Disposition"] == 'attachment; filename="material-1.csv"'
    stale = desk.post(address, {"remove": "1", "version": edition.version}, follow=True).content.decode()
    assert "in the meantime" in stale
    fresh = {"remove": "1", "version": edition.version + 1}
    assert "Material 1" not in desk.post(address, fresh, follow=True).content.decode()
    nothing = desk.post(address, {"do": "upload", "version": edition.version + 2}, follow=True)
    assert "Choose a file first." in nothing.content.decode()
    assert desk.get(reverse("account:rubric_material", args=[edition.rubric_id, 1, 1])).status_code == 404


def test_a_criterion_is_changed_and_removed(desk: Client, onramp: Organization) -> None:
    edition = a_draft(onramp)
    address = reverse("account:criterion", args=[edition.rubric_id, 2])
    assert "Does part 5." in page(desk, "criterion", edition.rubric_id, 2)
    stale = desk.post(address, criterion(1, name="Mine")).content.decode()
    assert "in the meantime" in stale and 'value="Mine"' in stale
    heavy = desk.post(address, criterion(edition.version, weight=500)).content.decode()
    assert "A weight is a whole number" in heavy
    assert desk.post(address, {"do": "remove", "version": edition.version}).status_code == 302
    assert Criterion.objects.count() == 1
    assert desk.get(reverse("account:criterion", args=[edition.rubric_id, 7])).status_code == 404


def test_an_interview_guide_has_questions_and_no_clock(desk: Client, onramp: Organization) -> None:
    edition = a_draft(onramp, kind="interview")
    shown = page(desk, "rubric_edit", edition.rubric_id)
    assert "Write the guide" in shown and "Minutes" not in shown and "live work" not in shown
    assert "Question in Spanish" in page(desk, "criterion", edition.rubric_id, 1)


def test_what_is_in_use_is_changed_by_a_new_wording(desk: Client, onramp: Organization) -> None:
    rubric = a_rubric(onramp)
    closed = desk.get(reverse("account:rubric_edit", args=[rubric.pk]))
    assert closed.status_code == 403 and "not a draft" in closed.content.decode()
    assert "A new wording is begun" in move(desk, rubric.pk, "change")
    assert "Wording 2: draft" in page(desk, "rubric", rubric.pk)
    first = desk.get(reverse("account:rubric", args=[rubric.pk]) + "?edition=1").content.decode()
    assert "Wording 1: in use" in first
    assert "Nobody can begin it any more" in move(desk, rubric.pk, "retire")
    assert "Choose one of the answers." in move(desk, rubric.pk, "dance")
    assert desk.get(reverse("account:rubric", args=[rubric.pk]) + "?edition=9").status_code == 404


def test_the_civic_lead_finds_what_waits_for_a_reader(
    browser: Callable[[Actor | None], Client], convener: Actor, desk: Client, onramp: Organization
) -> None:
    edition = a_draft(onramp)
    move(desk, edition.rubric_id, "send")
    lead = browser(convener)
    assert "Wait for a second reader" in page(lead, "rubrics")
    assert "draft again" in move(lead, edition.rubric_id, "back")


def test_assessors_are_named_and_ended(desk: Client, onramp: Organization, trainer: Actor) -> None:
    rubric = a_rubric(onramp)
    handed_in(seeker_in(onramp.community, account=AccountFactory(), name="Kim Lane"), rubric)
    assert "1 piece of work waits" in page(desk, "rubric", rubric.pk)
    wrong = move(desk, rubric.pk, "name", email="nobody@example.org")
    assert "no member of a partner" in wrong and "nobody@example.org" in wrong
    email = Account.objects.get(pk=trainer.account_id).email
    assert "They can judge from now on." in move(desk, rubric.pk, "name", email=email)
    row = Assessor.objects.get()
    assert "They judge no new work" in move(desk, rubric.pk, "end", assessor=row.pk)
    assert "do not judge any more" in move(desk, rubric.pk, "end", assessor=row.pk)


def test_agreement_says_when_it_is_little_more_than_chance(
    desk: Client, community: Community, onramp: Organization, as_member: Callable[..., Actor]
) -> None:
    college = OrganizationFactory(community=community, kinds=["provider"])
    rubric = a_rubric(onramp, second_readings=100)
    names(rubric, as_member(college), as_member(college))
    assert "Nothing was read by two yet" in page(desk, "agreement", rubric.pk)
    for at, levels in enumerate([(2, 3), (3, 3), (4, 4)]):
        work = handed_in(seeker_in(community, account=AccountFactory(), name=f"Kim {at}"), rubric)
        for place, level in enumerate(levels, 1):
            says(work.judgments.get(place=place), level, level)
    shown = page(desk, "agreement", rubric.pk)
    assert "3 pieces were read by two" in shown and "7 more are needed" in shown and "kappa" not in shown
    assert "85% assumed" in shown and "too few to say" in shown and "Kim" not in shown


@in_one_world("who", ["trainer", "hiring_manager", "person", "stranger", "helper"])
def test_nobody_else_opens_a_rubric(
    who: str,
    onramp: Organization,
    browser: Callable[[Actor | None], Client],
    request: pytest.FixtureRequest,
) -> None:
    rubric: Rubric = a_rubric(onramp)
    client = browser(request.getfixturevalue(who))
    for name, args in (
        ("rubric", [rubric.pk]),
        ("rubric_edit", [rubric.pk]),
        ("criterion", [rubric.pk, 1]),
        ("agreement", [rubric.pk]),
        ("rubric_material", [rubric.pk, 1, 1]),
    ):
        assert client.get(reverse(f"account:{name}", args=args)).status_code == 404
    listed = client.get(f"{reverse('account:rubrics')}?organization={onramp.pk}")
    assert listed.status_code == 404


def test_a_reader_looks_and_is_refused_to_write(
    browser: Callable[[Actor | None], Client], onramp: Organization, as_member: Callable[..., Actor]
) -> None:
    rubric = a_rubric(onramp)
    client = browser(as_member(onramp, "reader"))
    shown = page(client, "rubric", rubric.pk)
    assert "Begin a new wording" not in shown
    assert "Only members who may write" in move(client, rubric.pk, "change")
