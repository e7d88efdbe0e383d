"""Reading programs, cohorts and the people in them, one module a noun."""

from techhire.plays.providers.queries.cohorts import (
    CohortRow,
    Place,
    cohort_numbered,
    cohorts_of,
    cohorts_of_program,
    coming_cohorts,
    enrollments_in,
    next_cohort,
)
from techhire.plays.providers.queries.feedback import ProgramFeedback, feedback_by_program
from techhire.plays.providers.queries.people import (
    Trainee,
    people_of,
    people_to_enroll,
    person_coded,
    places_of,
    vouches_given,
)
from techhire.plays.providers.queries.programs import (
    Ask,
    ProgramOffer,
    asks_of,
    listed_programs,
    program_at,
    program_numbered,
    program_offers,
    programs_of,
    starts_of,
    taught_by,
    taught_here,
)

__all__ = [
    "Ask",
    "CohortRow",
    "Place",
    "ProgramFeedback",
    "ProgramOffer",
    "Trainee",
    "asks_of",
    "cohort_numbered",
    "cohorts_of",
    "cohorts_of_program",
    "coming_cohorts",
    "enrollments_in",
    "feedback_by_program",
    "listed_programs",
    "next_cohort",
    "people_of",
    "people_to_enroll",
    "person_coded",
    "places_of",
    "program_at",
    "program_numbered",
    "program_offers",
    "programs_of",
    "starts_of",
    "taught_by",
    "taught_here",
    "vouches_given",
]
