"""A person on either list of a posting, the ordered one or that of those who asked: both use one made-up name."""

from dataclasses import dataclass

from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.reviews import seeker_asking
from techhire.plays.matches.queries.shortlists import seeker_behind
from techhire.plays.matches.rules import may_see_shortlist
from techhire.plays.seekers.models import Seeker


@dataclass(frozen=True)
class Met:
    """The person, and whether they are there because they asked to be read and on no ordered list."""

    seeker: Seeker
    asked: bool


def person_met(actor: Actor, posting: Posting, pseudonym: str) -> Met | None:
    """The person behind a made-up name of this posting, where its employer may see them at all."""
    ranked = seeker_behind(actor, posting, pseudonym) if may_see_shortlist(actor, posting) else None
    if ranked is not None:
        return Met(ranked, asked=False)
    asking = seeker_asking(actor, posting, pseudonym)
    return Met(asking, asked=True) if asking is not None else None
