"""Taking words out of a posting so that what stays is whole: a line of its own, or one part of a pair."""

from __future__ import annotations

import re

from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_ASKING = """
a ability able about active all also an any applicant applicants application apply applying are as at be been
before bring by can candidate candidates clean clear clearly complete considered copy cover current currently
demonstrated desirable desired do employee employees employment ensure establish for from give given good had has
have having high highly hire hired hires hiring history hold holding ideal ideally if in include indicate initial
interview interviews is it job least letter list look looking looks maintain mandatory may mention minimum must
need needed needs nice no not occasionally of offer on one only order our pass passing people person persons
physically please plus position possess posted prefer preferable preferably preference preferred prior proof
prove provide rather really regularly require required requirement requirements requires resume résumé right role
satisfactory seek seeking seeks send should show some someone sometimes standing start starting state strictly
strong strongly subject submit successful successfully tell that the their there these they this times to type
undergo up us valid want wanted we we'd welcome who will with without work would you your yourself
contar cumplir con de debe deben deseable edad el en es estar exige exigimos gusta imprescindible indispensable la
las los mínimo minimo necesario necesita necesitamos nos obligatoria obligatorio para persona personas pedimos
por preferente preferible preferiblemente prefiere preferimos que requerida requerido requiere requieren requisito
requisitos se ser si sin solo sólo son su tener tenga tiene un una valora valorable valorará valoramos ya
"""
_FILLERS = frozenset(_ASKING.split())
"""Words of an ad that only ask for something and name nothing."""
_WORD = re.compile(r"[^\W\d_][\w'’.+#/-]*|\d+")
_AND = re.compile(r"\s*,\s*(?:and|y|e)\s+|\s+(?:and|&|y|e)\s+|\s*,\s+", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|nor|o|u)\b|/", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:are|were|both|ambos|ambas|son)\b", re.IGNORECASE)
_STOP = ".!;"
_HANGING = (
    r"(?:because|since|and|or|nor|but|which|who|whose|that|so|as|for|to|if|when|where|while|although|though|unless"
    r"|due|given|in\s+order|porque|ya\s+que|pues|que|para|si|cuando|donde|pero|y|e|o|u)\b"
)
_HANGS = re.compile(rf"[\s,;:.–—-]*{_HANGING}", re.IGNORECASE)
_TAIL = re.compile(rf"[^\S\r\n,;]*[,;]?[^\S\r\n]*(?i:{_HANGING})|[ \t]*\r?\n[ \t]*(?!o[ \t]){_HANGING}")
_NEXT_WORD = re.compile(r"[\w'’]+")


def leaves_a_tail(text: str, finding: Finding) -> bool:
    """Whether taking the finding's words out leaves what hung on them: "because we have three clinics"."""
    if finding.advice or finding.replacement is not None or finding.start == finding.end:
        return False
    end = finding.start + len(text[finding.start : finding.end].rstrip())
    line = text.rfind("\n", 0, finding.start) + 1
    return not _WORD.search(text, line, finding.start) and bool(_TAIL.match(text, end))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing is lost with the text but the words from start to end: beside them it only asks for them."""
    rest = text[:start] + " " + text[end:]
    return all(word.casefold().rstrip(".") in _FILLERS for word in _WORD.findall(rest))


def cut_or_advise(
    segment: Segment, match: re.Match[str], rule: Rule, severity: Severity, code: str
) -> Finding:
    """Offer to take out the segment where it asks for nothing else, or the part of a pair that does; else leave
    it to a person.
    """
    start, end = match.span()
    if stands_alone(segment.text, start, end):
        return Finding(rule, segment.cut_start, segment.cut_end, segment.text, severity, None, code)
    at, words = segment.start, segment.text
    part = part_of_pair(words, start, end)
    if part:
        first, last, new = part
        return Finding(rule, at + first, at + last, words[first:last], severity, new, code)
    return Finding(rule, at + start, at + end, match[0], severity, None, code, advice=True)


def part_of_pair(text: str, start: int, end: int) -> tuple[int, int, str | None] | None:
    """(start, end, what to put there) that takes out the half of "one and other" the words stand in; None where
    the text is no such pair, or its halves hang together. What stays never begins with "because" or the like, and
    the words taken out never end inside a word.
    """
    joints = [one for one in _AND.finditer(text) if one.end() <= start or one.start() >= end]
    if not joints or _OR.search(text[:start] + " " + text[end:]) or _BOTH.search(text):
        return None
    if len(joints) > 1:
        return _item_of_list(text, start, end, joints)
    between = joints[0]
    if between.start() >= end:
        if not stands_alone(text[: between.start()], start, end):
            return None
        return _from_next_word(text, between.end())
    if _HANGS.match(text):
        return None
    if not stands_alone(text[between.end() :].rstrip(_STOP), start - between.end(), end - between.end()):
        return None
    return between.start(), end, None


def _item_of_list(
    text: str, start: int, end: int, joints: list[re.Match[str]]
) -> tuple[int, int, str | None] | None:
    """The same for one item of a list that has nothing but commas between its items."""
    if any(joint[0].strip() != "," for joint in joints):
        return None
    before = [joint for joint in joints if joint.end() <= start]
    after = [joint for joint in joints if joint.start() >= end]
    first = before[-1].end() if before else 0
    last = after[0].start() if after else len(text.rstrip(_STOP))
    if not stands_alone(text[first:last], start - first, end - first):
        return None
    if after and _HANGS.match(text, after[0].end()):
        return None
    if before:
        return None if _HANGS.match(text) else (before[-1].start(), last, None)
    return _from_next_word(text, after[0].end())


def _from_next_word(text: str, at: int) -> tuple[int, int, str] | None:
    """Let the text begin with the word at `at`, in a capital where it had one; None where that word needs what
    stood before it.
    """
    if _HANGS.match(text, at):
        return None
    word = _NEXT_WORD.match(text, at)
    new = word[0] if word else text[at]
    return 0, at + len(new), new[0].upper() + new[1:] if text[0].isupper() else new
