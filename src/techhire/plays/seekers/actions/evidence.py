"""Evidence enters by one action, whatever door it comes through, and leaves by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import Skill, shared_with
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.settling import reopen_vouches, settle_vouches
from techhire.plays.seekers.facts import EvidenceAdded, EvidenceRowsAdded, EvidenceWithdrawn, VouchGiven
from techhire.plays.seekers.models import Dispute, Estimate, Evidence, Seeker, Vouch
from techhire.plays.seekers.rules import may_add_evidence, may_withdraw_evidence, on_behalf
from techhire.plays.seekers.words import ISSUER, MEASURED, DisputeAnswer, EvidenceKind, EvidenceState

LARGEST_BATCH = 500
KINDS = frozenset(EvidenceKind.values)


@dataclass(frozen=True)
class NewEvidence:
    """One piece to be entered: about ``level`` (0 to 5.5) of a skill, by a kind of source, as of a day."""

    seeker_id: int
    skill_id: int
    kind: str
    level: float
    at: date
    organization_id: int | None = None
    source: str = ""
    sd: float | None = None
    last_used: date | None = None
    open_bank: bool = False
    issuer_name: str = ""
    title: str = ""


@transaction.atomic
def add_evidence(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    skill_id: int,
    kind: str,
    level: float,
    at: date,
    organization: Organization | None = None,
    source: str = "",
    sd: float | None = None,
    last_used: date | None = None,
    open_bank: bool = False,
    issuer_name: str = "",
    title: str = "",
    replaces: Evidence | None = None,
    now: datetime,
) -> Evidence:
    """Add one piece and store the estimate it leads to, in one transaction.

    ``replaces`` is a piece about the same that was corrected and does not count any more.
    """
    seeker = lock_seeker(seeker)
    require(may_add_evidence(actor, seeker, kind, organization.pk if organization else None))
    piece = NewEvidence(
        seeker.pk,
        skill_id,
        kind,
        level,
        at,
        organization.pk if organization else None,
        source,
        sd,
        last_used,
        open_bank,
        issuer_name,
        title,
    )
    _check(piece, seeker.community.day_of(now))
    skills = _known_skills({skill_id}, seeker.community_id)
    before = _code(seeker.pk, skill_id)
    row = _row(piece, skills[skill_id], actor, now)
    row.save()
    if replaces is not None:
        _replace(replaces, row)
    _open_vouches([row], actor, seeker.community_id, now)
    settle_vouches([row], actor=actor, now=now)
    after = restore_estimates([seeker], [skill_id]).get((seeker.pk, skill_id), 0)
    mark_changed([seeker.pk], seeker.community_id)
    by = on_behalf(actor, seeker) if kind == EvidenceKind.CLAIM else actor
    record(EvidenceAdded(seeker.pk, row.pk, skill_id, kind, before, after), actor=by, now=now)
    return row


def _replace(before: Evidence, row: Evidence) -> None:
    same = _whence(before) == _whence(row)
    if not same or before.state != EvidenceState.WITHDRAWN:
        raise Refused(_("Only what was taken away can be replaced, by a piece of the same source."))
    before.replaced_by = row
    before.save(update_fields=["replaced_by"])


def _whence(row: Evidence) -> tuple[int, int, str]:
    return row.seeker_id, row.skill_id, row.shared_source


@transaction.atomic
def add_evidence_rows(actor: Actor, rows: Iterable[NewEvidence], /, *, now: datetime) -> int:
    """Add up to 500 pieces, for people of one community, by the same checks and the same estimate. Returns how many."""
    pieces = list(rows)
    if not pieces:
        return 0
    if len(pieces) > LARGEST_BATCH:
        raise Refused(_("Enter at most 500 pieces of evidence at a time."))
    ids = {piece.seeker_id for piece in pieces}
    held = Seeker.objects.select_for_update(of=("self",), no_key=True).select_related("community")
    seekers = {seeker.pk: seeker for seeker in held.filter(pk__in=ids).order_by("pk")}
    if len(seekers) != len(ids) or len({s.community_id for s in seekers.values()}) != 1:
        raise Refused(_("These people are not all in one community."))
    for piece in pieces:
        require(may_add_evidence(actor, seekers[piece.seeker_id], piece.kind, piece.organization_id))
        _check(piece, seekers[piece.seeker_id].community.day_of(now))
    skills = {piece.skill_id for piece in pieces}
    community_id = next(iter(seekers.values())).community_id
    known = _known_skills(skills, community_id)
    made = Evidence.objects.bulk_create(_row(piece, known[piece.skill_id], actor, now) for piece in pieces)
    _open_vouches(made, actor, community_id, now)
    settle_vouches(made, actor=actor, now=now)
    restore_estimates(seekers.values(), skills)
    mark_changed(seekers, community_id)
    record(EvidenceRowsAdded(len(made), len(seekers)), actor=actor, now=now, community_id=community_id)
    return len(made)


@transaction.atomic
def withdraw_evidence(actor: Actor, evidence: Evidence, /, *, now: datetime) -> Evidence:
    """Take a piece back; it stays on record but no longer counts."""
    require(may_withdraw_evidence(actor, evidence))
    seeker = lock_seeker(evidence.seeker)
    evidence.refresh_from_db(fields=["state"])
    if evidence.state == EvidenceState.WITHDRAWN:
        return evidence
    before, after = take_away(evidence, seeker, actor=actor, now=now)
    record(EvidenceWithdrawn(seeker.pk, evidence.pk, evidence.skill_id, before, after), actor=actor, now=now)
    return evidence


def take_away(evidence: Evidence, seeker: Seeker, /, *, actor: Actor, now: datetime) -> tuple[int, int]:
    """As part of an action that asked its rule and holds the person: stop counting a piece. Codes before and after."""
    before = _code(seeker.pk, evidence.skill_id)
    evidence.state = EvidenceState.WITHDRAWN
    evidence.save(update_fields=["state"])
    waiting = Dispute.objects.filter(evidence=evidence, answered_at__isnull=True)
    waiting.update(answer=DisputeAnswer.REMOVED, answered_at=now, answered_by_id=actor.account_id)
    reopen_vouches(evidence)
    after = restore_estimates([seeker], [evidence.skill_id]).get((seeker.pk, evidence.skill_id), 0)
    mark_changed([seeker.pk], seeker.community_id)
    return before, after


def _open_vouches(rows: list[Evidence], actor: Actor, community_id: int, now: datetime) -> None:
    """Begin to keep how vouches turn out; one that waits for the person's yes is told to them."""
    vouches = [row for row in rows if row.kind == EvidenceKind.VOUCH]
    Vouch.objects.bulk_create(Vouch(evidence=row) for row in vouches)
    for row in vouches:
        if row.state == EvidenceState.WAITING and row.organization_id is not None:
            body = VouchGiven(row.seeker_id, row.pk, row.organization_id)
            record(body, actor=actor, now=now, community_id=community_id)


