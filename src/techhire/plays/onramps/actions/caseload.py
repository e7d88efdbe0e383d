"""Taking people on, entering somebody who has no e-mail, vouching, and letting go."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, refusals_of, refuse_all, require
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.words import LEVELS
from techhire.plays.onramps.facts import PersonReleased, PersonTakenOn
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.rules import (
    may_accept_credential,
    may_enter_person,
    may_release,
    may_take_on,
    may_vouch,
)
from techhire.plays.onramps.words import CoachingScope
from techhire.plays.seekers.actions.access import end_grant, grant_access, let_vouch
from techhire.plays.seekers.actions.consents import take_back_reading
from techhire.plays.seekers.actions.contacts import checked_ways, set_contacts
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.found import turn_found_off
from techhire.plays.seekers.actions.profile import create_seeker
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from techhire.plays.seekers.queries import readings_of
from techhire.plays.seekers.rules import may_turn_found_off
from techhire.plays.seekers.words import ContactKind, EvidenceKind, Purpose


@transaction.atomic
def enter_person(
    actor: Actor,
    organization: Organization,
    /,
    *,
    name: str,
    words: str,
    scope: Iterable[str] = tuple(CoachingScope.values),
    language: str = "en",
    email: str = "",
    phone: str = "",
    now: datetime,
) -> Seeker:
    """Open a record for somebody who asked in person; what they agreed to is kept in their words.

    ``words`` is what the person said, ``scope`` codes of ``CoachingScope``, the date is today. ``email`` and ``phone``
    are ways to reach them, kept as if they had typed them.
    """
    require(may_enter_person(actor, organization))
    agreed, ways = set(scope), {ContactKind.EMAIL.value: email, ContactKind.PHONE.value: phone}
    refuse_all(wrong_in_entry(organization, name=name, words=words, scope=agreed, language=language, **ways))
    name = one_line(name, field="name", limit=120)
    words = several_lines(words, field="words", limit=2000)
    community = organization.community
    seeker = create_seeker(actor, community=community, name=name, language=language, now=now)
    grant_access(actor, seeker, organization, purpose=Purpose.COACHING, scope=agreed, words=words, now=now)
    if email.strip() or phone.strip():
        set_contacts(actor, seeker, ways=ways, now=now)
    if CoachingScope.VOUCH in agreed:
        let_vouch(actor, seeker, organization, words=words, now=now)
    _open(actor, organization, seeker, True, now)
    return seeker


def wrong_in_entry(organization: Organization, /, **given: Any) -> list[Refused]:
    """What of an entry cannot be taken, each with its field; what is not named is not looked at."""
    checks: list[Callable[[], object]] = []
    if "name" in given:
        checks.append(lambda: _named(given["name"]))
    if "language" in given:
        checks.append(lambda: _speaks(organization, given["language"]))
    if "scope" in given:
        checks.append(lambda: _agreed(set(given["scope"])))
    if "words" in given:
        checks.append(lambda: _spoken(given["words"]))
    for kind in ContactKind.EMAIL, ContactKind.PHONE:
        if kind.value in given:
            checks.append(partial(checked_ways, {kind.value: given[kind.value]}))
    return refusals_of(*checks)


def _named(name: str) -> None:
    if not name.strip():
        raise Refused(_("Write down how the person wants to be called."), field="name")
    one_line(name, field="name", limit=120)


def _speaks(organization: Organization, language: str) -> None:
    if language not in organization.community.languages:
        raise Refused(_("Choose one of the answers."), field="language")


def _spoken(words: str) -> None:
    if not several_lines(words, field="words", limit=2000):
        raise Refused(_("Write down what the person agreed to, in their words."), field="words")


def _agreed(scope: set[str]) -> None:
    if not scope <= set(CoachingScope.values):
        raise Refused(_("Choose one of the answers."), field="scope")
    if CoachingScope.RECORD not in scope:
        raise Refused(_("Without a yes to keeping a record we cannot keep one."), field="scope")


@transaction.atomic
def take_on(actor: Actor, organization: Organization, seeker: Seeker, /, *, now: datetime) -> Caseload:
    """Add somebody who gave the onramp access."""
    require(may_take_on(actor, organization, seeker))
    return _open(actor, organization, seeker, False, now)


def _open(actor: Actor, organization: Organization, seeker: Seeker, entered: bool, now: datetime) -> Caseload:
    caseload, made = Caseload.objects.get_or_create(
        organization=organization,
        seeker=seeker,
        ended_at=None,
        defaults={"coach_id": actor.account_id, "since": now},
    )
    if made:
        body = PersonTakenOn(caseload.pk, organization.pk, seeker.pk, entered)
        record(body, actor=actor, now=now, community_id=organization.community_id)
    return caseload


@transaction.atomic
def release(actor: Actor, caseload: Caseload, /, *, now: datetime) -> Caseload:
    """Let somebody go, and give back the access that came with it."""
    require(may_release(actor, caseload))
    if caseload.ended_at is None:
        caseload.ended_at = now
        caseload.save(update_fields=["ended_at"])
        _hide_if_alone(actor, caseload, now)
        for grant in Grant.objects.filter(
            seeker_id=caseload.seeker_id,
            organization_id=caseload.organization_id,
            purpose__in=[Purpose.COACHING, Purpose.VOUCHING],
            ended_at__isnull=True,
        ):
            end_grant(actor, grant, now=now)
        record(
            PersonReleased(caseload.pk, caseload.organization_id, caseload.seeker_id), actor=actor, now=now
        )
    return caseload


def _hide_if_alone(actor: Actor, caseload: Caseload, now: datetime) -> None:
    """Somebody without an account and without another coach could not take back what employers see any more."""
    seeker = caseload.seeker
    others = Grant.objects.filter(seeker=seeker, purpose=Purpose.COACHING, ended_at__isnull=True)
    if seeker.account_id is None and not others.exclude(organization=caseload.organization).exists():
        hider = actor if may_turn_found_off(actor, seeker) else Actor.system(seeker.community_id)
        turn_found_off(hider, seeker, now=now)
        for consent in readings_of(seeker.pk):
            take_back_reading(hider, consent, now=now)


@transaction.atomic
def vouch(
    actor: Actor,
    organization: Organization,
    seeker: Seeker,
    /,
    *,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> Evidence:
    """Vouch for what the onramp has seen a person do, at a level from 1 to 5."""
    require(may_vouch(actor, organization, seeker))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    return add_evidence(
        actor,
        seeker,
        skill_id=skill_id,
        kind=EvidenceKind.VOUCH,
        level=float(level),
        at=at,
        organization=organization,
        now=now,
    )


@transaction.atomic
def accept_credential(
    actor: Actor,
    organization: Organization,
    seeker: Seeker,
    /,
    *,
    title: str,
    issuer: str,
    skill_id: int,
    level: int,
    at: date,
    now: datetime,
) -> Evidence:
    """Enter an outside certification that a coach has looked at: for one skill, at a level from 1 to 5."""
    require(may_accept_credential(actor, organization, seeker))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    return add_evidence(
        actor,
        seeker,
        skill_id=skill_id,
        kind=EvidenceKind.CREDENTIAL,
        level=float(level),
        at=at,
        organization=organization,
        title=one_line(title, field="title", limit=200),
        issuer_name=one_line(issuer, field="issuer", limit=160),
        now=now,
    )
