"""Train the default encoder's piece vectors and write ``link_static.npz``. Needs torch, which the product does not.

    python benchmarks/extraction/linking_train_static.py --minutes 5 --out src/.../data/link_static.npz

Start: the vectors of the ``wordllama`` wheel, each piece weighted by rarity (Arora et al., 2017). Then contrastive
training (van den Oord et al., 2018) of vectors, weights and one projection on the texts of ``linking_corpus``: first
whole texts, then in the second half with the windows the product looks through.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from linking_corpus import Sampler, read_labels
from torch.nn import functional

from techhire.engines.skill_extraction.link_static import raw_vectors, read_tokenizer
from techhire.engines.skill_extraction.link_text import clean
from techhire.engines.skill_extraction.link_windows import WHOLE_SHARE, WIDTHS

DIMENSIONS = 192
DROPPED = 0.15
NEGATIVES = 512


class PieceVectors(torch.nn.Module):
    """Vectors (pieces, 256), a log weight a piece, a projection, the scale of the softmax and the damping."""

    def __init__(self, raw: np.ndarray, weights: np.ndarray) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.tensor(raw))
        self.weights = torch.nn.Parameter(torch.tensor(weights, dtype=torch.float32))
        self.projection = torch.nn.Parameter(torch.eye(raw.shape[1]))
        self.scale = torch.nn.Parameter(torch.tensor(3.0))
        self.damping = torch.nn.Parameter(torch.tensor(0.0))

    def pieces(self, ids: list[list[int]], drop: float) -> tuple[torch.Tensor, torch.Tensor]:
        """Weighted vectors (texts, longest, 256) and the mask of what is there."""
        length = max(map(len, ids))
        table, mask = torch.zeros(len(ids), length, dtype=torch.long), torch.zeros(len(ids), length)
        for row, one in enumerate(ids):
            table[row, : len(one)] = torch.tensor(one)
            mask[row, : len(one)] = 1
        kept = mask * (torch.rand(mask.shape) >= drop)
        weighted = (
            functional.embedding(table, self.vectors) * (torch.exp(self.weights[table]) * kept)[..., None]
        )
        return weighted @ self.projection, mask

    def whole(self, ids: list[list[int]], drop: float = 0.0) -> torch.Tensor:
        """Unit vectors, (texts, 256); sums before projecting, which is cheaper."""
        flat = torch.tensor([piece for one in ids for piece in one])
        starts = torch.tensor(np.cumsum([0, *map(len, ids[:-1])]))
        weights = torch.exp(self.weights[flat]) * (torch.rand(len(flat)) >= drop)
        sums = functional.embedding_bag(flat, self.vectors, starts, mode="sum", per_sample_weights=weights)
        return functional.normalize(sums @ self.projection + 1e-8, dim=-1)

    def through_windows(self, ids: list[list[int]], labels: torch.Tensor) -> torch.Tensor:
        """The product's own score, shape (texts, labels): part whole text, part best window."""
        pieces, mask = self.pieces([one[:64] for one in ids], DROPPED)
        running = functional.pad(pieces.cumsum(1), (0, 0, 1, 0))
        best = torch.full((len(ids), len(labels)), -1.0)
        for width in sorted({min(width, pieces.shape[1]) for width in WIDTHS}):
            sums = running[:, width:] - running[:, :-width]
            windows = sums / (sums.norm(dim=-1, keepdim=True) + functional.softplus(self.damping) + 1e-6)
            inside = mask[:, width - 1 :].clone()
            inside[:, 0] = 1
            close = torch.einsum("twd,ld->twl", windows, labels).masked_fill(inside[..., None] == 0, -1.0)
            best = torch.maximum(best, close.max(dim=1).values)
        whole = functional.normalize(pieces.sum(1) + 1e-8, dim=-1)
        return WHOLE_SHARE * whole @ labels.T + (1 - WHOLE_SHARE) * best


def loss_of(scores: torch.Tensor, positive: torch.Tensor) -> torch.Tensor:
    """Mean negative log share of each text's labels, and a fifth of the same seen from the labels."""
    by_text = -(functional.log_softmax(scores, 1) * positive).sum(1) / positive.sum(1)
    told = positive.sum(0) > 0
    by_label = functional.log_softmax(scores.T[told], 1) * positive.T[told]
    return by_text.mean() - 0.2 * (by_label.sum(1) / positive.T[told].sum(1)).mean()