def _code(seeker_id: int, skill_id: int) -> int:
    row = Estimate.objects.filter(seeker_id=seeker_id, skill_id=succession().end_of(skill_id)).first()
    return row.code if row else 0


def _known_skills(skill_ids: set[int], community_id: int) -> dict[int, Skill]:
    """Only the shared language and the community's own skills; another community's are unknown here."""
    rows = Skill.objects.filter(shared_with(community_id), pk__in=skill_ids).select_related("framework")
    known = {skill.pk: skill for skill in rows.only("version", "framework__version")}
    if len(known) != len(skill_ids):
        raise Refused(_("We do not know this skill."), field="skill")
    return known


def _check(piece: NewEvidence, today: date) -> None:
    if piece.kind not in KINDS:
        raise Refused(_("We do not know this kind of evidence."), field="kind")
    if not 0 <= piece.level <= 5.5:
        raise Refused(_("A level is between 0 and 5.5."), field="level")
    if (piece.sd is not None) != (piece.kind in MEASURED):
        raise Refused(_("Tests and judged work come with a standard error; nothing else does."), field="sd")
    if piece.sd is not None and not 0 < piece.sd < 9:
        raise Refused(_("The standard error must be above 0."), field="sd")
    if piece.at > today:
        raise Refused(_("That day has not come yet."), field="at")


def _row(piece: NewEvidence, skill: Skill, actor: Actor, now: datetime) -> Evidence:
    return Evidence(
        seeker_id=piece.seeker_id,
        skill_id=piece.skill_id,
        skill_version=skill.version,
        framework_version=skill.framework.version,
        kind=piece.kind,
        level=Decimal(str(round(piece.level, 2))),
        sd=None if piece.sd is None else Decimal(str(round(piece.sd, 3))),
        organization_id=piece.organization_id,
        source=_source(piece),
        issuer_name=piece.issuer_name[:160],
        title=piece.title[:200],
        at=piece.at,
        last_used=piece.last_used,
        open_bank=piece.open_bank,
        state=_first_state(piece, actor),
        recorded_by_id=actor.account_id,
        recorded_at=now,
    )


def _first_state(piece: NewEvidence, actor: Actor) -> EvidenceState:
    """A vouch waits until the person has read it; what the operator brings over counts as it did before."""
    waits = piece.kind == EvidenceKind.VOUCH and not actor.is_system
    return EvidenceState.WAITING if waits else EvidenceState.COUNTS


def _source(piece: NewEvidence) -> str:
    """Whose error the piece shares: the person, an issuer, a bank, or the organization."""
    if piece.kind == EvidenceKind.CLAIM:
        return "self"
    if piece.source:
        return piece.source[:80]
    if piece.issuer_name:
        return ISSUER
    return f"organization:{piece.organization_id}"
