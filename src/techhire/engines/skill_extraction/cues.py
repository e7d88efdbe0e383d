"""Words that say whether a skill is required, preferred, not wanted, or not about the person at all.

A cue looks forward (to names after it, up to the end of its segment) or backward (to names before it). English and
Spanish; the lists are our own.
"""

import re

REQUIRED = "required"
PREFERRED = "preferred"
NEGATED = "negated"
BOILERPLATE = "boilerplate"

_NOUN = r"(?:skills?|qualifications?|experience|knowledge|background|certifications?|competenc\w+|proficiency|abilit\w+)"
_NOT = r"(?:not|n't|n\u2019t|never|no longer|cannot)"

FORWARD = (
    (
        NEGATED,
        re.compile(
            r"\bno (?!longer|later|less|fewer|more|matter|problem|doubt|one|better|stranger|wonder|nonsense|"
            r"(?:two|single|\w+ two)\b)(?:\w+ ){0,3}?(?:experience|knowledge|background|skills?|need|exposure|familiarity|"
            r"training|understanding|coding|programming|use|requirement|certification|expertise|(?=[A-Z.]))|"
            rf"\b(?:do(?:es)?|did|will|wo|ca|need|is|are|am|was|were|should|must|would|have|has)\s?{_NOT}\s"
            r"(?!only|just|limited|be limited|hesitate|merely|necessarily|be afraid|need to be (?:an? )?(?:expert|guru|master)|"
            r"have to be (?:an? )?(?:expert|guru)|expect (?:you to be )?(?:an? )?(?:expert|guru)|miss|worry|required|needed)"
            r"(?:\w+ ){0,2}?(?:need|use|using|used|require|requiring|expect|work|want|support|looking|seeking|offer|have|ask|"
            r"touch|do|write|teach|run|a|an|about|for|involve|include|care|cover|know|maintain|considering|hiring|build|program)\b|"
            r"\bnot (?:an?|required to (?:know|have|use)|looking for|expected to (?:know|have|use)|need(?:ed)? to know|about|"
            r"using|interested in|responsible for|applicable)\b(?! problem| issue)|"
            r"\bnot (?=[A-Z][A-Za-z+#.]*\b)|\b(?:instead of|rather than|in place of|as opposed to|moved? away from|"
            r"moving away from|other than|except(?: for)?|excluding|unlike|away from|no longer (?:use|using|need|require|support)\w*|"
            r"we (?:dropped|retired|stopped using|avoid|replaced|abandoned)|nobody (?:here )?uses?|zero|lack of|"
            r"without (?:any |prior |previous |using |the use of )?(?=\w))|"
            r"\b(?:no (?:usamos|utilizamos|se requieren?|es necesari[oa]|hace falta|necesitas?|se necesitan?|pedimos|exigimos)|"
            r"sin (?:experiencia|conocimientos?|necesidad|saber)|en (?:lugar|vez) de|no trabajamos con|ya no)\b",
            re.IGNORECASE,
        ),
    ),
    (
        PREFERRED,
        re.compile(
            rf"\b(?:preferred|desired|desirable|optional|additional|ideal)\s(?:\w+\s)?{_NOUN}\b|"
            r"\b(?:preferred|desired|desirable|optional|nice[ -]to[ -]haves?|good[ -]to[ -]haves?|plus|bonus)\s?[:\u2013-]|"
            r"\b(?:preferably|ideally|bonus(?: points?)?(?: if| for)?|extra (?:credit|points)(?: for| if)?|"
            r"even better(?: if)?|(?:we(?:'d| would)|would) (?:also )?(?:love|like|prefer)(?! you)\b|we(?:'d| would) love (?:it )?if|"
            r"(?:a|another|one|big|huge|strong|definite|real) (?:plus|bonus|advantage|asset) (?:is|are|would be|if|for)|"
            r"preference (?:is |will be )?(?:given )?(?:to|for)|we prefer|prefer(?:ence|s|ring)?|"
            r"(?:it )?(?:helps|would help) (?:if|to)|nice if|points for|extra points|a plus if|optionally|"
            r"(?:nice|great|good|helpful|useful|beneficial|advantageous) (?:to (?:have|know)|if you (?:have|know))|"
            r"(?:bonus|plus) (?:if|points)|not (?:required|mandatory|essential|necessary),? but (?:we )?(?:\w+ )?(?:like|value|helpful|nice))|"
            r"\b(?:we(?:'ll| will) (?:teach|train|show)|will (?:train|teach)|willing(?:ness)? to learn|you(?:'ll| will) (?:learn|be trained)|"
            r"learn(?:ing)? on the job|opportunit(?:y|ies) to learn|train you (?:in|on)|interest in learning|eager to learn)\b|"
            r"\b(?:preferiblemente|idealmente|deseables?|se valorar[a\u00e1]n?|valoramos|ser[a\u00ed]an? un plus|aprender[a\u00e1]s)\b",
            re.IGNORECASE,
        ),
    ),
    (
        REQUIRED,
        re.compile(
            rf"\b(?:required|minimum|essential|mandatory|necessary)\s(?:\w+\s)?{_NOUN}\b|"
            r"\b(?:required|must|must[ -]haves?|minimum|mandatory|essential)\s?:|"
            r"\b(?:must (?:have|know|be|possess|demonstrate|bring|understand|hold|show)|requires?|requiring|"
            r"(?:you|candidates?|applicants?|we)(?:'ll| will)? (?:absolutely )?need|needs? to (?:know|have|be)|"
            r"(?:you|candidates?|applicants?) (?:should|will) (?:have|know|be)|have to (?:know|have)|expected to (?:know|have|use)|"
            r"at (?:a )?minimum|at least|minimum of|(?:is|are) required to)\b|"
            r"\b(?:debes?|debe tener|es (?:indispensable|obligatorio|necesario|imprescindible)|requerimos|se requiere|"
            r"necesitamos|imprescindible|indispensable|obligatorio|buscamos)\b",
            re.IGNORECASE,
        ),
    ),
)
BACKWARD = (
    (
        NEGATED,
        re.compile(
            r"\b(?:(?:is|are|was|were)(?: not|n't|n\u2019t) (?:strictly |really )?(?:required|necessary|needed|a requirement|used|"
            r"mandatory|part of|expected|essential|something|relevant|in use|supported|our|for)|"
            r"not (?:required|necessary|needed|used|mandatory|a must|expected|essential|applicable)|unnecessary|"
            r"(?:experience |knowledge |skills? )?not (?:a )?(?:requirement|need)|(?:isn't|aren't) \w+|"
            r"no (?:es|son) (?:necesari[oa]s?|requerid[oa]s?|obligatori[oa]s?|indispensables?|imprescindibles?)|"
            r"no se (?:usan?|utilizan?|requieren?|necesitan?)|need not apply|no longer (?:used|needed|required|in use)|"
            r"(?:has|have) been (?:retired|replaced|dropped))\b",
            re.IGNORECASE,
        ),
    ),
    (
        PREFERRED,
        re.compile(
            rf"\b(?:preferred|desired|desirable|optional|advantageous|beneficial)\b(?!\s?:|\s(?:\w+\s)?{_NOUN}\b)|"
            r"\b(?:(?:a|an) (?:(?:big|huge|strong|definite|real|great|nice|major|added|distinct|clear|significant) )?"
            r"(?:plus|bonus|advantage|asset)|is (?:very )?(?:helpful|useful|valued|welcome|nice)|are (?:helpful|useful|valued|welcome)|"
            r"helpful|(?:would|will) be (?:very |really |especially )?(?:nice|great|helpful|useful|good|ideal|welcome|appreciated|"
            r"beneficial|advantageous|valued)|nice[ -]to[ -]haves?|good[ -]to[ -]haves?|(?:gets|earns?|wins?) (?:you )?(?:bonus|extra)|"
            r"not (?:required|necessary|mandatory|essential|needed),? but (?:is |are |would be )?(?:a |an |very )?"
            r"(?:preferred|plus|helpful|nice|desirable|useful|welcome|appreciated|bonus|advantage|valued)\w*|"
            r"if possible|(?:is|are) (?:a )?preferred|stand out|set you apart|we can teach|can be (?:taught|learned)|"
            r"deseables?|preferibles?|opcional(?:es)?|(?:es|ser[a\u00e1\u00ed]+a?n?|como) (?:un )?(?:plus|ventaja)|"
            r"se valorar[a\u00e1]n?|valorables?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        REQUIRED,
        re.compile(
            rf"\b(?:(?:is|are) (?:also |absolutely |strictly )?(?:required|a must|essential|mandatory|necessary|needed|critical|"
            rf"non-negotiable|vital|crucial|a requirement|expected|key|very important)|required(?!\s?:|\s(?:\w+\s)?{_NOUN}\b|\sto\b)|"
            r"a must(?:[ -]have)?|must[ -]haves?(?!\s?:)|mandatory|essential|non-negotiable|"
            r"requerid[oa]s?|indispensables?|obligatori[oa]s?|imprescindibles?|necesari[oa]s?)\b",
            re.IGNORECASE,
        ),
    ),
)
SEGMENT_BREAK = re.compile(
    r";|\s[-\u2013\u2014]{1,2}\s|\u2014|,?\s\b(?:but|however|while|although|though|whereas|yet|pero|aunque|mientras)\b(?! not limited)|"
    r"(?<!rather)(?<!in)\s\binstead\b(?! of)|[.:!?]\s|"
    r",\s(?:and\s|so\s|because\s)?(?=(?:you|we|our|this|they|it|just|only|he|she|the (?:role|job|team|work|position|ideal)|"
    r"nosotros|usted|solo)\b)",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\b(?:equal (?:employment )?opportunit|without regard to|regardless of (?:race|age|sex|gender)|race, colou?r|protected veteran|"
    r"reasonable accommodation|affirmative action|e-verify|drug[- ]free|background check|igualdad de oportunidades|"
    r"sin distinci[o\u00f3]n de|"
    r"401\s?\(?k\)?|paid time off|\bpto\b|health insurance|medical, dental|dental|tuition|reimburse\w*|stock options|"
    r"gym membership|free (?:lunch|snacks|coffee|access|subscription|licen[cs]e|training|course|certification|parking)|"
    r"employee discount|discounts? on|vacation days|parental leave|seguro m[e\u00e9]dico|vacaciones|"
    r"we (?:offer|provide|sponsor|pay for|cover|reimburse)\b|you(?:'ll| will)? (?:get|receive|enjoy) (?:a|an|free|access|your)|"
    r"our (?:benefits|perks|benefit package)|ofrecemos|"
    r"(?:send|submit|email|e-mail|upload|attach) (?:us )?(?:your|a|an) (?:\w+ )?(?:resume|cv|application|cover|portfolio|r\u00e9sum\u00e9)|"
    r"(?:resume|cv|r\u00e9sum\u00e9|cover letter|application)s? (?:in|as|must be|should be|to be)|"
    r"interviews? (?:will|are|is|take|may|over|via|on|by)|"
    r"(?:apply|application) (?:via|through|using|on|by|form)|follow us|visit (?:us|our)|"
    r"founded in|was founded|since (?:19|20)\d\d|established in|headquartered|fortune \d+|award[- ]winning|"
    r"(?:is|are|as) (?:a|an|the|one of the|one of) (?:[\w-]+ ){0,4}?(?:leader|leading|premier|provider|startup|start-up|company|"
    r"firm|nonprofit|non-profit|manufacturer|maker|vendor|agency|consultancy|organization|retailer|publisher|distributor|supplier|"
    r"software house|reseller|partner|bank|hospital|insurer)\b|"
    r"(?:our|its|their) (?:customers|clients|products?|platform|mission|investors|founders?|story|company|offices?|parent company|"
    r"users|brand|solutions?|services?|apps?) (?:\w+ )?(?:is|are|was|were|include|includes|range|power|use|uses|run|runs|rely|trust|"
    r"help|helps|serve|serves|span|has|have|sell|combine|bring|make|makes|give|gives|let|lets)\b|"
    r"we (?:are|were|'re) (?:a|an|the|proud|committed|one)|we (?:build|make|sell|help|serve|develop|deliver|power|create|design) (?!\w+ing\b)|"
    r"trusted by|used by (?:millions|thousands|over|more)|(?:millions|thousands) of (?:users|customers|people|businesses)|"
    r"(?:company|firm) (?:that|which|specializ\w+)|fundada en|somos una|l[i\u00ed]der en|nuestros clientes)",
    re.IGNORECASE,
)
_ABOUT_YOU = re.compile(
    r"\b(?:you|your|candidates?|applicants?|must|requires?d?|experience (?:in|with|using)|knowledge of|proficien\w+|"
    r"familiar\w*|skills in|looking for|seeking|seeks?|hiring|need an?|ability to|preferred|a plus)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:equal (?:employment )?opportunit|without regard to|race, colou?r|401|paid time off|tuition|reimburs|discount|free |"
    r"(?:we|empresa) (?:offer|provide|sponsor|pay for|cover)|you(?:'ll| will)? (?:get|receive|enjoy)|resume|\bcv\b|interviews?|"
    r"cover letter|(?:apply|application) (?:via|through|using|on|by|form)|accommodation|ofrecemos|health insurance|dental|perks|"
    r"benefits)",
    re.IGNORECASE,
)


def speaks_to_reader(sentence: str) -> bool:
    """Return whether a sentence addresses the person sought."""
    return bool(_ABOUT_YOU.search(sentence)) and not _BENEFIT.search(sentence)


def is_boilerplate(sentence: str) -> bool:
    """Return whether a sentence speaks of the company, its benefits or the law rather than of the person sought."""
    if not _ABOUT_US.search(sentence):
        return False
    return bool(_BENEFIT.search(sentence)) or not _ABOUT_YOU.search(sentence)
