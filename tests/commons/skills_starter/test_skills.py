"""The skills: enough of them, each named once, each explained in two languages."""

import re
from collections import defaultdict

KINDS = {"tool", "language", "platform", "method", "knowledge", "workplace"}
NAMED_ALIKE = {"tool", "language", "platform"}
PROPER_NAMES = {"Kanban", "Scrum"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ACRONYM = re.compile(r"[A-Z0-9/ ]{2,}s?")
# Plain words that would find skills in any sentence, whoever wrote it.
EVERYDAY = """
    solid soap yarn hosting it the and of no si go on office team work help computer support system systems data test
    code computadora oficina equipo trabajo ayuda apoyo sistema sistemas datos prueba código
"""
TOO_COMMON = frozenset(EVERYDAY.split())
CERTIFICATIONS = re.compile(
    r"\b(certified|certification|certificate|CompTIA|CCNA|CISSP|MCSE|PMP|certificad[oa])\b", re.I
)


def names_of(skill) -> list[str]:
    aliases = [alias for alias in skill["aliases"].split("|") if alias]
    return [*dict.fromkeys([skill["name_en"], skill["name_es"]]), *aliases]


def words(text: str) -> int:
    return len(text.split())


def test_there_are_enough_skills_of_every_kind(skills):
    counts = defaultdict(int)
    for skill in skills:
        counts[skill["kind"]] += 1
    assert len(skills) >= 500
    assert set(counts) == KINDS
    assert min(counts.values()) >= 25, dict(counts)


def test_technical_and_support_halves_are_both_full(read):
    technical = [f"skills_{noun}.csv" for noun in ("software", "web", "mobile", "data", "quality")]
    number = sum(len(read(name)) for name in technical)
    assert number >= 290
    assert len(read("skills_*.csv")) - number >= 260


def test_slugs_are_unique_and_well_formed(skills):
    slugs = [skill["slug"] for skill in skills]
    assert len(set(slugs)) == len(slugs)
    assert not [slug for slug in slugs if not SLUG.fullmatch(slug)]


def test_no_name_or_alias_belongs_to_two_skills(skills):
    owners = defaultdict(set)
    for skill in skills:
        for name in names_of(skill):
            owners[name.casefold()].add(skill["slug"])
    assert not {name: slugs for name, slugs in owners.items() if len(slugs) > 1}


def test_no_skill_says_the_same_alias_twice(skills):
    for skill in skills:
        names = [name.casefold() for name in names_of(skill)]
        assert len(set(names)) == len(names), f"{skill.place} {names}"


def test_aliases_are_short_forms_someone_would_write(skills):
    for skill in skills:
        for alias in filter(None, skill["aliases"].split("|")):
            assert alias == alias.strip() and 2 <= len(alias) <= 60, f"{skill.place} {alias!r}"
            assert alias.casefold() not in TOO_COMMON, f"{skill.place} {alias!r} is an everyday word"


def test_most_skills_can_be_found_by_another_name(skills):
    with_aliases = [skill for skill in skills if skill["aliases"]]
    assert len(with_aliases) >= 0.95 * len(skills)
    assert sum(skill["aliases"].count("|") + 1 for skill in with_aliases) >= 4 * len(skills)


def test_every_parent_is_a_skill_and_no_chain_returns_to_itself(skills):
    parent_of = {skill["slug"]: skill["parent"] for skill in skills}
    for slug in parent_of:
        seen, step = {slug}, parent_of[slug]
        while step:
            assert step in parent_of, f"{slug}: unknown parent {step}"
            assert step not in seen, f"{slug}: its parents go in a circle"
            seen.add(step)
            step = parent_of[step]


def test_half_life_is_six_nine_or_twelve_years(skills):
    assert {skill["half_life"] for skill in skills} == {"6", "9", "12"}


def test_fundamentals_age_no_faster_than_tools(skills):
    def mean(kind: str) -> float:
        years = [int(skill["half_life"]) for skill in skills if skill["kind"] == kind]
        return sum(years) / len(years)

    assert mean("tool") < mean("knowledge") <= 12
    assert mean("tool") < mean("workplace") <= 12


def test_no_certification_is_listed_as_a_skill(skills):
    assert not [skill["slug"] for skill in skills if CERTIFICATIONS.search(skill["name_en"])]


def test_definitions_are_one_sentence_of_eight_to_twenty_five_words(skills):
    for skill in skills:
        for column in ("definition_en", "definition_es"):
            text = skill[column]
            assert 8 <= words(text) <= 25, f"{skill.place} {column}: {words(text)} words"
            assert text[0].isupper() or text[0] in "¿¡", f"{skill.place} {column}"
            assert re.fullmatch(r"[^!?]*[^.!?]\.", text), f"{skill.place} {column} is not one plain sentence"
            assert not re.search(r"\.\s+[A-ZÁÉÍÓÚÑ]", text), f"{skill.place} {column} has two sentences"


def test_no_two_skills_share_a_definition(skills):
    for column in ("definition_en", "definition_es"):
        texts = [skill[column].casefold() for skill in skills]
        assert len(set(texts)) == len(texts)


def test_spanish_differs_from_english_except_for_proper_names(skills):
    for skill in skills:
        assert skill["definition_es"] != skill["definition_en"], skill.place
        if skill["name_es"] == skill["name_en"]:
            proper = skill["name_en"] in PROPER_NAMES or ACRONYM.fullmatch(skill["name_en"])
            assert skill["kind"] in NAMED_ALIKE or proper, f"{skill.place} {skill['name_en']}"


def test_spanish_definitions_read_as_spanish(skills):
    spanish = {
        "de",
        "la",
        "el",
        "los",
        "las",
        "en",
        "y",
        "con",
        "para",
        "que",
        "un",
        "una",
        "se",
        "a",
        "del",
        "por",
    }
    english = {"the", "and", "of", "with", "for", "that", "to", "from", "by", "or", "is", "are"}
    for skill in skills:
        said = set(re.findall(r"\w+", skill["definition_es"].casefold()))
        assert said & spanish and not said & english, f"{skill.place} {skill['definition_es']}"


def test_definitions_carry_no_marketing(skills):
    boast = re.compile(
        r"\b(cutting[- ]edge|world[- ]class|leading|powerful|seamless|robust|leverage\w*|rockstar|ninja)\b",
        re.I,
    )
    assert not [skill["slug"] for skill in skills if boast.search(skill["definition_en"])]


def test_skills_that_other_parts_name_are_there(skill_slugs):
    expected = (
        "sql git python html css javascript docker ci-cd data-analysis software-testing spreadsheets linux agile "
        "communication problem-solving teamwork customer-service time-management attention-to-detail documentation "
        "learning-new-tools"
    )
    assert set(expected.split()) <= skill_slugs
