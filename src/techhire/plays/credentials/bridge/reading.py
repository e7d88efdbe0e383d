"""What a credential from anywhere says, in plain values: bounded, on one line, and believed by nobody yet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from techhire.engines.credential_proofs.documents import read_moment

LONGEST = 300
MOST_ALIGNMENTS = 20
DayOf = Callable[[datetime], date]


@dataclass(frozen=True)
class SaidAlignment:
    """A skill a credential speaks of, in somebody's framework."""

    name: str
    code: str
    url: str
    framework: str


@dataclass(frozen=True)
class Said:
    """What a credential says of itself. Days are None where it names none."""

    title: str
    description: str
    issuer_name: str
    criteria: str
    earned_on: date | None
    ends_on: date | None
    alignments: tuple[SaidAlignment, ...]


def said_by(credential: Mapping[str, object], day_of: DayOf | None = None) -> Said:
    """The parts of a credential that people ask about; a badge first, any other credential as far as it goes.

    ``day_of`` is the clock of the community whose own it is; without it a day is the one that is written.
    """
    subject = _object(credential.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = credential.get("issuer")
    return Said(
        title=line(achievement.get("name")) or line(credential.get("name")),
        description=line(achievement.get("description")) or line(credential.get("description")),
        issuer_name=line(_object(issuer).get("name")),
        criteria=line(_object(achievement.get("criteria")).get("narrative")),
        earned_on=_day(credential.get("validFrom"), day_of),
        ends_on=_day(credential.get("validUntil"), day_of),
        alignments=tuple(_alignments(achievement.get("alignment")))[:MOST_ALIGNMENTS],
    )


def line(value: object, limit: int = LONGEST) -> str:
    """A text as one line of at most ``limit`` characters; of several languages the first, of anything else nothing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value")
    return " ".join(value.split())[:limit] if isinstance(value, str) else ""


def _object(value: object) -> Mapping[str, object]:
    if isinstance(value, list):
        value = value[0] if value else {}
    return value if isinstance(value, Mapping) else {}


def _day(value: object, day_of: DayOf | None) -> date | None:
    moment = read_moment(value)
    if moment is None:
        return None
    return day_of(moment) if day_of else moment.date()


def _alignments(value: object) -> Iterator[SaidAlignment]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield SaidAlignment(
                name=line(one.get("targetName")),
                code=line(one.get("targetCode")),
                url=line(one.get("targetUrl")),
                framework=line(one.get("targetFramework")),
            )
