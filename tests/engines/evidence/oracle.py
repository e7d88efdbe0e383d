"""The evidence model once more, written straight from its description and sharing no code with the engine."""

import math
from datetime import date

ITEM = {"completion": 1.1, "credential": 0.8, "employer_feedback": 0.7, "claim": 1.6}
SOURCE = {
    "claim": 1.0,
    "completion": 0.6,
    "vouch": 0.6,
    "unproctored_test": 0.4,
    "proctored_test": 0.2,
    "judged_work": 0.3,
    "credential": 0.5,
    "employer_feedback": 0.5,
}
EYES_ON = {"proctored_test", "judged_work", "credential", "employer_feedback"}


def vouch_sd(track):
    if track is None or track.total < 5:
        return 0.9
    p0 = (track.community_turned_out + 1) / (track.community_total + 2)
    p = (track.turned_out + 10 * p0) / (track.total + 10)
    return 0.9 * max(1, math.sqrt(p0 / p))


def variance(piece, on, half_life):
    kind = str(piece.kind)
    if kind == "vouch":
        sd = vouch_sd(piece.track)
    elif kind == "unproctored_test":
        sd = 1.5 * piece.sd
    else:
        sd = piece.sd if piece.sd is not None else ITEM[kind]
    since = max(piece.at, piece.last_used or piece.at)
    years = max(0, (on - since).days) / 365.25
    return sd**2 * 2 ** (years / half_life)


def mean_and_sd(pieces, on, half_life):
    sources = {}
    for piece in pieces:
        kind = "provider" if piece.kind in ("vouch", "completion") else str(piece.kind)
        source = "me" if kind == "claim" else piece.source
        sources.setdefault((source, kind), []).append(piece)
    tops = bottoms = 0
    for members in sources.values():
        precision = sum(1 / variance(piece, on, half_life) for piece in members)
        level = sum(min(5.5, max(0, p.level)) / variance(p, on, half_life) for p in members) / precision
        whole = 1 / precision + SOURCE[str(members[0].kind)] ** 2
        tops += level / whole
        bottoms += 1 / whole
    return tops / bottoms, math.sqrt(1 / bottoms)


def firsts(pieces, until):
    start = min(max(p.at, p.last_used or p.at) for p in pieces)
    year, month = start.year, start.month
    while (year, month) <= (until.year, until.month):
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    yield until


def nearest(mean):
    return math.floor(mean / 0.05 + 0.5 + 1e-9)


def expected(pieces, as_of, half_life):
    """Class, mean step and exact sd of the estimate."""
    on = as_of.replace(day=1)
    live = [p for p in pieces if not p.disputed]
    shown = [p for p in live if p.kind != "claim"]
    if not live:
        return 0, 0, None
    if not shown:
        last = max(live, key=lambda p: (max(p.at, p.last_used or p.at), p.at, p.level))
        said, sd = mean_and_sd([last], on, half_life)
        total = 1 / 1.2**2 + 1 / sd**2
        return 1, nearest((1.5 / 1.2**2 + said / sd**2) / total), math.sqrt(1 / total)
    best = max(3 if p.kind in EYES_ON and not p.open_bank else 2 for p in shown)
    mean, sd = mean_and_sd(shown, on, half_life)
    once = max(nearest(mean_and_sd(shown, day, half_life)[0]) for day in firsts(shown, on))
    bars = [bar for bar in (10, 30, 50, 70, 90) if bar <= once]
    return best, max([nearest(mean), *bars]), sd
