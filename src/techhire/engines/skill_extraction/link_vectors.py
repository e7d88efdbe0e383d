"""Static word-piece vectors: meaning at the price of a table look-up.

The table is the one the ``wordllama`` package carries inside its wheel (MIT license). It is read from the package's
own folder; nothing is downloaded and the package itself is never imported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PACKAGE = "wordllama"


class VectorsMissing(RuntimeError):
    """The package that carries the static vectors is not installed, or not as its wheel ships it."""


@dataclass(frozen=True)
class StaticVectors:
    """A table of shape (pieces, dimensions), float32, and the tokenizer that numbers the pieces."""

    table: NDArray[np.float32]
    tokenizer: "Tokenizer"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Mean of each text's piece vectors at unit length; shape (texts, dimensions). Empty text gives zeros."""
        pieces = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        lengths = np.asarray([len(piece.ids) for piece in pieces])
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        ids = np.concatenate([np.asarray(piece.ids, dtype=np.int64) for piece in pieces])
        bags = csr_matrix((np.ones(len(ids), np.float32), ids, indptr), shape=(len(texts), len(self.table)))
        return unit_rows(bags @ self.table)


def unit_rows(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows scaled to length one; a row of zeros stays as it is."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(norms > 0, norms, 1)).astype(np.float32)


@cache
def load_static_vectors() -> StaticVectors:
    """Read the table once a process (16 MB). Raises VectorsMissing when the package is not there."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    folder = _package_folder()
    weights = sorted(folder.glob("weights/*_256.safetensors"))
    configs = sorted(folder.glob("tokenizers/*tokenizer_config.json"))
    if not weights or not configs:
        raise VectorsMissing(f"The {_PACKAGE} package is installed without its weights; reinstall its wheel.")
    tokenizer = Tokenizer.from_file(str(configs[0]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return StaticVectors(load_file(weights[0])["embedding.weight"].astype(np.float32), tokenizer)


def _package_folder() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise VectorsMissing(f"Linking needs the {_PACKAGE} package: install TechHire with its dependencies.")
    return Path(spec.submodule_search_locations[0])
