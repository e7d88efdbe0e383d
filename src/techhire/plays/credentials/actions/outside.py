"""A credential from elsewhere: sent by the person, looked at by the organization they chose, accepted or not."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.commons.skills.words import LEVELS
from techhire.plays.credentials.bridge.reading import Said
from techhire.plays.credentials.facts import OutsideCredentialDecided, OutsideCredentialSent
from techhire.plays.credentials.models import AcceptedCredential, TrustedIssuer
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.queries.offers import addresses_of
from techhire.plays.credentials.rules import (
    may_decide_outside_credential,
    may_send_outside_credential,
    may_take_back_outside_credential,
)
from techhire.plays.credentials.words import IssuerStanding, NotAcceptedReason, OutsideState
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.models import Consent, Seeker
from techhire.plays.seekers.rules import is_self, on_behalf
from techhire.plays.seekers.words import EvidenceKind, Purpose

LONGEST = 64 * 1024
MOST_WAITING = 10
SCOPE = "credential"
ANOTHER, CANNOT_TELL = "another", "cannot_tell"
OPEN = (OutsideState.WAITING, OutsideState.ENDED)
"""States in which somebody may accept it: nobody answered yet, or it counted and counts no more."""
_OTHER_ADDRESS = gettext_lazy(
    "This credential is about somebody with another e-mail address. If that address is yours, add it to your account "
    "and confirm it, then send this again."
)


def send_outside_credential(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    /,
    *,
    text: str,
    agreed: bool,
    words: str = "",
    now: datetime,
) -> AcceptedCredential:
    """Have an organization look at a credential; the person's yes to that is kept. One that fails is not sent.

    ``words`` is what the person said, where a coach sends it for them. It is checked before the transaction begins,
    since checking may ask another site and take seconds.
    """
    require(may_send_outside_credential(actor, seeker, organization))
    if not agreed:
        raise Refused(_("Say yes first: they will see the credential and your name."), field="agreed")
    words = several_lines(words, field="words", limit=2000)
    if not (words or actor.is_system or is_self(actor, seeker)):
        raise Refused(_("Write down what the person agreed to, in their words."), field="words")
    if len(text) > LONGEST:
        raise Refused(_("This credential is too large to be sent."), field="text")
    checked = check_credential(seeker.community, text, person=addresses_of(seeker), now=now)
    with transaction.atomic():
        return _send(actor, lock_seeker(seeker), organization, checked, words, now)


def _send(
    actor: Actor, seeker: Seeker, organization: Organization, checked: Checked, words: str, now: datetime
) -> AcceptedCredential:
    require(may_send_outside_credential(actor, seeker, organization))
    said = _worth_sending(seeker, checked)
    row = AcceptedCredential.objects.create(
        seeker=seeker,
        organization=organization,
        document=checked.text,
        sha256=_print_of(checked),
        title=said.title,
        issuer=checked.issuer,
        issuer_name=said.issuer_name[:160],
        earned_on=said.earned_on or seeker.community.day_of(now),
        ends_on=said.ends_on,
        verdict=checked.verdict,
        checks=kept_lines(checked),
        about=checked.about,
        checked_at=now,
        sent_at=now,
    )
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.VOUCHING,
        scope=[SCOPE, f"organization:{organization.pk}"],
        words=words,
        spoken=bool(words),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)
    fact = OutsideCredentialSent(seeker.pk, row.pk, organization.pk, row.verdict)
    record(fact, actor=on_behalf(actor, seeker), now=now, community_id=seeker.community_id)
    return row


def kept_lines(checked: Checked) -> list[dict[str, str]]:
    """Each check as it is kept."""
    return [{"name": one.name, "outcome": one.outcome, "code": one.code} for one in checked.lines]


def _print_of(checked: Checked) -> str:
    return hashlib.sha256(checked.text.encode()).hexdigest()


def _worth_sending(seeker: Seeker, checked: Checked) -> Said:
    if checked.is_nothing:
        raise Refused(_("There is no signed credential in this."), field="text")
    if checked.is_bad or checked.said is None:
        raise Refused(_("This credential is not valid, so nobody can accept it."), field="text")
    if checked.standing == "own":
        raise Refused(_("This badge is from here, so your record knows of it already."), field="text")
    if checked.standing == IssuerStanding.REFUSED:
        raise Refused(_("Credentials of this issuer are not accepted here."), field="text")
    if not (checked.is_good or checked.is_unreached):
        raise Refused(_("Who signed this cannot be checked here, so nobody can accept it."), field="text")
    if checked.about == ANOTHER:
        raise Refused(_OTHER_ADDRESS, field="text")
    if not checked.said.title:
        raise Refused(_("This credential does not say what it is for."), field="text")
    sent = AcceptedCredential.objects.filter(seeker=seeker)
    if sent.filter(
        sha256=_print_of(checked), state__in=(OutsideState.WAITING, OutsideState.ACCEPTED)
    ).exists():
        raise Refused(_("You have sent this one already."), field="text")
    if sent.filter(state=OutsideState.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Many of yours wait for an answer already. Please wait for those first."))
    return checked.said


@transaction.atomic
def take_back_outside_credential(actor: Actor, sent: AcceptedCredential, /, *, now: datetime) -> None:
    """The person changes their mind while somebody could still accept it; what was sent is thrown away.

    Only the yes to this one is withdrawn: others that were sent to the same organization go on waiting.
    """
    require(may_take_back_outside_credential(actor, sent))
    row = _held(sent, OPEN)
    row.document = ""
    for consent in _live_consents(row)[:1]:
        consent.withdrawn_at = now
        consent.save(update_fields=["withdrawn_at"])
    _settle(on_behalf(actor, row.seeker), row, OutsideState.TAKEN_BACK, "", now)


def _live_consents(row: AcceptedCredential) -> list[Consent]:
    """The person's yes to showing this one to this organization, given as it was sent; empty once withdrawn."""
    given = Consent.objects.filter(
        seeker=row.seeker, purpose=Purpose.VOUCHING, given_at=row.sent_at, withdrawn_at__isnull=True
    )
    scope = {SCOPE, f"organization:{row.organization_id}"}
    return [consent for consent in given.order_by("pk") if scope <= set(consent.scope)]


