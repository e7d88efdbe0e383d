"""Everything the posting check says to a person, in plain English, by code. Translations take these strings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What was found, why it matters, and what to do instead; the rule it rests on, where that is a public one."""

    title: str
    why: str
    instead: str
    source: str = ""


_AGE_IN_ADS = "29 CFR 1625.4(a)"
_NOTICES = "42 U.S.C. 2000e-3(b)"
_PREGNANCY = "42 U.S.C. 2000e(k)"
_NATIONAL_ORIGIN = "EEOC 915.005 (2016)"


REASONS: dict[str, Reason] = {
    "degree_required": Reason(
        "Asks for a degree",
        "Many people who can do this work learned it without a degree and will not apply, or cannot be counted.",
        "Name the skills instead, or accept the same skills learned another way.",
    ),
    "degree_preferred": Reason(
        "Prefers a degree",
        "A preferred degree still turns away people who have the skills.",
        "Leave it out, or say that experience counts the same.",
    ),
    "diploma_required": Reason(
        "Asks for a high school diploma",
        "A diploma says little about the skills of this job.",
        "Leave it out, or accept an equivalent such as the GED.",
    ),
    "must_be_employed": Reason(
        "Asks that people have a job now",
        "People between jobs can have every skill you need. Some cities and states forbid this line.",
        "Leave it out.",
    ),
    "recent_graduates": Reason(
        "Asks for recent graduates",
        "It keeps out people who changed careers or studied long ago, and can be read as a limit on age.",
        "Say that people new to the field are welcome.",
        _AGE_IN_ADS,
    ),
    "no_gaps": Reason(
        "Asks for a work history without gaps",
        "Care, illness, service or study leave gaps and take no skill away.",
        "Leave it out.",
    ),
    "recent_experience": Reason(
        "Asks for experience in the last few years",
        "A skill used earlier may be as good as ever; the date alone does not tell.",
        "Ask what the person can do now.",
    ),
    "years_for_entry": Reason(
        "Asks a beginner for years of experience",
        "A first job that asks for years of experience is open to nobody who needs a first job.",
        "Name what the person has to be able to do.",
    ),
    "years_for_skill": Reason(
        "Counts years",
        "Years do not say how well someone does the work.",
        "Name the level you need: with help, alone, or helping others.",
    ),
    "too_many_essentials": Reason(
        "Many skills at once",
        "Each essential skill shuts some people out; few have them all on the first day.",
        "Keep what is needed on day one. Mark the rest as learned on the job or preferred.",
    ),
    "levels_too_high_for_entry": Reason(
        "High levels for a first job",
        "Most essentials of a first job are routine work done with help (level 2); at most a few need level 3.",
        "Lower a level, or say that it is learned on the job.",
    ),
    "unclear_level": Reason(
        "Does not say how well",
        "Words like strong or excellent mean something else to everyone.",
        "Say what the person does: routine work with help, routine work alone, or harder work and helping others.",
    ),
    "unclear_person": Reason(
        "A word for a person that names no skill",
        "Many good people do not see themselves in it.",
        "Use the plain name of the job, or say what the person does.",
    ),
    "unclear_soft_skill": Reason(
        "Praise instead of a task",
        "Everyone says they communicate well; it cannot be checked.",
        "Say what the person will do: answer calls, write notes, explain a fix.",
    ),
    "criminal_record": Reason(
        "Asks about a criminal record",
        "This may not be asked before a conditional offer here.",
        "Leave it out. If a law asks for a check, name the check, the law and that it comes after the offer.",
    ),
    "background_check": Reason(
        "A check without its time and reason",
        "People with a record read it as a no. A check comes after a conditional offer and under a law.",
        "Say that it follows a conditional offer, and name the law.",
    ),
    "unknown_law": Reason(
        "A law we do not know as one that asks for a check",
        "A check that no law asks for keeps people with a record out of work they may do.",
        "Which law asks for it? Name it, say so if it is a law of your state, or leave the check out.",
    ),
    "credit_history": Reason(
        "Asks about credit",
        "Credit says nothing about these skills and may not be asked before a conditional offer here.",
        "Leave it out.",
    ),
    "salary_history": Reason(
        "Asks about earlier pay",
        "Earlier pay carries old unfairness forward, and asking is against the law in many places.",
        "Leave it out and say what you pay.",
    ),
    "citizenship": Reason(
        "Asks for citizenship or papers",
        "You may ask whether a person is authorized to work, not for papers or citizenship, unless a law says so.",
        "Ask only whether the person is authorized to work in the United States.",
    ),
    "native_speaker": Reason(
        "Asks where people come from, not what they can do",
        "Nobody becomes a native speaker, so people who speak the language well are shut out by where they were born.",
        "Say how well the work needs the language: speak with customers, write notes, read instructions.",
        _NATIONAL_ORIGIN,
    ),
    "accent": Reason(
        "Asks for an accent",
        "An accent says where people come from. It may count only where it gets in the way of the work.",
        "Say what people must be able to explain, and to whom.",
        _NATIONAL_ORIGIN,
    ),
    "looks": Reason(
        "Asks how people look",
        "Looks show no skill, and people read it as a word about age, sex, color or disability.",
        "Leave it out. If the work has a dress code, say what people wear.",
    ),
    "age_coded": Reason(
        "A word that hints at age",
        "It can be read as a limit on age.",
        "Leave it out, or say what the work needs.",
        _AGE_IN_ADS,
    ),
    "age_limit": Reason(
        "A limit on age or experience",
        "An upper limit keeps out older people and is rarely lawful.",
        "Leave it out.",
        _AGE_IN_ADS,
    ),
    "one_sex": Reason(
        "Asks for people of one sex",
        "An ad may not prefer women or men, and the work can be done by either.",
        "Leave it out. Say what the person has to be able to do.",
        _NOTICES,
    ),
    "religion": Reason(
        "Asks for people of one religion",
        "An ad may not prefer people by what they believe or do not believe.",
        "Leave it out.",
        _NOTICES,
    ),
    "pregnancy": Reason(
        "Shuts out mothers or people who are pregnant",
        "The law counts this as a preference for one sex. It takes no skill away.",
        "Leave it out. Say the days and hours of the work.",
        _PREGNANCY,
    ),
    "family_status": Reason(
        "Asks for people with or without a family",
        "Marriage and children show no skill, and many states forbid such a line.",
        "Leave it out. Say the days and hours of the work.",
    ),
    "personal_question": Reason(
        "Asks about age, sex, religion or family",
        "The answer shows no skill, and people read the question as a wish for some of them only.",
        "Leave it out.",
    ),
    "gendered": Reason(
        "A word for one sex",
        "Some people will take it that they are not meant.",
        "Use the word for anyone.",
    ),
    "physical_unrelated": Reason(
        "A physical demand the work does not show",
        "It keeps out people with disabilities from work they can do.",
        "Leave it out, or say which task needs it, how often, and that you accommodate.",
    ),
    "license_unrelated": Reason(
        "A driver's license the work does not show",
        "Nothing else in the posting needs driving.",
        "Leave it out, or say which task needs it.",
    ),
    "health": Reason(
        "Asks about health",
        "Health may not be asked about before a conditional offer.",
        "Leave it out, or say which task has to be done.",
    ),
    "unpaid": Reason(
        "Work without pay",
        "Internships and trials here are paid, or name the school or program that makes them lawful.",
        "Pay for it, or name the school or program.",
    ),
    "missing_pay": Reason(
        "No pay",
        "People cannot tell whether they can afford to apply, and many places require it.",
        "Say the lowest and highest pay, by the hour or year.",
    ),
    "missing_schedule": Reason(
        "No hours",
        "People with children, classes or another job cannot tell whether they can come.",
        "Say the days and hours, and full time or part time.",
    ),
    "missing_place": Reason(
        "No place",
        "People cannot tell whether they can get there.",
        "Say the town, or that the work is remote.",
    ),
    "to_fill_in": Reason(
        "Something left to fill in",
        "A blank in brackets is still in the text.",
        "Fill it in.",
    ),
}
