"""Reading what fits whom, in both directions, and what one change would do."""

from techhire.plays.matches.queries.ads import AdCheck, AdFinding, AdLine, Opening, check_ad
from techhire.plays.matches.queries.along import Along, along_essentials
from techhire.plays.matches.queries.asking import JobsAsking, jobs_asking
from techhire.plays.matches.queries.beside import Beside, beside
from techhire.plays.matches.queries.by_skill import PeopleFound, Sought
from techhire.plays.matches.queries.counts import FitCounts, Wanted, found_here, in_words, public_counts
from techhire.plays.matches.queries.doors import CouldI, could_i
from techhire.plays.matches.queries.glimpses import Glimpse
from techhire.plays.matches.queries.impact import ImpactLine, RequirementImpact, requirement_impact
from techhire.plays.matches.queries.jobs import JobFit, fit_for, jobs_for
from techhire.plays.matches.queries.lines import Line
from techhire.plays.matches.queries.meeting import Met, person_met
from techhire.plays.matches.queries.notice import RankingNotice, ranking_notice
from techhire.plays.matches.queries.people import BackedLine, Known, PersonShown, person_on_shortlist
from techhire.plays.matches.queries.reviews import (
    MyReview,
    PersonAsking,
    ReviewRound,
    my_review,
    my_reviews,
    review_round,
    review_waiting,
    reviews_first_due,
    reviews_held,
    reviews_still_due,
    reviews_waiting,
    seeker_asking,
)
from techhire.plays.matches.queries.shortlists import (
    Shortlist,
    ShortlistRow,
    is_seen,
    pseudonym_of,
    seeker_behind,
    shortlist,
)
from techhire.plays.matches.queries.steps import NearMisses, Step, near_misses
from techhire.plays.matches.queries.ways import Way
from techhire.plays.matches.queries.worth import TestWorth, worth_of_tests

__all__ = [
    "TestWorth",
    "Way",
    "worth_of_tests",
    "AdCheck",
    "AdFinding",
    "AdLine",
    "Along",
    "BackedLine",
    "Beside",
    "CouldI",
    "FitCounts",
    "Glimpse",
    "ImpactLine",
    "JobFit",
    "JobsAsking",
    "Known",
    "Line",
    "Met",
    "MyReview",
    "NearMisses",
    "Opening",
    "PeopleFound",
    "PersonAsking",
    "PersonShown",
    "RankingNotice",
    "RequirementImpact",
    "ReviewRound",
    "Shortlist",
    "ShortlistRow",
    "Sought",
    "Step",
    "Wanted",
    "along_essentials",
    "beside",
    "check_ad",
    "could_i",
    "fit_for",
    "found_here",
    "in_words",
    "is_seen",
    "jobs_asking",
    "jobs_for",
    "my_review",
    "my_reviews",
    "near_misses",
    "person_met",
    "person_on_shortlist",
    "pseudonym_of",
    "public_counts",
    "ranking_notice",
    "requirement_impact",
    "review_round",
    "review_waiting",
    "reviews_first_due",
    "reviews_held",
    "reviews_still_due",
    "reviews_waiting",
    "seeker_asking",
    "seeker_behind",
    "shortlist",
]
