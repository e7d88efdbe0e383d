"""A trie over words, kept in one open-addressing hash table, compiled.

A word is known by a 64-bit hash of its folded characters (FNV-1a; Fowler, Noll and Vo), an edge by a
64-bit hash of (node, word). Two different edges would need equal 64-bit hashes to be confused: with a
hundred thousand edges the chance that any pair does is about 3e-10.
`_nrt=False` says that no kernel allocates: it spares an atomic count for every array passed to an inner call,
a third of the running time. Importing this module imports numba, so the package does it on first use only.
"""

import numpy as np
from numba import njit

_OFFSET = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_GOLD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)
_ZERO = np.uint64(0)
_ONE = np.uint64(1)
_BLOOM_MASK = np.uint64((1 << 16) - 1)


@njit(cache=True, _nrt=False)
def start_hash():
    """Return the hash of no characters."""
    return _OFFSET


@njit(cache=True, _nrt=False)
def add_char(h, code):
    """Return hash `h` extended by one folded character."""
    return (h ^ np.uint64(code)) * _PRIME


@njit(cache=True, _nrt=False)
def edge_key(node, h):
    """Return the non-zero 64-bit key of the edge that leaves `node` by the word hashed `h`."""
    key = (h + np.uint64(node) * _GOLD) * _MIX
    key ^= key >> _SHIFT
    return key if key != _ZERO else _ONE


@njit(cache=True, _nrt=False)
def child(trie, node, h):
    """Return the node reached from `node` by a word, or -1."""
    keys, children = trie[0], trie[1]
    mask = np.uint64(keys.shape[0] - 1)
    key = edge_key(node, h)
    slot = key & mask
    while keys[slot] != _ZERO:
        if keys[slot] == key:
            return children[slot]
        slot = (slot + _ONE) & mask
    return -1


@njit(cache=True, _nrt=False)
def add_child(trie, node, h, fresh):
    """Return the node reached from `node` by a word, making it number `fresh` when there is none."""
    keys, children = trie[0], trie[1]
    mask = np.uint64(keys.shape[0] - 1)
    key = edge_key(node, h)
    slot = key & mask
    while keys[slot] != _ZERO:
        if keys[slot] == key:
            return children[slot]
        slot = (slot + _ONE) & mask
    keys[slot] = key
    children[slot] = fresh
    return fresh


@njit(cache=True, _nrt=False)
def may_start(trie, h):
    """Return whether any name may start with the word hashed `h` (no false negatives)."""
    return trie[3][(h ^ (h >> _SHIFT)) & _BLOOM_MASK] != 0


@njit(cache=True, _nrt=False)
def mark_start(trie, h):
    """Record that a name starts with the word hashed `h`."""
    trie[3][(h ^ (h >> _SHIFT)) & _BLOOM_MASK] = 1
