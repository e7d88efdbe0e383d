"""Interviews for a posting that is held, closed or taken down, or of an organization that does not take part."""

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused, allowed
from techhire.plays.assessments.actions.interviews import (
    finish_interview,
    give_rating,
    open_interview,
    save_rating,
)
from techhire.plays.assessments.models import Interview, Rubric
from techhire.plays.assessments.rules import Job
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_behind, job_of
from techhire.plays.seekers.models import Seeker
from tests.factories.interviews import finishes, put, rates
from tests.factories.judging import NOW, a_rubric, permitted, scored
from tests.factories.onramps import on_caseload

pytestmark = pytest.mark.django_db
HELD, AWAY = "out of sight until it is looked at", "does not take part at the moment"
STOPPED = [("held", HELD), ("paused", AWAY), ("left", AWAY), ("taken_down", "This posting is closed")]


def again(interview: Interview) -> Interview:
    return Interview.objects.select_related("organization").get(pk=interview.pk)


@pytest.mark.parametrize(("where", "why"), STOPPED)
def test_nobody_is_interviewed_for_a_posting_nobody_is_shown_for(
    hiring_manager: Actor,
    employer: Organization,
    seen: Seeker,
    guide: Rubric,
    posting: Posting,
    where: str,
    why: str,
) -> None:
    put(posting, where)
    now, place = Posting.objects.get(pk=posting.pk), Organization.objects.get(pk=employer.pk)
    with pytest.raises(Refused, match=why):
        open_interview(hiring_manager, place, seen, guide, job=job_of(hiring_manager, now), now=NOW)
    assert not Interview.objects.exists()


@pytest.mark.parametrize(("where", "why"), STOPPED)
def test_what_was_begun_is_not_rated_or_finished_meanwhile_and_is_afterwards(
    hiring_manager: Actor, interview: Interview, posting: Posting, where: str, why: str
) -> None:
    scores = scored(interview.edition, 3, None)
    put(posting, where)
    for deed in (save_rating, give_rating):
        with pytest.raises(Refused, match=why):
            job = job_behind(hiring_manager, interview)
            deed(hiring_manager, again(interview), scores=scores, version=0, job=job, now=NOW)
    put(posting, "published")
    Organization.objects.update(state="active")
    rates(hiring_manager, again(interview), 3, 3)
    put(posting, where)
    with pytest.raises(Refused, match=why):
        finishes(hiring_manager, again(interview))


@pytest.mark.parametrize(("where", "why"), STOPPED)
def test_what_happens_to_a_posting_after_the_page_asked_still_stops_the_deed(
    hiring_manager: Actor,
    employer: Organization,
    seen: Seeker,
    guide: Rubric,
    interview: Interview,
    posting: Posting,
    where: str,
    why: str,
) -> None:
    second = a_rubric(employer, guide.skill, kind="interview", task="", task_es="")
    rates(hiring_manager, interview, 3, 3)
    before, begun = job_of(hiring_manager, posting), job_behind(hiring_manager, interview)
    put(posting, where)
    scores = scored(interview.edition, 3, 3)
    with pytest.raises(Refused, match="out of sight|does not take part|is closed"):
        open_interview(hiring_manager, employer, seen, second, job=before, now=NOW)
    for deed in (save_rating, give_rating):
        with pytest.raises(Refused, match=why):
            deed(hiring_manager, interview, scores=scores, version=0, job=begun, now=NOW)
    with pytest.raises(Refused, match=why):
        finish_interview(hiring_manager, interview, job=begun, now=NOW)
    assert again(interview).state == "open" and Interview.objects.count() == 1


def test_what_was_begun_is_finished_after_the_employer_filled_the_posting(
    hiring_manager: Actor, employer: Organization, interview: Interview, seen: Seeker, posting: Posting
) -> None:
    put(posting, "filled")
    rates(hiring_manager, interview, 3, 3)
    assert finishes(hiring_manager, interview).state == "finished"
    second = a_rubric(employer, interview.edition.rubric.skill, kind="interview", task="", task_es="")
    job = job_of(hiring_manager, Posting.objects.get(pk=posting.pk))
    with pytest.raises(Refused, match="This posting is closed"):
        open_interview(hiring_manager, employer, seen, second, job=job, now=NOW)


def test_an_interview_for_a_posting_is_not_rated_without_saying_what_holds_for_it(
    hiring_manager: Actor, interview: Interview, posting: Posting
) -> None:
    scores = scored(interview.edition, 3, 3)
    other = Job(posting.pk + 1, allowed)
    for job in (None, other):
        with pytest.raises(Refused, match="not given you access"):
            give_rating(hiring_manager, interview, scores=scores, version=0, job=job, now=NOW)


def test_an_onramp_that_is_paused_interviews_nobody(
    coach: Actor, onramp: Organization, dana: Seeker, shared_guide: Rubric
) -> None:
    on_caseload(onramp, dana)
    begun = permitted(open_interview(coach, onramp, dana, shared_guide, now=NOW))
    Organization.objects.filter(pk=onramp.pk).update(state="paused")
    onramp.refresh_from_db()
    with pytest.raises(Refused, match=AWAY):
        open_interview(coach, onramp, dana, shared_guide, now=NOW)
    with pytest.raises(Refused, match=AWAY):
        rates(coach, again(begun), 3, 3)
