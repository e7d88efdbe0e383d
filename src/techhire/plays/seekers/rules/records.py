"""Who may do what with a person's record. A person acts for themselves; others only by a grant of theirs."""

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.queries import facts_about
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.seekers.models import (
    Consent,
    EmployerBlock,
    Evidence,
    Grant,
    Hold,
    Seeker,
)
from techhire.plays.seekers.words import (
    MEASURED,
    OUT_OF_SIGHT,
    EvidenceKind,
    Purpose,
    SeekerState,
)

NOT_YOURS = _("This person has not given you access.")
GONE = _("This record was erased.")
ONLY_YOU = _("Only the person can say this, and only the person can read it.")
STAFF_KINDS = ("provider", "onramp")
KINDS_OF = {
    EvidenceKind.COMPLETION: ("provider",),
    EvidenceKind.VOUCH: ("provider", "onramp"),
    EvidenceKind.CREDENTIAL: ("provider", "onramp", "civic"),
}
ABOUT_YOURSELF = _("This is about yourself, so somebody else has to do it. Ask a colleague.")
ASK_FIRST = _(
    "This person did not agree to vouching. Ask them first; they say yes on their own page “Who works with me”."
)
FOR_EVIDENCE = (Purpose.TRAINING, Purpose.COACHING)
"""Purposes of a grant under which staff may add evidence; a vouch needs a yes to vouching besides."""
NOT_THE_RECORD = (Purpose.HIRING, Purpose.VOUCHING)
"""Purposes of a grant that never opens the record."""


def is_self(actor: Actor, seeker: Seeker) -> bool:
    """Whether the actor is this person."""
    return (
        actor.account_id is not None
        and seeker.account_id == actor.account_id
        and seeker.community_id == actor.community_id
    )


def is_somebody_else(actor: Actor, seeker: Seeker) -> Verdict:
    """Refused to this person: what staff say of somebody, nobody says of themselves."""
    return refused(ABOUT_YOURSELF) if is_self(actor, seeker) else allowed()


def on_behalf(actor: Actor, seeker: Seeker) -> Actor:
    """The actor as the ledger should see them: a coach who acts for a person with an account says for whom."""
    if actor.is_system or is_self(actor, seeker) or seeker.account_id is None:
        return actor
    return replace(actor, on_behalf_of=seeker.account_id)


def live_grants(actor: Actor, purpose: str | None = None) -> QuerySet[Grant]:
    """Grants that let the actor's organizations see somebody now."""
    now = timezone.now()
    grants = Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        organization_id__in=actor.organizations(),
        seeker__community_id=actor.community_id,
        ended_at__isnull=True,
    )
    return grants.filter(purpose=purpose) if purpose else grants


def is_coach_of(actor: Actor, seeker: Seeker) -> bool:
    """Whether the actor writes for an onramp this person is coached by."""
    ids = [pk for pk in actor.organizations("onramp") if actor.writes_for(pk)]
    return live_grants(actor, Purpose.COACHING).filter(seeker=seeker, organization_id__in=ids).exists()


def visible_seekers(actor: Actor) -> QuerySet[Seeker]:
    """People the actor may open by name: themselves, and those who gave an organization of theirs access.

    A hiring grant opens a name and what the person agreed to beside it, never the record; a yes to vouching
    alone opens nothing.
    """
    here = Seeker.objects.filter(community_id=actor.community_id).exclude(state__in=OUT_OF_SIGHT)
    if actor.is_system:
        return here
    if not actor.is_signed_in:
        return here.none()
    granted = live_grants(actor).exclude(purpose__in=NOT_THE_RECORD).values("seeker_id")
    return here.filter(Q(account_id=actor.account_id) | Q(pk__in=granted))


def may_see_seeker(actor: Actor, seeker: Seeker) -> Verdict:
    """The single form of ``visible_seekers``."""
    return allowed() if visible_seekers(actor).filter(pk=seeker.pk).exists() else refused(NOT_YOURS)


