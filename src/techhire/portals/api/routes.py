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
    profile,
    programs,
    provider,
    quality,
    reading,
    requirements,
    shortlists,
    skills,
    training,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, fits)
PARTNERS = (employer, requirements, shortlists, provider, training, onramp, convener, quality, members)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
