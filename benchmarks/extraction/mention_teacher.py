"""A large encoder taught to read mentions, so that it can teach the small models what it makes of unlabelled texts.

The encoder is MPNet (Song et al., 2020) as all-mpnet-base-v2 (Apache license): its published folder is given by path.
Needs torch and transformers, which are no dependencies of the project.
"""

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from mention_rows import INDEPENDENT, PHRASES, Seen
from torch import nn
from transformers import AutoModel, AutoTokenizer

from techhire.engines.skill_extraction.mention_model import READINGS
from techhire.engines.skill_extraction.mention_reader import BORDER, FACTS, MASK, facts, masked

RATES = {"body": 3e-5, "head": 3e-4}
EPOCHS, AT_ONCE, SMOOTHING = 3, 32, 0.05
LONGEST = 128


class Encoded(nn.Module):
    """An encoder, and two layers over its state at the masked name, its mean state and what the rules read."""

    def __init__(self, folder: Path, width: int) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.encoder.pooler = None
        self.encoder.embeddings.requires_grad_(False)
        self.dropout = nn.Dropout(0.1)
        self.inner = nn.Linear(2 * self.encoder.config.hidden_size + FACTS, width)
        self.outer = nn.Linear(width, len(READINGS))

    def forward(self, ids, seen):
        """Scores (mentions, readings) of padded piece numbers (mentions, longest) and facts (mentions, FACTS)."""
        stands = ids != self.tokenizer.pad_token_id
        states = self.encoder(input_ids=ids, attention_mask=stands.long()).last_hidden_state
        name, whole = (
            (states * chosen[..., None]).sum(1) / chosen.sum(1, keepdim=True).clamp(min=1)
            for chosen in (ids == self.tokenizer.mask_token_id, stands)
        )
        joined = self.dropout(torch.cat([name, whole, self.dropout(seen).to(name.dtype)], 1))
        return self.outer(self.dropout(torch.tanh(self.inner(joined)))).float()

    def pieces(self, mentions: Sequence[Seen]) -> list[list[int]]:
        """The piece numbers of each mention's sentence and neighbors, its own name masked."""
        marks = ((MASK, self.tokenizer.mask_token), (BORDER, self.tokenizer.sep_token))
        texts = [masked(one.sight, one.at) for one in mentions]
        for ours, theirs in marks:
            texts = [text.replace(ours, theirs) for text in texts]
        return self.tokenizer(texts, truncation=True, max_length=LONGEST)["input_ids"]

    def padded(self, ids: Sequence[list[int]]) -> torch.Tensor:
        """Piece numbers side by side."""
        longest = max(map(len, ids))
        return torch.tensor([one + [self.tokenizer.pad_token_id] * (longest - len(one)) for one in ids])


def taught(folder: Path, mentions: Sequence[Seen], seed: int) -> Encoded:
    """Return a teacher that learned labelled mentions."""
    torch.manual_seed(seed)
    teacher = Encoded(folder, 768)
    gold = torch.eye(len(READINGS))[[one.expected for one in mentions]]
    shares = (1 - SMOOTHING) * gold + SMOOTHING / len(READINGS)
    learn(teacher, mentions, shares, rates=RATES, epochs=EPOCHS, seed=seed)
    return teacher


def learn(
    model: Encoded,
    mentions: Sequence[Seen],
    shares: torch.Tensor,
    *,
    rates: dict[str, float],
    epochs: int,
    seed: int,
) -> None:
    """Teach a model the shares (mentions, readings) of mentions, at the rates of its body, head and narrow changes."""
    rng = random.Random(seed)
    ids, seen = model.pieces(mentions), facts_of(mentions)
    weight = torch.tensor([weight_of(one) for one in mentions])
    groups: dict[str, list[nn.Parameter]] = {}
    for name, one in model.named_parameters():
        part = "head" if not name.startswith("encoder.") else "narrow" if ".narrow_" in name else "body"
        if one.requires_grad:
            groups.setdefault(part, []).append(one)
    optimizer = torch.optim.AdamW(
        [{"params": ones, "lr": rates[part]} for part, ones in groups.items()], weight_decay=0.01
    )
    steps = epochs * math.ceil(len(ids) / AT_ONCE)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.05 * steps)) * (1 - step / steps)
    )
    model.train()
    for step, chosen in enumerate(
        one for _ in range(epochs) for one in batches([len(one) for one in ids], AT_ONCE, rng)
    ):
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(model.padded([ids[at] for at in chosen]), seen[chosen])
        losses = -(shares[chosen] * scores.log_softmax(1)).sum(1)
        optimizer.zero_grad()
        ((losses * weight[chosen]).sum() / weight[chosen].sum()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        plan.step()
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {losses.mean().item():.3f}", flush=True)
    model.eval()


@torch.no_grad()
def told(model: Encoded, mentions: Sequence[Seen]) -> np.ndarray:
    """Return the scores (mentions, readings) a model gives."""
    model.eval()
    ids, seen = model.pieces(mentions), facts_of(mentions)
    scores = torch.zeros(len(ids), len(READINGS))
    for chosen in batches([len(one) for one in ids], 128, random.Random(0)):
        with torch.autocast("cpu", torch.bfloat16):
            scores[chosen] = model(model.padded([ids[at] for at in chosen]), seen[chosen])
    return scores.numpy()


def weight_of(one: Seen) -> float:
    """Return how much a mention counts: labelled ones of independent writers twice, plain phrases a third."""
    if one.writer == PHRASES:
        return 0.3
    return 2.0 if one.expected >= 0 and INDEPENDENT.fullmatch(one.writer) else 1.0


def facts_of(mentions: Sequence[Seen]) -> torch.Tensor:
    """Return what the rules read of each mention and its section, as signs of 0 or 1: (mentions, FACTS)."""
    return torch.as_tensor(np.stack([facts(one.sight, one.at) for one in mentions]))


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Return all positions in batches of about one length, in no order."""
    order = sorted(range(len(lengths)), key=lambda at: lengths[at] + 6 * rng.random())
    cut = [order[at : at + size] for at in range(0, len(order), size)]
    rng.shuffle(cut)
    yield from cut
