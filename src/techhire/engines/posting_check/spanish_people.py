"""The same lines about sex, religion, family and age in Spanish ads, each with its rule, weight and reason."""

from __future__ import annotations

import re

from techhire.engines.posting_check.findings import Rule, Severity
from techhire.engines.posting_check.workers import SPANISH_TITLE

_I = re.IGNORECASE
_WANT = (
    r"\b(?:solo|s[oó]lo|[uú]nicamente|exclusivamente|preferentemente|preferiblemente|(?:de\s+)?preferencia|preferibles?"
    r"|se\s+prefieren?|preferimos|se\s+buscan?|buscamos|se\s+solicitan?|se\s+necesitan?|contratamos)\s+"
)
_LIKED = r"\s+(?:preferentemente|preferiblemente|de\s+preferencia|[uú]nicamente|solamente|abstenerse)\b"
_BE = r"(?:\b(?:debe|deben|tiene\s+que|tienen\s+que)\s+(?:ser|estar)\s+|^(?:ser|estar)\s+)"
_FAITH = r"(?:cristian|cat[oó]lic|evang[eé]lic|protestant|jud[ií]|musulm[aá]n|creyente)[a-z]*"
_SEXES = r"(?:hombres?|varon(?:es)?|var[oó]n|mujer(?:es)?|damas?|caballeros?|chic[oa]s?|muchach[oa]s?)\b"
_WORKER = (
    r"(?:candidat[oa]s?|t[eé]cnic[oa]s?|asistentes?|recepcionistas?|personal|empleados?|trabajador(?:es)?)"
)
_SEX = re.compile(
    rf"\bsexo\s*:?\s*(?:femenino|masculino)\b|\bseñoritas?\b|{_WANT}(?:una?\s+)?{_SEXES}"
    rf"(?!\s+(?:y|o)\s+(?:hombres?|mujer)|\s+embarazad)|\b{_SEXES}{_LIKED}|{_BE}{_SEXES}|\babstenerse\s+{_SEXES}"
    rf"|\b{_WORKER}\s+(?:femenin[oa]s?|masculin[oa]s?|hombres?\b|mujer(?:es)?\b)"
    rf"|\b(?:puesto|trabajo|vacante|ideal)\s+(?:solo\s+)?para\s+(?:una?\s+)?{_SEXES}(?!\s+y\s+)"
    r"|\bno\s+(?:mujeres|hombres)\b(?!\s+embarazad)",
    _I,
)
_RELIGION = re.compile(
    rf"{_WANT}(?:candidat[oa]s\s+|personas?\s+)?{_FAITH}\b|\b{_FAITH}{_LIKED}|{_BE}{_FAITH}\b|\bde\s+religi[oó]n\s+{_FAITH}"
    rf"|\breligi[oó]n\s*:\s*{_FAITH}|^no\s+(?:se\s+aceptan\s+)?{_FAITH}\s*(?=$|[.,;!])|\bcompart[ea]n?\s+nuestra\s+fe\b",
    _I,
)
_PREGNANCY = re.compile(
    r"\bno\s+(?:estar?\s+|se\s+aceptan\s+|aceptamos\s+|contratamos\s+)?(?:mujeres\s+)?(?:embarazad[ao]s?|madres(?:\s+solteras)?)\b"
    r"|\babstenerse\s+(?:mujeres\s+)?(?:embarazadas|madres)\b|\bprueba\s+de\s+(?:no\s+)?embarazo\b",
    _I,
)
_MARRIED = r"(?:casad|solter|divorciad)[oa]s?\b"
_FAMILY = re.compile(
    rf"{_WANT}(?:personas?\s+)?{_MARRIED}|\b{_MARRIED}{_LIKED}|{_BE}{_MARRIED}|^{_MARRIED}(?=\s*(?:$|[.,;]))"
    rf"|\bestado\s+civil\s*:?\s*{_MARRIED}|\b(?:sin|no\s+tener)\s+(?:hijos|cargas?\s+familiar(?:es)?)\b"
    r"|\bsin\s+compromisos\s+familiares\b",
    _I,
)
_MOST = r"m[aá]x(?:imo)?\.?\s+(?:de\s+)?[2-6]\d\s+años"
_AGED = (
    r"(?:personas?|gente|tener|tengan?|ser|con|se\s+(?:requier|solicit|busc|pid)[ae]n?"
    r"|requerimos|buscamos|solicitamos)"
)
_AFTER_WORKER = (
    r"(?:(?<=t[eé]cnic[oa]\s)|(?<=t[eé]cnic[oa]s\s)|(?<=candidat[oa]\s)|(?<=candidat[oa]s\s)|(?<=asistente\s)"
    r"|(?<=recepcionista\s)|(?<=personal\s)|(?<=emplead[oa]\s))"
)
"""The word for who works stands before the limit and is not taken out with it."""
_AGE = re.compile(
    r"\b(?:l[ií]mite\s+de\s+edad|edad\s+l[ií]mite)(?:\s+de)?\s*:?\s*[2-6]\d(?:\s+años)?"
    rf"|(?:^|,\s*(?:de\s+)?|\b{_AGED}\s*,?\s*(?:de\s+)?|{_AFTER_WORKER}){_MOST}(?:\s+de\s+edad)?(?=\s*(?:$|[.,;]))"
    rf"|\(\s*(?:de\s+)?{_MOST}(?:\s+de\s+edad)?\s*\)"
    rf"|\b{_MOST}\s+de\s+edad\b|\bedad\s*:?\s*m[aá]x(?:imo)?\.?\s*[2-6]\d(?!\d)"
    r"|(?:^|,\s*|\bedad\s*:?\s*)[2-6]\d\s+años\s+(?:como\s+)?m[aá]ximo\b(?=\s*(?:$|[.,;)]))"
    r"|\bedad\s*:?\s*(?:entre\s+|de\s+)?\d{2}\s*(?:a|y|-|–)\s*\d{2}\b(?:\s+años)?"
    r"|\bmayores\s+de\s+[2-6]\d(?:\s+años)?\s+abstenerse\b|\babstenerse\s+mayores\s+de\s+[2-6]\d(?:\s+años)?",
    _I,
)
_OF = r"(?:^|[,;:.(]\s*)(?:(?:una?|el|la|las|los|nuestr[oa]s?)\s+)?"
_LASTING = re.compile(
    rf"{_OF}(?:garant[ií]as?|hipotecas?|pr[eé]stamos?|cr[eé]ditos?|arriendos?|arrendamientos?|alquiler(?:es)?|bonos?"
    r"|retenci[oó]n|conservaci[oó]n|archivado|vida\s+[uú]til|vigencia|duraci[oó]n|plazos?|per[ií]odos?|contratos(?!\s+(?:temporal|indefinid|labor|fij|de\s+trabajo)\w*)"
    r"|concesi(?:[oó]n|ones)|acuerdos?|convenios?|amortizaci(?:[oó]n|ones)|depreciaci[oó]n|financiamiento|patentes?"
    r"|pensi(?:[oó]n|ones)|equipos(?!\s+de\s+(?:trabajo|ventas)\b)|servidores|m[aá]quinas|veh[ií]culos|camiones|edificios"
    r"|computadoras|archivos|copias|clientes|pacientes|niñ[oa]s|usuari[oa]s)"
    r"\b[^,;:.(\d]{0,60}[,:]?\s*$",
    _I,
)
_WITH_ONE = re.compile(r"\bcon\s+(?:una?\s+)?(?:garant[ií]a|hipoteca)\s*,?\s*$", _I)
_SERVED = re.compile(
    r"\b(?:atend\w+|atenci[oó]n|servi(?:r|mos|cios?)|ayud(?:a|ar|amos)|apoy(?:a|ar|amos|o)|enseñ(?:a|ar|amos))\s+"
    r"(?:(?:a|para|con)\s+)?(?:(?:las?|los)\s+)?(?:personas?|gente|adultos)\s+(?:(?:de|con)\s+)?$",
    _I,
)
"""Words right before a limit that is of people who are served and do not apply."""
_LIMIT = re.compile(_MOST, _I)
_TITLE = re.compile(rf"\b{SPANISH_TITLE}\b", _I)
_NEAR = 100
"""Characters before a limit that are looked at."""
_YOURS = (
    r"(?:edad|sexo|g[eé]nero|religi[oó]n|estado\s+civil|fecha\s+de\s+nacimiento|n[uú]mero\s+de\s+hijos)\b"
)
_QUESTION = re.compile(
    r"\b(?:indi(?:que|car)|dig[ae]|mencion(?:e|ar)|(?:nos\s+)?cuent[ae]n?os?|incluy[ae]|incluir|envíe|señal(?:e|ar)|anot(?:e|ar))\s+"
    rf"su\s+{_YOURS}(?:\s*(?:,|y|o)\s+(?:su\s+)?{_YOURS})*"
    r"|¿\s*(?:es|está)\s+(?:usted\s+)?(?:casad|solter|embarazad)[oa]\s*\?|¿\s*(?:tiene|cuántos)\s+hijos(?:\s+tiene)?\s*\?",
    _I,
)
EQUAL = re.compile(
    r"\bsin\s+(?:distinci[oó]n|importar|discriminaci[oó]n)|\bigualdad\s+de\s+oportunidades\b|\bno\s+discrimin\w+",
    _I,
)
"""Promises of equal treatment, which name what does not count."""
PEOPLE: tuple[tuple[re.Pattern[str], Rule, Severity, str], ...] = (
    (_SEX, Rule.PROTECTED, Severity.MUST, "one_sex"),
    (_RELIGION, Rule.PROTECTED, Severity.MUST, "religion"),
    (_PREGNANCY, Rule.PROTECTED, Severity.MUST, "pregnancy"),
    (_FAMILY, Rule.PROTECTED, Severity.MUST, "family_status"),
    (_QUESTION, Rule.PROTECTED, Severity.MUST, "personal_question"),
    (_AGE, Rule.CODED_WORDS, Severity.MUST, "age_limit"),
)


