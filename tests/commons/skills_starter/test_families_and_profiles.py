"""The fourteen job families and their honest entry-level profiles."""

import csv
import gzip
import os
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FAMILIES = {
    "software",
    "front-end",
    "back-end",
    "mobile",
    "data",
    "business-intelligence",
    "it-project-manager",
    "quality-assurance",
    "systems-network",
    "user-support",
    "technical-writer",
    "graphic-designer",
    "information-security",
    "other",
}
CODES = {
    "software": "15-1252",
    "front-end": "15-1254",
    "quality-assurance": "15-1253",
    "user-support": "15-1232",
    "systems-network": "15-1244",
    "information-security": "15-1212",
    "technical-writer": "27-3042",
    "graphic-designer": "27-1024",
    "data": "15-2051",
}
SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))


@pytest.fixture(scope="session")
def by_family(profiles):
    grouped = defaultdict(list)
    for line in profiles:
        grouped[line["family"]].append(line)
    return grouped


def shared_file(*parts: str) -> Path:
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the public reference file {'/'.join(parts)} is not on this machine")
    return path


def test_the_fourteen_families_are_there_once(families):
    assert Counter(family["slug"] for family in families) == Counter(FAMILIES)


def test_family_names_are_unique_and_translated(families):
    for column in ("name_en", "name_es", "description_en", "description_es"):
        assert len({family[column].casefold() for family in families}) == len(families), column
    for family in families:
        assert family["name_en"] != family["name_es"]
        assert family["description_en"] != family["description_es"]
        assert 6 <= len(family["description_en"].split()) <= 30, family.place


def test_codes_have_the_form_of_their_systems(families):
    for family in families:
        assert re.fullmatch(r"\d\d-\d{4}", family["soc_code"]), family.place
        assert re.fullmatch(r"\d\d-\d{4}\.\d\d", family["onet_code"]), family.place
        assert family["onet_code"].startswith(family["soc_code"]), family.place
        also = [code for code in family["also_soc"].split("|") if code]
        assert all(re.fullmatch(r"\d\d-\d{4}", code) for code in also), family.place
        assert len(set(also)) == len(also) and family["soc_code"] not in also, family.place


def test_well_known_families_carry_their_well_known_code(families):
    found = {family["slug"]: family["soc_code"] for family in families}
    assert {slug: found[slug] for slug in CODES} == CODES


def test_every_soc_code_is_a_detailed_occupation_of_2018(families):
    path = shared_file("crosswalks", "soc2018_definitions.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        detailed = {row["SOCCode"] for row in csv.DictReader(file) if row["SOCGroup"] == "Detailed"}
    used = {
        code for family in families for code in [family["soc_code"], *family["also_soc"].split("|")] if code
    }
    assert used <= detailed


def test_every_onet_code_is_an_onet_occupation(families):
    path = shared_file("onet", "Occupation_Data.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        known = {line.split("\t", 1)[0] for line in file}
    assert {family["onet_code"] for family in families} <= known


def test_every_profile_line_names_a_family_and_a_skill(profiles, skill_slugs):
    for line in profiles:
        assert line["family"] in FAMILIES, f"{line.place} {line['family']}"
        assert line["skill"] in skill_slugs, f"{line.place} {line['skill']}"


def test_profile_values_stay_in_their_ranges(profiles):
    for line in profiles:
        assert line["level"] in {"1", "2", "3"}, line.place
        assert line["weight"] in {"1", "2", "3", "4", "5"}, line.place
        assert line["importance"] in {"essential", "preferred"}, line.place
        assert line["when"] in {"day_one", "learned"}, line.place


def test_every_family_has_a_profile_of_eight_to_fourteen_skills(by_family):
    assert set(by_family) == FAMILIES
    for family, lines in by_family.items():
        assert 8 <= len(lines) <= 14, f"{family}: {len(lines)} lines"
        assert len({line["skill"] for line in lines}) == len(lines), f"{family} names a skill twice"


def test_profiles_are_modest_enough_for_a_first_job(by_family):
    for family, lines in by_family.items():
        levels = [int(line["level"]) for line in lines if line["importance"] == "essential"]
        assert sum(level >= 3 for level in levels) <= 3, f"{family} asks for too much at level 3"
        assert sum(level <= 2 for level in levels) > len(levels) / 2, f"{family}: most essentials belong at 2"


def test_every_profile_mixes_essential_preferred_day_one_and_learned(by_family):
    for family, lines in by_family.items():
        seen = {line[column] for line in lines for column in ("importance", "when")}
        assert seen == {"essential", "preferred", "day_one", "learned"}, family


def test_every_profile_asks_for_some_workplace_skill_but_not_mostly(by_family, skills):
    kind = {skill["slug"]: skill["kind"] for skill in skills}
    for family, lines in by_family.items():
        share = sum(kind[line["skill"]] == "workplace" for line in lines) / len(lines)
        assert 0 < share <= 0.5, f"{family}: {share:.0%} workplace skills"


def test_what_is_learned_on_the_job_is_never_asked_above_level_two(profiles):
    assert not [line.place for line in profiles if line["when"] == "learned" and int(line["level"]) > 2]
