"""A student made small enough to ship: its narrow changes added to its matrices, and fewer word pieces.

Pieces stay that the texts hold, that come early in the published order (frequent English), or that are one letter, so
that any word can be spelled. Needs torch and transformers.
"""

from collections import Counter
from collections.abc import Sequence

from mention_rows import Seen
from mention_student import Narrow
from mention_teacher import Encoded

from techhire.engines.skill_extraction.mention_reader import WORDS, MentionReader
from techhire.engines.skill_extraction.transformer import LONGEST, Transformer
from techhire.engines.skill_extraction.word_pieces import FIRST, INSIDE, LAST, MASK, UNKNOWN, WordPieces

EARLY = 10_000
POSITIONS, TYPES = "embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight"


def small(model: Encoded, mentions: Sequence[Seen]) -> MentionReader:
    """Return the reader that a student makes; `mentions` are those it learned."""
    plain(model)
    kept = kept_pieces(model.tokenizer, mentions)
    weights = {name: one.detach().float().numpy() for name, one in model.encoder.named_parameters()}
    for name, rows in ((WORDS, kept), (POSITIONS, range(LONGEST)), (TYPES, range(1))):
        weights[name] = weights[name][list(rows)]
    top = [
        one.detach().float().numpy().T for layer in (model.inner, model.outer) for one in layer.parameters()
    ]
    return MentionReader(Transformer(weights), WordPieces(model.tokenizer.convert_ids_to_tokens(kept)), *top)


def plain(model: Encoded) -> None:
    """Add each narrow change to the matrix it stands beside."""
    for name, one in list(model.encoder.named_modules()):
        if isinstance(one, Narrow):
            one.layer.weight.data += (one.narrow_out @ one.narrow_in).detach()
            above, _, last = name.rpartition(".")
            setattr(model.encoder.get_submodule(above), last, one.layer)


def kept_pieces(tokenizer, mentions: Sequence[Seen]) -> list[int]:
    """Return the numbers of the pieces that stay, in the published order."""
    own = [one.sight for one in mentions if one.expected >= 0 or one.writer == "ads"]
    texts = sorted({text for sight in own for text in (sight.before, sight.sentence, sight.after)})
    met = Counter(at for ids in tokenizer(texts, add_special_tokens=False)["input_ids"] for at in ids)
    marks = {tokenizer.pad_token, UNKNOWN, FIRST, LAST, MASK}
    kept = []
    for at, piece in enumerate(tokenizer.convert_ids_to_tokens(range(len(tokenizer)))):
        letters = piece.removeprefix(INSIDE)
        common = letters.isascii() and (at < EARLY or len(letters) == 1) and not piece.startswith("[unused")
        if piece in marks or met[at] or common:
            kept.append(at)
    return kept
