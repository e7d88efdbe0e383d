"""What a result that counts leads to: the word for the skill, a badge, and a new place on the lists of employers."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from techhire.plays.assessments.queries.asking import asks_about_self
from techhire.plays.credentials.queries.badges import badge_for
from techhire.plays.credentials.queries.offers import offer_of
from techhire.plays.matches.queries import jobs_asking
from techhire.plays.seekers.queries import seeker_of, skill_story

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.queries.results import Result
    from techhire.plays.credentials.models import Credential
    from techhire.plays.credentials.queries.offers import Offer
    from techhire.plays.matches.queries import JobsAsking
    from techhire.plays.seekers.models import Seeker
    from techhire.plays.seekers.queries import SkillLine


@dataclass(frozen=True)
class After:
    """Where the person stands with the skill of a result. ``line`` is empty where the result does not count."""

    seeker: "Seeker"
    line: "SkillLine | None"
    offer: "Offer | None"
    badge: "Credential | None"
    jobs: "JobsAsking | None"
    asks_about_self: bool


def after_result(actor: "Actor", result: "Result", now: datetime) -> After | None:
    """For the person on their own page; None on a borrowed computer, where nothing of it can be done."""
    seeker = seeker_of(actor)
    if seeker is None:
        return None
    asks = asks_about_self(actor, seeker)
    if not result.counts:
        return After(seeker, None, None, None, None, asks)
    skill = result.sitting.assessment.bank.skill
    return After(
        seeker,
        line=skill_story(actor, seeker, skill).line,
        offer=offer_of(actor, seeker, skill.pk, now),
        badge=badge_for(actor, seeker, skill.pk, now),
        jobs=jobs_asking(actor, seeker, skill),
        asks_about_self=asks,
    )
