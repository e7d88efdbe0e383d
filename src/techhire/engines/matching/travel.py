"""Travel time as an estimate from straight-line distance, the only thing a place is used for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARTH_MILES = 3958.7613
"""Mean radius of the earth (IUGG R1), in miles."""

FARTHEST = 65_534
"""Minutes are stored in 16 bits; the value above this one means that a person has not said."""


@dataclass(frozen=True)
class Travel:
    """How miles become minutes: roads are longer than straight lines, buses slower than cars."""

    detour: float = 1.3
    car_mph: float = 25.0
    transit_mph: float = 10.0


DEFAULT_TRAVEL = Travel()


def straight_miles(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64], place: tuple[float, float]
) -> NDArray[np.float64]:
    """Return great-circle miles from each point to `place` by the haversine formula (Sinnott 1984); degrees in."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    to_north, to_east = np.radians(place[0]), np.radians(place[1])
    half = np.sin((north - to_north) / 2) ** 2
    half = half + np.cos(north) * np.cos(to_north) * np.sin((east - to_east) / 2) ** 2
    miles: NDArray[np.float64] = 2 * EARTH_MILES * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return miles


def travel_minutes(
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    place: tuple[float, float],
    travel: Travel = DEFAULT_TRAVEL,
) -> NDArray[np.uint16]:
    """Return whole minutes by car and by transit, shape (2, points): the numbers that are shown and compared."""
    miles = straight_miles(latitudes, longitudes, place) * travel.detour
    both = np.stack([miles / travel.car_mph, miles / travel.transit_mph]) * 60
    return np.minimum(np.rint(both), FARTHEST).astype(np.uint16)
