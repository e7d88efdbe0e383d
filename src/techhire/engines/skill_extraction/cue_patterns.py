"""Lists of wordings, one a line, turned into one pattern.

A line is a regular expression without regard to case; NOUN stands for "skills, experience ...", ISNT for "is not"
in its spellings, DONT for "do not", WILL for "would be, could be ...". `^` at the start of a line drops the word
border there.
"""

import re
from importlib import resources

_SHORT = {
    "NOUN": r"(?:skills?|qualifications?|experience|knowledge|background|certifications?|competenc\w+|"
    r"proficiency|abilit\w+)",
    "ISNT": r"(?:(?:is|are|was|were) (?:not|no longer|never)|(?:is|are|was|were)n['\u2019]t|not)",
    "DONT": r"(?:(?:do|does|did|will|would|should|need|must|can|have|has|had) (?:not|never|no longer)|"
    r"cannot|never|no longer|"
    r"(?:do|does|did|wo|would|should|need|must|ca|have|has|had)n['\u2019]t)",
    "WILL": r"(?:would|will|could|can|may|might)",
    "VERY": r"(?:(?:very|really|especially|particularly|also|always|highly|strongly|greatly|certainly|definitely|"
    r"much|even|absolutely|strictly|truly|only|now|still|currently|considered|seen as|viewed as|regarded as) ){0,2}",
}


def one_of(name: str) -> re.Pattern[str]:
    """Return the pattern that matches any line of the list `name` at word borders."""
    lines = read_list(name)
    for short, full in _SHORT.items():
        lines = [line.replace(short, full) for line in lines]
    bordered = "|".join(line for line in lines if not line.startswith("^"))
    free = "|".join(line[1:] for line in lines if line.startswith("^"))
    parts = [rf"\b(?:{bordered})(?!\w)"] if bordered else []
    return re.compile("|".join([*parts, free] if free else parts), re.IGNORECASE)


def read_list(name: str) -> list[str]:
    """Return the lines of the list `name` in this package's folder of wordings, blank lines and notes left out."""
    text = resources.files(__package__).joinpath("wordings", f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("##")]
