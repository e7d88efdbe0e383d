"""Telling what one did, one question a page: the same pages for a person alone and for a person with their coach."""

from techhire.portals.layout.telling.pages import listing, one, skill, step
from techhire.portals.layout.telling.places import Places

__all__ = ["Places", "listing", "one", "skill", "step"]
