"""How job ads say what frameworks name: a hand-written list of phrases, read from the package's ``data`` folder.

"Team player" stands in ads for what a framework calls "work in teams". The list gives such a label more than one
way to be found. It is plain text, so that someone who knows a trade can add a line without touching code.
"""

from functools import cache
from importlib.resources import files

FILES = ("ad_phrases_work.txt", "ad_phrases_it.txt", "ad_phrases_trades.txt")


class LexiconError(ValueError):
    """A line of a phrase file is not ``name = phrase | phrase``; the message names file and line."""


@cache
def load_ad_phrases() -> dict[str, tuple[str, ...]]:
    """Phrases by lower-case skill name; a name in several files keeps all its phrases in order."""
    folder = files("techhire.engines.skill_extraction") / "data"
    phrases: dict[str, tuple[str, ...]] = {}
    for file in FILES:
        for name, said in parse_phrases(file, (folder / file).read_text(encoding="utf-8")).items():
            phrases[name] = tuple(dict.fromkeys((*phrases.get(name, ()), *said)))
    return phrases


def parse_phrases(file: str, content: str) -> dict[str, tuple[str, ...]]:
    """Read one phrase file; ``#`` begins a comment line. Raises LexiconError for a line without phrases."""
    phrases: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, mark, rest = line.partition(" = ")
        said = tuple(phrase.strip() for phrase in rest.split("|") if phrase.strip())
        if not mark or not name.strip() or not said:
            raise LexiconError(f"{file}, line {number}: write 'name = phrase | phrase'")
        key = name.strip().lower()
        phrases[key] = phrases.get(key, ()) + said
    return phrases
