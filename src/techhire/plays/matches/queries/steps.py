"""The nearest steps that would open more jobs: a skill shown in a test, or a program completed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import succession
from techhire.engines import evidence
from techhire.engines.matching import Need, Needs, Outlook, Program, Raise, Sight, near_miss
from techhire.plays.matches.bridge import postings_laid_out, reach_table
from techhire.plays.matches.queries.jobs import blocked_employers, reasons_against
from techhire.plays.providers.queries import ProgramOffer, program_offers
from techhire.plays.seekers.bridge import last_uses, piece_of, track_records
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.rules import may_see_seeker
from techhire.plays.seekers.words import EvidenceState

Pieces = dict[int, list[evidence.Piece]]


@dataclass(frozen=True)
class Step:
    """One step: a skill to show at a level, or a program; and how many more jobs it opens, in both readings.

    ``opened`` are ids of the postings it opens if what they told us is confirmed.
    """

    kind: str
    skill: Skill | None
    level: int | None
    program: ProgramOffer | None
    gain_shown: int
    gain_if_confirmed: int
    moves_up: int
    weeks: int | None = None
    tuition: Decimal | None = None
    free: bool = False
    next_start: date | None = None
    opened: tuple[int, ...] = ()

    @classmethod
    def of_program(
        cls, offer: ProgramOffer, *, shown: int = 0, confirmed: int = 0, moves_up: int = 0
    ) -> "Step":
        """A program as a step, with the jobs it opens as shown and if confirmed."""
        return cls(
            "program",
            None,
            None,
            offer,
            shown,
            confirmed,
            moves_up,
            weeks=offer.weeks,
            tuition=offer.tuition,
            free=offer.free,
            next_start=offer.next_start,
        )


@dataclass(frozen=True)
class NearMisses(Sequence[Step]):
    """The steps that open most, as a sequence; jobs open now, as shown and if what they told us is confirmed."""

    open_now: int
    open_if_confirmed: int
    considered: int
    steps: list[Step]
    claims_only: bool

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, at: Any) -> Any:
        return self.steps[at]


@dataclass(frozen=True, eq=False)
class _Reading:
    """One person's skills in one reading: as shown, or as if what they told us were confirmed."""

    codes: dict[int, int]
    outlook: Outlook


def near_misses(actor: Actor, seeker: Seeker, /, *, today: date, limit: int = 5) -> NearMisses:
    """Compute the steps twice, as shown and if confirmed, over the open jobs this person's conditions allow."""
    require(may_see_seeker(actor, seeker))
    laid_out = postings_laid_out(seeker.community_id)
    blocked = blocked_employers(seeker)
    within = [
        need
        for posting, need in zip(laid_out.postings, laid_out.needs.needs, strict=True)
        if posting.organization_id not in blocked and not reasons_against(seeker, need)
    ]
    offers = program_offers(seeker.community, today)
    return steps_over(seeker.community, within, pieces_of(seeker), offers, limit=limit)


def steps_over(
    community: Community,
    needs: Sequence[Need],
    pieces: Pieces,
    programs: Sequence[ProgramOffer],
    *,
    limit: int,
    highest: int = 5,
) -> NearMisses:
    """The steps that open most of these postings to somebody with this evidence, whoever it is.

    A skill is raised to level ``highest`` at most.
    """
    sight = Sight(Needs.of(needs), reach_table())
    offers = {offer.program_id: offer for offer in programs}
    taught = {skill for offer in offers.values() for skill in offer.teaches}
    half_lives = _half_lives(taught | set(pieces) | set(sight.skills.tolist()))
    read = _reader(community, sight, pieces, half_lives, list(offers.values()))
    shown, confirmed = read(False), read(True)
    classes = {evidence.decode(code).evidence_class for code in shown.codes.values()}
    claims_only = max(classes, default=0) == evidence.EvidenceClass.CLAIMS
    steps = _merge(shown.outlook, confirmed.outlook, offers, highest)
    return NearMisses(
        open_now=len(shown.outlook.open_now),
        open_if_confirmed=len(confirmed.outlook.open_now),
        considered=len(needs),
        steps=sorted(steps, key=_if_confirmed_first if claims_only else _most_first)[:limit],
        claims_only=claims_only,
    )


def pieces_of(seeker: Seeker) -> Pieces:
    """What stands behind each skill of a person, as the evidence engine takes it. Whoever calls asked a rule."""
    rows = list(Evidence.objects.filter(seeker=seeker).exclude(state=EvidenceState.WITHDRAWN))
    tracks = track_records(seeker.community_id, {row.organization_id for row in rows if row.organization_id})
    pieces: Pieces = defaultdict(list)
    chain = succession()
    used = last_uses([seeker.pk], chain)
    for row in rows:
        skill = chain.end_of(row.skill_id)
        pieces[skill].append(piece_of(row, tracks, used.get((seeker.pk, skill))))
    return pieces


