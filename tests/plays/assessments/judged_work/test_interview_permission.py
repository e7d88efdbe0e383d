"""The person says yes before anybody rates them in an interview, and may say no."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused, allowed
from techhire.plays.assessments.actions.interviews import permit_interview
from techhire.plays.assessments.models import Interview, Judgment
from techhire.plays.assessments.queries.interviews import interviews_asking, interviews_begun, nature_of
from techhire.plays.assessments.rules import Job
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_told
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.queries.people import owed_in_writing
from techhire.plays.seekers.models import Consent, Seeker
from tests.cases import in_one_world
from tests.factories.interviews import finishes, notes, permits, put, rates
from tests.factories.judging import NOW
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db


def test_nothing_is_rated_before_the_person_said_yes(
    hiring_manager: Actor, person: Actor, asked: Interview, seen: Seeker
) -> None:
    for deed in (notes, rates):
        with pytest.raises(Refused, match="not said yes"):
            deed(hiring_manager, asked, 3, None)
    with pytest.raises(Refused, match="not said yes"):
        finishes(hiring_manager, asked)
    assert list(interviews_asking(person, seen)) == [asked] and not interviews_asking(hiring_manager, seen)
    permits(person, asked, True)
    yes = Consent.objects.get(purpose="vouching")
    assert yes.scope == ["rate", f"interview:{asked.pk}", f"posting:{asked.posting_id}"] and not yes.spoken
    assert Fact.objects.get(name="InterviewPermitted").data["answer"] == "yes"
    rates(hiring_manager, asked, 3, 4)
    assert not interviews_asking(person, seen)
    assert list(interviews_begun(person, seen)) == [asked] and not interviews_begun(hiring_manager, seen)
    assert nature_of(person, asked), "what was said yes to can be read further on"
    with pytest.raises(Refused):
        nature_of(hiring_manager, asked)
    with pytest.raises(Refused, match="nothing to answer"):
        permits(person, asked, False)


def test_a_no_takes_a_begun_rating_away_and_may_be_changed(
    hiring_manager: Actor, person: Actor, asked: Interview
) -> None:
    permits(person, asked, True)
    notes(hiring_manager, asked, 3, None)
    permits(person, asked, False)
    assert not Judgment.objects.exists()
    assert Consent.objects.get(purpose="vouching").withdrawn_at == NOW
    with pytest.raises(Refused, match="said no"):
        rates(hiring_manager, asked, 3, 3)
    permits(person, asked, True)
    rates(hiring_manager, asked, 3, 3)


@pytest.mark.parametrize("agrees", [True, False])
def test_whether_somebody_was_rated_already_is_looked_up_once_for_an_answer(
    person: Actor, asked: Interview, agrees: bool
) -> None:
    with CaptureQueriesContext(connection) as asking:
        permits(person, asked, agrees)
    rated = [one for one in asking if Judgment._meta.db_table in one["sql"] and " LIMIT 1" in one["sql"]]
    assert len(rated) == 1


@in_one_world("who", ROLES)
def test_the_person_permits_it_and_nobody_for_them(
    role: Callable[[str], Actor], who: str, asked: Interview, seen: Seeker, onramp: Organization
) -> None:
    access(seen, onramp, "coaching")
    if who == "person":
        assert permits(role(who), asked, True).permitted == "yes"
        return
    with pytest.raises(Refused):
        permits(role(who), asked, True, words="They said yes.")


def test_a_coach_hears_the_yes_of_somebody_without_an_account_and_owes_it_in_writing(
    coach: Actor, hiring_manager: Actor, asked: Interview, seen: Seeker, onramp: Organization
) -> None:
    access(seen, onramp, "coaching")
    Seeker.objects.filter(pk=seen.pk).update(account=None)
    with pytest.raises(Refused, match="in their words"):
        permits(coach, asked, True)
    with pytest.raises(Refused):
        permits(hiring_manager, asked, True, words="Yes.")
    permits(coach, asked, True, words="Yes, they may rate me.")
    yes = Consent.objects.get(purpose="vouching")
    assert yes.spoken and yes.words == "Yes, they may rate me."
    assert Fact.objects.filter(name="SpokenConsentHeard").exists()
    case = Caseload.objects.create(organization=onramp, seeker=seen, since=NOW)
    assert [owed.seeker for owed in owed_in_writing(coach, case.organization)] == [seen]


AWAITED = [
    ("held", "once it is back"),
    ("taken_down", "was taken down"),
    ("paused", "does not take part"),
    ("left", "does not take part"),
]


@pytest.mark.parametrize(("where", "why"), AWAITED)
def test_nobody_says_yes_to_a_job_that_is_out_of_sight_and_everybody_may_say_no(
    person: Actor, asked: Interview, posting: Posting, where: str, why: str
) -> None:
    job = job_told(person, asked)
    put(posting, where)
    with pytest.raises(Refused, match=why):
        permit_interview(person, asked, agrees=True, job=job, now=NOW)
    assert not Consent.objects.filter(purpose="vouching").exists()
    assert permit_interview(person, asked, agrees=False, job=job, now=NOW).permitted == "no"
    put(posting, "published")
    Organization.objects.update(state="active")
    for other in (None, Job(posting.pk + 1, allowed)):
        with pytest.raises(Refused, match="not given you access"):
            permit_interview(person, asked, agrees=True, job=other, now=NOW)
    assert permits(person, asked, True).permitted == "yes"


def test_a_yes_is_taken_after_the_employer_itself_filled_the_posting(
    person: Actor, asked: Interview, posting: Posting
) -> None:
    put(posting, "filled")
    assert permits(person, asked, True).permitted == "yes"
