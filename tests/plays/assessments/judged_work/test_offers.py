"""A work sample is laid before a person by those they let in; it waits for them, and ends with the job it was for."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.submissions import begin_work, end_offer, offer_work
from techhire.plays.assessments.models import Rubric, RubricEdition
from techhire.plays.marketplace.actions.holding import hold_posting, take_down_posting
from techhire.plays.marketplace.actions.publishing import close_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.judging import LATER, NOW, a_rubric
from tests.factories.matches import a_posting
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db


def test_an_offer_waits_for_the_person_and_starts_no_clock(
    person: Actor, coach: Actor, dana: Seeker, onramp: Organization, rubric: Rubric
) -> None:
    access(dana, onramp, "coaching")
    offered = offer_work(coach, onramp, dana, rubric, now=NOW)
    assert (offered.state, offered.ends_at, offered.offered_by) == ("offered", None, onramp)
    with pytest.raises(Refused, match="before them already"):
        offer_work(coach, onramp, dana, rubric, now=NOW)
    work = begin_work(person, dana, rubric, now=LATER)
    assert (work.pk, work.state, work.begun_at) == (offered.pk, "under_way", LATER)


def test_an_offer_begun_later_is_by_the_edition_in_use_then(
    person: Actor, coach: Actor, dana: Seeker, onramp: Organization, rubric: Rubric
) -> None:
    access(dana, onramp, "coaching")
    offer_work(coach, onramp, dana, rubric, now=NOW)
    RubricEdition.objects.update(state="retired")
    new = RubricEdition.objects.create(
        rubric=rubric, number=2, skill_version=1, title="New", state="active", changed_at=NOW
    )
    assert begin_work(person, dana, rubric, now=LATER).edition == new


GRANTED = {"coach": "coaching", "trainer": "training"}


@in_one_world("who", ROLES)
def test_a_work_sample_is_offered_by_those_the_person_let_in(
    role: Callable[[str], Actor],
    onramp: Organization,
    provider: Organization,
    dana: Seeker,
    rubric: Rubric,
    who: str,
) -> None:
    access(dana, onramp, "coaching")
    access(dana, provider, "training")
    actor = role(who)
    place = Organization.objects.filter(pk__in=actor.organizations()).first() or onramp
    if who in GRANTED:
        assert offer_work(actor, place, dana, rubric, now=NOW).offered_by == place
        return
    with pytest.raises(Refused):
        offer_work(actor, place, dana, rubric, now=NOW)


@pytest.mark.parametrize("state", ["paused", "left"])
def test_an_organization_that_does_not_take_part_offers_nothing(
    coach: Actor, dana: Seeker, onramp: Organization, rubric: Rubric, college: Organization, state: str
) -> None:
    access(dana, onramp, "coaching")
    elsewhere = a_rubric(college)
    Organization.objects.filter(pk=onramp.pk).update(state=state)
    onramp.refresh_from_db()
    with pytest.raises(Refused, match="does not take part at the moment"):
        offer_work(coach, onramp, dana, elsewhere, now=NOW)


def test_an_employer_offers_work_for_a_posting_people_are_shown_for(
    hiring_manager: Actor, employer: Organization, dana: Seeker, rubric: Rubric, tickets: Skill
) -> None:
    posting, other = a_posting(employer, {tickets: 2}), a_posting(employer, {tickets: 2})
    grant_access(
        Actor.system(employer.community_id), dana, employer, purpose="hiring", posting_id=posting.pk, now=NOW
    )
    for job in (None, job_of(hiring_manager, other)):
        with pytest.raises(Refused, match="not given you access"):
            offer_work(hiring_manager, employer, dana, rubric, job=job, now=NOW)
    Posting.objects.filter(pk=posting.pk).update(state="held")
    held = job_of(hiring_manager, Posting.objects.get(pk=posting.pk))
    with pytest.raises(Refused, match="out of sight until it is looked at"):
        offer_work(hiring_manager, employer, dana, rubric, job=held, now=NOW)
    Posting.objects.filter(pk=posting.pk).update(state="published")
    job = job_of(hiring_manager, posting)
    Posting.objects.filter(pk=posting.pk).update(state="held")
    with pytest.raises(Refused, match="out of sight until it is looked at"):  # after the page asked
        offer_work(hiring_manager, employer, dana, rubric, job=job, now=NOW)
    Posting.objects.filter(pk=posting.pk).update(state="published")
    work = offer_work(hiring_manager, employer, dana, rubric, job=job, now=NOW)
    assert (work.offered_by, work.posting_id) == (employer, posting.pk)


@pytest.mark.parametrize("ends", ["held", "taken_down", "not_hiring"])
@pytest.mark.parametrize("begun", [False, True])
def test_an_offer_ends_when_the_civic_lead_takes_the_job_away_and_what_was_begun_stays(
    ends: str,
    begun: bool,
    hiring_manager: Actor,
    convener: Actor,
    person: Actor,
    employer: Organization,
    dana: Seeker,
    rubric: Rubric,
) -> None:
    drain(lambda: NOW)
    posting = a_posting(employer, {rubric.skill: 2})
    system = Actor.system(employer.community_id)
    grant_access(system, dana, employer, purpose="hiring", posting_id=posting.pk, now=NOW)
    job = job_of(hiring_manager, posting)
    work = offer_work(hiring_manager, employer, dana, rubric, job=job, now=NOW)
    if begun:
        begin_work(person, dana, rubric, now=NOW)
    if ends == "held":
        hold_posting(convener, posting, now=NOW)
    elif ends == "taken_down":
        take_down_posting(convener, posting, now=NOW)
    else:
        close_posting(hiring_manager, posting, reason=ends, now=NOW)
    drain(lambda: NOW)
    work.refresh_from_db()
    kept = "under_way" if begun else "offered" if ends == "not_hiring" else "withdrawn"
    assert work.state == kept


@in_one_world("who", ROLES)
def test_only_the_product_ends_an_offer(
    role: Callable[[str], Actor], who: str, onramp: Organization, dana: Seeker, rubric: Rubric
) -> None:
    system = Actor.system(onramp.community_id)
    work = offer_work(system, onramp, dana, rubric, now=NOW)
    with pytest.raises(Refused):
        end_offer(role(who), work, now=NOW)
    assert end_offer(system, work, now=NOW).state == "withdrawn"
