"""Writing a rubric: its task and its criteria with what work at each level looks like. Drafts only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.queries import published_skills
from techhire.commons.skills.words import LEVELS
from techhire.plays.assessments.facts import RubricChanged, RubricDrafted
from techhire.plays.assessments.models import Criterion, CriterionAnchor, Rubric, RubricEdition
from techhire.plays.assessments.rules.judging import may_draft_rubric, may_update_rubric
from techhire.plays.assessments.words import LONGEST_WORK, MOST_CRITERIA, RubricKind, SecondReadings

HEAVIEST = 100
LINES = {"title": 160, "title_es": 160}
TEXTS = {"task": 6000, "task_es": 6000}
BOXES = ("takes_files", "own_material", "fictional")


@transaction.atomic
def draft_rubric(
    actor: Actor, organization: Organization, /, *, kind: str, skill_id: int, title: str, now: datetime
) -> RubricEdition:
    """Begin a rubric about one skill; its first edition is a draft."""
    require(may_draft_rubric(actor, organization))
    if kind not in RubricKind.values:
        raise Refused(_("Choose one of the answers."), field="kind")
    skill = published_skills(organization.community).filter(pk=skill_id).first()
    if skill is None:
        raise Refused(_("We do not know this skill."), field="skill")
    title = one_line(title, field="title", limit=LINES["title"])
    rubric = Rubric.objects.create(
        organization=organization, kind=kind, skill=skill, made_by_id=actor.account_id, made_at=now
    )
    edition = RubricEdition.objects.create(
        rubric=rubric,
        number=1,
        skill_version=skill.version,
        title=title,
        minutes=LONGEST_WORK if kind == RubricKind.WORK_SAMPLE else None,
        author_id=actor.account_id,
        changed_at=now,
    )
    body = RubricDrafted(rubric.pk, organization.pk, kind, skill.pk)
    record(body, actor=actor, now=now, community_id=organization.community_id)
    return edition


@transaction.atomic
def update_rubric(
    actor: Actor, edition: RubricEdition, /, *, version: int, now: datetime, **fields: Any
) -> RubricEdition:
    """Change what the task says, its minutes, how much is read twice, and the steward's word about its material.

    Fields are those of the edition; what is left out stays. A work sample takes 1 to 60 ``minutes``.
    """
    edition = hold_edition(edition)
    require(may_update_rubric(actor, edition))
    check_edition(edition, version)
    unknown = set(fields) - {*LINES, *TEXTS, *BOXES, "minutes", "second_readings"}
    if unknown:
        raise TypeError(f"no such field: {sorted(unknown)}")
    for name, limit in LINES.items():
        if name in fields:
            required = name == "title"
            fields[name] = one_line(fields[name], field=name, limit=limit, required=required)
    for name, limit in TEXTS.items():
        if name in fields:
            fields[name] = several_lines(fields[name], field=name, limit=limit)
    if "minutes" in fields:
        _check_minutes(edition, fields["minutes"])
    if fields.get("second_readings", SecondReadings.FIFTH) not in SecondReadings.values:
        raise Refused(_("Choose one of the answers."), field="second_readings")
    for name, value in fields.items():
        setattr(edition, name, value)
    return note_change(edition, actor, "task", now)


def _check_minutes(edition: RubricEdition, minutes: int | None) -> None:
    if minutes is None and edition.rubric.kind == RubricKind.INTERVIEW:
        return
    if minutes is not None and minutes > LONGEST_WORK:
        words = _("A work sample takes %(most)d minutes at most. Make the task smaller.")
        raise Refused(words % {"most": LONGEST_WORK}, field="minutes")
    if minutes is None or minutes < 1:
        raise Refused(_("Say how many minutes it takes."), field="minutes")


@transaction.atomic
def set_criterion(
    actor: Actor,
    edition: RubricEdition,
    /,
    *,
    place: int,
    version: int,
    name: str,
    name_es: str = "",
    question: str = "",
    question_es: str = "",
    weight: int = 1,
    anchors: Mapping[int, tuple[str, str]],
    now: datetime,
) -> Criterion:
    """Write the criterion at a place, or the next one. ``anchors`` are English and Spanish by level from 1 to 5."""
    edition = hold_edition(edition)
    require(may_update_rubric(actor, edition))
    check_edition(edition, version)
    if not 1 <= place <= min(edition.criteria.count() + 1, MOST_CRITERIA):
        words = _("A rubric has %(most)d criteria at most.")
        raise Refused(words % {"most": MOST_CRITERIA}, field="name")
    if not 1 <= weight <= HEAVIEST:
        words = _("A weight is a whole number from 1 to %(most)d.")
        raise Refused(words % {"most": HEAVIEST}, field="weight")
    values: dict[str, Any] = {
        "name": one_line(name, field="name", limit=120),
        "name_es": one_line(name_es, field="name_es", limit=120, required=False),
        "question": one_line(question, field="question", limit=400, required=False),
        "question_es": one_line(question_es, field="question_es", limit=400, required=False),
        "weight": weight,
    }
    texts = _anchors(anchors)
    criterion, _made = Criterion.objects.update_or_create(edition=edition, place=place, defaults=values)
    criterion.anchors.all().delete()
    CriterionAnchor.objects.bulk_create(
        CriterionAnchor(criterion=criterion, level=level, text=text, text_es=text_es)
        for level, (text, text_es) in texts.items()
    )
    note_change(edition, actor, "criterion", now)
    return criterion


def _anchors(anchors: Mapping[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    texts: dict[int, tuple[str, str]] = {}
    for level in LEVELS:
        text, text_es = anchors.get(level, ("", ""))
        texts[level] = (
            one_line(text, field=f"anchor_{level}", limit=400, required=False),
            one_line(text_es, field=f"anchor_{level}_es", limit=400, required=False),
        )
    return {level: pair for level, pair in texts.items() if any(pair)}


@transaction.atomic
def remove_criterion(
    actor: Actor, edition: RubricEdition, /, *, place: int, version: int, now: datetime
) -> RubricEdition:
    """Take one away; those after it move up."""
    edition = hold_edition(edition)
    require(may_update_rubric(actor, edition))
    check_edition(edition, version)
    gone, _kinds = edition.criteria.filter(place=place).delete()
    if not gone:
        raise Refused(_("This criterion is not there any more."))
    for criterion in edition.criteria.filter(place__gt=place).order_by("place"):
        Criterion.objects.filter(pk=criterion.pk).update(place=F("place") - 1)
    return note_change(edition, actor, "criterion", now)


def hold_edition(edition: RubricEdition) -> RubricEdition:
    """The edition as it is now, held until the transaction ends."""
    held = RubricEdition.objects.select_for_update(of=("self",))
    return held.select_related("rubric__organization__community").get(pk=edition.pk)


def check_edition(edition: RubricEdition, version: int) -> None:
    """Stop where somebody changed the edition since the page was read."""
    if edition.version != version:
        raise Refused(_("Somebody changed this in the meantime. Look at it again, then save once more."))


def note_change(edition: RubricEdition, actor: Actor, part: str, now: datetime) -> RubricEdition:
    """Keep the edition with a new version, and say which part of it was changed."""
    edition.version += 1
    edition.author_id, edition.changed_at = actor.account_id, now
    edition.save()
    body = RubricChanged(edition.rubric_id, edition.pk, part)
    record(body, actor=actor, now=now, community_id=edition.rubric.organization.community_id)
    return edition
