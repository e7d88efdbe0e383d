"""How vouches turned out: for whoever reads one, for the person it is about, and for its source."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.engines import evidence as engine
from techhire.plays.seekers.bridge import track_records
from techhire.plays.seekers.models import EmployerFeedback, Evidence, Seeker, Vouch
from techhire.plays.seekers.rules import (
    NOT_THE_RECORD,
    live_grants,
    may_act_for,
    may_see_vouch_record,
)
from techhire.plays.seekers.words import (
    CHECKED_WITHIN,
    EvidenceKind,
    EvidenceState,
    FeedbackState,
    VouchAnswer,
    VouchOutcome,
)

FEWEST = engine.DEFAULTS.vouch_minimum
"""Checked vouches from which a source's own record is told and counts."""


@dataclass(frozen=True)
class SourceRecord:
    """How a source's checked vouches turned out; both numbers are None while there are fewer than five."""

    turned_out: int | None = None
    checked: int | None = None

    @property
    def says(self) -> str:
        """The record in a sentence, for whoever reads a vouch of this source."""
        if self.checked is None:
            return _("Too few of this source's vouches were checked so far to say how they turn out.")
        return _("%(good)d of %(all)d checked vouches of this source held up.") % {
            "good": self.turned_out,
            "all": self.checked,
        }

    @property
    def in_short(self) -> str:
        """The record in a few words."""
        if self.checked is None:
            return _("too few checked to say")
        return _("%(good)d of %(all)d held up") % {"good": self.turned_out, "all": self.checked}


def source_records(community_id: int, organization_ids: Iterable[int]) -> dict[int, SourceRecord]:
    """The record of each of these sources whose vouches were checked here. Two queries."""
    return {pk: source_record(track) for pk, track in track_records(community_id, organization_ids).items()}


def source_record(track: engine.TrackRecord | None) -> SourceRecord:
    """What of a track record may be told to whoever reads a vouch of its source."""
    if track is None or track.total < FEWEST:
        return SourceRecord()
    return SourceRecord(track.turned_out, track.total)


@dataclass(frozen=True)
class VouchAbout:
    """A vouch as the person it is about reads it."""

    evidence: Evidence
    record: SourceRecord

    @property
    def waits(self) -> bool:
        """Whether it needs their yes."""
        return self.evidence.state == EvidenceState.WAITING


def vouches_about(actor: Actor, seeker: Seeker) -> list[VouchAbout]:
    """Everything others vouched for about a person, what waits for a yes first; for the person and their coach."""
    require(may_act_for(actor, seeker))
    rows = Evidence.objects.filter(seeker=seeker, kind=EvidenceKind.VOUCH)
    found = list(
        rows.exclude(state=EvidenceState.WITHDRAWN)
        .select_related("skill", "organization")
        .order_by("-at", "-pk")
    )
    records = source_records(seeker.community_id, {r.organization_id for r in found if r.organization_id})
    told = [VouchAbout(row, records.get(row.organization_id or 0, SourceRecord())) for row in found]
    return sorted(told, key=lambda one: not one.waits)


def waits_for_answer(actor: Actor, seeker: Seeker) -> bool:
    """Whether something others said waits for the person's yes or no."""
    require(may_act_for(actor, seeker))
    vouched = Evidence.objects.filter(seeker=seeker, state=EvidenceState.WAITING)
    said = EmployerFeedback.objects.filter(seeker=seeker, state=FeedbackState.WAITING)
    return vouched.exists() or said.exists()


