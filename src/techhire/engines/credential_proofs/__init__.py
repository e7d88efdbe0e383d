"""Portable proof of a skill: keys and their addresses, credentials, their signed short form, status lists.

Pure functions: no network, no clock. Import what you need from the module that is about it: `keys`, `documents`,
`jwt`, `status`.
"""
