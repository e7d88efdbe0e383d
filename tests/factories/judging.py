"""Rubrics in use, people who judge, and work that was handed in."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.assessors import name_assessor
from techhire.plays.assessments.actions.judgments import give_judgment
from techhire.plays.assessments.actions.rubric_life import open_rubric, send_for_reading
from techhire.plays.assessments.actions.rubrics import draft_rubric, set_criterion, update_rubric
from techhire.plays.assessments.actions.submissions import begin_work, hand_in
from techhire.plays.assessments.models import Interview, Judgment, Rubric, RubricEdition, Score, Submission
from techhire.plays.assessments.words import Remark
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import a_skill
from tests.factories.quality import people
from tests.factories.quality import says as tell

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
"""While a work sample that was begun now is under way."""
ANCHORS = {level: (f"Does part {level}.", f"Hace la parte {level}.") for level in range(1, 6)}
_number = count(1)
WORDS = "I asked the user what changed, then looked at the cable."


def a_draft(organization: Organization, skill: Skill | None = None, **fields: Any) -> RubricEdition:
    """A draft of two criteria, the second twice as heavy, with nothing missing."""
    system = Actor.system(organization.community_id)
    kind = fields.pop("kind", "work_sample")
    weights = fields.pop("weights", (1, 2))
    skill = skill or Skill.objects.filter(code="ticket-handling").first() or a_skill("Ticket handling")
    edition = draft_rubric(
        system, organization, kind=kind, skill_id=skill.pk, title="Answer a ticket", now=NOW
    )
    given: dict[str, Any] = {
        "title_es": "Responder a un ticket",
        "task": "Answer the ticket below.",
        "task_es": "Responda al ticket.",
        "own_material": True,
        "fictional": True,
    }
    edition = update_rubric(system, edition, version=edition.version, now=NOW, **given | fields)
    for place, weight in enumerate(weights, 1):
        set_criterion(
            system,
            edition,
            place=place,
            version=RubricEdition.objects.get(pk=edition.pk).version,
            name=f"Part {place}",
            name_es=f"Parte {place}",
            question=f"Tell me about part {place}.",
            question_es=f"Cuénteme de la parte {place}.",
            weight=weight,
            anchors=ANCHORS,
            now=NOW,
        )
    return RubricEdition.objects.get(pk=edition.pk)


def a_rubric(organization: Organization, skill: Skill | None = None, **fields: Any) -> Rubric:
    """A rubric in use. ``second_readings`` 0 means never, for tests that need one reader only."""
    share = fields.pop("second_readings", 0)
    edition = a_draft(organization, skill, **fields)
    system = Actor.system(organization.community_id)
    send_for_reading(system, edition, now=NOW)
    open_rubric(system, edition, now=NOW)
    RubricEdition.objects.filter(pk=edition.pk).update(second_readings=share)
    return edition.rubric


def names(rubric: Rubric, *actors: Actor) -> None:
    """The steward names these people as assessors."""
    system = Actor.system(rubric.organization.community_id)
    for actor in actors:
        account = Account.objects.get(pk=actor.account_id)
        name_assessor(system, rubric, email=account.email, now=NOW)


def handed_in(seeker: Seeker, rubric: Rubric, text: str = WORDS, now: datetime = NOW) -> Submission:
    """The person begins the task and hands this in."""
    assert seeker.account is not None
    person = actor_for(seeker.account, seeker.community)
    work = begin_work(person, seeker, rubric, now=now)
    return hand_in(person, work, text=text, version=work.version, now=now)


def says(judgment: Judgment, *levels: int, now: datetime = NOW) -> Judgment:
    """The assessor who was asked gives these levels, criterion by criterion, and hands the judgment in."""
    work = judgment.submission
    assert work is not None and judgment.assessor is not None
    actor = actor_for(judgment.assessor, work.seeker.community)
    scores = scored(work.edition, *levels)
    current = Judgment.objects.get(pk=judgment.pk)
    return give_judgment(actor, judgment, scores=scores, version=current.version, now=now)


def scored(edition: RubricEdition, *levels: int | None) -> dict[int, tuple[int | None, str]]:
    """These levels by criterion, each with a remark."""
    criteria = list(edition.criteria.order_by("place"))
    return {
        row.pk: (level, Remark.CLEAR.value if level else "")
        for row, level in zip(criteria, levels, strict=True)
    }


def judged(rubric: Rubric, seeker: Seeker, level: float, *, at: datetime = NOW, **fields: Any) -> Submission:
    """A piece that was judged, without anybody reading it."""
    edition = rubric.editions.latest("number")
    work = _judged(rubric, edition, seeker, level, at, **fields)
    work.save()
    return work


def _judged(
    rubric: Rubric, edition: RubricEdition, seeker: Seeker, level: float, at: datetime = NOW, **fields: Any
) -> Submission:
    values: dict[str, Any] = {
        "edition": edition,
        "state": "judged",
        "pseudonym": f"{next(_number):08d}",
        "made_at": at,
        "begun_at": at,
        "handed_in_at": at,
        "judged_at": at,
        "readings": 1,
        "level": str(level),
        "level_sd": "0.5",
    }
    return Submission(rubric=rubric, seeker=seeker, **values | fields)


def judged_crowd(
    rubric: Rubric, many: int, levels: Sequence[float] = (3.0,), **answers: str
) -> list[Submission]:
    """People judged by a rubric at these levels in turn, and what they said about themselves."""
    group = people(rubric.organization.community, many)
    edition = rubric.editions.latest("number")
    works = Submission.objects.bulk_create(
        _judged(rubric, edition, seeker, levels[place % len(levels)]) for place, seeker in enumerate(group)
    )
    if answers:
        tell(group, **answers)
    return works


def read_by_two(works: Iterable[Submission], first: Account, second: Account, apart: float = 0.0) -> None:
    """Two judgments of each piece by its level, the second so many levels above the first, criterion by criterion."""
    for work in works:
        level = float(work.level or 0)
        for place, (account, given) in enumerate(((first, level), (second, min(level + apart, 5))), 1):
            row = Judgment.objects.create(
                submission=work,
                assessor=account,
                place=place,
                state="given",
                asked_at=NOW,
                given_at=NOW,
                overall=str(given),
            )
            for criterion in work.edition.criteria.all():
                Score.objects.create(judgment=row, criterion=criterion, level=round(given), remark="clear")


def permitted(interview: Interview) -> Interview:
    """The interview after the person said yes to being rated in it."""
    interview.permitted, interview.permitted_at = "yes", NOW
    interview.save(update_fields=["permitted", "permitted_at"])
    return interview
