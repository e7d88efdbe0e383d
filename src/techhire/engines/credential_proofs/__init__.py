"""Portable proof of a skill: credentials signed, published, put into pictures, and checked wherever they come from.

Pure functions: no network, no clock. Import what you need from the module that is about it: `keys` and the identifiers
that lead to them; `documents`, the credential itself; `data_integrity`, signed inside, and `jwt`, signed as a token;
`status`, the lists of what was taken back; `baking`, in and out of pictures; `verifying`, the one way in for anything
people bring.
"""
