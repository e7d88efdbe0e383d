"""Compiled scanners: names into a trie of words, and texts through it, longest match from the left.

`scan_own` follows the product's boundaries: a word is a run of letters and digits, with a leading dot
(.NET) or trailing plus and number signs (C++, C#); words of a name may be joined by spaces or by one
hyphen, dot, slash, underscore or apostrophe, so that Node.js, Node-JS and node js are one name.
`scan_flashtext` follows flashtext 2.7 (V. Singh, "Replace or Retrieve Keywords In Documents at Scale",
2017) to the letter: ASCII word characters, exact separators, the character after a match consumed.
Texts are uint16 character numbers of shape (n,); matches are rows (start, end, name) of int32.
"""

import numpy as np
from numba import njit

from . import alphabet
from .trie_kernel import add_char, add_child, child, mark_start, may_start, start_hash

BREAK = alphabet.BREAK
WORD = alphabet.WORD
SPACE = alphabet.SPACE
JOINER = alphabet.JOINER
SUFFIX = alphabet.SUFFIX
NEWLINE = alphabet.NEWLINE
AMPERSAND = alphabet.AMPERSAND
_DOT = ord(".")
_AND = (ord("a"), ord("n"), ord("d"))


@njit(cache=True, _nrt=False)
def _and_hash():
    h = start_hash()
    for code in _AND:
        h = add_char(h, code)
    return h


@njit(cache=True, _nrt=False)
def _word_run(codes, i, classes, folds, h):
    n = codes.shape[0]
    while i < n:
        folded = folds[codes[i]]
        if folded == 0:
            break
        h = add_char(h, folded)
        i += 1
    return i, h


@njit(cache=True, _nrt=False)
def _token_start(codes, i, classes):
    """Return where the first token at or after `i` starts, or the length of the text."""
    n = codes.shape[0]
    while i < n:
        c = classes[codes[i]]
        if c == WORD or c == AMPERSAND:
            return i
        if codes[i] == _DOT and i + 1 < n and classes[codes[i + 1]] == WORD:
            before = classes[codes[i - 1]] if i > 0 else SPACE
            if before != WORD and before != SUFFIX and before != JOINER:
                return i
        i += 1
    return n


@njit(cache=True, _nrt=False)
def _token(codes, i, classes, folds):
    """Return (end, hash, end without suffix, hash without suffix) of the token that starts at `i`."""
    n = codes.shape[0]
    if classes[codes[i]] == AMPERSAND:
        h = _and_hash()
        return i + 1, h, i + 1, h
    h = start_hash()
    first = i
    if classes[codes[i]] != WORD:
        h = add_char(h, codes[i])
        i += 1
    i, h = _word_run(codes, i, classes, folds, h)
    j, full = i, h
    while j < n and j < i + 2 and classes[codes[j]] == SUFFIX:
        full = add_char(full, codes[j])
        j += 1
    if j < n and classes[codes[j]] == WORD and i - first > 2:
        return i, h, i, h
    return j, full, i, h


@njit(cache=True, _nrt=False)
def _joined(codes, i, classes, folds):
    """Return where the next word of the same name may start after a token's end `i`, or -1."""
    n = codes.shape[0]
    j = i
    while j < n and (classes[codes[j]] == SPACE or classes[codes[j]] == NEWLINE):
        if classes[codes[j]] == NEWLINE:
            k = j + 1
            while k < n and classes[codes[k]] == SPACE:
                k += 1
            lower = k < n and classes[codes[k]] == WORD and folds[codes[k]] == codes[k]
            if not lower:
                return -1
        j += 1
    if j == i and j < n and classes[codes[j]] == JOINER:
        j += 1
    if j < n and (classes[codes[j]] == WORD or classes[codes[j]] == AMPERSAND):
        return j
    leading_dot = j > i and j + 1 < n and codes[j] == _DOT and classes[codes[j + 1]] == WORD
    return j if leading_dot and classes[codes[j - 1]] == SPACE else -1


@njit(cache=True, _nrt=False)
def _step(keys, children, node, token):
    """Return (next node, where the word ended) for a token, trying it without its suffix second."""
    end, full, bare_end, bare = token
    following = child(keys, children, node, full)
    if following < 0 and bare_end != end:
        return child(keys, children, node, bare), bare_end
    return following, end