def accept_outside_credential(
    actor: Actor,
    sent: AcceptedCredential,
    /,
    *,
    skill_id: int,
    level: int,
    saw_person: bool = False,
    now: datetime,
) -> AcceptedCredential:
    """Let it count as evidence of a skill at a level, by the organization's word.

    It is checked once more, before the transaction begins, and accepted only where its signature holds. The civic lead
    may accept any issuer it has not refused; everybody else only those the civic lead trusts. ``saw_person`` is that
    whoever accepts made sure themself whose it is, which they have to where the credential does not tell. One that
    counts no more is accepted anew in the same way.
    """
    require(may_decide_outside_credential(actor, sent))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    person = addresses_of(sent.seeker)
    checked = check_credential(sent.organization.community, sent.document, person=person, now=now)
    _still_good(actor, sent, checked, saw_person)
    with transaction.atomic():
        row = _held(sent, OPEN)
        row.about, row.saw_person = checked.about, saw_person
        row.verdict, row.checks, row.checked_at = checked.verdict, kept_lines(checked), now
        return _accept(actor, row, skill_id, level, now)


def _accept(
    actor: Actor, row: AcceptedCredential, skill_id: int, level: int, now: datetime
) -> AcceptedCredential:
    _refuse_if_changed_meanwhile(row)
    row.evidence = add_evidence(
        Actor.system(row.seeker.community_id),
        row.seeker,
        skill_id=skill_id,
        kind=EvidenceKind.CREDENTIAL,
        level=float(level),
        at=min(row.earned_on, row.seeker.community.day_of(now)),
        organization=row.organization,
        source=_source(row.issuer),
        issuer_name=row.issuer_name,
        title=row.title,
        now=now,
    )
    row.skill_id, row.level = skill_id, level
    row.skill_version = row.evidence.skill_version
    row.framework_version = row.evidence.framework_version
    row.ended_at = None
    return _settle(actor, row, OutsideState.ACCEPTED, "", now)


