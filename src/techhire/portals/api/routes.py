"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    badges,
    bank_tests,
    banks,
    coached,
    coached_badges,
    coached_no,
    coached_outside,
    communities,
    concerns,
    convener,
    corrections,
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
    messages,
    mine,
    onramp,
    outside,
    outside_answers,
    own_roles,
    own_skills,
    own_tests,
    own_work,
    partners,
    people_search,
    plans,
    profile,
    programs,
    provider,
    quality,
    reading,
    reports,
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
    trail,
    training,
    uses,
    vouches,
    work_offers,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading, reports)
OWN = (me, mine, profile, own_skills, experiences, resume, own_tests, own_work, vouches, fits, reviews, uses)
PROOF = (badges, coached_badges, issued_badges, outside, coached_outside, outside_answers)
POSTINGS = (employer, people_search, requirements, plans, shortlists, feedback, live_checks, messages)
PARTNERS = (provider, training, onramp, coached, coached_no, corrections, interviews, work_offers, members)
TESTING = (test_days, rubrics, judging, banks, bank_tests, items, simulations, quality)
LEAD = (convener, concerns, skill_life, own_roles, partners, holds, settings, trail)

for place in (*PUBLIC, *OWN, *PROOF, *POSTINGS, *PARTNERS, *TESTING, *LEAD):
    api.add_router("", place.router)

__all__ = ["api"]
