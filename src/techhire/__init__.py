"""TechHire: the system that runs a TechHire community, from a goal for placements to the people placed."""

__version__ = "0.1.0"
