"""Somebody an employer said yes to, and a live check with them, step by step."""

from datetime import datetime

from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    begin_confirm,
    start_confirm,
)
from techhire.plays.assessments.models import LiveCheck
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.live import ask_for_live_check
from techhire.plays.matches.queries.live import LiveOffer, live_offers
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import able, answer_all
from tests.factories.matches import NOW, found_person
from tests.factories.people import AccountFactory


def somebody(posting: Posting, *skills: Skill, account: Account | None = None) -> Seeker:
    """A found person with an account, who shows these skills at level 3."""
    account = account or AccountFactory()
    return found_person(posting.community, dict.fromkeys(skills, 3), account_id=account.pk)


def said_yes(actor: Actor, posting: Posting, seeker: Seeker) -> Seeker:
    decide(actor, posting, seeker, answer="yes", now=NOW)
    unmask(actor, posting, seeker, now=NOW)
    return seeker


def ask(actor: Actor, posting: Posting, seeker: Seeker, skill: Skill) -> LiveCheck:
    return ask_for_live_check(actor, posting, seeker, skill_id=skill.pk, now=NOW)


def offer(actor: Actor, posting: Posting, seeker: Seeker) -> LiveOffer:
    [one] = live_offers(actor, posting, seeker)
    return one


def taken(person: Actor, employer: Actor, check: LiveCheck, level: float = 2) -> LiveCheck:
    """Agreed to, started and answered by somebody of this ability."""
    agree_to_confirm(person, check, now=NOW)
    start_confirm(employer, check, job=job_asked_for(employer, check), now=NOW)
    answer_all(person, begin_confirm(person, check, now=NOW), able(level))
    return LiveCheck.objects.get(pk=check.pk)


def followed(now: datetime = NOW) -> None:
    """What follows from the facts so far."""
    drain(lambda: now)
