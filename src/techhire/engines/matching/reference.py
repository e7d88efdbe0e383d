"""The same ranking the plain way, as a yardstick: every person, every skill, NumPy and float64, no index tricks."""

import numpy as np
from numpy.typing import NDArray

from .codes import ENOUGH, ReachTable, bar_step
from .filters import Answer, Mode
from .fit import Fits
from .gates import Counted, parts_of
from .need import Need
from .people import Overlay, People
from .ranking import Ranking, order
from .travel import DEFAULT_TRAVEL, FARTHEST, Travel, straight_miles


def brute_force(
    people: People,
    need: Need,
    table: ReachTable,
    k: int = 50,
    *,
    overlay: Overlay | None = None,
    blocked: tuple[int, ...] = (),
    travel: Travel = DEFAULT_TRAVEL,
) -> Ranking:
    """Rank by scoring everybody from the stored values; slow, and what `rank` must equal."""
    ids, codes = [], []
    considered = passed = 0
    for part, hidden in parts_of(people, overlay, blocked):
        found = (part.flags & 1 == 1) & (hidden == 0)
        keep = found & passing(part, need, travel)
        considered, passed = considered + int(found.sum()), passed + int(keep.sum())
        ids.append(part.ids[keep])
        codes.append(dense(part, need.skills)[keep])
    scored = score(np.concatenate(codes), need, table)
    return order(np.concatenate(ids), scored, need, k, Counted(considered, considered - passed))


def dense(people: People, skills: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the code of every person for each skill, read block by block from the index."""
    codes = np.zeros((len(people), len(skills)), dtype=np.uint16)
    for column, number in enumerate(people.columns_of(skills)):
        for block in range(people.blocks) if number >= 0 else ():
            at = block * len(people.skills) + number
            segment = slice(people.starts[at], people.starts[at + 1])
            codes[people.members[segment].astype(np.int64) + block * people.block, column] = people.codes[
                segment
            ]
    return codes


def score(codes: NDArray[np.uint16], need: Need, table: ReachTable) -> Fits:
    """Return fit and essentials unmet straight from the caller's table."""
    values = np.zeros(codes.shape, dtype=np.float64)
    shown = np.zeros(codes.shape, dtype=np.bool_)
    total, weight = np.zeros(len(codes)), 0
    unmet = np.zeros(len(codes), dtype=np.int64)
    for column, wanted in enumerate(need.counted):
        code = codes[:, column].astype(np.int64)
        evidence, distance = code >> 12, (code >> 5 & 127) - bar_step(wanted.level)
        values[:, column] = table.values[evidence, distance + table.offset, code & 31]
        shown[:, column] = (evidence >= 2) & (values[:, column] >= ENOUGH)
        total += wanted.quarters * values[:, column]
        weight += wanted.quarters
        unmet += wanted.essential & ~shown[:, column]
    return Fits(codes, values, shown, unmet, total / weight if weight else total)


def passing(people: People, need: Need, travel: Travel) -> NDArray[np.bool_]:
    """Return who meets the hard conditions other than being found, column by column."""
    flags = people.flags.astype(np.int64)
    remote_ok, mode = flags >> 1 & 1 == 1, flags >> 2 & 3
    authorized, sponsor = flags >> 4 & 3, flags >> 6 & 3
    keep = _reachable(people, need, travel, mode)
    if need.remote:
        keep = remote_ok | (keep if need.place is not None else False)
    if need.authorization:
        keep &= (authorized != Answer.NO) | ((sponsor == Answer.YES) & (need.sponsorship is True))
    if need.sponsorship is False:
        keep &= sponsor != Answer.YES
    if need.schedule is not None:
        keep &= need.schedule & ~people.schedule.astype(np.int64) == 0
    if need.pay_max is not None:
        keep &= people.pay_floor <= need.pay_max
    if need.start_day is not None:
        keep &= people.available_from <= need.start_day
    return keep


def _reachable(people: People, need: Need, travel: Travel, mode: NDArray[np.int64]) -> NDArray[np.bool_]:
    if need.place is None:
        return np.ones(len(people), dtype=np.bool_)
    said = people.place < len(people.latitudes)
    miles = np.zeros(len(people))
    at = people.place[said]
    miles[said] = straight_miles(people.latitudes[at], people.longitudes[at], need.place) * travel.detour
    mph = np.where(mode == Mode.CAR, travel.car_mph, travel.transit_mph)
    minutes = np.minimum(np.rint(miles / mph * 60), FARTHEST)
    reached: NDArray[np.bool_] = (mode != Mode.NONE) & (~said | (minutes <= people.minutes))
    return reached
