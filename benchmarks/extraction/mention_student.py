"""A published sentence model as a student: what is learned is narrow, so that it does not learn writers by heart.

Beside each matrix of the encoder stands a product of two narrow ones (Hu et al., 2021); they, the offsets, the scales
of the norms and the layers on top are learned, all else stays as published. Needs torch and transformers.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from mention_rows import Seen
from mention_teacher import Encoded, learn
from torch import nn

RANK, WIDTH = 24, 192
RATES = {"body": 3e-4, "head": 1e-3, "narrow": 1e-3}
EPOCHS = 3


class Narrow(nn.Module):
    """A linear layer whose matrix stays, with a narrow change beside it and offsets that learn."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        layer.weight.requires_grad_(False)
        self.narrow_in = nn.Parameter(torch.randn(rank, layer.in_features) / math.sqrt(layer.in_features))
        self.narrow_out = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, states):
        """States through the layer as changed."""
        return self.layer(states) + (states @ self.narrow_in.T) @ self.narrow_out.T


def student(folder: Path, mentions: Sequence[Seen], shares: torch.Tensor, seed: int) -> Encoded:
    """Return the encoder of a folder once it learned shares (mentions, readings) of mentions."""
    torch.manual_seed(seed)
    model = Encoded(folder, WIDTH)
    layers = [
        (f"encoder.layer.{at}.{name}", one)
        for at, layer in enumerate(model.encoder.encoder.layer)
        for name, one in layer.named_modules()
        if isinstance(one, nn.Linear)
    ]
    for name, one in layers:
        above, _, last = name.rpartition(".")
        setattr(model.encoder.get_submodule(above), last, Narrow(one, RANK))
    learn(model, mentions, shares, rates=RATES, epochs=EPOCHS, seed=seed)
    return model
