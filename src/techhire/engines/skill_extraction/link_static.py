"""The default encoder: learned static vectors of word pieces, meaning at the price of a table look-up.

Pieces come from the tokenizer inside the ``wordllama`` wheel (MIT license), and so do the vectors of pieces our
training never met; vectors of the others were trained on skill frameworks and real ads (see
``benchmarks/extraction/LINKING.md``). Files are read in place: nothing is downloaded, ``wordllama`` is not imported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from techhire.engines.skill_extraction.link_text import clean
from techhire.engines.skill_extraction.link_windows import Floats, scaled

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PACKAGE = "wordllama"
_LONGEST = 512


class VectorsMissing(RuntimeError):
    """The package that carries the word pieces is not installed, or not as its wheel ships it."""


@dataclass(frozen=True)
class StaticEncoder:
    """``table`` is (pieces, dimensions) with each piece's weight already in its length; ``damping`` see views_of."""

    table: Floats
    tokenizer: "Tokenizer"
    damping: float

    @property
    def dimensions(self) -> int:
        return int(self.table.shape[1])

    def pieces(self, texts: Sequence[str]) -> Iterator[Floats]:
        """The weighted piece vectors of each text, shape (pieces, dimensions): one zero vector for a blank text.

        At most 512 pieces of a text are read.
        """
        blank = np.zeros((1, self.dimensions), dtype=np.float32)
        for encoded in self.tokenizer.encode_batch([clean(text) for text in texts], add_special_tokens=False):
            yield self.table[encoded.ids[:_LONGEST]] if encoded.ids else blank

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit-length vector a text, shape (texts, dimensions); zeros for a blank one."""
        sums = [pieces.sum(axis=0) for pieces in self.pieces(texts)]
        return scaled(np.asarray(sums, dtype=np.float32).reshape(-1, self.dimensions), 0.0)


@cache
def load_static_encoder() -> StaticEncoder:
    """Build the encoder once a process. Raises VectorsMissing when ``wordllama`` is not installed."""
    with as_file(files("techhire.engines.skill_extraction") / "data" / "link_static.npz") as path:
        learned = np.load(path)
        return StaticEncoder(_table(raw_vectors(), learned), read_tokenizer(), float(learned["damping"]))


def raw_vectors() -> Floats:
    """The package's own vectors, shape (pieces, 256), before any training of ours."""
    from safetensors.numpy import load_file

    return load_file(_file_of("weights/*_256.safetensors"))["embedding.weight"].astype(np.float32)


def read_tokenizer() -> "Tokenizer":
    """The package's own tokenizer, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_file_of("tokenizers/*tokenizer_config.json")))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _table(raw: Floats, learned: "np.lib.npyio.NpzFile") -> Floats:
    """Untrained pieces through the learned projection, trained ones from their own 8-bit rows."""
    table = raw @ learned["projection"].astype(np.float32)
    table[learned["pieces"]] = (
        learned["rows"].astype(np.float32) * learned["steps"].astype(np.float32)[:, None]
    )
    return np.ascontiguousarray(table, dtype=np.float32)


def _file_of(pattern: str) -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise VectorsMissing(f"Linking needs the {_PACKAGE} package: install TechHire with its dependencies.")
    found = sorted(Path(spec.submodule_search_locations[0]).glob(pattern))
    if not found:
        raise VectorsMissing(f"The {_PACKAGE} package is installed without its weights; reinstall its wheel.")
    return found[0]
