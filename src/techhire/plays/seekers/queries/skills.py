"""What a person can do as the person reads it: a word for every skill, and what each piece did to it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import Succession, skills_coded, succession
from techhire.engines import evidence as engine
from techhire.plays.seekers.bridge import last_uses, piece_of, track_records
from techhire.plays.seekers.models import Dispute, Estimate, Evidence, Grant, Seeker
from techhire.plays.seekers.queries.uses import UseLine, uses_of
from techhire.plays.seekers.queries.vouches import SourceRecord, source_record
from techhire.plays.seekers.rules import may_see_seeker, visible_seekers
from techhire.plays.seekers.words import SKILL_WORDS, STANDINGS, EvidenceKind, EvidenceState, SkillWord

LEVELS = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class SkillLine:
    """One skill of a person: the best word there is for it, and the highest level that word holds at."""

    skill: Skill
    code: int
    word: str
    level: int

    @property
    def says(self) -> Promise:
        """The word as people read it."""
        return SKILL_WORDS[SkillWord(self.word)]


@dataclass(frozen=True)
class SkillChange:
    """A skill as it reads now, and as it would read after something the person has not done yet."""

    now: SkillLine
    then: SkillLine

    @property
    def lower_from(self) -> int:
        """The lowest level a job may ask for at which the word would be worse than now; 0 where there is none.

        A claim holds at any level in the estimate; it is held to the level the person named.
        """
        top = max(1, self.now.level) if self.now.word == SkillWord.CLAIMED else max(LEVELS)
        words = (_rank(self.now.code, level) < _rank(self.then.code, level) for level in range(1, top + 1))
        return next((level for level, worse in enumerate(words, 1) if worse), 0)

    @property
    def is_lower(self) -> bool:
        """Whether the best word itself would be worse, or the same one hold at a lower level only."""
        order = [word.value for word in SkillWord]
        now, then = ((order.index(line.word), -line.level) for line in (self.now, self.then))
        return then > now


def _rank(code: int, level: int) -> int:
    return [word.value for word in SkillWord].index(engine.word(code, level).value)


@dataclass(frozen=True)
class PieceLine:
    """One piece of evidence: whether it counts, its part of the weight in percent, and the word without it.

    ``record`` is how the source's vouches turned out, where this is one.
    """

    evidence: Evidence
    standing: str
    percent: int
    word_without: str
    dispute: Dispute | None
    record: SourceRecord | None = None

    @property
    def counts(self) -> bool:
        """Whether it is part of the estimate now."""
        return self.standing == engine.Standing.COUNTS.value

    @property
    def is_reworded(self) -> bool:
        """Whether the skill was described anew since this piece was given; unknown versions say nothing."""
        then = self.evidence.skill_version
        return then is not None and then < self.evidence.skill.version

    @property
    def says(self) -> Promise:
        """The standing as people read it."""
        return STANDINGS[self.standing]

    @property
    def without_says(self) -> Promise:
        """The word the skill would have without this piece."""
        return SKILL_WORDS[SkillWord(self.word_without)]


@dataclass(frozen=True)
class SkillStory:
    """A skill of a person in full: the line, and every piece behind it, newest first."""

    line: SkillLine
    pieces: list[PieceLine]
    uses: list[UseLine] = field(default_factory=list)

    @property
    def assumed(self) -> int:
        """Percent of the weight that no piece carries: what is assumed of anybody of whom there are only claims."""
        carried = sum(piece.percent for piece in self.pieces if piece.counts)
        return 100 - carried if 1 < carried < 99 else 0


def evidence_of(actor: Actor, seeker: Seeker) -> QuerySet[Evidence]:
    """Every piece about a person that was not taken back, newest first."""
    require(may_see_seeker(actor, seeker))
    rows = Evidence.objects.filter(seeker=seeker).exclude(state=EvidenceState.WITHDRAWN)
    return rows.select_related("skill", "organization").order_by("-at", "-pk")


def evidence_numbered(actor: Actor, evidence_id: int) -> Evidence | None:
    """One piece, where the actor may open the person it is about."""
    rows = Evidence.objects.filter(pk=evidence_id, seeker__in=visible_seekers(actor))
    return rows.select_related("skill", "organization", "seeker__community").first()


def pieces_entered(organization: Organization, seeker: Seeker, grants: QuerySet[Grant]) -> QuerySet[Evidence]:
    """Vouches and certifications an organization entered, newest first, where one of ``grants`` lets it see the person.

    Which grants those are is for the rules of the organization's kind to say.
    """
    rows = Evidence.objects.filter(
        seeker__in=grants.filter(seeker=seeker).values("seeker_id"),
        organization=organization,
        kind__in=[EvidenceKind.VOUCH, EvidenceKind.CREDENTIAL],
    )
    return rows.exclude(state=EvidenceState.WITHDRAWN).select_related("skill").order_by("-at", "-pk")


def skill_coded(actor: Actor, code: str) -> Skill | None:
    """A skill in use by its code: one of the shared language, else one of this community's own."""
    return skills_coded(actor.community_id, [code]).get(code)


