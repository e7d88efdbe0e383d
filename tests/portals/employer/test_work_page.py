"""Once the name is known an employer offers a work sample or interviews by a guide, for the posting."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Interview, Judgment, Submission
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.seekers.models import Seeker
from tests.factories.judging import NOW, a_rubric, permitted
from tests.factories.matches import a_posting, a_skill, found_person
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return a_posting(employer, {a_skill("Ticket handling"): 2})


@pytest.fixture
def seeker(community: Community, posting: Posting) -> Seeker:
    skill = Requirement.objects.get(posting=posting).skill
    return found_person(community, {skill: 3}, name="Ana Ruiz")


@pytest.fixture
def address(desk: Client, hiring_manager: Actor, posting: Posting, seeker: Seeker) -> str:
    row = show_shortlist(hiring_manager, posting, now=NOW).rows[0]
    return reverse("employer:person_work", args=[posting.identifier, row.pseudonym])


def test_it_opens_once_the_name_is_known(
    desk: Client, hiring_manager: Actor, posting: Posting, seeker: Seeker, address: str
) -> None:
    assert desk.get(address).status_code == 404
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    assert "Let Ana Ruiz show it by doing it" in desk.get(address).content.decode()
    person = address.removesuffix("work/")
    assert address in desk.get(person).content.decode()


def test_a_work_sample_is_offered_and_an_interview_kept_for_the_posting(
    desk: Client,
    hiring_manager: Actor,
    employer: Organization,
    onramp: Organization,
    posting: Posting,
    seeker: Seeker,
    address: str,
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    rubric = a_rubric(onramp)
    guide = a_rubric(employer, kind="interview", task="", task_es="")
    assert "Offered." in desk.post(address, {"offer": rubric.pk}, follow=True).content.decode()
    assert Submission.objects.get().offered_by == employer
    opened = desk.post(address, {"guide": guide.pk})
    interview = Interview.objects.get()
    assert opened.url == reverse("account:interview", args=[interview.pk])
    assert interview.posting_id == posting.pk and interview.agreement == "waiting"
    assert f'<span lang="{posting.language}">{posting.title}</span>' in desk.get(opened.url).content.decode()
    assert "Interviews so far" in desk.get(address).content.decode()
    assert "not in use here" in desk.post(address, {"guide": "x"}, follow=True).content.decode()


def test_what_the_job_asks_for_stands_first(
    desk: Client, hiring_manager: Actor, onramp: Organization, posting: Posting, seeker: Seeker, address: str
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    a_rubric(onramp, a_skill("Accounting"), title="A ledger")
    a_rubric(onramp, Requirement.objects.get(posting=posting).skill, title="Zero open tickets")
    page = desk.get(address).content.decode()
    assert page.index("Zero open tickets") < page.index("A ledger")
    assert page.count("this job asks for it") == 1


def test_the_interview_page_says_how_a_yes_can_come_without_an_account(
    desk: Client,
    hiring_manager: Actor,
    employer: Organization,
    posting: Posting,
    seeker: Seeker,
    address: str,
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    guide = a_rubric(employer, kind="interview", task="", task_es="")
    there = desk.post(address, {"guide": guide.pk}).url
    page = desk.get(there).content.decode()
    assert f'<a href="{address}">Ana Ruiz</a>' in page, "the way back to the person"
    assert "only a coach who works with them can ask them" in page and "They were written to" not in page
    Seeker.objects.filter(pk=seeker.pk).update(account=AccountFactory())
    page = desk.get(there).content.decode()
    assert "They were written to" in page and "only a coach" not in page


def test_another_employer_finds_nothing(
    sign_in: Callable[[Actor], Client], rival: Actor, address: str
) -> None:
    assert sign_in(rival).get(address).status_code == 404


def test_an_interview_is_not_rated_while_the_posting_is_out_of_sight(
    desk: Client,
    hiring_manager: Actor,
    employer: Organization,
    posting: Posting,
    seeker: Seeker,
    address: str,
) -> None:
    unmask(hiring_manager, posting, seeker, early_reason="interview_set", now=NOW)
    guide = a_rubric(employer, kind="interview", task="", task_es="")
    there = desk.post(address, {"guide": guide.pk}).url
    interview = permitted(Interview.objects.get())
    assert "Hand in my rating" in desk.get(there).content.decode()
    Posting.objects.filter(pk=posting.pk).update(state="held")
    page = desk.get(there).content.decode()
    assert "out of sight until it is looked at" in page and "Hand in my rating" not in page
    said = {"do": "give", "version": "0"}
    for row in interview.edition.criteria.all():
        said |= {f"level_{row.pk}": "3", f"remark_{row.pk}": "clear"}
    assert "out of sight until it is looked at" in desk.post(there, said).content.decode()
    assert not Judgment.objects.exists()
    Posting.objects.filter(pk=posting.pk).update(state="published")
    assert desk.post(there, said).status_code == 302
    assert Judgment.objects.get().state == "given"
