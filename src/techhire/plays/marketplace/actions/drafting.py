"""A posting begins: pasted or taken from a role profile, read into skills, and given its details."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, refuse_all, require
from techhire.commons.skills.bridge import ReadLine, ReadText, read_text
from techhire.commons.skills.models import ProfileSkill, RoleProfile
from techhire.commons.skills.queries import role_offered, versions_of
from techhire.commons.skills.words import Importance
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.actions.details import center_of, wrong_details
from techhire.plays.marketplace.actions.lines import Line, check_lines, move_spans
from techhire.plays.marketplace.actions.publishing import refuse_unready
from techhire.plays.marketplace.facts import PostingCreated, PostingRead, PostingUpdated
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import may_create_posting, may_read_posting, may_update_posting
from techhire.plays.marketplace.words import PostingState

LONGEST_AD, FEWEST_WORDS = 20_000, 5
"""An ad for one job is a page or two; whatever is longer holds several, or something else. Our judgment."""
STALE = gettext_noop(
    "Somebody else changed this while you were editing. Look at what is there now and save again."
)
TOO_LONG = gettext_noop(
    "This is too long for the ad of one job. Paste only that ad, at most 20,000 characters."
)
EDITABLE = frozenset(
    {
        "title",
        "text",
        "openings",
        "employment_type",
        "workplace",
        "zip_code",
        "pay_min",
        "pay_max",
        "pay_unit",
        "schedule",
        "starts_on",
        "sponsors",
        "later_checks",
        "fair_chance",
        "unmask_stage",
        "valid_through",
        "soc_code",
        "language",
    }
)


def ad_text(pasted: str) -> str:
    """What was pasted as plain words, or a refusal that says what is wrong with it."""
    if len(pasted) > 1_000_000:
        raise Refused(_(TOO_LONG), field="text")
    if bridge.looks_binary(pasted):
        raise Refused(
            _("This looks like a file, not words. Open the file, copy its text and paste that."), field="text"
        )
    text = bridge.plain_text(pasted)
    if len(text) > LONGEST_AD:
        raise Refused(_(TOO_LONG), field="text")
    if text and len(text.split()) < FEWEST_WORDS:
        raise Refused(
            _("This is too short for a job ad. Paste the whole ad, with what the person will do."),
            field="text",
        )
    return text


def wrong_beginning(*, title: str, text: str, has_other: bool) -> list[Refused]:
    """What keeps a posting from being begun, all at once; ``has_other`` is a role or skills to start from."""
    _words, told = _beginning(title, text, has_other)
    return told


def _beginning(title: str, text: str, has_other: bool) -> tuple[str, list[Refused]]:
    """The ad as plain words, empty where they are refused, with all that keeps a posting from being begun."""
    words, told = "", []
    if not _one_line(title):
        told.append(Refused(_("Give the job a title."), field="title"))
    try:
        words = ad_text(text)
    except Refused as refusal:
        return "", [*told, refusal]
    if not words and not has_other:
        told.append(Refused(_("Paste the ad, or choose a role to start from."), field="text"))
    return words, told


def _one_line(title: str) -> str:
    return " ".join(title.replace("\x00", "").split())[:160]


@transaction.atomic
def create_posting(
    actor: Actor,
    organization: Organization,
    /,
    *,
    title: str,
    text: str = "",
    profile: RoleProfile | None = None,
    lines: Iterable[Line] = (),
    now: datetime,
    **details: Any,
) -> Posting:
    """Start a draft from a pasted ad, a role profile, or skills somebody chose; the ad is read into skills at once.

    Chosen skills stand before what a profile or the ad says of the same ones, and are confirmed with the rest.
    """
    require(may_create_posting(actor, organization))
    chosen = list(lines)
    words, told = _beginning(title, text, bool(profile or chosen))
    refuse_all(told)
    title = _one_line(title)
    check_lines(chosen, organization.community_id)
    if profile is not None and not role_offered(organization.community_id, profile.pk):
        raise Refused(_("This role is not offered here any more. Choose another one."), field="profile")
    posting = Posting.objects.create(
        community_id=organization.community_id,
        organization=organization,
        title=title,
        text=words,
        as_pasted=words,
        profile=profile,
        soc_code=profile.soc_code if profile else "",
        made_by_id=actor.account_id,
        made_at=now,
    )
    record(PostingCreated(posting.pk, organization.pk, bool(words)), actor=actor, now=now)
    _put_lines(posting, chosen)
    if profile is not None:
        _copy_profile(posting, profile, besides={line.skill_id for line in chosen})
    if words:
        read_posting(actor, posting, now=now)
    if details:
        update_posting(actor, posting, now=now, **details)
    return posting


def _copy_profile(posting: Posting, profile: RoleProfile, *, besides: set[int]) -> None:
    _put_lines(posting, [line for line in profile.lines.all() if line.skill_id not in besides])


def _put_lines(posting: Posting, lines: Iterable[Line | ProfileSkill]) -> None:
    """Lines to be confirmed on the page of the skills."""
    wanted = list(lines)
    versions = versions_of(line.skill_id for line in wanted)
    Requirement.objects.bulk_create(
        Requirement(
            posting=posting,
            skill_id=line.skill_id,
            skill_version=versions.get(line.skill_id),
            level=line.level,
            weight=line.weight,
            importance=line.importance,
            when=line.when,
        )
        for line in wanted
    )


@transaction.atomic
def read_posting(actor: Actor, posting: Posting, /, *, now: datetime) -> ReadText:
    """Read the ad into requirements to be confirmed. Lines a person confirmed keep all but their place in it."""
    require(may_read_posting(actor, posting))
    reading = read_text(f"{posting.title}\n{posting.text}", posting.community_id)
    shift = len(posting.title) + 1
    Requirement.objects.filter(posting=posting, confirmed=False, confidence__isnull=False).delete()
    known = _placed(posting, {line.skill_id: _where(line, shift, posting.text) for line in reading.lines})
    versions = versions_of(line.skill_id for line in reading.lines)
    Requirement.objects.bulk_create(
        Requirement(
            posting=posting,
            skill_id=line.skill_id,
            skill_version=versions.get(line.skill_id),
            level=min(line.level, 5),
            weight=3 if line.importance == Importance.ESSENTIAL else 2,
            importance=line.importance,
            when=line.when,
            confidence=line.confidence,
            **_where(line, shift, posting.text),
        )
        for line in reading.lines
        if line.skill_id not in known
    )
    if reading.language in {"en", "es"} and posting.language != reading.language:
        posting.language = reading.language
        posting.save(update_fields=["language"])
    record(PostingRead(posting.pk, len(reading.lines), reading.few_it_skills), actor=actor, now=now)
    return reading


def _placed(posting: Posting, where: dict[int, dict[str, Any]]) -> set[int]:
    """Say of the lines there are where the ad names them now; their skills."""
    kept = list(Requirement.objects.filter(posting=posting))
    named = [line for line in kept if line.confidence is not None and line.skill_id in where]
    for line in named:
        line.start, line.end, line.text = (where[line.skill_id][key] for key in ("start", "end", "text"))
    Requirement.objects.bulk_update(named, ["start", "end", "text"])
    return {line.skill_id for line in kept}


def _where(line: ReadLine, shift: int, text: str) -> dict[str, Any]:
    """Where the ad says it, as offsets into the ad; nowhere for a skill that only the title names."""
    own = (line.start, line.end)
    spans = [(start - shift, end - shift) for start, end in (own, *line.spans) if start >= shift]
    if not spans or spans[0][1] - spans[0][0] > 300:
        return {"start": None, "end": None, "text": ""}
    start, end = spans[0]
    return {"start": start, "end": end, "text": text[start:end]}


@transaction.atomic
def update_posting(
    actor: Actor, posting: Posting, /, *, expected_version: int | None = None, now: datetime, **fields: Any
) -> Posting:
    """Change the details of a posting. A ZIP code brings its city, state and center."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_update_posting(actor, current))
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refused(_("We do not know this field: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    if current.state in {PostingState.CLOSED, PostingState.FILLED}:
        raise Refused(_("This posting is closed. Copy it to a new one to change it."))
    refuse_all(wrong_details(current, fields, now=now))
    if "text" in fields:
        fields["text"] = ad_text(fields["text"])
    if "zip_code" in fields:
        fields |= center_of(str(fields["zip_code"] or "").strip())
    changed = sorted(key for key, value in fields.items() if getattr(current, key) != value)
    for key in changed:
        setattr(current, key, fields[key])
    if "text" in changed:
        current.taken, current.as_pasted = [], current.as_pasted or current.text
    refuse_unready(current)
    for key in changed:
        setattr(posting, key, fields[key])
    if changed:
        _keep(actor, current, changed, now)
        posting.version = current.version
    return current


def _keep(actor: Actor, posting: Posting, changed: list[str], now: datetime) -> None:
    posting.version += 1
    posting.save(update_fields=[*changed, "taken", "as_pasted", "version"])
    if "text" in changed:
        move_spans(posting)
    record(PostingUpdated(posting.pk, tuple(changed)), actor=actor, now=now)
