"""The hard conditions of one posting against everyone, and in words for one person."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from . import filters as f
from .filters import Answer, Filters, Mode
from .layout import Gate
from .need import Need
from .people import Overlay, People
from .travel import DEFAULT_TRAVEL, FARTHEST, Travel, travel_minutes

STOP, PASS, BY_CAR, BY_TRANSIT = range(4)
UNLIMITED_PAY = 2**32 - 1
END_OF_TIME = 2**31 - 1
NEVER = 2**32 - 1


class Reason(StrEnum):
    """Why a posting does not show a person: one code a condition, in the order they are told."""

    HIDDEN = "hidden"
    REMOTE = "remote"
    TRAVEL = "travel"
    AUTHORIZATION = "authorization"
    SPONSORSHIP = "sponsorship"
    SCHEDULE = "schedule"
    PAY = "pay"
    AVAILABILITY = "availability"


class Unknown(StrEnum):
    """What a posting or a person did not say, so that it kept nobody out."""

    PLACE = "place"
    TRAVEL = "travel"
    AUTHORIZATION = "authorization"
    SPONSORSHIP = "sponsorship"
    SCHEDULE = "schedule"
    PAY = "pay"
    START = "start"


@dataclass(frozen=True)
class Counted:
    """How many found people there are, and how many of them the conditions of a posting keep out, all together."""

    considered: int
    filtered: int

    @classmethod
    def of(cls, totals: list[tuple[int, int]]) -> "Counted":
        """Add up counts of (found, passing)."""
        found = sum(pair[0] for pair in totals)
        return cls(found, found - sum(pair[1] for pair in totals))


def gate(people: People, need: Need, hidden: NDArray[np.uint8], travel: Travel = DEFAULT_TRAVEL) -> Gate:
    """Prepare the conditions of `need` for the kernel."""
    verdict = verdicts(need)
    reach = reaches(people, need, travel)
    return Gate(
        flags=people.flags,
        place=people.place,
        minutes=people.minutes,
        schedule=people.schedule,
        pay_floor=people.pay_floor,
        available_from=people.available_from,
        hidden=hidden,
        verdict=verdict.astype(np.uint32) * np.uint32(reach.shape[1]),
        reach=np.ascontiguousarray(reach, dtype=np.uint32).reshape(-1),
        open=open_blocks(people, verdict, reach),
        asks_schedule=need.schedule or 0,
        pay_max=most_pay(need),
        start_day=last_start(need),
    )


def most_pay(need: Need) -> int:
    """Return the most a posting pays, cents an hour; beyond any floor if it does not say."""
    return UNLIMITED_PAY if need.pay_max is None else need.pay_max


def last_start(need: Need) -> int:
    """Return the day a posting starts; the end of time if it does not say."""
    return END_OF_TIME if need.start_day is None else need.start_day


def verdicts(need: Need) -> NDArray[np.uint8]:
    """Return the verdict on each of the 256 values of the flags byte."""
    flags = np.arange(256)
    mode = flags >> f.MODE_SHIFT & 3
    if need.place is None:
        answer = np.full(256, STOP if need.remote else PASS)
    else:
        answer = np.choose(mode, [STOP, BY_CAR, BY_TRANSIT, STOP])
    if need.remote:
        answer = np.where(flags & f.REMOTE_OK, PASS, answer)
    sponsor = flags >> f.SPONSORSHIP_SHIFT & 3
    sponsored = (sponsor == Answer.YES) & (need.sponsorship is True)
    barred = (flags >> f.AUTHORIZED_SHIFT & 3 == Answer.NO) & need.authorization & ~sponsored
    refused = (sponsor == Answer.YES) & (need.sponsorship is False)
    stopped = (flags & f.FOUND == 0) | barred | refused
    return np.where(stopped, STOP, answer).astype(np.uint8)


def reaches(people: People, need: Need, travel: Travel) -> NDArray[np.uint32]:
    """Return a row of minutes for each verdict (never, at once, by car, by transit) from each place of `people`.

    Where nothing is known of the place, the last column, car and transit take 0 minutes.
    """
    reach = np.zeros((4, len(people.latitudes) + 1), dtype=np.uint32)
    reach[STOP] = NEVER
    if need.place is not None and len(people.latitudes):
        reach[BY_CAR:, :-1] = travel_minutes(people.latitudes, people.longitudes, need.place, travel)
    return reach


def open_blocks(people: People, verdict: NDArray[np.uint8], reach: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Mark the blocks in which anyone might pass: a region out of everybody's reach is not looked at."""
    if (verdict == PASS).any() or not people.blocks:
        return np.ones(people.blocks, dtype=np.uint8)
    ends = people.block_places.astype(np.int64)
    ends[:, 1] += 1
    shortest = np.append(reach[BY_CAR:].min(axis=0), FARTHEST)
    nearest = np.minimum.reduceat(shortest, ends.reshape(-1))[::2]
    return (nearest <= people.block_minutes).astype(np.uint8)