def may_act_for(actor: Actor, seeker: Seeker) -> Verdict:
    """Change the record: the person, or a coach who works with them."""
    if seeker.state in OUT_OF_SIGHT:
        return refused(GONE)
    if actor.is_system and actor.community_id in (None, seeker.community_id):
        return allowed()
    if is_self(actor, seeker) or is_coach_of(actor, seeker):
        return allowed()
    return refused(NOT_YOURS)


def may_add_evidence(actor: Actor, seeker: Seeker, kind: str, organization_id: int | None) -> Verdict:
    """Claims come from the person or their coach; other kinds from staff who stand behind them, never of themselves."""
    if seeker.state in OUT_OF_SIGHT:
        return refused(GONE)
    if actor.is_system and actor.community_id in (None, seeker.community_id):
        return allowed()
    if kind == EvidenceKind.CLAIM:
        return may_act_for(actor, seeker)
    verdict = is_somebody_else(actor, seeker)
    return _stands_behind(actor, seeker, kind, organization_id) if verdict else verdict


def _stands_behind(actor: Actor, seeker: Seeker, kind: str, organization_id: int | None) -> Verdict:
    """Staff of an organization that may give this kind, and that the person lets see them for it."""
    kinds = next((kinds for known, kinds in KINDS_OF.items() if known == kind), ())
    if organization_id is None or not actor.writes_for(organization_id):
        return refused(_("Only staff of the organization that stands behind this can add it."))
    if not any(organization_id in actor.organizations(k) for k in kinds):
        return refused(_("Your kind of organization cannot add this kind of evidence."))
    granted = live_grants(actor).filter(seeker=seeker, organization_id=organization_id)
    if not granted.filter(purpose__in=FOR_EVIDENCE).exists():
        return refused(NOT_YOURS)
    if kind == EvidenceKind.VOUCH and not agreed_to_vouching(seeker, organization_id):
        return refused(ASK_FIRST)
    return allowed()


def agreed_to_vouching(seeker: Seeker, organization_id: int) -> bool:
    """Whether the person said yes to vouches of this organization before it gives one."""
    return agreements_to_vouching(organization_id).filter(seeker=seeker).exists()


def agreements_to_vouching(organization_id: int) -> QuerySet[Grant]:
    """What people said yes to vouches of this organization with, as far as it stands."""
    now = timezone.now()
    return Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        organization_id=organization_id,
        purpose=Purpose.VOUCHING,
        ended_at__isnull=True,
    )


def may_withdraw_evidence(actor: Actor, evidence: Evidence) -> Verdict:
    """Whoever entered it may take it back: the organization behind it, by somebody else, or the person for a claim."""
    if actor.is_system and actor.community_id in (None, evidence.seeker.community_id):
        return allowed()
    if evidence.kind == EvidenceKind.CLAIM:
        return may_act_for(actor, evidence.seeker)
    if is_self(actor, evidence.seeker):
        return refused(ABOUT_YOURSELF)
    here = evidence.seeker.community_id == actor.community_id
    if here and evidence.organization_id is not None and actor.writes_for(evidence.organization_id):
        return allowed()
    return refused(_("Only the organization that added this can take it back."))


def may_revise_evidence(actor: Actor, evidence: Evidence) -> Verdict:
    """The product alone, for what it measured itself, while the record is in sight; never somebody by hand."""
    if evidence.seeker.state in OUT_OF_SIGHT:
        return refused(GONE)
    here = actor.community_id in (None, evidence.seeker.community_id)
    if actor.is_system and here and evidence.kind in MEASURED:
        return allowed()
    return refused(_("A result is put right by scoring its test anew, by nobody's hand."))


