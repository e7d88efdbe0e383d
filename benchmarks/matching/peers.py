"""The same ranking in NumPy, scikit-learn and Polars, each the way its own users would write it for speed.

Every peer answers `top(need)` with (person ids, groups, fits) of the first 50 who pass the hard conditions and have
shown anything; equals in the order of ids.
"""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.extmath import safe_sparse_dot

from benchmarks.matching.generate import sd_of
from techhire.engines.matching import Need, Travel
from techhire.engines.matching.building import Columns
from techhire.engines.matching.travel import travel_minutes

K = 50
STEP = 1.702 * 0.05
Answer = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


class Conditions:
    """The hard conditions in NumPy over unpacked columns, for the peers that have no language for them."""

    def __init__(self, columns: Columns) -> None:
        flags = columns.flags
        self.columns, self.found, self.remote_ok = columns, flags & 1 == 1, flags & 2 == 2
        self.mode, self.authorized, self.sponsor = flags >> 2 & 3, flags >> 4 & 3, flags >> 6
        self.asked = np.where(columns.place < 0, len(columns.latitudes), columns.place)

    def mask(self, need: Need) -> NDArray[np.bool_]:
        """Return who passes."""
        columns, keep = self.columns, self.found.copy()
        assert need.place is not None
        reach = np.zeros((3, len(columns.latitudes) + 1), dtype=np.uint32)
        reach[1:, :-1] = travel_minutes(columns.latitudes, columns.longitudes, need.place, Travel())
        reach[0] = 2**31
        near = reach.reshape(-1)[self.mode.astype(np.int64) * reach.shape[1] + self.asked] <= columns.minutes
        keep &= near | self.remote_ok if need.remote else near
        keep &= (self.authorized != 0) | ((self.sponsor == 1) & (need.sponsorship is True))
        if need.sponsorship is False:
            keep &= self.sponsor != 1
        if need.schedule is not None:
            keep &= need.schedule & ~columns.schedule == 0
        if need.pay_max is not None:
            keep &= columns.pay_floor <= need.pay_max
        if need.start_day is not None:
            keep &= columns.available_from <= need.start_day
        return keep


def first_fifty(ids: NDArray[np.int64], group: NDArray[np.int64], fit: NDArray[np.float64]) -> Answer:
    """Return the first 50 by group, fit and id, by partition and then by sort."""
    key = fit - group
    if len(key) > K:
        cut = np.partition(key, len(key) - K)[len(key) - K]
        chosen = np.flatnonzero(key >= cut)
        ids, group, fit = ids[chosen], group[chosen], fit[chosen]
    order = np.lexsort((ids, -fit, group))[:K]
    return ids[order], group[order], fit[order]


class InvertedNumPy:
    """An inverted index by skill and one fancy addition a skill."""

    name = "NumPy, inverted"

    def __init__(self, columns: Columns) -> None:
        order = np.argsort(columns.entry_skill, kind="stable")
        self.who, self.codes = columns.entry_person[order], columns.entry_code[order]
        self.starts = np.searchsorted(columns.entry_skill[order], np.arange(columns.entry_skill.max() + 2))
        self.ids, self.conditions = columns.ids, Conditions(columns)
        self.chances = {bar: chance_of(np.arange(1 << 14), bar) for bar in (10, 30, 50, 70, 90)}

    def top(self, need: Need) -> Answer:
        """Return the first 50."""
        total, unmet = (
            np.zeros(len(self.ids)),
            np.full(len(self.ids), int(need.essential.sum()), dtype=np.int8),
        )
        for wanted in need.counted:
            part = slice(self.starts[wanted.skill], self.starts[wanted.skill + 1])
            chance, met = self.chances[20 * wanted.level - 10]
            who, codes = self.who[part], self.codes[part]
            total[who] += wanted.quarters * chance[codes]
            if wanted.essential:
                unmet[who] -= met[codes]
        rows = np.flatnonzero(self.conditions.mask(need) & (total > 0))
        return first_fifty(
            self.ids[rows], np.minimum(unmet[rows], 2).astype(np.int64), total[rows] / need.total
        )


class SparseScikitLearn:
    """A sparse matrix of codes, a transformer a requirement, a sparse product."""

    name = "scikit-learn"

    def __init__(self, columns: Columns) -> None:
        shape = (len(columns.ids), int(columns.entry_skill.max()) + 1)
        where = (columns.entry_person, columns.entry_skill)
        self.matrix = csc_matrix((columns.entry_code, where), shape=shape)
        self.ids, self.conditions = columns.ids, Conditions(columns)
        self.chances = {bar: chance_of(np.arange(1 << 14), bar) for bar in (10, 30, 50, 70, 90)}

    def top(self, need: Need) -> Answer:
        """Return the first 50."""
        asked = self.matrix[:, need.skills]
        chances = FunctionTransformer(self._chances, accept_sparse=True, kw_args={"need": need}).transform(
            asked
        )
        total = safe_sparse_dot(chances, need.quarters.astype(np.float64))
        shown = FunctionTransformer(self._shown, accept_sparse=True, kw_args={"need": need}).transform(asked)
        met = safe_sparse_dot(shown, need.essential.astype(np.float64))
        rows = np.flatnonzero(self.conditions.mask(need) & (total > 0))
        group = np.minimum(need.essential.sum() - met[rows], 2).astype(np.int64)
        return first_fifty(self.ids[rows], group, total[rows] / need.total)

    def _chances(self, asked: csc_matrix, need: Need) -> csc_matrix:
        return self._looked_up(asked, need, 0)

    def _shown(self, asked: csc_matrix, need: Need) -> csc_matrix:
        return self._looked_up(asked, need, 1)

    def _looked_up(self, asked: csc_matrix, need: Need, which: int) -> csc_matrix:
        data = np.empty(len(asked.data))
        for column, level in enumerate(need.levels.tolist()):
            part = slice(asked.indptr[column], asked.indptr[column + 1])
            data[part] = self.chances[20 * level - 10][which][asked.data[part]]
        return csc_matrix((data, asked.indices, asked.indptr), shape=asked.shape)


