"""Rubrics for those who keep them: where each stands, what is missing, what it says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization, OrganizationKind
from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor, require
from techhire.commons.skills.words import LEVELS
from techhire.plays.assessments.models import (
    Assessor,
    Criterion,
    CriterionAnchor,
    Judgment,
    Rubric,
    RubricEdition,
    Submission,
    TaskFile,
)
from techhire.plays.assessments.rules.judging import TO_JUDGE, may_see_rubric
from techhire.plays.assessments.words import TO_READ, ReadingState, RubricKind, RubricState

IN_THE_MAKING = (RubricState.DRAFT, RubricState.IN_REVIEW)
LONGEST_LIST = 200


@dataclass(frozen=True)
class CriterionShown:
    """A criterion with its anchors by level."""

    criterion: Criterion
    anchors: list[CriterionAnchor]

    def anchor(self, level: int) -> CriterionAnchor | None:
        """What work at this level looks like."""
        return next((anchor for anchor in self.anchors if anchor.level == level), None)


@dataclass(frozen=True)
class RubricRow:
    """One rubric: the edition in use and the one in the making, what waits, and who judges."""

    rubric: Rubric
    active: RubricEdition | None
    making: RubricEdition | None
    waiting: int
    assessors: int

    @property
    def newest(self) -> RubricEdition | None:
        """The edition a list names."""
        return self.active or self.making


def rubrics_of(actor: Actor, organization: Organization) -> list[RubricRow]:
    """Every rubric an organization keeps, newest first. Four queries."""
    if organization.community_id != actor.community_id:
        return []
    if not (actor.is_system or actor.is_convener or actor.sits_in(organization.pk)):
        return []
    rubrics = Rubric.objects.filter(organization=organization).select_related("skill", "organization")
    return _rows(list(rubrics.order_by("-made_at", "-pk")[:LONGEST_LIST]))


def rubrics_to_read(actor: Actor) -> list[RubricRow]:
    """Rubrics of the whole community that wait for a second reader, for the civic lead."""
    if not actor.is_convener:
        return []
    waiting = RubricEdition.objects.filter(rubric=OuterRef("pk"), state=RubricState.IN_REVIEW)
    rubrics = Rubric.objects.filter(Exists(waiting), organization__community_id=actor.community_id)
    found = rubrics.exclude(organization_id__in=actor.organizations()).select_related("skill", "organization")
    return _rows(list(found.order_by("pk")[:LONGEST_LIST]))


def _rows(rubrics: list[Rubric]) -> list[RubricRow]:
    ids = [rubric.pk for rubric in rubrics]
    editions = RubricEdition.objects.filter(rubric_id__in=ids).order_by("number")
    active = {row.rubric_id: row for row in editions if row.state == RubricState.ACTIVE}
    making = {row.rubric_id: row for row in editions if row.state in IN_THE_MAKING}
    newest = {row.rubric_id: row for row in editions}
    work = Submission.objects.filter(rubric_id__in=ids, state__in=TO_READ).values("rubric_id")
    waits = {row["rubric_id"]: row["many"] for row in work.annotate(many=Count("pk"))}
    people = Assessor.objects.filter(rubric_id__in=ids, ended_at__isnull=True).values("rubric_id")
    judge = {row["rubric_id"]: row["many"] for row in people.annotate(many=Count("pk"))}
    return [
        RubricRow(
            rubric,
            active.get(rubric.pk),
            making.get(rubric.pk) or (None if rubric.pk in active else newest.get(rubric.pk)),
            waits.get(rubric.pk, 0),
            judge.get(rubric.pk, 0),
        )
        for rubric in rubrics
    ]


def rubric_numbered(actor: Actor, rubric_id: int) -> Rubric | None:
    """One rubric, where the actor may see it whole."""
    rubric = Rubric.objects.select_related("organization", "skill").filter(pk=rubric_id).first()
    return rubric if rubric is not None and may_see_rubric(actor, rubric) else None


def edition_to_show(rubric: Rubric, number: int | None = None) -> RubricEdition | None:
    """The edition of a number; without one the one in the making, else the one in use, else the newest."""
    editions = list(rubric.editions.select_related("rubric__organization", "author", "reader"))
    if number is not None:
        return next((row for row in editions if row.number == number), None)
    return max(
        editions,
        key=lambda row: (row.state in IN_THE_MAKING, row.state == RubricState.ACTIVE, row.number),
        default=None,
    )


def criteria_of(edition: RubricEdition) -> list[CriterionShown]:
    """What is looked at, in order, each with what every level looks like. Two queries."""
    rows = edition.criteria.prefetch_related("anchors").order_by("place")
    return [CriterionShown(row, sorted(row.anchors.all(), key=lambda a: a.level)) for row in rows]


def what_is_missing(edition: RubricEdition) -> list[str]:
    """What has to be there before a second reader is asked, in both languages; empty where nothing is missing."""
    missing = []
    if not (edition.title and edition.title_es):
        missing.append(_("Give it a name in English and in Spanish."))
    work = edition.rubric.kind == RubricKind.WORK_SAMPLE
    if work and not (edition.task and edition.task_es):
        missing.append(_("Say what to do, in English and in Spanish."))
    if work and not (edition.own_material and edition.fictional):
        missing.append(_("Confirm that it is nobody's live work and that the material is made up."))
    criteria = criteria_of(edition)
    if not criteria:
        missing.append(_("Add at least one criterion."))
    for shown in criteria:
        missing += _missing_in(shown, asks=not work)
    return missing


def _missing_in(shown: CriterionShown, *, asks: bool) -> list[str]:
    criterion, place = shown.criterion, {"place": shown.criterion.place}
    missing = []
    if not criterion.name_es:
        missing.append(_("Criterion %(place)d has no Spanish name yet.") % place)
    if asks and not (criterion.question and criterion.question_es):
        missing.append(_("Criterion %(place)d needs its question in English and in Spanish.") % place)
    if [a.level for a in shown.anchors if a.text and a.text_es] != list(LEVELS):
        missing.append(
            _("Criterion %(place)d needs a sentence for each of the five levels, in both languages.") % place
        )
    return missing


def guides_for(actor: Actor, organization: Organization) -> QuerySet[Rubric]:
    """Interview guides in use that this organization may ask by: its own, and those of partners who are no employer."""
    in_use = RubricEdition.objects.filter(rubric=OuterRef("pk"), state=RubricState.ACTIVE)
    employers = OrganizationKind.objects.filter(
        organization__community_id=organization.community_id, kind=Kind.EMPLOYER
    )
    guides = Rubric.objects.filter(
        Exists(in_use),
        kind=RubricKind.INTERVIEW,
        organization__community_id=actor.community_id,
    )
    return guides.filter(
        Q(organization=organization) | ~Q(organization_id__in=employers.values("organization_id"))
    ).order_by("pk")


def editions_in_use(rubrics: Iterable[Rubric]) -> list[RubricEdition]:
    """The edition in use of each of these rubrics, with its skill."""
    found = RubricEdition.objects.filter(rubric__in=list(rubrics), state=RubricState.ACTIVE)
    return list(found.select_related("rubric__skill", "rubric__organization").order_by("title", "pk"))


def assessors_of(actor: Actor, rubric: Rubric) -> QuerySet[Assessor]:
    """Who judges by this rubric now, for its steward."""
    require(may_see_rubric(actor, rubric))
    named = rubric.assessors.filter(ended_at__isnull=True)
    return named.select_related("account", "organization", "rubric__organization").order_by("since", "pk")


def assessor_numbered(actor: Actor, rubric: Rubric, assessor_id: int) -> Assessor | None:
    """One of them."""
    return assessors_of(actor, rubric).filter(pk=assessor_id).first()


def without_reader(actor: Actor, rubric: Rubric) -> int:
    """How many pieces of work wait for somebody who may read them: the steward has to name more assessors."""
    require(may_see_rubric(actor, rubric))
    return _short(Submission.objects.filter(rubric=rubric)).count()


def lacking_readers(actor: Actor) -> list[tuple[Rubric, int]]:
    """Rubrics of the actor's organizations, for the civic lead of all, with how many pieces nobody named may read."""
    works = Submission.objects.filter(rubric__organization__community_id=actor.community_id)
    if not actor.is_convener:
        own = [pk for pk in actor.organizations() if actor.writes_for(pk)]
        works = works.filter(rubric__organization_id__in=own)
    many = Counter(_short(works).values_list("rubric_id", flat=True))
    found = Rubric.objects.filter(pk__in=many).select_related("skill", "organization")
    return [(rubric, many[rubric.pk]) for rubric in found.order_by("pk")] if many else []


def _short(works: QuerySet[Submission]) -> QuerySet[Submission]:
    """Those of these that wait for a reading nobody has."""
    held = Judgment.objects.filter(
        submission=OuterRef("pk"), state__in=(*TO_JUDGE, ReadingState.GIVEN)
    ).values("submission")
    count = held.annotate(many=Count("pk")).values("many")
    waiting = works.filter(state__in=TO_READ).annotate(held=Subquery(count))
    return waiting.filter(Q(held__isnull=True) | Q(held__lt=F("readings")))


def task_file(actor: Actor, rubric: Rubric, edition: RubricEdition, place: int) -> TaskFile | None:
    """A file of a task, for its steward."""
    require(may_see_rubric(actor, rubric))
    return TaskFile.objects.filter(edition=edition, edition__rubric=rubric, place=place).first()
