"""Where a sentence stands in a posting: under requirements, nice to have, duties, the company, benefits, the law.

Headings are found on lines of their own and, in postings that lost their line breaks, in front of a colon. English
and Spanish wordings; the list is our own reading of common postings.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

REQUIRED = "required"
PREFERRED = "preferred"
DUTIES = "duties"
COMPANY = "company"
BENEFITS = "benefits"
LEGAL = "legal"
APPLY = "apply"
EXCLUDED = "excluded"
OPENING = "opening"

_WORDINGS = {
    EXCLUDED: r"(?:not (?:required|needed|necessary)|(?:what )?you (?:do not|don't|won't) need(?: to have)?|"
    r"we (?:do not|don't) (?:use|need|require)|no experience (?:needed|required|necessary)(?: (?:in|with))?|"
    r"no (?:se )?(?:requiere|necesitas?|es necesario))",
    PREFERRED: r"(?:(?:it(?:'s| is) )?(?:nice|good|great)[ -]to[ -]haves?(?: skills)?|(?:bonus|plus|extra)(?:es)?"
    r"(?: points?| skills| credit| if you(?: have)?)?(?: for)?|"
    r"(?:preferred|desired|desirable|optional|additional|ideal|advantageous)"
    r"(?: (?:but not required|\w+))?(?: (?:and|or|&|/) \w+)?"
    r"(?: (?:skills|qualifications?|experience|requirements|knowledge|background|attributes|competenc\w+))?|"
    r"(?:would be (?:a )?(?:nice|plus|bonus|great)|what would (?:set you apart|help|impress us)|set yourself apart|"
    r"even better(?: if)?|pluses|assets?|ideally(?: you(?: have)?)?|not required,? but (?:nice|helpful|a plus))|"
    r"(?:requisitos |conocimientos |habilidades )?(?:deseables?|preferibles?|preferidos|opcional(?:es)?)|"
    r"se valorar[aá](?:n)?|plus|puntos extra)",
    REQUIRED: r"(?:(?:minimum|basic|required|key|job|essential|technical|position|core|mandatory|general|main|other|"
    r"special|hard|soft|professional|necessary|must[ -]have|knowledge,)\s)*"
    r"(?:requirements?|qualifications?|requisites?|skills?(?: (?:set|needed|required))?|must[ -]haves?|prerequisites?|"
    r"competenc(?:ies|es)|experience(?: required)?|knowledge|(?:tools?|technolog(?:y|ies)|tech stack|software|education))"
    r"(?:\s*(?:and|&|/|,|and/or)\s*(?:skills?|experience|qualifications?|requirements?|knowledge|abilities|training|"
    r"education|competencies|certifications?))*|"
    r"(?:what|who) (?:you(?:'ll| will)? (?:need|bring|have|are|know)|(?:we|we're|we are) (?:need|look(?:ing)? for|"
    r"expect|seek(?:ing)?))(?: (?:to succeed|from you|for|to the table))?|"
    r"you(?:'ll| will)? (?:have|need|should have|must have|bring|are)|your (?:profile|skills|background|experience)|"
    r"about you|the ideal candidate|candidate (?:profile|requirements)|required|must|minimum|"
    r"to be successful(?: in this role)?(?:,? you(?:'ll| will)? need)?|"
    r"requisitos(?: m[ií]nimos| indispensables)?|perfil(?: requerido)?|buscamos|qu[eé] (?:buscamos|necesitas)|"
    r"experiencia(?: requerida)?|habilidades(?: requeridas)?|conocimientos(?: requeridos)?|formaci[oó]n",
    DUTIES: r"(?:(?:key|main|primary|core|essential|essential job|job|your|role|position|major|day[ -]to[ -]day)\s)*"
    r"(?:responsibilit(?:ies|es)|responsibilites|duties|tasks|functions|accountabilities|description|summary|"
    r"overview|role|job|activities)(?:\s*(?:and|&|/)\s*(?:responsibilities|duties|tasks|activities))?|"
    r"what (?:you(?:'ll| will)(?: be)? (?:do|doing)|you do|the job is)|the (?:role|job|position|opportunity)|"
    r"about the (?:role|job|position|opportunity|team)|in this role(?:,? you will)?|(?:a|your) (?:typical )?day|"
    r"(?:our|the) (?:tech(?:nology)? )?stack|what you(?:'ll| will) learn|you will|your mission|"
    r"responsabilidades|funciones(?: principales)?|tareas|qu[eé] har[aá]s|descripci[oó]n(?: del puesto)?|el puesto",
    COMPANY: r"(?:about (?:us|our \w+|the (?:company|organization|employer|firm|client))|who we are|"
    r"(?:our|the) (?:company|mission|story|values|culture|customers|clients|history|vision|products?)|"
    r"company (?:overview|description|profile|background)|why [\w ]{2,20} exists|"
    r"sobre (?:nosotros|la empresa)|qui[eé]nes somos|nuestra empresa|acerca de (?:nosotros|la empresa))",
    BENEFITS: r"(?:(?:employee |company |our |the |some of (?:our|the) )?(?:benefits?|perks?|compensation|rewards?|salary|"
    r"pay(?: range)?|total rewards)(?:\s*(?:and|&|/)\s*(?:benefits?|perks?|compensation|salary|pay))*|"
    r"what(?:'s in it for you| we(?:'ll| will)? (?:offer|provide|give)(?: you)?| you(?:'ll| will)? (?:get|receive))|"
    r"we offer(?: you)?|our offer|why (?:join|work (?:with|for|at)|choose) (?:us|\w+)|why us|"
    r"beneficios|(?:qu[eé] |te |le )?ofrecemos|prestaciones|condiciones|salario|compensaci[oó]n)",
    LEGAL: r"(?:equal (?:employment )?opportunity(?: employer| statement)?|eeo(?:c)?(?: statement| policy)?|disclaimers?|"
    r"(?:reasonable )?accommodations?|privacy(?: (?:notice|policy))?|diversity(?: statement|,? equity.*| (?:and|&) inclusion)?|"
    r"e-verify|legal|physical (?:demands|requirements).*|working conditions|work environment|"
    r"igualdad de oportunidades|aviso de privacidad)",
    APPLY: r"(?:how to apply|to apply|application (?:process|instructions|procedure)|(?:interview|hiring|selection) process|"
    r"apply(?: now)?|contact(?: us| information)?|next steps|c[oó]mo (?:postular|aplicar|solicitar)|contacto)",
}
_LINE = {name: re.compile(rf"^(?:{body})\s*$", re.IGNORECASE) for name, body in _WORDINGS.items()}
_INLINE = re.compile(
    r"(?:^|[\n.;!?\u2022)*]|(?<=\s)-)\s*(?P<all>" + "|".join(f"(?P<{k}>{v})" for k, v in _WORDINGS.items()) + r")\s*:",
    re.IGNORECASE,
)
_DECORATION = " \t#*_-=~\u2022\u2013\u2014>|:"
_MAX_HEADING = 70
_BREAK = re.compile(
    r"\r?\n+|[\u2022\u25aa\u25cf\u2023]|\s\*\s|;\.?\s|(?<=[.!?])\.?[\"')\u201d]?\s+(?=[\"'(\u201c\u00bf\u00a1]?[A-Z\u00c0-\u00dd0-9])"
    r"|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{2})"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|inc|ltd|co|corp|sr|jr|dr|mr|ms|mrs|st|no|dept|approx|incl|esp|ex|u\.s|u\.k|min|max)\.|"
    r"\b[A-Z]\.)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A half-open span of the text and the section it stands in."""

    start: int
    end: int
    section: str


