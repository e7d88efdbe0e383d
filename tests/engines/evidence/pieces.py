"""Hypothesis strategies for evidence, and short ways to write one piece."""

from datetime import date

from hypothesis import strategies as st

from techhire.engines.evidence import Kind, Piece, TrackRecord

TODAY = date(2026, 11, 1)
MEASURED = (Kind.PROCTORED_TEST, Kind.UNPROCTORED_TEST, Kind.JUDGED_WORK)
SHOWN = tuple(kind for kind in Kind if kind is not Kind.CLAIM)

days = st.dates(date(2008, 1, 1), TODAY)
levels = st.integers(0, 110).map(lambda step: step / 20) | st.floats(-1, 7)
half_lives = st.sampled_from([0.5, 2.0, 6.0, 12.0])


@st.composite
def tracks(draw):
    total, others = draw(st.integers(0, 40)), draw(st.integers(0, 200))
    good = draw(st.integers(0, total))
    return TrackRecord(good, total, good + draw(st.integers(0, others)), total + others)


@st.composite
def pieces(draw, kinds=tuple(Kind), at=days, level=levels):
    kind = draw(st.sampled_from(kinds))
    given_on = draw(at)
    return Piece(
        kind=kind,
        level=draw(level),
        source=draw(st.sampled_from("abc")),
        at=given_on,
        sd=draw(st.floats(0.1, 1.5)) if kind in MEASURED else None,
        last_used=draw(st.none() | st.dates(given_on, TODAY)),
        disputed=draw(st.integers(0, 9)) == 0,
        open_bank=draw(st.integers(0, 4)) == 0,
        track=draw(st.none() | tracks()) if kind is Kind.VOUCH else None,
    )


def piles(kinds=tuple(Kind), at=days, level=levels, smallest=0):
    return st.lists(pieces(kinds, at, level), min_size=smallest, max_size=6)


def proctored(level, sd=0.3, source="bank", at=TODAY, **more):
    return Piece(Kind.PROCTORED_TEST, level, source, at, sd=sd, **more)


def completion(level, source="school", at=TODAY, **more):
    return Piece(Kind.COMPLETION, level, source, at, **more)


def claim(level, at=TODAY, **more):
    return Piece(Kind.CLAIM, level, "me", at, **more)


def vouch(level, source="school", at=TODAY, **more):
    return Piece(Kind.VOUCH, level, source, at, **more)
