"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    communities,
    convener,
    employer,
    fits,
    jobs,
    me,
    members,
    onramp,
    own_skills,
    own_tests,
    profile,
    programs,
    provider,
    reading,
    requirements,
    shortlists,
    skills,
    test_days,
    training,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, own_tests, fits)
PARTNERS = (employer, requirements, shortlists, provider, training, onramp, test_days, convener, members)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