@njit(cache=True, _nrt=False)
def _longest_own(codes, i, token, classes, folds, keys, children, names):
    """Return (end, name) of the longest name that starts with the token at `i`; name is -1 for none."""
    best_end, best_name, node = i, -1, 0
    while True:
        node, end = _step(keys, children, node, token)
        if node < 0:
            return best_end, best_name
        if names[node] >= 0:
            best_end, best_name = end, names[node]
        i = _joined(codes, end, classes, folds)
        if i < 0:
            return best_end, best_name
        token = _token(codes, i, classes, folds)


@njit(cache=True, _nrt=False)
def scan_own(codes, classes, folds, keys, children, names, bloom, out):
    """Fill `out` with the matches of a text by the product's rule and return how many there are."""
    found = 0
    n = codes.shape[0]
    i = _token_start(codes, 0, classes)
    while i < n and found < out.shape[0]:
        token = _token(codes, i, classes, folds)
        name = -1
        end = i
        if may_start(bloom, token[1]) or (token[2] != token[0] and may_start(bloom, token[3])):
            end, name = _longest_own(codes, i, token, classes, folds, keys, children, names)
        if name >= 0:
            out[found, 0], out[found, 1], out[found, 2] = i, end, name
            found += 1
        i = _token_start(codes, end if name >= 0 else token[0], classes)
    return found


@njit(cache=True, _nrt=False)
def add_names_own(codes, bounds, ids, classes, folds, keys, children, names, bloom, nodes):
    """Add names (slices of `codes`) to the trie; a name already there keeps its first id. Return nodes."""
    for k in range(ids.shape[0]):
        text = codes[bounds[k] : bounds[k + 1]]
        i, node = _token_start(text, 0, classes), 0
        while i < text.shape[0]:
            token = _token(text, i, classes, folds)
            if node == 0:
                mark_start(bloom, token[1])
            node = add_child(keys, children, node, token[1], nodes)
            nodes = max(nodes, node + 1)
            i = _token_start(text, token[0], classes)
        if node > 0 and names[node] < 0:
            names[node] = ids[k]
    return nodes


@njit(cache=True, _nrt=False)
def _flash_token(codes, i, classes, folds):
    """Return (end, hash) of a run of word characters, or of the single other character, at `i`."""
    if classes[codes[i]] == WORD:
        return _word_run(codes, i, classes, folds, start_hash())
    return i + 1, add_char(start_hash(), codes[i])


@njit(cache=True, _nrt=False)
def add_names_flashtext(codes, bounds, ids, classes, folds, keys, children, names, bloom, nodes):
    """Add names to the trie by flashtext's rule, where the last of equal names wins. Return nodes."""
    for k in range(ids.shape[0]):
        text = codes[bounds[k] : bounds[k + 1]]
        i, node = 0, 0
        while i < text.shape[0]:
            i, h = _flash_token(text, i, classes, folds)
            if node == 0:
                mark_start(bloom, h)
            node = add_child(keys, children, node, h, nodes)
            nodes = max(nodes, node + 1)
        if node > 0:
            names[node] = ids[k]
    return nodes


@njit(cache=True, _nrt=False)
def _longest_flashtext(codes, i, node, classes, folds, keys, children, names):
    """Return (end, name) of the longest continuation of `node` from the boundary character at `i`."""
    n = codes.shape[0]
    best_end, best_name = i, names[node]
    end, h = _flash_token(codes, i, classes, folds)
    node = child(keys, children, node, h)
    while node >= 0:
        if names[node] >= 0 and (end == n or classes[codes[end]] != WORD):
            best_end, best_name = end, names[node]
        if end == n:
            break
        end, h = _flash_token(codes, end, classes, folds)
        node = child(keys, children, node, h)
    return best_end, best_name


@njit(cache=True, _nrt=False)
def scan_flashtext(codes, classes, folds, keys, children, names, bloom, out):
    """Fill `out` with exactly the matches flashtext reports and return how many there are."""
    found, i, n = 0, 0, codes.shape[0]
    while i < n and found < out.shape[0]:
        end, h = _word_run(codes, i, classes, folds, start_hash())
        node = 0
        if end > i:
            node = child(keys, children, 0, h) if may_start(bloom, h) else -1
        name = -1
        if node >= 0 and end == n:
            name = names[node]
        elif node >= 0:
            end, name = _longest_flashtext(codes, end, node, classes, folds, keys, children, names)
        if name >= 0:
            out[found, 0], out[found, 1], out[found, 2] = i, end, name
            found += 1
        i = end + 1
    return found
