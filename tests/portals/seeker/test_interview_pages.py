"""An interview on one's own pages: a yes before it is rated, and an answer before it counts."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import finish_interview, give_rating, open_interview
from techhire.plays.assessments.models import Interview
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.judging import NOW, a_rubric, scored
from tests.factories.matches import a_posting
from tests.factories.onramps import on_caseload
from tests.portals.seeker.conftest import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(("answer", "words"), [("yes", "It stands on your record"), ("no", "You said no")])
def test_an_interview_is_read_in_words_and_answered(
    mine: Client,
    me: Seeker,
    coach: Actor,
    onramp: Organization,
    tickets: Skill,
    answer: str,
    words: str,
) -> None:
    on_caseload(onramp, me)
    guide = a_rubric(onramp, tickets, kind="interview", task="", task_es="")
    interview = open_interview(coach, onramp, me, guide, now=NOW)
    assert "Somebody wants to interview you" in page(mine, "works")
    assert "1 interview waits for your answer" in page(mine, "works")
    asked = page(mine, "interview", interview.pk)
    assert "May they rate your answers?" in asked and "Part 1" in asked and onramp.name in asked
    address = reverse("seeker:interview", args=[interview.pk])
    assert "You said no to being rated" in mine.post(address, {"permits": "no"}, follow=True).content.decode()
    assert (
        "You said yes to being rated" in mine.post(address, {"permits": "yes"}, follow=True).content.decode()
    )
    assert "waits for your answer" not in page(mine, "works"), "a yes that can be taken back waits for nobody"
    scores = scored(interview.edition, 3, 4)
    give_rating(coach, interview, scores=scores, version=0, now=NOW)
    assert mine.get(reverse("seeker:interview", args=[interview.pk])).status_code == 404
    finish_interview(coach, interview, now=NOW)
    assert "You decide" in page(mine, "works")
    assert "1 interview waits for your answer" in page(mine, "works")
    asked = page(mine, "interview", interview.pk)
    assert "May it stand on your record?" in asked and "4 proficient" in asked and "3.67" not in asked
    older = mine.post(address, {"permits": "yes"}, follow=True).content.decode()
    assert "This page has changed since you opened it." in older
    assert "May it stand on your record?" in older and not Evidence.objects.filter(kind="judged_work")
    done = mine.post(address, {"agrees": answer}, follow=True).content.decode()
    assert words in done
    assert "waits for your answer" not in page(mine, "works")
    assert Evidence.objects.filter(kind="judged_work").exists() is (answer == "yes")
    again = mine.post(reverse("seeker:interview", args=[interview.pk]), {"agrees": "yes"}, follow=True)
    assert "nothing to answer" in again.content.decode()


def test_an_interview_for_a_job_names_the_job_before_the_yes_and_after(
    mine: Client, me: Seeker, hiring_manager: Actor, employer: Organization, tickets: Skill
) -> None:
    posting = a_posting(employer, {tickets: 2}, title="Mesa de ayuda", language="es")
    grant_access(
        Actor.system(employer.community_id), me, employer, purpose="hiring", posting_id=posting.pk, now=NOW
    )
    guide = a_rubric(employer, tickets, kind="interview", task="", task_es="")
    job, named = job_of(hiring_manager, posting), '<span lang="es">Mesa de ayuda</span>'
    interview = open_interview(hiring_manager, employer, me, guide, job=job, now=NOW)
    address = reverse("seeker:interview", args=[interview.pk])
    assert named in page(mine, "works") and named in page(mine, "interview", interview.pk)
    Posting.objects.filter(pk=posting.pk).update(state="held")
    asked = page(mine, "interview", interview.pk)
    assert "once it is back" in asked and 'value="yes"' not in asked and 'value="no"' in asked
    assert "once it is back" in mine.post(address, {"permits": "yes"}, follow=True).content.decode()
    assert Interview.objects.get().permitted == "waiting"
    Posting.objects.filter(pk=posting.pk).update(state="published")
    mine.post(address, {"permits": "yes"})
    scores = scored(interview.edition, 3, 4)
    give_rating(hiring_manager, interview, scores=scores, version=0, job=job, now=NOW)
    finish_interview(hiring_manager, interview, job=job, now=NOW)
    assert named in page(mine, "works") and named in page(mine, "interview", interview.pk)
