"""Reporting a thing, without saying who one is."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, TooOften, require
from techhire.commons.permits.inputs import all_checked, email_address, phone_number, several_lines
from techhire.plays.concerns.bridge import LETTERS, code_print
from techhire.plays.concerns.facts import ConcernReported
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.rules import Reported, may_report, owner_of
from techhire.plays.concerns.words import AN_HOUR, LONGEST_WORDS, Thing, Wrong
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program

CODE_LENGTH, GROUP = 16, 4
"""Sixteen of 31 letters are 79 bits: not guessed, and still read out on the phone."""


@transaction.atomic
def report_thing(
    actor: Actor,
    thing: Reported,
    /,
    *,
    wrong: str,
    words: str = "",
    email: str = "",
    phone: str = "",
    in_portal: bool = False,
    now: datetime,
) -> str:
    """Keep a report and return its code, which is shown this once and kept only as a fingerprint.

    It joins the open reports of the same thing. The account of somebody signed in is kept where they want to read the
    answer here (``in_portal``), and stands in no fact even then. ``TooOften`` where a thing was reported very often; a
    report that money is asked for is always taken.
    """
    require(may_report(actor, thing))
    said = _checked(wrong, words, email, phone)
    if in_portal and actor.account_id is None:
        raise Refused(_("Sign in first, or choose another way to be answered."), field="in_portal")
    concern, first = _concern_about(thing, now)
    if said["wrong"] != Wrong.MONEY:
        _check_flood(concern, now)
    code = _new_code()
    Report.objects.create(
        concern=concern,
        **said,
        account_id=actor.account_id if in_portal else None,
        language=(get_language() or "en")[:5],
        fingerprint=code_print(code),
        made_at=now,
    )
    fact = ConcernReported(concern.pk, concern.organization_id, concern.thing, said["wrong"], first)
    record(fact, actor=Actor(community_id=actor.community_id, channel=actor.channel), now=now)
    return code


def _check_flood(concern: Concern, now: datetime) -> None:
    lately = concern.reports.filter(made_at__gt=now - timedelta(hours=1))
    if lately.exclude(wrong=Wrong.MONEY).count() >= AN_HOUR:
        raise TooOften(
            _("Many people have reported this in the last hour. We look at it first."), seconds=3600
        )


def _checked(wrong: str, words: str, email: str, phone: str) -> dict[str, str]:
    return all_checked(
        {
            "wrong": partial(_wrong, wrong),
            "words": partial(_words, words, needed=wrong == Wrong.OTHER),
            "email": lambda: email_address(email) if email.strip() else "",
            "phone": lambda: phone_number(phone) if phone.strip() else "",
        }
    )


def _wrong(value: str) -> str:
    if value not in Wrong.values:
        raise Refused(_("Choose what is wrong."), field="wrong")
    return value


def _words(value: str, *, needed: bool) -> str:
    text = several_lines(value, field="words", limit=LONGEST_WORDS)
    if needed and not text:
        raise Refused(_("Say in a few words what is wrong."), field="words")
    return text


def _concern_about(thing: Reported, now: datetime) -> tuple[Concern, bool]:
    """The open concern about it, locked, or a new one; of two first reports at once, one joins the other's."""
    about = {
        "organization_id": owner_of(thing).pk,
        "posting_id": thing.pk if isinstance(thing, Posting) else None,
        "program_id": thing.pk if isinstance(thing, Program) else None,
    }
    open_now = Concern.objects.select_for_update(of=("self",)).filter(**about, closed_at__isnull=True)
    found = open_now.first()
    if found is not None:
        return found, False
    made = {"community_id": owner_of(thing).community_id, "thing": _kind_of(thing), "opened_at": now}
    try:
        with transaction.atomic():
            return Concern.objects.create(**about, **made), True
    except IntegrityError:  # somebody else reported it in the same moment
        return open_now.get(), False


def _kind_of(thing: Reported) -> str:
    if isinstance(thing, Organization):
        return Thing.ORGANIZATION
    return Thing.JOB if isinstance(thing, Posting) else Thing.PROGRAM


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _unused in range(CODE_LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))