def best_word(code: int) -> tuple[str, int]:
    """The best word a stored estimate gives at any level, and the highest level it holds at."""
    kind = engine.decode(code).evidence_class
    if kind == engine.EvidenceClass.NONE:
        return SkillWord.NOT_YET_SHOWN.value, 0
    words = {level: engine.word(code, level) for level in LEVELS}
    for wanted in (engine.Word.PROVEN, engine.Word.LIKELY):
        level = next((level for level in LEVELS if words[level] is wanted), 0)
        if level:
            return wanted.value, level
    return words[1].value, 0


def skill_lines(actor: Actor, seeker: Seeker) -> list[SkillLine]:
    """Every skill with something behind it: proven first, then by level and name. Four queries."""
    require(may_see_seeker(actor, seeker))
    order = [word.value for word in SkillWord]
    claimed = _claimed_levels(seeker)
    rows = Estimate.objects.filter(seeker=seeker).select_related("skill")
    lines = [_line(row.skill, row.code, claimed) for row in rows]
    return sorted(lines, key=lambda line: (order.index(line.word), -line.level, line.skill.name.casefold()))


def _claimed_levels(seeker: Seeker) -> dict[int, int]:
    """The level each skill's newest claim names."""
    rows = Evidence.objects.filter(seeker=seeker, state=EvidenceState.COUNTS, kind=engine.Kind.CLAIM.value)
    newest = rows.order_by("at", "level").values_list("skill_id", "level")
    chain = succession()
    return {chain.end_of(skill): round(level) for skill, level in newest}


def skill_story(actor: Actor, seeker: Seeker, skill: Skill) -> SkillStory:
    """Every piece behind one skill of a person, in words; behind a replaced one those of the skill it counts as."""
    chain = succession()
    if chain.end_of(skill.pk) != skill.pk:
        skill = Skill.objects.get(pk=chain.end_of(skill.pk))
    rows = list(evidence_of(actor, seeker).filter(skill_id__in=chain.kin_of([skill.pk])))
    pieces, tracks = _weighed(seeker, skill, rows, chain)
    as_of, years = seeker.community.as_of, float(skill.half_life_years)
    code = engine.estimate(pieces, as_of=as_of, half_life_years=years).code
    line = _line(skill, code, _claimed_levels(seeker))
    disputes = _open_disputes(rows)
    told = engine.contributions(pieces, as_of=as_of, half_life_years=years)
    return SkillStory(
        line,
        [_piece(row, one, disputes.get(row.pk), tracks) for row, one in zip(rows, told, strict=True)],
        uses_of(seeker.pk, [skill.pk]).get(skill.pk, []),
    )


def _weighed(
    seeker: Seeker, skill: Skill, rows: Sequence[Evidence], chain: Succession
) -> tuple[list[engine.Piece], dict[int, engine.TrackRecord]]:
    """The rows as the estimate weighs them, and the track records of who gave them."""
    tracks = track_records(seeker.community_id, {r.organization_id for r in rows if r.organization_id})
    used = last_uses([seeker.pk], chain).get((seeker.pk, skill.pk))
    return [piece_of(row, tracks, used) for row in rows], tracks


def _line(skill: Skill, code: int, claimed: dict[int, int]) -> SkillLine:
    word, level = best_word(code)
    if word == SkillWord.CLAIMED:
        level = claimed.get(skill.pk, 0)
    return SkillLine(skill, code, word, level)


def skill_with(
    actor: Actor, seeker: Seeker, skill: Skill, /, *, piece: Evidence, instead_of: Collection[int]
) -> SkillChange:
    """What one more piece, not stored, would make of a skill in place of those numbered ``instead_of``.

    It is the estimate that adding the piece would store, made from the same rows; nothing is written.
    """
    chain = succession()
    if chain.end_of(skill.pk) != skill.pk:
        skill = Skill.objects.get(pk=chain.end_of(skill.pk))
    rows = list(evidence_of(actor, seeker).filter(skill_id__in=chain.kin_of([skill.pk])))
    kept = [row for row in rows if row.pk not in instead_of]
    claimed = _claimed_levels(seeker)
    as_of, years = seeker.community.as_of, float(skill.half_life_years)
    now, then = (
        engine.estimate(_weighed(seeker, skill, some, chain)[0], as_of=as_of, half_life_years=years).code
        for some in (rows, [*kept, piece])
    )
    return SkillChange(_line(skill, now, claimed), _line(skill, then, claimed))


def _piece(
    row: Evidence,
    one: engine.Contribution,
    dispute: Dispute | None,
    tracks: dict[int, engine.TrackRecord],
) -> PieceLine:
    without, _level = best_word(one.without.code)
    standing = EvidenceState.WAITING.value if row.state == EvidenceState.WAITING else one.standing.value
    record = source_record(tracks.get(row.organization_id or 0)) if row.kind == EvidenceKind.VOUCH else None
    return PieceLine(row, standing, round(one.share * 100), without, dispute, record)


def _open_disputes(rows: Sequence[Evidence]) -> dict[int, Dispute]:
    found: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in Dispute.objects.filter(evidence__in=[r.pk for r in rows], answered_at__isnull=True):
        found[dispute.evidence_id].append(dispute)
    return {pk: some[-1] for pk, some in found.items()}