def train(model: PieceVectors, sampler: Sampler, ids_of, minutes: float) -> None:
    """Half of the time on whole texts in batches of 512, half through windows in batches of 96."""
    groups = [
        ([model.vectors], 1e-3),
        ([model.weights], 1e-2),
        ([model.projection, model.scale, model.damping], 1e-3),
    ]
    optimizer = torch.optim.Adam([{"params": part, "lr": rate} for part, rate in groups], betas=(0.9, 0.99))
    started, step = time.monotonic(), 0
    while (done := (time.monotonic() - started) / (60 * minutes)) < 1:
        windowed = done > 0.5
        for group, (_, rate) in zip(optimizer.param_groups, groups, strict=True):
            group["lr"] = rate * (1 - done) * min(1.0, step / 20 + 0.05)
        texts, spoken = sampler.batch(96 if windowed else 512)
        extra = sampler.rng.sample(sampler.labels, NEGATIVES // 2 if windowed else NEGATIVES)
        candidates = list(dict.fromkeys([one for labels in spoken for one in labels] + extra))
        column = {label: at for at, label in enumerate(candidates)}
        positive = torch.zeros(len(texts), len(candidates))
        for row, labels in enumerate(spoken):
            positive[row, [column[label] for label in labels]] = 1
        vectors = model.whole(ids_of(candidates))
        ids = ids_of(texts)
        scores = model.through_windows(ids, vectors) if windowed else model.whole(ids, DROPPED) @ vectors.T
        loss = loss_of(scores * torch.exp(model.scale), positive)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(f"step {step}, {done:.0%} of the time, loss {loss.item():.3f}", flush=True)


@torch.no_grad()
def export(model: PieceVectors, raw: np.ndarray, labels: list[list[int]], out: Path) -> None:
    """Rotate to the axes of most variance among labels, keep 192, store trained pieces as 8-bit rows."""
    vectors = model.whole(labels).numpy()
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    projection = model.projection.numpy() @ axes[:, ::-1][:, :DIMENSIONS]
    trained = np.linalg.norm(model.vectors.numpy() - raw, axis=1) > 1e-4
    rows = (model.vectors.numpy() * np.exp(model.weights.numpy())[:, None])[trained] @ projection
    steps = np.maximum(np.abs(rows).max(axis=1), 1e-8) / 127
    np.savez_compressed(
        out,
        pieces=np.flatnonzero(trained).astype(np.uint16),
        rows=np.round(rows / steps[:, None]).astype(np.int8),
        steps=steps.astype(np.float32),
        projection=projection.astype(np.float16),
        damping=np.float32(functional.softplus(model.damping).item()),
    )
    print(f"{trained.sum()} pieces in {out.stat().st_size / 1e6:.1f} MB")


def rarity(raw: np.ndarray, ids: list[list[int]], share: float = 0.7) -> np.ndarray:
    """Log weights a / (a + frequency) with a = 0.001, taken to the power ``share``; unseen pieces weigh 1."""
    counts = np.zeros(len(raw))
    for one in ids:
        np.add.at(counts, one, 1)
    return share * np.log(1e-3 / (1e-3 + counts / counts.sum()))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--minutes", type=float, default=5)
    arguments.add_argument("--seed", type=int, default=3)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    labels, tokenizer, raw = read_labels(), read_tokenizer(), raw_vectors()
    sampler = Sampler(labels, random.Random(options.seed))

    def ids_of(texts: list[str]) -> list[list[int]]:
        encoded = tokenizer.encode_batch([clean(text) for text in texts], add_special_tokens=False)
        return [one.ids or [0] for one in encoded]

    told = [" ".join(word for word in frame if word) for frame in sampler.frames]
    told += [one.description for one in sampler.described.values()] + labels
    model = PieceVectors(raw, rarity(raw, ids_of(told)))
    train(model, sampler, ids_of, options.minutes)
    export(model, raw, ids_of(labels), options.out)


if __name__ == "__main__":
    main()
