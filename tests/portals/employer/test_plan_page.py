"""The plan of a posting: chosen skill by skill, told to people before they begin, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Assessment
from techhire.plays.marketplace.models import AssessmentPlan, Posting, Requirement
from tests.factories.assessments import a_bank, a_test
from tests.factories.marketplace import PostingFactory, RequirementFactory
from tests.factories.matches import proves
from tests.factories.seekers import access, seeker_behind


@pytest.fixture
def posting(employer: Organization) -> Posting:
    """An open posting with one skill at level 2."""
    return PostingFactory(organization=employer, published=True)


@pytest.fixture
def quick(posting: Posting) -> Assessment:
    """A ten-minute test of that skill."""
    skill = Requirement.objects.get(posting=posting).skill
    return a_test(a_bank(posting.community, skill), seconds=600, title="Ten quick questions")


def chosen(test: Assessment, **changes: str) -> dict[str, str]:
    key = test.bank.skill_id
    given = {"choice": f"test-{test.pk}", "enough": "2", "stage": "before_yes"} | changes
    return {f"{name}-{key}": value for name, value in given.items()} | {"version": "0"}


def test_a_plan_is_chosen_and_shown_to_everybody(desk: Client, posting: Posting, quick: Assessment) -> None:
    where = reverse("employer:plan", args=[posting.identifier])
    assert "Ten quick questions (10 minutes)" in desk.get(where).content.decode()
    page = desk.post(where, chosen(quick), follow=True).content.decode()
    assert "1 step, 10 minutes at most" in page
    visitor = Client().get(reverse("public:job", args=[posting.identifier])).content.decode()
    assert "10 minutes in all, at most." in visitor and "level 2 is enough" in visitor
    assert "Before the employer says yes: 10 minutes at most" in visitor
    assert "10 minutes at most, to show your skills" in visitor


def test_skills_nothing_shows_here_stand_in_one_sentence(
    desk: Client, posting: Posting, quick: Assessment
) -> None:
    others = [RequirementFactory(posting=posting).skill.name for _ in range(3)]
    page = desk.get(reverse("employer:plan", args=[posting.identifier])).content.decode()
    assert page.count("what is on record counts:") == 1 and page.count('name="choice-') == 1
    assert all(name in page[page.index("what is on record counts:") :] for name in others)
    Assessment.objects.update(state="retired")
    nothing = desk.get(reverse("employer:plan", args=[posting.identifier])).content.decode()
    assert "Save the plan" not in nothing


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("published", "The plan is saved. People see it on the job"),
        ("paused", "The plan is saved. People will see it once the job is open again."),
        ("held", "The plan is saved. People will see it once the job is open again."),
        ("checked", "The plan is saved. People will see it once the job is published."),
        ("closed", ">Saved.<"),
    ],
)
def test_a_saved_plan_says_when_people_see_it(
    state: str, says: str, desk: Client, posting: Posting, quick: Assessment
) -> None:
    Posting.objects.update(state=state)
    where = reverse("employer:plan", args=[posting.identifier])
    assert says in desk.post(where, chosen(quick), follow=True).content.decode()


def test_a_saved_plan_is_promised_to_nobody_while_the_employer_is_out_of_sight(
    desk: Client, posting: Posting, quick: Assessment
) -> None:
    Organization.objects.filter(pk=posting.organization_id).update(state="paused")
    page = desk.post(reverse("employer:plan", args=[posting.identifier]), chosen(quick), follow=True)
    assert "People see it on the job" not in page.content.decode()
    assert "People will see it once the job is open again." in page.content.decode()


def test_a_refused_plan_keeps_what_was_chosen(desk: Client, posting: Posting, quick: Assessment) -> None:
    quick.seconds = 7200
    quick.save()
    answer = desk.post(reverse("employer:plan", args=[posting.identifier]), chosen(quick, enough="1"))
    page = answer.content.decode()
    assert "at most 20 are fair there" in page
    assert f'value="test-{quick.pk}" selected' in page and '<option value="1" selected' in page
    assert not AssessmentPlan.objects.exists()


def test_the_person_sees_what_is_asked_and_where_to_begin(
    desk: Client, posting: Posting, quick: Assessment, person: Actor
) -> None:
    desk.post(reverse("employer:plan", args=[posting.identifier]), chosen(quick))
    seeker_behind(person)
    browser = Client()
    browser.force_login(_account(person))
    page = browser.get(reverse("seeker:job", args=[posting.identifier])).content.decode()
    assert "What this employer will ask you to show" in page
    assert reverse("seeker:begin", args=[quick.pk]) in page
    assert "10 minutes in all, at most." in page


def test_the_person_reads_how_much_of_it_is_left_for_them(
    desk: Client, posting: Posting, quick: Assessment, person: Actor
) -> None:
    other = RequirementFactory(posting=posting, level=2).skill
    longer = a_test(a_bank(posting.community, other), seconds=1500)
    desk.post(
        reverse("employer:plan", args=[posting.identifier]), chosen(quick) | chosen(longer, stage="after_yes")
    )
    seeker = seeker_behind(person)
    browser = Client()
    browser.force_login(_account(person))
    address = reverse("seeker:job", args=[posting.identifier])
    assert "35 minutes in all, at most." in browser.get(address).content.decode()
    proves(seeker, quick.bank.skill, 4)
    assert "25 minutes at most are left for you, of 35 in all." in browser.get(address).content.decode()
    proves(seeker, other, 4)
    assert "nothing is left for you to show" in browser.get(address).content.decode()


def test_an_onramp_plans_for_its_own_people(
    posting: Posting, quick: Assessment, coach: Actor, onramp: Organization, person: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:  # fmt: skip
    where = reverse("onramp:plan", args=[posting.identifier]) + f"?organization={onramp.pk}"
    page = sign_in(coach).post(where, chosen(quick), follow=True).content.decode()
    assert "1 step, 10 minutes at most" in page
    mine = seeker_behind(person)
    browser = Client()
    browser.force_login(_account(person))
    job = reverse("seeker:job", args=[posting.identifier])
    assert onramp.name not in browser.get(job).content.decode()
    access(mine, onramp, "coaching")
    assert f"What {onramp.name} suggests you show" in browser.get(job).content.decode()


def test_another_employer_finds_nothing(
    posting: Posting, rival: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    assert sign_in(rival).get(reverse("employer:plan", args=[posting.identifier])).status_code == 404


def _account(actor: Actor) -> Account:
    return Account.objects.get(pk=actor.account_id)