def hidden_rows(people: People, *ids: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return a mark for each row of the people with these ids."""
    if not any(len(group) for group in ids):
        return people.nobody
    marks = np.zeros(len(people), dtype=np.uint8)
    for group in ids:
        marks[people.rows_of(np.asarray(group, dtype=np.int64))] = 1
    marks.setflags(write=False)
    return marks


def filtered_total(
    people: People,
    need: Need,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
) -> Counted:
    """Count who chose to be found and who of them the hard conditions keep out; blocked people are not counted."""
    from .kernels import count_passing

    totals = [
        count_passing(gate(part, need, hidden, travel), part.block, 0, 1)
        for part, hidden in parts_of(people, overlay, blocked)
    ]
    return Counted.of(totals)


def parts_of(
    people: People, overlay: Overlay | None, blocked: tuple[int, ...]
) -> list[tuple[People, NDArray[np.uint8]]]:
    """Return the snapshot and the changed people, each with marks on the rows that do not count."""
    shut = np.array(sorted(blocked), dtype=np.int64)
    if overlay is None:
        return [(people, hidden_rows(people, shut))]
    changed = overlay.changed
    return [
        (people, hidden_rows(people, overlay.replaced, shut)),
        (changed, hidden_rows(changed, overlay.removed, shut)),
    ]


def minutes_to(filters: Filters, need: Need, travel: Travel = DEFAULT_TRAVEL) -> int | None:
    """Return the estimated minutes of one person to a posting, `None` if a place or the way to travel is not said."""
    if filters.place is None or need.place is None or filters.mode is Mode.NONE:
        return None
    at = (np.array([filters.place[0]]), np.array([filters.place[1]]))
    return int(travel_minutes(*at, need.place, travel)[filters.mode - Mode.CAR, 0])


def why_not(filters: Filters, need: Need, travel: Travel = DEFAULT_TRAVEL) -> list[Reason]:
    """Return every condition that keeps this person from this posting; none means that it is shown."""
    sponsored = filters.needs_sponsorship is Answer.YES and need.sponsorship is True
    checks = {
        Reason.HIDDEN: not filters.found,
        Reason.REMOTE: need.remote and need.place is None and not filters.remote_ok,
        Reason.TRAVEL: _too_far(filters, need, travel),
        Reason.AUTHORIZATION: need.authorization and filters.authorized is Answer.NO and not sponsored,
        Reason.SPONSORSHIP: filters.needs_sponsorship is Answer.YES and need.sponsorship is False,
        Reason.SCHEDULE: bool(filters.schedule and (need.schedule or 0) & ~filters.schedule),
        Reason.PAY: need.pay_max is not None and filters.pay_floor > need.pay_max,
        Reason.AVAILABILITY: need.start_day is not None and filters.available_from > need.start_day,
    }
    return [reason for reason, holds in checks.items() if holds]


def unknowns(filters: Filters, need: Need) -> list[Unknown]:
    """Return what was not said, by the posting or by the person, and therefore kept nobody out."""
    travels = need.place is not None and not (need.remote and filters.remote_ok)
    checks = {
        Unknown.PLACE: need.place is None and not need.remote,
        Unknown.TRAVEL: travels and (filters.place is None or filters.minutes is None),
        Unknown.AUTHORIZATION: need.authorization and filters.authorized is Answer.NOT_SAID,
        Unknown.SPONSORSHIP: filters.needs_sponsorship is Answer.YES and need.sponsorship is None,
        Unknown.SCHEDULE: need.schedule is None or filters.schedule == 0,
        Unknown.PAY: need.pay_max is None and filters.pay_floor > 0,
        Unknown.START: need.start_day is None and filters.available_from > 0,
    }
    return [unknown for unknown, holds in checks.items() if holds]


def _too_far(filters: Filters, need: Need, travel: Travel) -> bool:
    if need.place is None or (need.remote and filters.remote_ok):
        return False
    if filters.mode is Mode.NONE:
        return True
    minutes = minutes_to(filters, need, travel)
    return minutes is not None and filters.minutes is not None and minutes > filters.minutes
