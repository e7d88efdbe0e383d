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
    plans,
    profile,
    programs,
    provider,
    reading,
    requirements,
    shortlists,
    skills,
    training,
    vouches,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, vouches, fits)
PARTNERS = (employer, requirements, plans, shortlists, provider, training, onramp, convener, members)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
