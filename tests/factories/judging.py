"""Rubrics in use, people who judge, and work that was handed in."""

from datetime import UTC, datetime
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
from techhire.plays.assessments.models import Judgment, Rubric, RubricEdition, Submission
from techhire.plays.assessments.words import Remark
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import a_skill

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ANCHORS = {level: (f"Does part {level}.", f"Hace la parte {level}.") for level in range(1, 6)}
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
