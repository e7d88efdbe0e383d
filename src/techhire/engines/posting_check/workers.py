"""Words for whoever would do the work, by which a limit on age beside them is known to be theirs."""

WHO = (
    r"(?:applicants?|candidates?|people|persons?|workers?|employees?|anyone|anybody|someone|somebody|those|staff|personnel"
    r"|hires?|trainees?|interns?|apprentices?)"
)
TITLE = (
    r"(?:technicians?|analysts?|specialists?|engineers?|developers?|programmers?|administrators?|admins?|assistants?"
    r"|associates?|clerks?|representatives?|agents?|managers?|supervisors?|operators?|installers?|designers?"
    r"|receptionists?|coordinators?|consultants?|testers?|helpers?|drivers?|mechanics?|electricians?|officers?|aides?"
    r"|architects?|auditors?|advis[eo]rs?|trainers?|instructors?|interpreters?|translators?|cashiers?|inspectors?"
    r"|nurses?|cooks?|chefs?|waiters?|waitress(?:es)?|bartenders?|nann(?:y|ies)|caregivers?|housekeepers?)"
)
SPANISH_TITLE = (
    r"(?:candidat[oa]s?|aspirantes?|postulantes?|t[eé]cnic[oa]s?|asistentes?|auxiliar(?:es)?|ayudantes?|recepcionistas?"
    r"|personal|personas?|gente|emplead[oa]s?|trabajador(?:a|es|as)?|analistas?|especialistas?|ingenier[oa]s?"
    r"|programador(?:a|es|as)?|desarrollador(?:a|es|as)?|administrador(?:a|es|as)?|administrativ[oa]s?|agentes?"
    r"|representantes?|operador(?:a|es|as)?|operari[oa]s?|instalador(?:a|es|as)?|diseñador(?:a|es|as)?|gerentes?"
    r"|supervisor(?:a|es|as)?|coordinador(?:a|es|as)?|consultor(?:a|es|as)?|conductor(?:a|es|as)?|chofer(?:es)?"
    r"|mec[aá]nic[oa]s?|electricistas?|cajer[oa]s?|secretari[oa]s?|aprendi(?:z|ces)|practicantes?|becari[oa]s?"
    r"|asesor(?:a|es|as)?|vendedor(?:a|es|as)?|encargad[oa]s?"
    r"|enfermer[oa]s?|cociner[oa]s?|meser[oa]s?|camarer[oa]s?|cantiner[oa]s?|niñer[oa]s?|cuidador(?:a|es|as)?)"
)
