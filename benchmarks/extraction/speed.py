"""How fast names are found: the product's matcher and rules beside flashtext and Aho-Corasick, in one run, on one core.

Names: O*NET technology skills, ESCO preferred labels, and ESCO labels of the ICT subset with their aliases, topped up
with O*NET tools used, to 31,000 names. Texts: 2,000 posts of about 466 words, assembled from the sentences of real
postings (SkillSpan train and the 50 sample postings) and names drawn from the list, with a fixed seed.
Nothing runs in threads; times are processor time, so that other work on the machine counts less.
Run: python benchmarks/extraction/speed.py   (reads ../shared/data, or TECHHIRE_SHARED_DATA)
"""

import csv
import gzip
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ahocorasick_rs
from flashtext import KeywordProcessor

from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.mention_reader import load_reader
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
NAMES = 31_000
POSTS = 2_000
WORDS = 466
ROUNDS = 3
SEED = 20261122
MATCHER = "product, flashtext's rule, spans and name numbers"
WORD_CHARACTERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz_")


def lines(name: str) -> list[str]:
    """Return the lines of a shared gzip file."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as file:
        return file.read().splitlines()


def load_names() -> list[str]:
    """Return 31,000 distinct names, none equal to another without regard to case."""
    onet = [row.split("\t")[1] for row in lines("onet/Technology_Skills.txt.gz")[1:]]
    labels = [row[-1] for row in csv.reader(lines("esco_linking/esco_preferred_labels.csv.gz"))][1:]
    ict = json.loads("\n".join(lines("esco/esco_s.json.gz")))
    aliases = [alias for skill in ict for alias in [skill["label"], *skill["altLabel"]]]
    tools = [row.split("\t")[1] for row in lines("onet/Tools_Used.txt.gz")[1:]]
    distinct: dict[str, str] = {}
    for name in [*onet, *labels, *aliases, *tools]:
        if name.strip():
            distinct.setdefault(name.strip().lower(), name.strip())
    return list(distinct.values())[:NAMES]


def load_posts(names: list[str]) -> list[str]:
    """Return the texts."""
    sentences = [" ".join(json.loads(row)["tokens"]) for row in lines("skillspan/train.json.gz")]
    for row in lines("postings/50_sample.json.gz"):
        sentences += json.loads(row)["jobDescription"].split(". ")
    rng = random.Random(SEED)
    return [_post(rng, sentences, names) for _ in range(POSTS)]


def _post(rng: random.Random, sentences: list[str], names: list[str]) -> str:
    parts: list[str] = []
    while sum(part.count(" ") + 1 for part in parts) < WORDS - 10:
        parts.append(rng.choice(sentences))
    return ". ".join([*parts, ", ".join(rng.sample(names, 3))])


def overlapping_matcher(names: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Return a peer: Aho-Corasick, all overlapping matches, a boundary filter, longest from the left."""
    automaton = ahocorasick_rs.AhoCorasick([name.lower() for name in names])

    def find(text: str) -> list[tuple[int, int, int]]:
        low = text.lower()
        padded = f" {low} "
        hits = [
            (start, -end, number)
            for number, start, end in automaton.find_matches_as_indexes(low, overlapping=True)
            if padded[start] not in WORD_CHARACTERS and padded[end + 1] not in WORD_CHARACTERS
        ]
        kept, reached = [], 0
        for start, end, number in sorted(hits):
            if start >= reached:
                kept.append((start, -end, number))
                reached = -end
        return kept

    return find


def rates(functions: dict[str, Callable[[str], Any]], posts: list[str]) -> dict[str, float]:
    """Return posts per second of processor time: medians of rounds in which the functions take turns."""
    seconds: dict[str, list[float]] = {title: [] for title in functions}
    for function in functions.values():
        function(posts[0])
    for _ in range(ROUNDS):
        for title, function in functions.items():
            begin = time.process_time()
            for post in posts:
                function(post)
            seconds[title].append(time.process_time() - begin)
    return {title: len(posts) / statistics.median(times) for title, times in seconds.items()}


def main() -> int:
    """Print the table; return 0 when all posts agree with flashtext and the matcher is at least 4 times as fast."""
    names = load_names()
    posts = load_posts(names)
    print(
        f"{len(names):,} names, {len(posts):,} posts of {statistics.mean(len(p.split()) for p in posts):.0f} words"
    )
    rows = [NameRow(str(number), name, "tool", name) for number, name in enumerate(names)]
    begin = time.perf_counter()
    flash_rule = Vocabulary.from_rows(rows, boundary_rule="flashtext")
    own_rule = Vocabulary.from_rows(rows)
    print(
        f"both vocabularies built in {time.perf_counter() - begin:.2f} s, compiled kernels loaded from cache or not"
    )
    peer = KeywordProcessor()
    for number, name in enumerate(names):
        peer.add_keyword(name, str(number))
    same = sum(
        [(start, end, str(number)) for start, end, number in flash_rule.trie.scan(post)]
        == [(start, end, number) for number, start, end in peer.extract_keywords(post, span_info=True)]
        for post in posts
    )
    print(
        f"identical to flashtext on {same:,} of {len(posts):,} posts\n\n{'':52}{'posts/s':>10}{'times flashtext':>18}"
    )
    speeds = rates(
        {
            "flashtext": lambda post: peer.extract_keywords(post, span_info=True),
            "ahocorasick-rs, overlapping + boundary filter": overlapping_matcher(names),
            MATCHER: flash_rule.trie.scan,
            "product, flashtext's rule, Vocabulary.find": flash_rule.find,
            "product, own rule, matching alone": own_rule.trie.scan,
            "product, own rule with ambiguous names settled": own_rule.find,
        },
        posts,
    )
    base = speeds["flashtext"]
    # A reader of its own for each post: what it remembers of one would make the next rounds free.
    reader = load_reader()
    speeds |= rates(
        {
            "product, extract by the small model": lambda post: extract(post, own_rule),
            "product, extract with the reader": lambda post: extract(post, own_rule, reader=replace(reader)),
        },
        posts[:50],
    )
    for title, speed in speeds.items():
        print(f"{title:52}{speed:>10,.0f}{speed / base:>18.1f}")
    fast = speeds[MATCHER] >= 4 * base
    return 0 if fast and same == len(posts) else 1


if __name__ == "__main__":
    sys.exit(main())