def sentences(text: str) -> list[Sentence]:
    """Return the sentences (and list items, and headings) of `text` in order, each with its section."""
    marks = sorted(_headings(text))
    positions = [at for at, _ in marks]
    cuts = {at for at, _ in marks}
    result = []
    for start, end in _pieces(text, cuts):
        if text[start:end].strip():
            at = bisect.bisect_right(positions, start) - 1
            result.append(Sentence(start, end, marks[at][1] if at >= 0 else OPENING))
    return result


def section_of_heading(line: str) -> str | None:
    """Return the section a line announces, or None when it is not a heading."""
    if len(line) > _MAX_HEADING:
        return None
    plain = line.strip(_DECORATION).replace("\u2019", "'").rstrip("?!.")
    if not plain:
        return None
    return next((name for name, pattern in _LINE.items() if pattern.match(plain)), None)


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """Yield (position, section) of every heading; a blank-separated unknown heading resets to duties."""
    at = 0
    for line in text.splitlines(keepends=True):
        section = section_of_heading(line)
        if section:
            yield at, section
        elif _looks_like_heading(line):
            yield at, COMPANY if re.match(r"\W*about\b", line, re.IGNORECASE) else DUTIES
        at += len(line)
    for match in _INLINE.finditer(text):
        name = next(key for key in _WORDINGS if match.group(key) is not None)
        yield match.start("all"), name


def _looks_like_heading(line: str) -> bool:
    plain = line.strip()
    words = plain.strip(_DECORATION).split()
    if not 1 <= len(words) <= 6 or plain.startswith(("-", "*", "\u2022")):
        return False
    return plain.endswith(":") and len(plain) < 50 or bool(re.match(r"#{1,4} |\*\*.+\*\*$|About [A-Z]", plain))


def _pieces(text: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    ends = {m.start(): m.end() for m in _BREAK.finditer(text) if not _ABBREVIATION.search(text, max(0, m.start() - 6), m.start())}
    for cut in cuts:
        ends.setdefault(cut, cut)
    start = 0
    for at in sorted(ends):
        if at >= start:
            yield start, at
            start = ends[at]
    yield start, len(text)
