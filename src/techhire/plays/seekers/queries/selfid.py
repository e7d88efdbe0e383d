"""What a person said about themself, for the person's own eyes."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.plays.seekers.models import Seeker, SelfIdentification
from techhire.plays.seekers.rules import may_read_about_self


@dataclass(frozen=True)
class AboutSelf:
    """The answers, as codes of ``words.ABOUT_SELF``."""

    sex: str
    race: str
    age: str


def about_self(actor: Actor, seeker: Seeker) -> AboutSelf | None:
    """The person's own answers; None where the person was not asked, did not answer, or took them back."""
    require(may_read_about_self(actor, seeker))
    row = SelfIdentification.objects.filter(seeker=seeker).first()
    return AboutSelf(row.sex, row.race, row.age) if row else None


def has_told_about_self(actor: Actor, seeker: Seeker) -> bool:
    """Whether the questions were answered, without reading the answers."""
    require(may_read_about_self(actor, seeker))
    return SelfIdentification.objects.filter(seeker=seeker).exists()
