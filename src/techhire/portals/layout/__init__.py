"""Shared by all portals: the base page, components, charts, the community and the actor of a request."""
