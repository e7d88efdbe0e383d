"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    badges,
    communities,
    convener,
    employer,
    fits,
    jobs,
    judging,
    me,
    members,
    onramp,
    own_skills,
    own_work,
    plans,
    profile,
    programs,
    provider,
    reading,
    requirements,
    rubrics,
    shortlists,
    skills,
    training,
    vouches,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, vouches, fits)
PARTNERS = (employer, requirements, plans, shortlists, provider, training, onramp, convener, members)
OWN = (me, profile, own_skills, fits, rubrics, own_work, judging)
OWN = (me, profile, own_skills, fits, badges)
PARTNERS = (employer, requirements, shortlists, provider, training, onramp, convener, members)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