def may_create_seeker(actor: Actor, community_id: int, for_self: bool, for_account: bool = False) -> Verdict:
    """A person opens their own record; an onramp opens one, without an account, for somebody who asked them to."""
    if actor.is_system:
        return allowed()
    if actor.community_id != community_id or not actor.is_signed_in:
        return refused(_("Sign in first."))
    if for_self or (actor.writes_as("onramp") and not for_account):
        return allowed()
    return refused(_("Only an onramp can enter somebody else."))


def may_enter_seekers(actor: Actor, community_id: int) -> Verdict:
    """Many at once come in by the operator's command only."""
    if actor.is_system and actor.community_id in (None, community_id):
        return allowed()
    return refused(_("Only the operator of this site can enter many people at once."))


may_turn_found_on_for_many = may_enter_seekers


def entered_by(actor: Actor, seeker: Seeker) -> bool:
    """Whether the actor opened this record for somebody without an account; the ledger knows who did."""
    if seeker.account_id is not None or actor.account_id is None:
        return False
    return (
        facts_about("seeker", seeker.pk, names=("SeekerCreated",)).filter(actor_id=actor.account_id).exists()
    )


def begins_coaching(actor: Actor, seeker: Seeker, organization: Organization) -> bool:
    """Whether a coach writes down the first yes of somebody they just entered, for their own onramp."""
    here = actor.community_id == seeker.community_id == organization.community_id
    onramp = organization.pk in actor.organizations("onramp") and actor.writes_for(organization.pk)
    if not (here and onramp and seeker.state == SeekerState.ACTIVE and entered_by(actor, seeker)):
        return False
    return not Grant.objects.filter(seeker=seeker).exists()


def may_open_account(actor: Actor, seeker: Seeker) -> Verdict:
    """A coach opens an account for somebody who has none, so that a card can lead to their own page."""
    if seeker.state != SeekerState.ACTIVE:
        return refused(GONE)
    if seeker.account_id is not None:
        return refused(_("This person has an account already."))
    return allowed() if actor.is_system or is_coach_of(actor, seeker) else refused(NOT_YOURS)


def may_grant_access(
    actor: Actor, seeker: Seeker, organization: Organization, purpose: str, posting_id: int | None
) -> Verdict:
    """The person or their coach grants; a hiring grant is given by the unmasking, for one posting, to its employer."""
    if seeker.community_id != organization.community_id:
        return refused(NOT_YOURS)
    if purpose == Purpose.HIRING and posting_id is not None and actor.writes_for(organization.pk):
        return allowed() if _can_be_hired_by(actor, seeker, organization, posting_id) else refused(NOT_YOURS)
    if purpose == Purpose.COACHING and begins_coaching(actor, seeker, organization):
        return allowed()
    return may_act_for(actor, seeker)


def _can_be_hired_by(actor: Actor, seeker: Seeker, organization: Organization, posting_id: int) -> bool:
    """Here, there to be found or read for this posting, and not hidden from this employer."""
    if actor.community_id != seeker.community_id or seeker.state != SeekerState.ACTIVE:
        return False
    if not (seeker.found or agreed_to_be_read(seeker, posting_id)):
        return False
    return not EmployerBlock.objects.filter(seeker=seeker, organization=organization).exists()


def may_end_grant(actor: Actor, grant: Grant) -> Verdict:
    """The person, their coach, or the organization that no longer needs it."""
    here = grant.seeker.community_id == actor.community_id
    if here and actor.writes_for(grant.organization_id):
        return allowed()
    return may_act_for(actor, grant.seeker)


def may_turn_found_on(actor: Actor, seeker: Seeker) -> Verdict:
    """A choice of the person, or of a coach recording their words; never under 18."""
    verdict = may_act_for(actor, seeker)
    if verdict and seeker.is_adult is not True:
        return refused(
            _("Employers here can only find people who are 18 or older, and that has to be told first.")
        )
    return verdict


def may_agree_to_be_read(actor: Actor, seeker: Seeker) -> Verdict:
    """As to turn being found on: the person, or a coach recording their words; never under 18."""
    return may_turn_found_on(actor, seeker)


