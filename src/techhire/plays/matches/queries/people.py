"""One person on a shortlist in detail: what is shown for each requirement, by which kinds of evidence."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, require
from techhire.commons.skills.queries import succession
from techhire.engines.matching import fit_one
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import need_of, reach_table
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries.behind import kinds_behind, told_by
from techhire.plays.matches.queries.lines import Line, fit_words, lines_of, shows
from techhire.plays.matches.queries.marks import live_marks, marked
from techhire.plays.matches.queries.shortlists import pseudonym_of, seeker_behind
from techhire.plays.matches.rules import (
    agreed_to_show,
    may_see_shortlist,
    may_see_unmasked,
    name_ended,
    stage_reached,
)
from techhire.plays.seekers.models import Contact, Evidence, Grant, Seeker
from techhire.plays.seekers.queries import SourceRecord, codes_of, last_word, source_records, uses_of
from techhire.plays.seekers.words import ContactKind, EvidenceKind, EvidenceState, Purpose


@dataclass(frozen=True)
class BackedLine:
    """A requirement with the kinds of evidence that count for it; who gave them is not told.

    ``used`` is until when the person says they used it, in words that say so; empty where they say nothing.
    """

    line: Line
    kinds: list[str]
    used: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person without a name, against one posting."""

    seeker_id: int
    pseudonym: str
    group: int
    fit: float
    words: Promise
    shows: int
    of: int
    lines: list[BackedLine]
    answer: str


@dataclass(frozen=True)
class Known:
    """Who the person is, after the unmasking: the name, and the ways to reach them they keep for employers."""

    name: str
    contacts: list[tuple[str, str]]


@dataclass(frozen=True)
class PersonShown:
    """The row; whether the stage for names is reached and the person agreed to be named; the name once known.

    ``ended`` says that the name was known for this posting and is not any more, whoever ended that and why.
    """

    row: PersonRow
    may_name: bool
    at_stage: bool
    known: Known | None
    ended: bool = False


def person_on_shortlist(actor: Actor, posting: Posting, pseudonym: str) -> PersonShown | None:
    """The person behind a pseudonym of this posting, or None. Show it by ``show_person``, which keeps the record."""
    require(may_see_shortlist(actor, posting))
    seeker = seeker_behind(actor, posting, pseudonym)
    return person_shown(actor, posting, seeker) if seeker else None


def person_shown(actor: Actor, posting: Posting, seeker: Seeker) -> PersonShown:
    """One person as this employer may see them; whoever calls has asked a rule whether it may see them at all."""
    known = _known(posting, seeker) if may_see_unmasked(actor, posting, seeker) else None
    return PersonShown(
        row=_row(actor, posting, seeker),
        may_name="name" in agreed_to_show(seeker, posting),
        at_stage=stage_reached(posting, seeker),
        known=known,
        ended=known is None and name_ended(posting, seeker),
    )


def _row(actor: Actor, posting: Posting, seeker: Seeker) -> PersonRow:
    codes = codes_of([seeker.pk]).get(seeker.pk, {})
    one = fit_one(codes, need_of(posting), reach_table())
    marks = live_marks(actor, posting, [seeker.pk])
    lines = marked(lines_of(posting, codes), marks.get(seeker.pk, {}))
    behind = kinds_behind([seeker.pk], [line.skill.pk for line in lines])
    lines = told_by(lines, behind.get(seeker.pk, {}))
    shown, of = shows(lines)
    asked = [line.skill.pk for line in lines]
    kinds, uses = _kinds(seeker, asked), uses_of(seeker.pk, asked)
    answer = Decision.objects.filter(posting=posting, seeker=seeker).values_list("answer", flat=True).first()
    return PersonRow(
        seeker_id=seeker.pk,
        pseudonym=pseudonym_of(posting.pk, seeker.pk),
        group=one.group,
        fit=one.fit,
        words=fit_words(one.group, one.fit, float(posting.community.interview_threshold)),
        shows=shown,
        of=of,
        lines=[
            BackedLine(line, kinds.get(line.skill.pk, []), last_word(uses.get(line.skill.pk, [])))
            for line in lines
        ],
        answer=answer or "",
    )


def _kinds(seeker: Seeker, skill_ids: list[int]) -> dict[int, list[str]]:
    """Kinds of evidence that count, by skill: claims only where there is nothing else."""
    chain = succession()
    kin = chain.kin_of(skill_ids)
    rows = Evidence.objects.filter(seeker=seeker, skill_id__in=kin, state=EvidenceState.COUNTS)
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for skill_id, kind, source in rows.values_list("skill_id", "kind", "organization_id"):
        found[chain.end_of(skill_id)][kind].add(source or 0)
    vouched = {source for kinds in found.values() for source in kinds.get(EvidenceKind.VOUCH, ())}
    records = source_records(seeker.community_id, vouched)
    order = [kind for kind in reversed(EvidenceKind) if kind != EvidenceKind.CLAIM]
    return {
        skill_id: [words for kind in order if kind in kinds for words in _by(kind, kinds[kind], records)]
        or [_("their own word")]
        for skill_id, kinds in found.items()
    }


def _by(kind: EvidenceKind, sources: set[int], records: dict[int, SourceRecord]) -> list[str]:
    """A kind in words; a vouch with how its source's vouches turned out, the source without its name."""
    if kind != EvidenceKind.VOUCH:
        return [str(kind.label)]
    told = sorted({records.get(source, SourceRecord()).in_short for source in sources})
    return [f"{kind.label} ({words})" for words in told]


def _known(posting: Posting, seeker: Seeker) -> Known:
    grant = Grant.objects.filter(
        seeker=seeker,
        organization_id=posting.organization_id,
        purpose=Purpose.HIRING,
        posting_id=posting.pk,
        ended_at__isnull=True,
    ).first()
    if grant is None or "contact" not in grant.scope:
        return Known(seeker.name, [])
    contacts = Contact.objects.filter(seeker=seeker, for_employers=True).order_by("pk")
    return Known(seeker.name, [(str(ContactKind(row.kind).label), row.value) for row in contacts])
