"""What the words after a sentence say of a name in it: the answer to a short question, or "it is a plus" behind it."""

import re

from . import cues
from .cues import NEGATED, PREFERRED

_LONGEST_QUESTION = 70
_ANSWER_REACH = 80
_QUESTION = re.compile(r"[^?.!;]*\?\s*")
_LACK = re.compile(r"\b(?:no|never|not|\w+n['\u2019]t|new to|without|lack)\b", re.IGNORECASE)
_REFUSAL = re.compile(
    r"\W*(?:nope|not (?:here|any ?more|for us|needed|required|with us|on)|no(?:,|\.|$| thanks| need)|never|skip|forget|"
    r"(?:we|you) (?:do not|don['\u2019]t|won['\u2019]t|never)|gone|nowhere|leave it|someone else|another)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\W*(?:no (?:problem|worries|matter|big deal)|(?:that(?:['\u2019]s| is) )?(?:fine|ok|okay|all ?right|perfectly)|"
    r"don['\u2019]t worry|never mind|neither)\b",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"\b(?:we|our|they)(?:['\u2019]ll| will| can)? (?:\w+ )?(?:teach|train|show|coach|help you)|"
    r"\byou(?:['\u2019]ll| will| can) (?:learn|pick|be trained)|\bon the job\b",
    re.IGNORECASE,
)
_GLAD = re.compile(
    r"\W*(?:\w+ )?(?:great|good|nice|excellent|wonderful|fantastic|even better|all the better|so much the better|"
    r"tell us|bonus|a (?:big )?(?:plus|bonus)|we(?:['\u2019]d| would) (?:love|like)|we want to (?:hear|talk|meet)|"
    r"lovely|terrific|awesome|perfect|better (?:yet|still)|that helps|helpful|welcome)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"[,.;\u2013\u2014]\s*(?:(?:but|and|so|though|yet|although) )?(?:it|both|those)\b(?:\s|(?=['\u2019]))",
    re.IGNORECASE,
)
_FULL_QUESTION = re.compile(
    r"\W*(?:do|are|can|have|is|love|want|ready|would|who|like|enjoy)\b", re.IGNORECASE
)
_COPULA = re.compile(
    r"(?:(?:is|are|would be|will be|['\u2019]s|['\u2019]re|['\u2019]d be)\s)?", re.IGNORECASE
)
_END = re.compile(r"\s*(?:[.,;!)]|$|but\b|though\b|now\b|here\b)", re.IGNORECASE)


def reading(sentence: str, end: int, after: str) -> str | None:
    """Return what the answer `after`, or a later "it", says of a name that ends at `end` of `sentence`, or None."""
    if _QUESTION.fullmatch(sentence) and len(sentence) <= _LONGEST_QUESTION:
        return _answer(sentence, after[:_ANSWER_REACH])
    return _later(f"{sentence[end:]}. {after}")


def _answer(question: str, answer: str) -> str | None:
    if _LACK.search(question):
        return NEGATED if _FINE.match(answer) or _TAUGHT.search(answer) else None
    if _REFUSAL.match(answer):
        return NEGATED
    return PREFERRED if _GLAD.match(answer) and not _FULL_QUESTION.match(question) else None


def _later(rest: str) -> str | None:
    pronoun = _PRONOUN.search(rest)
    if not pronoun:
        return None
    copula = _COPULA.match(rest, pronoun.end())
    starts = [pronoun.end(), *([copula.end()] if copula else [])]
    for importance, pattern in cues.BACKWARD[:2]:
        for at in starts:
            match = pattern.match(rest, at)
            if match and _END.match(rest, match.end()):
                return importance
    return None
