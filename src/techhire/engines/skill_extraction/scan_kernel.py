"""Compiled scanners: names into a trie of words, and texts through it, longest match from the left.

`scan_own` follows the product's boundaries: a word is a run of letters and digits, with a leading dot
(.NET) or trailing plus and number signs (C++, C#); words of a name may be joined by spaces or by one
hyphen, dot, slash, underscore or apostrophe, so that Node.js, Node-JS and node js are one name.
`scan_flashtext` follows flashtext 2.7 (V. Singh, "Replace or Retrieve Keywords In Documents at Scale",
2017) to the letter: ASCII word characters, exact separators, the character after a match consumed.
Texts are uint16 character numbers of shape (n,); matches are rows (start, end, name) of int32. `tables` are the two
of `alphabet`, `trie` the four arrays of `name_trie`: keys, children, name per node, first words.
"""

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
def _word_run(codes, i, tables, h):
    n = codes.shape[0]
    while i < n:
        folded = tables[1][codes[i]]
        if folded == 0:
            break
        h = add_char(h, folded)
        i += 1
    return i, h


@njit(cache=True, _nrt=False)
def _token_start(codes, i, tables):
    """Return where the first token at or after `i` starts, or the length of the text."""
    n = codes.shape[0]
    while i < n:
        c = tables[0][codes[i]]
        if c in (WORD, AMPERSAND):
            return i
        if codes[i] == _DOT and i + 1 < n and tables[0][codes[i + 1]] == WORD:
            before = tables[0][codes[i - 1]] if i > 0 else SPACE
            if before != WORD and before != SUFFIX and before != JOINER:
                return i
        i += 1
    return n


@njit(cache=True, _nrt=False)
def _token(codes, i, tables):
    """Return (end, hash, end without suffix, hash without suffix) of the token that starts at `i`."""
    n = codes.shape[0]
    if tables[0][codes[i]] == AMPERSAND:
        h = _and_hash()
        return i + 1, h, i + 1, h
    h = start_hash()
    first = i
    if tables[0][codes[i]] != WORD:
        h = add_char(h, codes[i])
        i += 1
    i, h = _word_run(codes, i, tables, h)
    j, full = i, h
    while j < n and j < i + 2 and tables[0][codes[j]] == SUFFIX:
        full = add_char(full, codes[j])
        j += 1
    if j < n and tables[0][codes[j]] == WORD and i - first > 2:
        return i, h, i, h
    return j, full, i, h


@njit(cache=True, _nrt=False)
def _joined(codes, i, tables):
    """Return where the next word of the same name may start after a token's end `i`, or -1."""
    n = codes.shape[0]
    j = i
    while j < n and (tables[0][codes[j]] == SPACE or tables[0][codes[j]] == NEWLINE):
        if tables[0][codes[j]] == NEWLINE:
            k = j + 1
            while k < n and tables[0][codes[k]] == SPACE:
                k += 1
            lower = k < n and tables[0][codes[k]] == WORD and tables[1][codes[k]] == codes[k]
            if not lower:
                return -1
        j += 1
    if j == i and j < n and tables[0][codes[j]] == JOINER:
        j += 1
    if j < n and (tables[0][codes[j]] == WORD or tables[0][codes[j]] == AMPERSAND):
        return j
    leading_dot = j > i and j + 1 < n and codes[j] == _DOT and tables[0][codes[j + 1]] == WORD
    return j if leading_dot and tables[0][codes[j - 1]] == SPACE else -1


@njit(cache=True, _nrt=False)
def _step(trie, node, token):
    """Return (next node, where the word ended) for a token, trying it without its suffix second."""
    end, full, bare_end, bare = token
    following = child(trie, node, full)
    if following < 0 and bare_end != end:
        return child(trie, node, bare), bare_end
    return following, end


@njit(cache=True, _nrt=False)
def _longest_own(codes, i, token, tables, trie):
    """Return (end, name) of the longest name that starts with the token at `i`; name is -1 for none."""
    best_end, best_name, node = i, -1, 0
    while True:
        node, end = _step(trie, node, token)
        if node < 0:
            return best_end, best_name
        if trie[2][node] >= 0:
            best_end, best_name = end, trie[2][node]
        i = _joined(codes, end, tables)
        if i < 0:
            return best_end, best_name
        token = _token(codes, i, tables)