def may_take_back_reading(actor: Actor, consent: Consent) -> Verdict:
    """Always open to the person and their coach."""
    return may_act_for(actor, consent.seeker)


def posting_mark(posting_id: int) -> str:
    """How the scope of a consent names the one posting it is for."""
    return f"posting:{posting_id}"


def posting_marked(consent: Consent) -> int | None:
    """The number of the one posting a consent is for; None where it is for none."""
    ids = (mark.removeprefix("posting:") for mark in consent.scope if mark.startswith("posting:"))
    return next((int(posting_id) for posting_id in ids if posting_id.isdecimal()), None)


def agreed_to_be_read(seeker: Seeker, posting_id: int) -> Consent | None:
    """The yes to being read for this posting that holds now. One query."""
    given = Consent.objects.filter(seeker=seeker, purpose=Purpose.HIRING, withdrawn_at__isnull=True)
    mark = posting_mark(posting_id)
    return next((consent for consent in given.order_by("-pk") if mark in consent.scope), None)


def may_erase_seeker(actor: Actor, seeker: Seeker) -> Verdict:
    """The person; for somebody without an account also the coach they asked."""
    verdict = may_act_for(actor, seeker)
    if verdict and seeker.account_id is not None and not (actor.is_system or is_self(actor, seeker)):
        return refused(_("Only the person can erase this record."))
    return verdict


def may_place_hold(actor: Actor, seeker: Seeker) -> Verdict:
    """The civic lead of the community, or the operator's command."""
    if seeker.state == SeekerState.ERASED:
        return refused(GONE)
    if actor.community_id not in (None, seeker.community_id):
        return refused(_("This person is not in your community."))
    if actor.is_system or (actor.is_convener and actor.community_id == seeker.community_id):
        return allowed()
    return refused(_("Only the civic lead can say that a law keeps a record."))


def may_lift_hold(actor: Actor, hold: Hold) -> Verdict:
    """Whoever may place one."""
    return may_place_hold(actor, hold.seeker)


def may_see_holds(actor: Actor, community_id: int) -> Verdict:
    """Members of the civic lead, readers included, by the code of the person and never by name."""
    civic = actor.is_system or bool(actor.organizations("civic"))
    if actor.community_id == community_id and civic:
        return allowed()
    return refused(_("Only the civic lead can say that a law keeps a record."))


def may_finish_erasure(actor: Actor, seeker: Seeker) -> Verdict:
    """The calendar does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, seeker.community_id):
        return allowed()
    return refused(_("A sealed record is erased with the calendar."))


def may_age_community(actor: Actor, community_id: int) -> Verdict:
    """The calendar does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, community_id):
        return allowed()
    return refused(_("Estimates move on with the calendar."))


def may_confirm_consent(actor: Actor, consent: Consent) -> Verdict:
    """Whoever works with the person hands it over; the product does by letter."""
    return may_act_for(actor, consent.seeker)


def may_turn_found_off(actor: Actor, seeker: Seeker) -> Verdict:
    """Always open to the person and their coach."""
    return may_act_for(actor, seeker)


def may_read_about_self(actor: Actor, seeker: Seeker) -> Verdict:
    """What a person said of themself: the person alone, on the pages of this site, and no program."""
    if actor.channel == "api":
        return refused(_("What you said about yourself is read and changed on the pages of this site only."))
    return allowed() if is_self(actor, seeker) else refused(ONLY_YOU)


def may_tell_about_self(actor: Actor, seeker: Seeker) -> Verdict:
    """The person alone, never a coach in their words. The product itself only fills a demo."""
    if seeker.state == SeekerState.ERASED:
        return refused(GONE)
    if actor.is_system and actor.community_id in (None, seeker.community_id):
        return allowed()
    return may_read_about_self(actor, seeker)


def may_take_back_about_self(actor: Actor, seeker: Seeker) -> Verdict:
    """As telling it."""
    return may_tell_about_self(actor, seeker)