def is_of_something_else(text: str, limit: re.Match[str]) -> bool:
    """Whether the years are those of a warranty, a contract, a machine or people who are served, by the words right
    before them, and no worker is named before those or in the limit itself.
    """
    most = _LIMIT.search(limit[0])
    if _SERVED.search(text[: limit.start() + (most.start() if most else 0)]):
        return True
    other = _lasting(text, limit)
    if other >= 0:
        return not (_TITLE.search(text, 0, other) or _TITLE.match(limit[0]))
    about = text[max(0, limit.start() - _NEAR) : limit.start()]
    return bool(_WITH_ONE.search(about)) and not _TITLE.search(about)


def severity_of(text: str, limit: re.Match[str]) -> Severity:
    """A limit in parentheses has to go where a worker stands before it; else changing it is advised, as it is where
    both a worker and something that lasts stand before it.
    """
    is_said = (
        not limit[0].startswith("(")
        or not text[: limit.start()].strip()
        or _TITLE.search(text, 0, limit.start())
    )
    return Severity.MUST if is_said and _lasting(text, limit) < 0 else Severity.SHOULD


def _lasting(text: str, limit: re.Match[str]) -> int:
    """Where the words right before a limit begin that are of something else that lasts; -1 where there are none."""
    found = _LASTING.search(text, max(0, limit.start() - _NEAR), limit.start())
    return found.start() if found else -1
