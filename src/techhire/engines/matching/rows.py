"""People as rows that a data frame can carry and cut into partitions, and back into columns to rank."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .building import Columns, from_columns
from .people import BLOCK, People


@dataclass(frozen=True, eq=False)
class Rows:
    """One value a person, in any order; `latitude` and `longitude` in degrees, NaN where no place was said.

    `sizes` is how many skills each person has; their ids and codes stand end to end in `skills` and `codes`, person
    after person. The other columns are those of `People`.
    """

    ids: NDArray[np.int64]
    flags: NDArray[np.uint8]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    minutes: NDArray[np.uint16]
    schedule: NDArray[np.uint16]
    pay_floor: NDArray[np.uint32]
    available_from: NDArray[np.int32]
    sizes: NDArray[np.int64]
    skills: NDArray[np.int64]
    codes: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.ids)


def rows_of(people: People) -> Rows:
    """Return everyone as rows, in the order in which `people` holds them."""
    segments = np.diff(people.starts)
    numbers = np.arange(len(segments))
    width = max(len(people.skills), 1)
    person = np.repeat(numbers // width * people.block, segments) + people.members.astype(np.int64)
    skill = np.repeat(people.skills[numbers % width] if len(numbers) else people.skills, segments)
    order = np.lexsort((skill, person))
    known = people.place < len(people.latitudes)
    spots = np.minimum(people.place, max(len(people.latitudes) - 1, 0))
    latitude, longitude = np.full(len(people), np.nan), np.full(len(people), np.nan)
    latitude[known] = people.latitudes[spots[known]]
    longitude[known] = people.longitudes[spots[known]]
    return Rows(
        ids=people.ids,
        flags=people.flags,
        latitude=latitude,
        longitude=longitude,
        minutes=people.minutes,
        schedule=people.schedule,
        pay_floor=people.pay_floor,
        available_from=people.available_from,
        sizes=np.bincount(person, minlength=len(people)).astype(np.int64),
        skills=skill[order],
        codes=people.codes[order],
    )


def people_from(rows: Rows, block: int = BLOCK) -> People:
    """Lay the people of some rows out in columns; refuse an id twice, or a skill twice for one person."""
    known = ~np.isnan(rows.latitude)
    points = np.stack([rows.latitude[known], rows.longitude[known]], axis=1)
    spots, number = np.unique(points, axis=0, return_inverse=True)
    place = np.full(len(rows), -1, dtype=np.int64)
    place[known] = number.reshape(-1)
    columns = Columns(
        ids=rows.ids,
        flags=rows.flags,
        place=place,
        minutes=rows.minutes,
        schedule=rows.schedule,
        pay_floor=rows.pay_floor,
        available_from=rows.available_from,
        latitudes=spots[:, 0],
        longitudes=spots[:, 1],
        entry_person=np.repeat(np.arange(len(rows)), rows.sizes).astype(np.uint32),
        entry_skill=rows.skills,
        entry_code=rows.codes,
    )
    return from_columns(columns, block)
