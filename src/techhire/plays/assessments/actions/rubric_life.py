"""From a draft through a second reader into use, on to a new edition, and out of use."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import FactBody, record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.rubrics import hold_edition
from techhire.plays.assessments.facts import (
    RubricChanged,
    RubricOpened,
    RubricRetired,
    RubricSentBack,
    RubricSentForReading,
)
from techhire.plays.assessments.models import Criterion, CriterionAnchor, Rubric, RubricEdition, TaskFile
from techhire.plays.assessments.queries.rubrics import what_is_missing
from techhire.plays.assessments.rules.judging import (
    may_change_rubric,
    may_open_rubric,
    may_retire_rubric,
    may_send_back,
    may_send_for_reading,
)
from techhire.plays.assessments.words import RubricState

COPIED = (
    "title",
    "title_es",
    "task",
    "task_es",
    "minutes",
    "takes_files",
    "second_readings",
    "own_material",
    "fictional",
)
IN_THE_MAKING = (RubricState.DRAFT, RubricState.IN_REVIEW)


@transaction.atomic
def send_for_reading(actor: Actor, edition: RubricEdition, /, *, now: datetime) -> RubricEdition:
    """Ask a second reader, once nothing is missing in either language."""
    edition = hold_edition(edition)
    require(may_send_for_reading(actor, edition))
    missing = what_is_missing(edition)
    if missing:
        raise Refused(missing[0])
    _move(edition, RubricState.IN_REVIEW, now)
    _note(actor, edition, RubricSentForReading(edition.rubric_id, edition.pk), now)
    return edition


@transaction.atomic
def send_back(actor: Actor, edition: RubricEdition, /, *, now: datetime) -> RubricEdition:
    """Make it a draft again."""
    edition = hold_edition(edition)
    require(may_send_back(actor, edition))
    _move(edition, RubricState.DRAFT, now)
    _note(actor, edition, RubricSentBack(edition.rubric_id, edition.pk), now)
    return edition


@transaction.atomic
def open_rubric(actor: Actor, edition: RubricEdition, /, *, now: datetime) -> RubricEdition:
    """Put it into use in place of the edition before; work under way keeps the edition it was begun with."""
    edition = hold_edition(edition)
    require(may_open_rubric(actor, edition))
    before = RubricEdition.objects.filter(rubric=edition.rubric, state=RubricState.ACTIVE).first()
    if before is not None:
        _move(before, RubricState.RETIRED, now)
    edition.reader_id, edition.opened_at = actor.account_id, now
    _move(edition, RubricState.ACTIVE, now)
    body = RubricOpened(edition.rubric_id, edition.pk, before.pk if before else 0)
    _note(actor, edition, body, now)
    return edition


@transaction.atomic
def change_rubric(actor: Actor, rubric: Rubric, /, *, now: datetime) -> RubricEdition:
    """Begin the next edition as a copy of the newest; the one in use stays so until a reader opens the new one."""
    rubric = Rubric.objects.select_for_update(of=("self",)).select_related("organization").get(pk=rubric.pk)
    require(may_change_rubric(actor, rubric))
    newest = rubric.editions.latest("number")
    if newest.state in IN_THE_MAKING:
        return newest
    edition = RubricEdition.objects.create(
        rubric=rubric,
        number=newest.number + 1,
        skill_version=rubric.skill.version,
        author_id=actor.account_id,
        changed_at=now,
        **{name: getattr(newest, name) for name in COPIED},
    )
    _copy_parts(newest, edition)
    _note(actor, edition, RubricChanged(rubric.pk, edition.pk, "edition"), now)
    return edition


def _copy_parts(old: RubricEdition, new: RubricEdition) -> None:
    for criterion in old.criteria.prefetch_related("anchors").order_by("place"):
        copy = Criterion.objects.create(
            edition=new,
            place=criterion.place,
            weight=criterion.weight,
            name=criterion.name,
            name_es=criterion.name_es,
            question=criterion.question,
            question_es=criterion.question_es,
        )
        CriterionAnchor.objects.bulk_create(
            CriterionAnchor(criterion=copy, level=a.level, text=a.text, text_es=a.text_es)
            for a in criterion.anchors.all()
        )
    TaskFile.objects.bulk_create(
        TaskFile(edition=new, place=f.place, kind=f.kind, size=f.size, data=f.data) for f in old.files.all()
    )


@transaction.atomic
def retire_rubric(actor: Actor, rubric: Rubric, /, *, now: datetime) -> Rubric:
    """Nobody can begin it any more; what was begun is judged by the edition it was begun with."""
    require(may_retire_rubric(actor, rubric))
    edition = rubric.editions.select_for_update().filter(state=RubricState.ACTIVE).first()
    if edition is None:
        raise Refused(_("No wording of this rubric is in use."))
    _move(edition, RubricState.RETIRED, now)
    _note(actor, edition, RubricRetired(rubric.pk, edition.pk), now)
    return rubric


def _move(edition: RubricEdition, state: RubricState, now: datetime) -> None:
    edition.state, edition.changed_at = state, now
    edition.version += 1
    edition.save()


def _note(actor: Actor, edition: RubricEdition, body: FactBody, now: datetime) -> None:
    record(body, actor=actor, now=now, community_id=edition.rubric.organization.community_id)
