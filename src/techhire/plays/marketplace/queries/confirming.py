"""What of an ad's skills is clear and what is a guess, and what is usual for such a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from techhire.commons.skills.bridge import ReadLine, ReadText
from techhire.commons.skills.models import ProfileSkill, RoleProfile
from techhire.commons.skills.queries import role_profiles, role_titled
from techhire.commons.skills.words import When
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.words import Doubt

LEAST_SHARED = 0.25
"""Share of a profile's weight an ad must name before its skills alone tell the kind of job. Our judgment."""
BEFORE, AFTER = 60, 50
"""Characters of the line shown on either side of a name, at most."""
BULLETS = "•·*-\u2013\u2014 \t"


@dataclass(frozen=True)
class Usual:
    """What a first job of a kind usually asks for, by skill id; ``why``: chosen, role, title or skills."""

    profile: RoleProfile
    why: str
    lines: Mapping[int, ProfileSkill]


@dataclass(frozen=True)
class Phrase:
    """The words of an ad around a name: what stands before it, the name, what follows."""

    before: str
    name: str
    after: str


def no_longer_named(posting: Posting, reading: ReadText | None) -> list[Requirement]:
    """What a person confirmed as the ad named it, and the ad, as it is read now, names no more."""
    read = {line.skill_id for line in reading.lines} if reading else set()
    lines = posting.requirements.filter(confirmed=True).select_related("skill").order_by("pk")
    return [line for line in lines if line.skill_id not in read and line.has_left(posting.text)]


def doubts_about(line: Requirement, read: ReadLine | None, *, ad: str) -> tuple[Doubt, ...]:
    """What about a line is a guess; nothing where a role gave it, nor once a person confirmed it while ``ad`` names it.

    What is learned on the job keeps nobody out, so there neither its level nor its weight is asked about. A word that
    often means something else is trusted where it stands among what the ad asks for.
    """
    gone = (Doubt.GONE,) if read is None and line.has_left(ad) else ()
    if line.confirmed or line.confidence is None:
        return gone
    if read is None:
        return (*gone, Doubt.LEVEL)
    doubts = [Doubt.NAME] if read.doubtful and not read.asked else []
    if line.when == When.DAY_ONE:
        doubts += [] if read.level_said else [Doubt.LEVEL]
        doubts += [] if read.asked else [Doubt.NEED]
    return tuple(doubts)


def usual_profiles(posting: Posting) -> list[RoleProfile]:
    """Every kind of job a posting may be compared with, each with its skills. Three queries."""
    return list(role_profiles(posting.community).prefetch_related("lines__skill"))


def usual_among(profiles: Sequence[RoleProfile], posting: Posting, chosen: str = "") -> Usual | None:
    """The kind of job a posting is: the one chosen, the one it began from, else by its title, else by its skills."""
    for why, find in (
        ("chosen", lambda: next((one for one in profiles if one.slug == chosen), None)),
        ("role", lambda: _begun_from(profiles, posting)),
        ("title", lambda: role_titled(profiles, posting.title)),
        ("skills", lambda: _by_skills(profiles, posting)),
    ):
        profile = find()
        if profile is not None:
            return Usual(profile, why, {line.skill_id: line for line in profile.lines.all()})
    return None


def _begun_from(profiles: Sequence[RoleProfile], posting: Posting) -> RoleProfile | None:
    """The one it began from, or the copy that stands for it here; itself too where it is offered no more."""
    began = posting.profile_id
    same = (one for one in profiles if one.pk == began)
    copy = (one for one in profiles if one.copied_from_id == began)
    return next(same, None) or next(copy, None) or posting.profile if began is not None else None


def _by_skills(profiles: Sequence[RoleProfile], posting: Posting) -> RoleProfile | None:
    """The profile that shares most weight with what the posting asks for, where it shares enough to say so."""
    asked = {line.skill_id for line in posting.requirements.all()}
    best: tuple[float, RoleProfile] | None = None
    for profile in profiles:
        lines = list(profile.lines.all())
        total = sum(line.weight for line in lines)
        shared = sum(line.weight for line in lines if line.skill_id in asked)
        if total and shared / total >= LEAST_SHARED and (best is None or shared / total > best[0]):
            best = (shared / total, profile)
    return best[1] if best else None


def phrase_around(text: str, start: int | None, end: int | None) -> Phrase | None:
    """The line of an ad in which a name stands, cut at words to what a person reads at a glance."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    before = text[text.rfind("\n", 0, start) + 1 : start].lstrip(BULLETS)
    after = text[end:].split("\n", 1)[0].rstrip()
    if len(before) > BEFORE:
        before = "… " + before[-BEFORE:].split(" ", 1)[-1]
    if len(after) > AFTER:
        after = after[:AFTER].rsplit(" ", 1)[0] + " …"
    return Phrase(before, text[start:end], after)
