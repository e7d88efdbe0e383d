"""The nearest steps that would open more jobs: a skill shown in a test, or a program completed."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.engines import evidence
from techhire.engines.matching import Needs, Outlook, Program, Raise, Sight, near_miss
from techhire.plays.matches.bridge import reach_table
from techhire.plays.matches.queries.jobs import blocked_employers, postings_laid_out, reasons_against
from techhire.plays.providers.queries import ProgramOffer, program_offers
from techhire.plays.seekers.bridge import piece_of, track_records
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.rules import may_see_seeker
from techhire.plays.seekers.words import EvidenceState

Pieces = dict[int, list[evidence.Piece]]


@dataclass(frozen=True)
class Step:
    """One step: a skill to show at a level, or a program; and how many more jobs it opens, in both readings."""

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


@dataclass(frozen=True)
class NearMisses:
    """Jobs open now, and if what the person told us is confirmed; and the steps that open most."""

    open_now: int
    open_if_confirmed: int
    considered: int
    steps: list[Step]
    claims_only: bool


@dataclass(frozen=True, eq=False)
class _Reading:
    """One person's skills in one reading: as shown, or as if what they told us were confirmed."""

    codes: dict[int, int]
    outlook: Outlook


def near_misses(actor: Actor, seeker: Seeker, /, *, today: date, limit: int = 5) -> NearMisses:
    """Compute the steps twice, as shown and if confirmed, over the open jobs this person's conditions allow."""
    require(may_see_seeker(actor, seeker))
    postings, needs = postings_laid_out(seeker.community_id)
    blocked = blocked_employers(seeker)
    within = [
        needs.needs[at]
        for at in range(len(postings))
        if postings[at].organization_id not in blocked and not reasons_against(seeker, needs.needs[at])
    ]
    sight = Sight(Needs.of(within), reach_table())
    offers = {offer.program_id: offer for offer in program_offers(seeker.community, today)}
    pieces, half_lives = _pieces(seeker, {skill for offer in offers.values() for skill in offer.teaches})
    read = _reader(seeker, sight, pieces, half_lives, list(offers.values()))
    shown, confirmed = read(False), read(True)
    steps = _merge(shown.outlook, confirmed.outlook, offers)
    classes = {evidence.decode(code).evidence_class for code in shown.codes.values()}
    return NearMisses(
        open_now=len(shown.outlook.open_now),
        open_if_confirmed=len(confirmed.outlook.open_now),
        considered=len(within),
        steps=steps[:limit],
        claims_only=bool(classes) and max(classes) == evidence.EvidenceClass.CLAIMS,
    )


def _pieces(seeker: Seeker, taught: set[int]) -> tuple[Pieces, dict[int, float]]:
    rows = list(Evidence.objects.filter(seeker=seeker).exclude(state=EvidenceState.WITHDRAWN))
    tracks = track_records(seeker.community_id, {row.organization_id for row in rows if row.organization_id})
    pieces: Pieces = defaultdict(list)
    for row in rows:
        pieces[row.skill_id].append(piece_of(row, tracks))
    half_lives = defaultdict(lambda: 6.0)
    known = Skill.objects.filter(pk__in=taught | set(pieces)).values_list("pk", "half_life_years")
    half_lives.update({pk: float(years) for pk, years in known})
    return pieces, half_lives


def _reader(
    seeker: Seeker, sight: Sight, pieces: Pieces, half_lives: dict[int, float], offers: list[ProgramOffer]
) -> Callable[[bool], _Reading]:
    as_of = seeker.community.as_of

    def believed(skill: int, confirmed: bool) -> list[evidence.Piece]:
        own = pieces.get(skill, [])
        claims = [piece for piece in own if piece.kind is evidence.Kind.CLAIM and not piece.disputed]
        if not confirmed or not claims or len(claims) < sum(not piece.disputed for piece in own):
            return own
        said = max(claims, key=lambda piece: (piece.fresh_on, piece.at, piece.level))
        error = evidence.DEFAULTS.test_error
        return [evidence.Piece(evidence.Kind.PROCTORED_TEST, said.level, "confirmed", as_of, sd=error)]

    def read(confirmed: bool) -> _Reading:
        own = {skill: believed(skill, confirmed) for skill in pieces}
        codes = {
            skill: evidence.estimate(some, as_of=as_of, half_life_years=half_lives[skill]).code
            for skill, some in own.items()
        }

        def tested(skill: int, level: int) -> int:
            years = half_lives[skill]
            return evidence.after_test_at(own.get(skill, []), level, as_of=as_of, half_life_years=years).code

        def taught(skill: int, level: int) -> int:
            years = half_lives[skill]
            return evidence.after_completion_at(
                own.get(skill, []), level, as_of=as_of, half_life_years=years
            ).code

        programs = [
            Program(offer.program_id, {skill: taught(skill, level) for skill, level in offer.teaches.items()})
            for offer in offers
        ]
        threshold = float(seeker.community.interview_threshold)
        return _Reading(codes, near_miss(codes, sight, threshold, raise_code=tested, programs=programs))

    return read


def _merge(shown: Outlook, confirmed: Outlook, offers: dict[int, ProgramOffer]) -> list[Step]:
    gains: dict[tuple[str, int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for at, outlook in enumerate((shown, confirmed)):
        for step in (*outlook.raises, *outlook.programs):
            option = step.option
            raised = isinstance(option, Raise)
            key = ("skill", option.skill, option.level) if raised else ("program", option.program, 0)
            gains[key][at] = step.gain
            gains[key][2] = max(gains[key][2], len(step.moved_up))
    skills = Skill.objects.in_bulk([pk for kind, pk, _level in gains if kind == "skill"])
    steps = [_step(key, gain, skills, offers) for key, gain in gains.items()]
    return sorted(
        steps,
        key=lambda s: (
            -s.gain_shown - s.gain_if_confirmed,
            -s.moves_up,
            s.tuition or 0,
            s.weeks or 0,
            s.kind,
        ),
    )


def _step(
    key: tuple[str, int, int], gain: list[int], skills: dict[int, Skill], offers: dict[int, ProgramOffer]
) -> Step:
    kind, pk, level = key
    if kind == "skill":
        return Step("skill", skills[pk], level, None, gain[0], gain[1], gain[2])
    offer = offers[pk]
    return Step(
        "program",
        None,
        None,
        offer,
        gain[0],
        gain[1],
        gain[2],
        weeks=offer.weeks,
        tuition=offer.tuition,
        free=offer.free,
        next_start=offer.next_start,
    )
