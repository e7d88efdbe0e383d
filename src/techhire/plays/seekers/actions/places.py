"""Where a person wants to work: a ZIP code or the name of a town becomes a point on the map.

Both come from the table of the U.S. Postal Service's ZIP codes that the zipcodes package carries. Of a town the middle
of its ordinary ZIP codes is taken.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import zipcodes
from django.utils.translation import gettext as _

from techhire.commons.permits import Refused

NOWHERE: dict[str, Any] = {"zip_code": "", "latitude": None, "longitude": None, "place": ""}
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
OFFERED = 5
STATES = {
    "alabama": "AL", "alaska": "AK", "american samoa": "AS", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL",
    "georgia": "GA", "guam": "GU", "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA",
    "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA",
    "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE",
    "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "northern mariana islands": "MP", "ohio": "OH", "oklahoma": "OK",
    "oregon": "OR", "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "virgin islands": "VI", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
CODES = frozenset(STATES.values())

Town = tuple[str, str]
"""A town by its name in small letters without marks, and its state's two letters."""


def whereabouts(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that a ZIP code or a named town stands for; all empty without either, refused with both."""
    zip_code, town = (str(fields.get(key) or "").strip() for key in ("zip_code", "place"))
    if zip_code and town:
        raise Refused(_("Name a ZIP code or a town, not both."), field="place")
    return _in_town(town) if town else center_of(zip_code)


def center_of(zip_code: str) -> dict[str, Any]:
    """The fields a ZIP code stands for: itself, its center and the name of its place; all empty without one."""
    if not zip_code:
        return dict(NOWHERE)
    found = _located(zip_code) if zip_code.isascii() and zip_code.isdecimal() and len(zip_code) == 5 else None
    if found is None:
        raise Refused(_("We do not know this ZIP code. It has five digits, like 64106."), field="zip_code")
    latitude, longitude, place = found
    return {"zip_code": zip_code, "latitude": latitude, "longitude": longitude, "place": place}


@lru_cache(maxsize=4096)
def _located(zip_code: str) -> tuple[float, float, str] | None:
    found = zipcodes.matching(zip_code)
    if not found:
        return None
    row = found[0]
    return float(row["lat"]), float(row["long"]), f"{row['city']}, {row['state']}"[:80]


def _in_town(typed: str) -> dict[str, Any]:
    known = _towns()
    name, state = _read(typed[:120])
    states = [state] if state else _states_of().get(name, [])
    if len(states) > 1:
        raise Refused(_several(name, states), field="place")
    found = known.get((name, states[0])) if states else None
    if found is None:
        raise Refused(_unknown(name, state), field="place")
    latitude, longitude, place = found
    return {"zip_code": "", "latitude": latitude, "longitude": longitude, "place": place}


def _read(typed: str) -> Town:
    """The name and the state; an empty state where none was named."""
    before, comma, after = typed.rpartition(",")
    if comma and (state := _state(after)):
        return _plain(before), state
    words = typed.replace(",", " ").split()
    for many in (1, 2, 3):
        state = _state(" ".join(words[-many:])) if len(words) > many else ""
        if state:
            return _plain(" ".join(words[:-many])), state
    return _plain(typed), ""


def _state(typed: str) -> str:
    word = " ".join(typed.split())
    return word.upper() if word.upper() in CODES else STATES.get(word.casefold(), "")


def _plain(name: str) -> str:
    """Small letters without marks; "St." and the like written out."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = "".join(sign if sign.isalnum() else " " for sign in bare.replace("'", "")).split()
    return " ".join(SHORT.get(word, word) for word in words)


@lru_cache(maxsize=1)
def _towns() -> dict[Town, tuple[float, float, str]]:
    """Every town with its middle and its name, read once a process."""
    rows: dict[Town, list[dict[str, Any]]] = defaultdict(list)
    also: dict[Town, list[dict[str, Any]]] = defaultdict(list)
    for row in zipcodes.list_all():
        if row["active"] and row["state"] in CODES and float(row["lat"] or 0):
            rows[_plain(row["city"]), row["state"]].append(row)
            for name in row["acceptable_cities"]:
                also[_plain(name), row["state"]].append(row | {"city": name})
    return {town: _middle(some) for town, some in (also | rows).items()}


def _middle(rows: list[dict[str, Any]]) -> tuple[float, float, str]:
    ordinary = [row for row in rows if row["zip_code_type"] == "STANDARD"] or rows
    latitude = sum(float(row["lat"]) for row in ordinary) / len(ordinary)
    longitude = sum(float(row["long"]) for row in ordinary) / len(ordinary)
    return round(latitude, 4), round(longitude, 4), f"{rows[0]['city']}, {rows[0]['state']}"[:80]


@lru_cache(maxsize=1)
def _states_of() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, state in _towns():
        found[name].append(state)
    return {name: sorted(states) for name, states in found.items()}


def _several(name: str, states: Iterable[str]) -> str:
    known = _towns()
    called = [known[name, state][2] for state in states]
    shown = "; ".join(called[:OFFERED]) + ("; …" if len(called) > OFFERED else "")
    return _("There are several towns of this name. Add the state: %(towns)s.") % {"towns": shown}


def _unknown(name: str, state: str) -> str:
    """That no such town is known, with those whose names are close."""
    known = _towns()
    among = {town for town, here in known if (not state or here == state) and town[:1] == name[:1]}
    close = get_close_matches(name, sorted(among), n=OFFERED, cutoff=0.75)
    called = [
        known[town, here][2] for town in close for here in ([state] if state else _states_of()[town][:2])
    ]
    if not called:
        return _("We do not know this town. Write it with its state, like Independence, MO.")
    return _("We do not know this town. Did you mean: %(towns)s?") % {"towns": "; ".join(called[:OFFERED])}
