"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    communities,
    convener,
    employer,
    experiences,
    feedback,
    fits,
    holds,
    jobs,
    me,
    members,
    onramp,
    own_skills,
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
OWN = (me, profile, own_skills, experiences, vouches, fits)
PARTNERS = (
    employer,
    requirements,
    shortlists,
    feedback,
    provider,
    training,
    onramp,
    convener,
    holds,
    members,
)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