@njit(cache=True, _nrt=False)
def scan_own(codes, tables, trie, out):
    """Fill `out` with the matches of a text by the product's rule and return how many there are."""
    found = 0
    n = codes.shape[0]
    i = _token_start(codes, 0, tables)
    while i < n and found < out.shape[0]:
        token = _token(codes, i, tables)
        name = -1
        end = i
        if may_start(trie, token[1]) or (token[2] != token[0] and may_start(trie, token[3])):
            end, name = _longest_own(codes, i, token, tables, trie)
        if name >= 0:
            out[found, 0], out[found, 1], out[found, 2] = i, end, name
            found += 1
        i = _token_start(codes, end if name >= 0 else token[0], tables)
    return found


@njit(cache=True, _nrt=False)
def add_names_own(codes, bounds, ids, tables, trie, nodes):
    """Add names (slices of `codes`) to the trie; a name already there keeps its first id. Return nodes."""
    for k in range(ids.shape[0]):
        text = codes[bounds[k] : bounds[k + 1]]
        i, node = _token_start(text, 0, tables), 0
        while i < text.shape[0]:
            token = _token(text, i, tables)
            if node == 0:
                mark_start(trie, token[1])
            node = add_child(trie, node, token[1], nodes)
            nodes = max(nodes, node + 1)
            i = _token_start(text, token[0], tables)
        if node > 0 and trie[2][node] < 0:
            trie[2][node] = ids[k]
    return nodes


@njit(cache=True, _nrt=False)
def _flash_token(codes, i, tables):
    """Return (end, hash) of a run of word characters, or of the single other character, at `i`."""
    if tables[0][codes[i]] == WORD:
        return _word_run(codes, i, tables, start_hash())
    return i + 1, add_char(start_hash(), codes[i])


@njit(cache=True, _nrt=False)
def add_names_flashtext(codes, bounds, ids, tables, trie, nodes):
    """Add names to the trie by flashtext's rule, where the last of equal names wins. Return nodes."""
    for k in range(ids.shape[0]):
        text = codes[bounds[k] : bounds[k + 1]]
        i, node = 0, 0
        while i < text.shape[0]:
            i, h = _flash_token(text, i, tables)
            if node == 0:
                mark_start(trie, h)
            node = add_child(trie, node, h, nodes)
            nodes = max(nodes, node + 1)
        if node > 0:
            trie[2][node] = ids[k]
    return nodes


@njit(cache=True, _nrt=False)
def _longest_flashtext(codes, i, node, tables, trie):
    """Return (end, name) of the longest continuation of `node` from the boundary character at `i`."""
    n = codes.shape[0]
    best_end, best_name = i, trie[2][node]
    end, h = _flash_token(codes, i, tables)
    node = child(trie, node, h)
    while node >= 0:
        if trie[2][node] >= 0 and (end == n or tables[0][codes[end]] != WORD):
            best_end, best_name = end, trie[2][node]
        if end == n:
            break
        end, h = _flash_token(codes, end, tables)
        node = child(trie, node, h)
    return best_end, best_name


@njit(cache=True, _nrt=False)
def scan_flashtext(codes, tables, trie, out):
    """Fill `out` with exactly the matches flashtext reports and return how many there are."""
    found, i, n = 0, 0, codes.shape[0]
    while i < n and found < out.shape[0]:
        end, h = _word_run(codes, i, tables, start_hash())
        node = 0
        if end > i:
            node = child(trie, 0, h) if may_start(trie, h) else -1
        name = -1
        if node >= 0 and end == n:
            name = trie[2][node]
        elif node >= 0:
            end, name = _longest_flashtext(codes, end, node, tables, trie)
        if name >= 0:
            out[found, 0], out[found, 1], out[found, 2] = i, end, name
            found += 1
        i = end + 1
    return found