class LazyPolars:
    """Lazy frames, entries sorted by skill."""

    name = "Polars"

    def __init__(self, columns: Columns) -> None:
        code = columns.entry_code.astype(np.int64)
        entries = pl.DataFrame(
            {
                "skill": columns.entry_skill.astype(np.int32),
                "person": columns.ids[columns.entry_person].astype(np.int32),
                "evidence": (code >> 12).astype(np.int8),
                "mean": (code >> 5 & 127).astype(np.int16),
                "sd": sd_of(code & 31),
            }
        )
        self.entries = entries.sort("skill", "person")
        skills = self.entries["skill"].to_numpy()
        self.starts = np.searchsorted(skills, np.arange(skills.max() + 2))
        self.people = people_frame(columns)
        self.columns = columns

    def top(self, need: Need) -> Answer:
        """Return the first 50."""
        parts = [self._part(wanted) for wanted in need.counted]
        passing = self.people.lazy().join(self._reach(need), on="place").filter(*self._conditions(need))
        grown = pl.concat(parts).group_by("person").agg(pl.col("worth").sum(), pl.col("met").sum())
        essentials = int(need.essential.sum())
        shown = grown.filter(pl.col("worth") > 0).join(passing.select("person"), on="person", how="semi")
        best = (
            shown.select(
                "person",
                (essentials - pl.col("met")).clip(upper_bound=2).alias("group"),
                (pl.col("worth") / need.total).alias("fit"),
            )
            .bottom_k(K, by=[pl.col("group"), -pl.col("fit"), pl.col("person")])
            .sort("group", -pl.col("fit"), "person")
            .collect()
        )
        return tuple(best[name].to_numpy() for name in ("person", "group", "fit"))

    def _part(self, wanted: Any) -> pl.LazyFrame:
        first, last = self.starts[wanted.skill], self.starts[wanted.skill + 1]
        bar = 20 * wanted.level - 10
        chance = 1 / (1 + (-STEP * (pl.col("mean").cast(pl.Float64) - bar) / pl.col("sd")).exp())
        capped = pl.when(pl.col("evidence") == 1).then(chance.clip(upper_bound=0.35)).otherwise(chance)
        met = (pl.col("evidence") >= 2) & (pl.col("mean") >= bar) & wanted.essential
        own = self.entries.slice(int(first), int(last - first)).lazy()
        return own.select(
            "person", (wanted.quarters * capped).alias("worth"), met.cast(pl.Int64).alias("met")
        )

    def _reach(self, need: Need) -> pl.LazyFrame:
        columns = self.columns
        assert need.place is not None
        car, transit = travel_minutes(columns.latitudes, columns.longitudes, need.place, Travel())
        place = np.arange(-1, len(car), dtype=np.int32)
        minutes = {"car": np.concatenate(([0], car)), "transit": np.concatenate(([0], transit))}
        return pl.LazyFrame({"place": place, **{k: v.astype(np.int32) for k, v in minutes.items()}})

    def _conditions(self, need: Need) -> list[pl.Expr]:
        near = ((pl.col("mode") == 1) & (pl.col("car") <= pl.col("minutes"))) | (
            (pl.col("mode") == 2) & (pl.col("transit") <= pl.col("minutes"))
        )
        sponsored = (pl.col("sponsor") == 1) if need.sponsorship is True else pl.lit(False)
        keep = [
            pl.col("found"),
            near | pl.col("remote_ok") if need.remote else near,
            (pl.col("authorized") != 0) | sponsored,
        ]
        if need.sponsorship is False:
            keep.append(pl.col("sponsor") != 1)
        if need.schedule is not None:
            keep.append((pl.col("schedule") & need.schedule) == need.schedule)
        if need.pay_max is not None:
            keep.append(pl.col("pay_floor") <= need.pay_max)
        if need.start_day is not None:
            keep.append(pl.col("available_from") <= need.start_day)
        return keep


def people_frame(columns: Columns) -> pl.DataFrame:
    """Return the conditions of people, one column each, as the frames and databases take them."""
    flags = columns.flags.astype(np.int16)
    return pl.DataFrame(
        {
            "person": columns.ids.astype(np.int32),
            "found": flags & 1 == 1,
            "remote_ok": flags & 2 == 2,
            "mode": flags >> 2 & 3,
            "authorized": flags >> 4 & 3,
            "sponsor": flags >> 6 & 3,
            "place": columns.place.astype(np.int32),
            "minutes": columns.minutes.astype(np.int32),
            "schedule": columns.schedule.astype(np.int32),
            "pay_floor": columns.pay_floor.astype(np.int32),
            "available_from": columns.available_from,
        }
    )


def chance_of(codes: NDArray[np.int64], bar: int) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Return the chance of each code against a bar, and whether it counts as shown."""
    evidence, mean = codes >> 12, codes >> 5 & 127
    chance = 1 / (1 + np.exp(-STEP * (mean - bar) / sd_of(codes & 31)))
    chance = np.where(evidence == 1, np.minimum(chance, 0.35), np.where(evidence == 0, 0.0, chance))
    return chance, ((evidence >= 2) & (mean >= bar)).astype(np.int8)
