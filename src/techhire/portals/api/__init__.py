"""Machines: /api/v1 as OpenAPI 3.1, the same rules and words as the pages."""
