"""Lines that want people of one sex, religion or family, or ask about it: what the law forbids or gives no reason for.

42 U.S.C. 2000e-3(b) forbids a notice of a job that shows a preference by sex or religion; 42 U.S.C. 2000e(k) counts
pregnancy as sex. Marriage and children stand in laws of states; no skill of any job hangs on them either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from techhire.engines.posting_check.cutting import cut_or_advise, stands_alone
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_I = re.IGNORECASE
_ANYONE = r"(?:applicants?|candidates?|persons?|people|individuals?|employees?|workers?|staff)\b"
_PEOPLE = (
    r"(?:applicants?|candidates?|persons?|people|employees?|workers?|staff|individuals?|professionals?|interns?"
    r"|graduates?|technicians?|engineers?|developers?|programmers?|analysts?|administrators?|assistants?|agents?"
    r"|receptionists?|representatives?|specialists?|managers?|supervisors?|drivers?|clerks?|installers?|designers?"
    r"|trainees?|apprentices?|secretar(?:y|ies)|operators?|coordinators?|nurses?)\b"
)
_ONLY = (
    r"\s+(?:(?:is|are|will\s+be)\s+)?(?:strongly\s+|highly\s+|much\s+)?"
    r"(?:only|preferred|preferable|wanted|required|needed|desired|sought)\b"
    r"(?!\s+(?:schools?|clinics?|shelters?|programs?|vendors?|suppliers?))"
)
_WANT = (
    r"\b(?:seek(?:s|ing)?|look(?:ing)?\s+for|hir(?:e|es|ing)|need(?:s|ed)?|wants?|wanted|prefer(?:s|red|ably)?|"
    r"preference\s+(?:(?:is|will\s+be)\s+)?(?:given\s+)?(?:for|to)|recruit(?:s|ing)?|ideally|require[sd]?|accept"
    r"|consider|employ)\s*:?\s+(?:only\s+)?"
)
_BETWEEN = r"(?:(?!to\b|for\b|and\b|or\b|that\b|with\b)[\w-]+,?\s+){0,3}?"
_MUST_BE = (
    rf"(?:\b{_PEOPLE}\s+(?:is|will\s+be|would\s+be)|\b(?:must|should|has\s+to|have\s+to|needs?\s+to)\s+be)"
    r"\s+(?:an?\s+)?"
)
_END = r"(?=\s*(?:$|[.,;!)]|and\b|or\b|only\b|to\s+apply\b|please\b))"
_MADE_FOR = (
    r"\b(?:ideal|perfect|suitable|suited|meant|made|job|work|position|role)\s+(?:only\s+|best\s+)?for\s+"
)
_NOT_FOR_US = r"\s+(?:need\s+not|should\s+not|will\s+not|cannot|may\s+not)\b(?:\s+(?:apply|be\s+considered))?"

_MARRIED = r"(?:married|unmarried|single|divorced|widowed)"
_KIND = rf"(?:young\s+|mature\s+|{_MARRIED}\s+)?"
_SEX = rf"{_KIND}(?:females?|males?|wom[ae]n|men|girls?|boys|lad(?:y|ies)|gentlem[ae]n)"
_SEXES = rf"{_KIND}(?:females|males|women|men|girls|boys|ladies|gentlemen)\b(?![-'’])"
_ONE = rf"an?\s+{_KIND}(?:woman|man|lady|gentleman|girl|boy)\b(?![-'’])"
_NOT_IN = r"(?!\s+(?:in|of|and|or|who)\b)"
_SEX_ALONE = re.compile(
    rf"\b{_SEX}(?:\s+{_PEOPLE})?{_ONLY}|^{_SEX},\s*\d{{2}}\s*(?:-|–|to)\s*\d{{2}}\b"
    rf"|{_MUST_BE}(?:{_SEX}|{_KIND}man){_END}"
    rf"|{_WANT}{_BETWEEN}(?:{_SEXES}|{_ONE}|(?<=[a-z]\s)(?:fe)?male{_END}){_NOT_IN}"
    rf"|{_MADE_FOR}(?:{_SEXES}|{_ONE}){_NOT_IN}"
    rf"|\bonly\s+(?:{_SEXES}|{_SEX}\s+{_PEOPLE})(?:\s+(?:may|can|should)\s+apply|\s+will\s+be\s+considered)?"
    rf"|\bno\s+{_SEXES}{_NOT_IN}|\b{_SEXES}{_NOT_FOR_US}"
    r"|\b(?:sex|gender)(?:\s+preference)?\s*:\s*(?:(?:fe)?male|[mf])\b(?!\s*(?:,|/|or|and))",
    _I,
)
_SEX_BEFORE = re.compile(
    rf"{_WANT}{_BETWEEN}(?P<drop>(?:fe)?male\s+)(?=(?:\w+\s+)?{_PEOPLE})"
    rf"|\b(?P<title>(?:fe)?male\s+)(?=(?:\w+\s+)?(?!{_ANYONE}){_PEOPLE}"
    r"\s*(?:$|[.!,]|to\b|(?:is\s+|are\s+)?(?:wanted|needed|sought)\b))",
    _I,
)
_WITH = r"\s*(?:,|/|or|and|&)\s*"
_BOTH_SEXES = re.compile(
    rf"\b(?:males?{_WITH}females?|females?{_WITH}males?|men{_WITH}women|women{_WITH}men"
    rf"|girls{_WITH}boys|boys{_WITH}girls)\b",
    _I,
)
_CABLES = re.compile(
    r"\b(?:connectors?|plugs?|adapters?|cables?|sockets?|jacks?|ports?|pins?|headers?|couplers?|terminals?|threads?)\b",
    _I,
)

_FAITH = (
    r"(?:christian|catholic|protestant|evangelical|baptist|lutheran|mormon|adventist|jewish|muslim|hindu|buddhist|sikh"
    r"|jew|atheist|believer)"
)
_DEVOUT = r"(?:practicing|active|devout|committed|born[- ]again|good)"
_FAITH_ALONE = re.compile(
    rf"\b{_FAITH}s?(?:\s+{_PEOPLE})?{_ONLY}|\bonly\s+{_FAITH}(?:s\b|\s+{_PEOPLE})"
    rf"|{_MUST_BE}(?:(?:{_DEVOUT}\s+)?{_FAITH}s?|born[- ]again){_END}"
    rf"|{_WANT}(?:practicing\s+|devout\s+)?{_FAITH}s\b(?!['’])|\bno\s+{_FAITH}(?:s\b(?!['’])|\s+{_PEOPLE})"
    rf"|\b{_FAITH}s(?:\s+{_PEOPLE})?{_NOT_FOR_US}"
    rf"|{_WANT}an?\s+(?:{_DEVOUT}\s+)?{_FAITH}(?=\s*(?:$|[.,;!]|(?:to|who|for)\b))|^{_DEVOUT}\s+{_FAITH}s?(?=\s*(?:$|[.,;]))"
    rf"|\bchurch\s+members?{_ONLY}|\b(?:an?\s+)?(?:practicing|devout)\s+{_FAITH}s?\b(?:{_ONLY})?"
    r"|\bmust\s+(?:be\s+(?:an?\s+)?(?:active\s+)?(?:member\s+of\s+(?:a|our|the)\s+church|church\s+member)"
    rf"|share\s+our\s+(?:{_FAITH}\s+)?faith|attend\s+church)\b"
    rf"|\b(?:of\s+(?:the\s+)?)?{_FAITH}\s+(?:faith|religion){_ONLY}|\breligion(?:\s+preference)?\s*:\s*{_FAITH}\b",
    _I,
)
_FAITH_BEFORE = re.compile(rf"{_WANT}{_BETWEEN}(?P<drop>{_FAITH}\s+)(?P<title>)(?={_PEOPLE})", _I)

_MARRIED_PEOPLE = (
    r"(?:applicants?|candidates?|persons|people|employees|workers|staff|individuals|parents?|couples)\b"
)
_CHILDREN = r"(?:any\s+)?(?:small\s+|young\s+)?(?:children|kids|dependents)\b"
_FAMILY_ALONE = re.compile(
    rf"\b{_MARRIED}(?:\s+{_MARRIED_PEOPLE})?{_ONLY}|{_MUST_BE}{_MARRIED}{_END}"
    rf"|\b(?:no|only)\s+{_MARRIED}\s+{_MARRIED_PEOPLE}|\b{_MARRIED}\s+{_MARRIED_PEOPLE}{_NOT_FOR_US}"
    rf"|\bno\s+parents\b(?!['’-])(?:\s+(?:of|with)\s+{_CHILDREN})?{_END}"
    r"|\b(?:marital|family)\s+status\s*:\s*(?:no\s+)?\w+"
    rf"|\b(?:must|should)\s+(?:not\s+have|have\s+no)\s+{_CHILDREN}"
    r"|\b(?:candidates?|applicants?|people|persons?|someone|somebody|women|men)\s+(?:with\s+no|without)\s+"
    rf"(?:{_CHILDREN}|a\s+family\b)"
    rf"|^(?:without|no)\s+{_CHILDREN}(?:\s+(?:is\s+|are\s+)?preferred\b|(?=\s*(?:$|[.,;!])))|\bchildless\b"
    r"|\bno\s+plans\s+(?:to\s+have\s+(?:children|kids)|for\s+(?:children|a\s+family))\b"
    r"|\bno\s+(?:family|child\s?care)\s+(?:obligations|commitments|responsibilities|ties|issues|problems)\b",
    _I,
)
_MOTHER = (
    r"(?:single\s+|working\s+|new\s+|young\s+|expectant\s+|pregnant\s+)?(?:mothers|moms|mums)\b(?!['’-])"
)
_PREGNANT = r"pregnant\s+(?:women|applicants|candidates|people|employees)"
_MOTHERS = re.compile(
    rf"\b(?:no|not\s+(?:suitable|ideal|meant|made)\s+for)\s+{_MOTHER}(?:\s+(?:of|with)\s+{_CHILDREN})?"
    rf"|\b(?:{_MOTHER}|{_PREGNANT}){_NOT_FOR_US}"
    r"|\b(?:not|never|n['’]t|cannot)\s+(?:be\s+|become\s+|get\s+)?(?:currently\s+)?pregnant\b"
    rf"|\bno\s+(?:{_PREGNANT}|pregnanc(?:y|ies)|plans\s+to\s+(?:become|get)\s+pregnant)\b"
    r"|\bnot\s+(?:be\s+)?planning\s+(?:a\s+(?:family|pregnancy)|to\s+(?:have\s+children|(?:become|get)\s+pregnant))\b"
    r"|\b(?:negative|pass\s+a|take\s+a)\s+pregnancy\s+test\b",
    _I,
)

_ABOUT_YOU = (
    r"(?:age|sex|gender(?!\s+pronoun)|religion|faith|marital\s+status|family\s+status|(?:date|year)\s+of\s+birth"
    r"|birth\s?(?:date|day)|pregnancy|number\s+of\s+children)\b"
)
_YOURS = re.compile(rf"\b{_ABOUT_YOU}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*/\s*){_ABOUT_YOU})*", _I)
_ASKED = re.compile(
    r"\b(?:tell\s+us|state|give(?:\s+us)?|include|send|list|mention|provide|indicate)\s+your\s+"
    rf"(?:\w+,?\s+(?:and\s+|your\s+)?){{0,5}}?{_ABOUT_YOU}"
    rf"|^(?:your\s+)?{_ABOUT_YOU}(?:\s+and\s+{_ABOUT_YOU})?\s+(?:is\s+|are\s+)?required\b"
    rf"|\bwhat\s+is\s+your\s+{_ABOUT_YOU}",
    _I,
)
_QUESTION = re.compile(
    r"\b(?:(?:tell\s+us|say|state)\s+)?(?:are\s+you|(?:whether|if)\s+you\s+are)\s+(?:married|single|pregnant|religious)\b"
    r"|\b(?:(?:tell\s+us|say|state)\s+)?(?:do\s+you|(?:whether|if)\s+you)\s+(?:have|plan\s+to\s+have)\s+(?:children|kids)\b"
    r"|\b(?:(?:tell\s+us|say|state)\s+)?how\s+old\s+(?:are\s+you|you\s+are)\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """One reason: the words that stand for a line, those that can go before a job, and what silences them."""

    code: str
    alone: re.Pattern[str]
    before: re.Pattern[str] | None = None
    things: re.Pattern[str] | None = None


_TRIGGER = re.compile(
    r"male|m[ae]n\b|girl|boys|lad(?:y|ies)|gentle|sex|gender"
    rf"|{_FAITH}|born|church|faith|religio|married|single|divorce|widow|marital|famil|child|kids|dependents|parents"
    r"|mother|mom|mum|pregnan|\bage\b|birth|\bold\b",
    _I,
)
_WISHES = (
    _Wish("one_sex", _SEX_ALONE, _SEX_BEFORE, _CABLES),
    _Wish("religion", _FAITH_ALONE, _FAITH_BEFORE),
    _Wish("pregnancy", _MOTHERS),
    _Wish("family_status", _FAMILY_ALONE),
)


def people_findings(segment: Segment) -> Iterator[Finding]:
    """One sex, one religion, marriage and children, pregnancy, and questions about any of them or about age."""
    text = segment.text
    if not _TRIGGER.search(text):
        return
    for wish in _WISHES:
        if wish.code == "one_sex" and _BOTH_SEXES.search(text):
            continue
        before = wish.before.search(text) if wish.before else None
        alone = None if before else wish.alone.search(text)
        if before:
            yield _for_anyone(segment, before, wish.code)
        elif alone and not (wish.things and wish.things.search(text, 0, alone.start())):
            yield cut_or_advise(segment, alone, Rule.PROTECTED, Severity.MUST, wish.code)
    asked = _ASKED.search(text)
    what = _YOURS.search(text, asked.start()) if asked else _QUESTION.search(text)
    if what:
        yield cut_or_advise(segment, what, Rule.PROTECTED, Severity.MUST, "personal_question")


def _for_anyone(segment: Segment, before: re.Match[str], code: str) -> Finding:
    """The line without the word, or no line where nothing but "we seek people" would stay."""
    noun = re.compile(rf"[^.;]*?{_ANYONE}", _I).match(segment.text, before.start())
    if noun and stands_alone(segment.text, *noun.span()):
        return cut_or_advise(segment, noun, Rule.PROTECTED, Severity.MUST, code)
    return _without_word(segment, before, code)


def _without_word(segment: Segment, match: re.Match[str], code: str) -> Finding:
    """The job alone, in the capitals and with the article that the word before it had."""
    start, end = match.span("drop" if match["drop"] else "title")
    word = re.compile(r"\S+").match(segment.text, end)
    stop = word.end() if word else end
    new = segment.text[end:stop]
    if start == 0 and segment.text[0].isupper():
        new = new[0].upper() + new[1:]
    article = re.compile(r"\b(an?)\s+$", _I).search(segment.text, max(0, start - 4), start)
    if article:
        start = article.start()
        right = "an" if new[0].lower() in "aeiou" else "a"
        new = f"{right.capitalize() if article[1][0].isupper() else right} {new}"
    found = segment.text[start:stop]
    at = segment.start + start
    return Finding(Rule.PROTECTED, at, at + len(found), found, Severity.MUST, new, code)
