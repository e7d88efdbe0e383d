"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    badges,
    banks,
    coached_badges,
    coached_no,
    communities,
    convener,
    corrections,
    employer,
    experiences,
    feedback,
    fits,
    holds,
    items,
    jobs,
    judging,
    live_checks,
    me,
    members,
    messages,
    onramp,
    own_skills,
    own_tests,
    own_work,
    plans,
    profile,
    programs,
    provider,
    quality,
    reading,
    requirements,
    resume,
    reviews,
    rubrics,
    settings,
    shortlists,
    simulations,
    skills,
    test_days,
    trail,
    training,
    vouches,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, experiences, resume, own_tests, own_work, badges, vouches, fits, reviews)
POSTINGS = (employer, requirements, plans, shortlists, feedback, live_checks, messages)
PARTNERS = (
    provider,
    training,
    onramp,
    test_days,
    rubrics,
    judging,
    members,
    corrections,
    coached_badges,
    coached_no,
)
LEAD = (convener, banks, items, simulations, quality, holds, settings, trail)

for place in (*PUBLIC, *OWN, *POSTINGS, *PARTNERS, *LEAD):
    api.add_router("", place.router)

__all__ = ["api"]