def _refuse_if_changed_meanwhile(row: AcceptedCredential) -> None:
    """While it was checked the civic lead may have spoken, or the person withdrawn their yes or sent it again."""
    if not _live_consents(row):
        raise Refused(_("The person's yes does not hold any more. Ask them to send it again."))
    if TrustedIssuer.objects.filter(
        community_id=row.organization.community_id, did=row.issuer, standing=IssuerStanding.REFUSED
    ).exists():
        raise Refused(_("The civic lead does not accept credentials of this issuer."))
    same = AcceptedCredential.objects.filter(seeker=row.seeker, sha256=row.sha256).exclude(pk=row.pk)
    if same.filter(state__in=(OutsideState.WAITING, OutsideState.ACCEPTED)).exists():
        raise Refused(_("The person has sent this one again. Answer that."))


def _still_good(actor: Actor, row: AcceptedCredential, checked: Checked, saw_person: bool) -> None:
    if checked.is_bad:
        raise Refused(_("This credential is not valid any more, so it cannot be accepted."))
    if checked.standing == IssuerStanding.REFUSED:
        raise Refused(_("The civic lead does not accept credentials of this issuer."))
    if not checked.is_good:
        raise Refused(_("Nobody could check who signed this, so it cannot be accepted."))
    civic = row.organization_id in actor.organizations("civic")
    if checked.standing != IssuerStanding.TRUSTED and not (civic or actor.is_system):
        raise Refused(_("Ask the civic lead first: it has not said that it trusts this issuer."))
    if checked.about == ANOTHER:
        raise Refused(_("It is about somebody with another address than this person."))
    if checked.about == CANNOT_TELL and not saw_person:
        raise Refused(_("Ask to see the person's ID first, then say here that you did."), field="saw_person")


def _source(issuer: str) -> str:
    """Everything of one issuer shares one error; a long identifier is known by its fingerprint."""
    short = issuer if len(issuer) <= 70 else hashlib.sha256(issuer.encode()).hexdigest()[:40]
    return f"issuer:{short}"


@transaction.atomic
def refuse_outside_credential(
    actor: Actor, sent: AcceptedCredential, /, *, reason: str, now: datetime
) -> AcceptedCredential:
    """Not accept it, with one of the reasons the person will read. It counts for nothing and is thrown away."""
    require(may_decide_outside_credential(actor, sent))
    if reason not in NotAcceptedReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    row = _held(sent, (OutsideState.WAITING,))
    row.document = ""
    return _settle(actor, row, OutsideState.NOT_ACCEPTED, reason, now)


def _held(sent: AcceptedCredential, states: tuple[OutsideState, ...]) -> AcceptedCredential:
    held = AcceptedCredential.objects.select_for_update(of=("self",)).select_related(
        "seeker__community", "organization__community"
    )
    row = held.get(pk=sent.pk)
    if row.state not in states:
        raise Refused(_("Somebody has answered this already."))
    return row


def _settle(
    actor: Actor, row: AcceptedCredential, state: str, reason: str, now: datetime
) -> AcceptedCredential:
    row.state, row.reason, row.decided_at, row.decided_by_id = state, reason, now, actor.account_id
    row.save()
    fact = OutsideCredentialDecided(
        row.seeker_id, row.pk, row.organization_id, state, reason, row.evidence_id
    )
    record(fact, actor=actor, now=now, community_id=row.seeker.community_id)
    return row
