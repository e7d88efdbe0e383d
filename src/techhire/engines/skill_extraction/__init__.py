"""Reading text into skills: names, context, levels, and the phrases that no name matches.

Pure Python and NumPy with compiled scanning; no Django, no database, no clock. Submodules are imported by name:
`vocabulary` (names), `extraction` (reading a text), `phrases` (unnamed skills), `lines` (files in, JSON out).
"""