def _half_lives(skill_ids: set[int]) -> dict[int, float]:
    """Years by skill id, for every skill a step may raise."""
    known = Skill.objects.filter(pk__in=skill_ids).values_list("pk", "half_life_years")
    return {pk: float(years) for pk, years in known}


def _reader(
    community: Community,
    sight: Sight,
    pieces: Pieces,
    half_lives: dict[int, float],
    offers: list[ProgramOffer],
) -> Callable[[bool], _Reading]:
    as_of = community.as_of

    def read(confirmed: bool) -> _Reading:
        own = {skill: as_if_confirmed(some, as_of) if confirmed else some for skill, some in pieces.items()}
        codes = {skill: code_of(some, as_of, half_lives[skill]) for skill, some in own.items()}

        def tested(skill: int, level: int) -> int:
            years = half_lives[skill]
            return evidence.after_test_at(own.get(skill, []), level, as_of=as_of, half_life_years=years).code

        def taught(skill: int, level: int) -> int:
            years, some = half_lives[skill], own.get(skill, [])
            return evidence.after_completion_at(some, level, as_of=as_of, half_life_years=years).code

        programs = [
            Program(offer.program_id, {skill: taught(skill, level) for skill, level in offer.teaches.items()})
            for offer in offers
        ]
        threshold = float(community.interview_threshold)
        return _Reading(codes, near_miss(codes, sight, threshold, raise_code=tested, programs=programs))

    return read


def code_of(pieces: list[evidence.Piece], as_of: date, half_life_years: float) -> int:
    """The stored code these pieces would have."""
    return evidence.estimate(pieces, as_of=as_of, half_life_years=half_life_years).code


def as_if_confirmed(pieces: list[evidence.Piece], as_of: date) -> list[evidence.Piece]:
    """Where only claims count, the newest of them as a proctored test at its level; else the pieces as they are."""
    counting = [piece for piece in pieces if not piece.disputed]
    if not counting or any(piece.kind is not evidence.Kind.CLAIM for piece in counting):
        return pieces
    said = max(counting, key=lambda piece: (piece.fresh_on, piece.at, piece.level))
    error = evidence.DEFAULTS.test_error
    return [evidence.Piece(evidence.Kind.PROCTORED_TEST, said.level, "confirmed", as_of, sd=error)]


def _merge(shown: Outlook, confirmed: Outlook, offers: dict[int, ProgramOffer], highest: int) -> list[Step]:
    gains: dict[tuple[str, int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    opened: dict[tuple[str, int, int], tuple[int, ...]] = {}
    for at, outlook in enumerate((shown, confirmed)):
        for step in (*outlook.raises, *outlook.programs):
            key = _key_of(step.option)
            if key[2] > highest:
                continue
            gains[key][at] = step.gain
            gains[key][2] = max(gains[key][2], len(step.moved_up))
            opened[key] = step.opened if at else ()
    skills = Skill.objects.in_bulk([pk for kind, pk, _level in gains if kind == "skill"])
    steps = [replace(_step(key, gain, skills, offers), opened=opened[key]) for key, gain in gains.items()]
    return [*_one_level_each(steps), *(step for step in steps if step.kind == "program")]


def _one_level_each(steps: list[Step]) -> list[Step]:
    """One step a skill: the level that opens most, and of two that open the same the lower one."""
    best: dict[int, Step] = {}
    for step in sorted((s for s in steps if s.skill), key=lambda s: (_most_first(s)[:2], s.level)):
        best.setdefault(step.skill.pk, step)  # type: ignore[union-attr]  # steps without a skill were left out
    return list(best.values())


def _key_of(option: Raise | Program) -> tuple[str, int, int]:
    """One name for an option in both readings: the skill and level, or the program."""
    if isinstance(option, Raise):
        return "skill", option.skill, option.level
    return "program", option.program, 0


def _most_first(step: Step) -> tuple[Any, ...]:
    """Both readings together; then what brings closer, costs less and is shorter."""
    gain = step.gain_shown + step.gain_if_confirmed
    return (-gain, -step.moves_up, step.tuition or 0, step.weeks or 0, step.kind)


def _if_confirmed_first(step: Step) -> tuple[Any, ...]:
    """For people who have only claims: what opens most once those are confirmed."""
    return (-step.gain_if_confirmed, *_most_first(step))


def _step(
    key: tuple[str, int, int], gain: list[int], skills: dict[int, Skill], offers: dict[int, ProgramOffer]
) -> Step:
    kind, pk, level = key
    if kind == "skill":
        return Step("skill", skills[pk], level, None, gain[0], gain[1], gain[2])
    return Step.of_program(offers[pk], shown=gain[0], confirmed=gain[1], moves_up=gain[2])
