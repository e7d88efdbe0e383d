"""Spans of skill and knowledge on SkillSpan's dev part: the product beside two baselines and an untrained rule.

Baselines: (1) a dictionary of every span of train, longest match from the left with word boundaries; (2) the product
without its context: the same trained weights see each word alone, without its neighbors and without tag transitions.
Tuned on train alone (train_tagger.py --check); dev is read only here. Run: python benchmarks/extraction/spans.py
"""

import sys
import time
from collections import Counter
from collections.abc import Callable

import skillspan

from techhire.engines.skill_extraction.phrases import _ruled
from techhire.engines.skill_extraction.tagger import load_tagger
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

Finder = Callable[[str], dict[str, list[skillspan.Span]]]


def dictionary(train: list[skillspan.Sentence]) -> Finder:
    """Return the finder of train's own spans; a span marked as both kinds counts for the commoner one."""
    counts: dict[str, Counter[str]] = {}
    for sentence in train:
        for kind, spans in sentence.spans.items():
            for start, end in spans:
                counts.setdefault(sentence.text[start:end].lower(), Counter())[kind] += 1
    rows = [NameRow(name, name, kinds.most_common(1)[0][0]) for name, kinds in counts.items()]
    vocabulary = Vocabulary.from_rows(rows, boundary_rule="flashtext")

    def find(text: str) -> dict[str, list[skillspan.Span]]:
        hits = vocabulary.find(text)
        return {
            kind: [(hit.start, hit.end) for hit in hits if hit.row.kind == kind] for kind in skillspan.KINDS
        }

    return find


def word_by_word(text: str) -> dict[str, list[skillspan.Span]]:
    """Return what the tagger finds when it sees one word at a time; touching words are one span."""
    tagger = load_tagger()
    found: dict[str, list[skillspan.Span]] = {kind: [] for kind in skillspan.KINDS}
    at = 0
    for word in text.split(" "):
        for kind, spans in tagger.spans(word).items() if tagger and word else ():
            if spans and found[kind] and found[kind][-1][1] == at - 1:
                found[kind][-1] = (found[kind][-1][0], at + len(word))
            elif spans:
                found[kind].append((at, at + len(word)))
        at += len(word) + 1
    return found


def rules(text: str) -> dict[str, list[skillspan.Span]]:
    """Return the phrases that plain cutting rules give, all taken as skills."""
    return {"skill": [(low, high) for low, high, _ in _ruled(text)], "knowledge": []}


def product(text: str) -> dict[str, list[skillspan.Span]]:
    """Return what the tagger finds."""
    tagger = load_tagger()
    return tagger.spans(text) if tagger else {kind: [] for kind in skillspan.KINDS}


def main() -> int:
    """Print the table; return 0 when the product beats both baselines on every figure."""
    dev = skillspan.load("dev")
    finders: dict[str, Finder] = {
        "dictionary of train's spans": dictionary(skillspan.load("train")),
        "product without context": word_by_word,
        "cutting rules, no training": rules,
        "product": product,
    }
    columns = [(kind, strict) for kind in skillspan.KINDS for strict in (True, False)]
    print(f"{len(dev):,} sentences of dev; span F1")
    heads = [f"{kind} {'strict' if strict else 'overlap'}" for kind, strict in columns]
    print(f"{'':30}" + "".join(f"{head:>20}" for head in heads) + f"{'sentences/s':>14}")
    scores: dict[str, list[float]] = {}
    for title, find in finders.items():
        begin = time.process_time()
        found = [find(sentence.text) for sentence in dev]
        speed = len(dev) / (time.process_time() - begin)
        scores[title] = [
            skillspan.f1([s.spans[kind] for s in dev], [f[kind] for f in found], strict)
            for kind, strict in columns
        ]
        print(f"{title:30}" + "".join(f"{score:>20.3f}" for score in scores[title]) + f"{speed:>14,.0f}")
    *others, best = scores.values()
    return 0 if all(best[i] > other[i] for other in others[:2] for i in range(len(columns))) else 1


if __name__ == "__main__":
    sys.exit(main())
