"""Signing a badge for somebody who asked for it. Nothing is published by it."""

import re
import secrets
import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.engines.credential_proofs.documents import Subject
from techhire.plays.credentials.actions.achievements import achievement_for
from techhire.plays.credentials.actions.keys import open_issuer
from techhire.plays.credentials.actions.lists import place
from techhire.plays.credentials.bridge.documents import badge_document, remade_document, subject_of
from techhire.plays.credentials.bridge.proving import holds_until
from techhire.plays.credentials.bridge.signing import both_forms
from techhire.plays.credentials.facts import BadgeIssued
from techhire.plays.credentials.models import Credential, SigningKey
from techhire.plays.credentials.queries.offers import Offer, addresses_of, offer_of
from techhire.plays.credentials.rules import badge_mark, may_get_badge, may_share_badge
from techhire.plays.credentials.words import Holder, KeyStanding
from techhire.plays.seekers.actions.consents import hear_badge_yes
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import on_behalf

DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+")


@transaction.atomic
def get_badge(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    skill_id: int,
    holder: str,
    email: str = "",
    did: str = "",
    for_employers: bool = False,
    words: str = "",
    now: datetime,
) -> Credential:
    """Sign the badge that a person's evidence makes them eligible for, at the highest level it proves.

    ``holder`` is what the badge says about whose it is: the hash of one of their proven addresses, a did, or nothing.
    A coach writes down the person's ``words``.
    """
    require(may_get_badge(actor, seeker))
    seeker = lock_seeker(seeker)
    offer = _offer(actor, seeker, skill_id, now)
    email, did = _checked(seeker, holder, email, did)
    issuer = open_issuer(Actor.system(seeker.community_id), seeker.community, now=now)
    key = issuer.keys.select_related("issuer__community").get(standing=KeyStanding.ACTIVE)
    row = Credential(
        identifier=uuid.uuid4(),
        community=seeker.community,
        seeker=seeker,
        achievement=achievement_for(seeker.community, offer.skill, offer.level, now),
        key=key,
        holder=holder,
        issued_at=now,
        state_at=now,
        valid_until=holds_until(now, float(offer.skill.half_life_years)),
        for_employers=for_employers,
    )
    if for_employers:
        require(may_share_badge(actor, row))
    salt = secrets.token_urlsafe(16)
    _keep(row, offer.evidence_ids, offer.replaces)
    subject = subject_of(holder, row.identifier, email=email, salt=salt, did=did)
    _sign(row, key, subject, now)
    for scope in ("sign", "employers") if for_employers else ("sign",):
        hear_badge_yes(actor, seeker, about=badge_mark(row), scope=[scope], words=words, now=now)
    fact = BadgeIssued(seeker.pk, row.pk, offer.skill.pk, offer.level, False)
    record(fact, actor=on_behalf(actor, seeker), now=now, community_id=seeker.community_id)
    return row


def _offer(actor: Actor, seeker: Seeker, skill_id: int, now: datetime) -> Offer:
    offer = offer_of(actor, seeker, skill_id, now)
    if offer is None:
        raise Refused(_("There is no badge waiting for you for this skill."), field="skill")
    return offer


def _checked(seeker: Seeker, holder: str, email: str, did: str) -> tuple[str, str]:
    if holder not in Holder.values:
        raise Refused(_("Choose one of the answers."), field="holder")
    if holder == Holder.EMAIL:
        known = addresses_of(seeker)
        chosen = email.strip().lower() or (known[0] if known else "")
        if chosen not in known:
            raise Refused(_("Choose an address that you have shown to be yours."), field="email")
        return chosen, ""
    if holder == Holder.DID:
        text = one_line(did, field="did", limit=400)
        if not DID.fullmatch(text):
            raise Refused(_("An identifier of this kind begins with did: and has no spaces."), field="did")
        return "", text
    return "", ""


def _keep(row: Credential, evidence_ids: tuple[int, ...], replaces: list[Credential]) -> None:
    """Keep the new row in the place of lower or ended ones, and what it rests on."""
    before = Credential.objects.filter(pk__in=[old.pk for old in replaces])
    before.update(replaced_at=row.issued_at)
    row.save()
    row.evidence.set(evidence_ids)
    before.update(superseded_by=row)


def _sign(row: Credential, key: SigningKey, subject: Subject, now: datetime) -> None:
    signed = both_forms(badge_document(row, subject, key, place(row, key, now)), key, now)
    row.document, row.compact = signed.document, signed.compact
    row.save(update_fields=["document", "compact"])


@transaction.atomic
def remake(was: Credential, key: SigningKey, /, *, now: datetime) -> Credential:
    """The same badge signed by another key, with its link and its last day; a step of re-issuing many."""
    row = Credential(
        identifier=uuid.uuid4(),
        community=was.community,
        seeker=was.seeker,
        achievement=was.achievement,
        key=key,
        holder=was.holder,
        issued_at=now,
        state_at=now,
        valid_until=was.valid_until,
        for_employers=was.for_employers,
        share_token=was.share_token,
        shared_at=was.shared_at,
    )
    link, was.share_fingerprint, was.share_token = was.share_fingerprint, None, ""
    was.save(update_fields=["share_fingerprint", "share_token"])
    row.share_fingerprint = link
    _keep(row, tuple(was.evidence.values_list("pk", flat=True)), [was])
    signed = both_forms(remade_document(was, row, key, place(row, key, now)), key, now)
    row.document, row.compact = signed.document, signed.compact
    row.save(update_fields=["document", "compact"])
    fact = BadgeIssued(row.seeker_id, row.pk, row.achievement.skill_id, row.achievement.level, True)
    record(fact, actor=Actor.system(row.community_id), now=now)
    return row
