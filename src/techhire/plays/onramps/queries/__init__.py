"""Reading an onramp's people and the jobs that fit them."""

from techhire.plays.onramps.queries.fits import Fits, fits_of
from techhire.plays.onramps.queries.people import (
    CaseloadRow,
    caseload_coded,
    consents_heard,
    credentials_accepted,
    owed_in_writing,
    people_of,
    people_to_take_on,
    piece_entered,
    vouches_given,
)

__all__ = [
    "CaseloadRow",
    "Fits",
    "caseload_coded",
    "consents_heard",
    "credentials_accepted",
    "fits_of",
    "owed_in_writing",
    "people_of",
    "people_to_take_on",
    "piece_entered",
    "vouches_given",
]
