"""Every operation of the API, one module a noun."""

from techhire.portals.api import (
    communities,
    employer,
    fits,
    jobs,
    me,
    own_skills,
    profile,
    programs,
    reading,
    requirements,
    shortlists,
    skills,
)
from techhire.portals.api.service import api

PUBLIC = (communities, skills, jobs, programs, reading)
OWN = (me, profile, own_skills, fits)
PARTNERS = (employer, requirements, shortlists)

for place in (*PUBLIC, *OWN, *PARTNERS):
    api.add_router("", place.router)

__all__ = ["api"]