@dataclass(frozen=True)
class OwnRecord:
    """An organization's vouches in numbers: by outcome, by its own answers, and what they do to a new one.

    ``rate`` is in [0, 1], pooled with the community's; ``weight`` is a new vouch's in percent of a usual one.
    """

    outcomes: Mapping[str, int]
    answers: Mapping[str, int]
    rate: float
    weight: int

    @property
    def turned_out(self) -> int:
        """Vouches that held up."""
        return self.outcomes.get(VouchOutcome.HELD, 0)

    @property
    def checked(self) -> int:
        """Vouches that a later test or judged work could check."""
        return self.turned_out + self.outcomes.get(VouchOutcome.NOT_HELD, 0)

    @property
    def is_neutral(self) -> bool:
        """Whether too few were checked for the record to count."""
        return self.checked < FEWEST

    @property
    def in_ten(self) -> int:
        """The pooled rate, out of ten."""
        return round(self.rate * 10)

    @property
    def by_outcome(self) -> list[tuple[Promise, int]]:
        """Every outcome in words, with its number."""
        return [(outcome.label, self.outcomes.get(outcome, 0)) for outcome in VouchOutcome]

    @property
    def by_answer(self) -> list[tuple[Promise, int]]:
        """Answers that were given, in words, with their numbers."""
        return [(one.label, self.answers[one]) for one in VouchAnswer if self.answers.get(one)]


@dataclass(frozen=True)
class VouchLine:
    """One vouch of an organization: the person only as long as they let it see them."""

    vouch: Vouch
    outcome: VouchOutcome
    seeker: Seeker | None

    @property
    def evidence(self) -> Evidence:
        """The piece it became."""
        return self.vouch.evidence


def own_vouches(actor: Actor, organization: Organization) -> QuerySet[Vouch]:
    """Vouches of an organization of the actor's that were not taken back unchecked, newest first."""
    require(may_see_vouch_record(actor, organization))
    rows = Vouch.objects.filter(evidence__organization=organization)
    unused = rows.filter(turned_out__isnull=True, evidence__state=EvidenceState.WITHDRAWN)
    found = rows.exclude(pk__in=unused.values("pk"))
    return found.select_related("evidence__skill", "evidence__seeker").order_by("-evidence__at", "-pk")


def own_vouch(actor: Actor, organization: Organization, evidence_id: int) -> Vouch | None:
    """One of them by the number of its piece."""
    return own_vouches(actor, organization).filter(evidence_id=evidence_id).first()


def vouch_lines(
    actor: Actor, organization: Organization, rows: Iterable[Vouch], today: date
) -> list[VouchLine]:
    """These vouches with what became of each. One query more; names are on record with whoever shows them."""
    shown = list(rows)
    let_in = live_grants(actor).filter(organization=organization).exclude(purpose__in=NOT_THE_RECORD)
    seen = set(
        let_in.filter(seeker_id__in={row.evidence.seeker_id for row in shown}).values_list(
            "seeker_id", flat=True
        )
    )
    return [
        VouchLine(row, _outcome(row, today), row.evidence.seeker if row.evidence.seeker_id in seen else None)
        for row in shown
    ]


def own_record(actor: Actor, organization: Organization, today: date) -> OwnRecord:
    """The organization's vouches in numbers. Three queries."""
    rows = list(own_vouches(actor, organization).select_related(None).select_related("evidence"))
    track = track_records(organization.community_id, [organization.pk]).get(organization.pk)
    usual = engine.vouch_sd(None)
    return OwnRecord(
        outcomes=Counter(_outcome(row, today) for row in rows),
        answers=Counter(row.answer for row in rows if row.answer),
        rate=_rate(track),
        weight=round(100 * (usual / engine.vouch_sd(track)) ** 2),
    )


def _rate(track: engine.TrackRecord | None) -> float:
    counts = track or engine.TrackRecord(0, 0, 0, 0)
    return engine.pooled_rate(
        counts.turned_out, counts.total, counts.community_turned_out, counts.community_total
    )


def _outcome(row: Vouch, today: date) -> VouchOutcome:
    if row.turned_out is not None:
        return VouchOutcome.HELD if row.turned_out else VouchOutcome.NOT_HELD
    if row.evidence.state == EvidenceState.WAITING:
        return VouchOutcome.WAITING
    return VouchOutcome.OPEN if today <= row.evidence.at + CHECKED_WITHIN else VouchOutcome.LAPSED
