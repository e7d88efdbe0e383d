"""What was handed in or said in the evening counts with the day here, though it is tomorrow in Greenwich already."""

from datetime import UTC, date, datetime

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.interviews import answer_interview
from techhire.plays.assessments.models import Interview, Rubric
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.judging import handed_in, says

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
HERE = date(2026, 3, 2)
"""Eight in the evening of March 2 by the community's clock (America/Chicago)."""


def test_work_counts_with_the_day_it_was_handed_in(dana: Seeker, rubric: Rubric) -> None:
    work = handed_in(dana, rubric, now=EVENING)
    says(work.judgments.get(), 3, 4, now=EVENING)
    assert Evidence.objects.get().at == HERE


def test_an_interview_counts_with_the_day_it_was_finished(
    person: Actor, dana: Seeker, employer: Organization, guide: Rubric
) -> None:
    interview = Interview.objects.create(
        edition=guide.editions.get(),
        seeker=dana,
        organization=employer,
        state="finished",
        agreement="waiting",
        opened_at=EVENING,
        finished_at=EVENING,
        level="3.0",
        level_sd="0.5",
    )
    answer_interview(person, interview, agrees=True, now=EVENING)
    assert Evidence.objects.get().at == HERE
