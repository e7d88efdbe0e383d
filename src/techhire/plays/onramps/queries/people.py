"""An onramp's people, what each needs next, and those who wait to be taken on."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.engines import evidence
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.rules import coached_by, visible_caseloads
from techhire.plays.onramps.words import NextNeed
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from techhire.plays.seekers.queries import codes_of, confirm_by, pieces_entered
from techhire.plays.seekers.words import EvidenceKind, Purpose

HEARD = (Purpose.COACHING, Purpose.BEING_FOUND, Purpose.VOUCHING, Purpose.HIRING, Purpose.BADGES)
"""Purposes of what a coach hears a person say yes to, and owes it back in writing for."""


@dataclass(frozen=True)
class CaseloadRow:
    """One person on a caseload: how many skills are told and shown, and what they need next."""

    caseload: Caseload
    told: int
    shown: int
    need: NextNeed
    codes: dict[int, int] = field(repr=False, default_factory=dict)


@dataclass(frozen=True)
class Owed:
    """Somebody who is owed their spoken yes in writing, and the last day for it."""

    seeker: Seeker
    due: date


def people_of(actor: Actor, organization: Organization) -> list[CaseloadRow]:
    """Everybody an onramp works with and may still see, those who need most first. Two queries."""
    caseloads = list(_open(actor, organization).select_related("seeker", "coach").order_by("since"))
    codes = codes_of([row.seeker_id for row in caseloads])
    rows = [_row(row, codes.get(row.seeker_id, {})) for row in caseloads]
    order = list(NextNeed)
    return sorted(rows, key=lambda row: (order.index(row.need), row.caseload.since))


def caseload_coded(actor: Actor, organization: Organization, code: str) -> Caseload | None:
    """The person with this code, where they are on the onramp's caseload and still let it see them."""
    rows = _open(actor, organization).select_related("seeker__community", "seeker__account", "organization")
    return rows.filter(seeker__code=code).first()


def people_to_take_on(actor: Actor, organization: Organization) -> list[Seeker]:
    """Those who gave the onramp access and are not on its caseload yet, newest first. One query."""
    inside = visible_caseloads(actor).filter(organization=organization)
    waiting = coached_by(actor, organization).exclude(seeker_id__in=inside.values("seeker_id"))
    found = waiting.select_related("seeker").order_by("-since", "-pk")
    return list({grant.seeker_id: grant.seeker for grant in found}.values())


def vouches_given(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    """What the onramp vouched for about somebody who lets it see them, newest first."""
    return _entered(actor, organization, seeker).filter(kind=EvidenceKind.VOUCH)


def credentials_accepted(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    """Outside certifications the onramp entered for somebody who lets it see them, newest first."""
    return _entered(actor, organization, seeker).filter(kind=EvidenceKind.CREDENTIAL)


def piece_entered(
    actor: Actor, organization: Organization, seeker: Seeker, evidence_id: int
) -> Evidence | None:
    """One of either by its number. One query."""
    return _entered(actor, organization, seeker).filter(pk=evidence_id).first()


def _entered(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    return pieces_entered(organization, seeker, coached_by(actor, organization))


def consents_heard(actor: Actor, caseload: Caseload) -> list[Consent]:
    """What they said yes to: this onramp, vouches, badges, being found or read; what holds, newest first."""
    allowed = coached_by(actor, caseload.organization).filter(seeker=caseload.seeker)
    rows = Consent.objects.filter(
        seeker_id__in=allowed.values("seeker_id"),
        purpose__in=HEARD,
        withdrawn_at__isnull=True,
    )
    found = rows.select_related("recorded_by").order_by("-given_at", "-pk")
    return [row for row in found if _concerns(row, caseload.organization_id)]


def _concerns(consent: Consent, organization_id: int) -> bool:
    """Whether it is a yes to this onramp, or one its coaches wrote down for the person whoever it is about.

    What somebody says on their own page to an employer is between the two: to be read for a job, to an interview, to
    feedback.
    """
    if consent.purpose in {Purpose.BEING_FOUND, Purpose.BADGES}:
        return True
    if consent.purpose == Purpose.HIRING or {"show", "rate"} & set(consent.scope):
        return consent.spoken
    return f"organization:{organization_id}" in consent.scope


def owed_in_writing(actor: Actor, organization: Organization) -> list[Owed]:
    """People who do not have their spoken yes, to this onramp or to employers, in writing yet. One query."""
    people = _open(actor, organization).values("seeker_id")
    rows = Consent.objects.filter(
        seeker_id__in=people,
        purpose__in=HEARD,
        spoken=True,
        confirmed_at__isnull=True,
        withdrawn_at__isnull=True,
    ).select_related("seeker")
    owed: dict[int, Owed] = {}
    for row in rows.order_by("given_at", "pk"):
        if _concerns(row, organization.pk):
            due = confirm_by(organization.community.day_of(row.given_at))
            owed.setdefault(row.seeker_id, Owed(row.seeker, due))
    return list(owed.values())


def _open(actor: Actor, organization: Organization) -> QuerySet[Caseload]:
    rows = visible_caseloads(actor).filter(organization=organization)
    if actor.is_system:
        return rows
    return rows.filter(seeker_id__in=coached_by(actor, organization).values("seeker_id"))


def _row(caseload: Caseload, codes: dict[int, int]) -> CaseloadRow:
    classes = [evidence.decode(code).evidence_class for code in codes.values()]
    shown = sum(kind > evidence.EvidenceClass.CLAIMS for kind in classes)
    told = len(classes) - shown
    if not classes:
        need = NextNeed.SKILLS
    elif not caseload.seeker.found:
        need = NextNeed.FOUND
    else:
        need = NextNeed.GOOD if shown else NextNeed.PROOF
    return CaseloadRow(caseload, told, shown, need, codes)
