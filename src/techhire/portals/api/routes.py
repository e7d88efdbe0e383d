"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    badges,
    banks,
    coached,
    communities,
    convener,
    disputes,
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
    mine,
    onramp,
    own_skills,
    own_tests,
    own_work,
    partners,
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
    skill_life,
    skills,
    test_days,
    training,
    vouches,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (
    me,
    mine,
    profile,
    own_skills,
    experiences,
    resume,
    own_tests,
    own_work,
    badges,
    vouches,
    fits,
    reviews,
)
POSTINGS = (employer, requirements, plans, shortlists, feedback, live_checks)
PARTNERS = (provider, training, onramp, coached, disputes, test_days, rubrics, judging, members)
LEAD = (convener, skill_life, partners, banks, items, simulations, quality, holds, settings)

for place in (*PUBLIC, *OWN, *POSTINGS, *PARTNERS, *LEAD):
    api.add_router("", place.router)

__all__ = ["api"]
