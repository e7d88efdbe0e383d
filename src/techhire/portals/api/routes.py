"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    badges,
    bank_tests,
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
    interviews,
    issued_badges,
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
    work_offers,
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
PARTNERS = (provider, training, onramp, coached, disputes, interviews, work_offers, members)
TESTING = (test_days, rubrics, judging)
LEAD = (
    convener,
    skill_life,
    partners,
    issued_badges,
    banks,
    bank_tests,
    items,
    simulations,
    quality,
    holds,
    settings,
)

for place in (*PUBLIC, *OWN, *POSTINGS, *PARTNERS, *TESTING, *LEAD):
    api.add_router("", place.router)

__all__ = ["api"]
