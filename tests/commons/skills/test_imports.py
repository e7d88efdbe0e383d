"""Imports of official lists: in steps, again without doubling, bad rows told, wrong files refused at once."""

import gzip
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.ledger.models import Fact, Reaction
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions import imports
from techhire.commons.skills.actions.imports import run_import, start_import
from techhire.commons.skills.models import (
    CredentialOccupation,
    Framework,
    ImportIssue,
    ImportRun,
    ListedCredential,
    Occupation,
    OccupationActivity,
    OccupationLink,
    OccupationSkill,
    OccupationTitle,
    ProgramCode,
    ProgramOccupation,
    Skill,
    SkillAlias,
    WorkActivity,
)
from techhire.commons.skills.queries import (
    crosswalk_of,
    find_credentials,
    licenses_for,
    newer_codes,
    occupation_activities,
    occupation_at,
    occupation_ratings,
    occupation_tasks,
    occupations_for_program,
    preparation_for,
    programs_for_occupation,
    published_skills,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime]
KINDS = ("soc", "cip", "onet", "esco", "credentials")
TABLES = (
    Occupation,
    OccupationTitle,
    OccupationLink,
    OccupationSkill,
    OccupationActivity,
    ProgramCode,
    ProgramOccupation,
    Skill,
    SkillAlias,
    WorkActivity,
    ListedCredential,
    CredentialOccupation,
)


def rows() -> dict[str, list[dict[str, object]]]:
    """Everything the importers write, row by row."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def issues(run: ImportRun) -> set[tuple[str, int]]:
    return {(issue.file_name, issue.line) for issue in ImportIssue.objects.filter(run=run)}


@pytest.mark.parametrize("kind", KINDS)
def test_importing_again_adds_nothing_and_changes_nothing(fixtures: Path, clock: Clock, kind: str) -> None:
    first = run_import(kind, fixtures / kind, clock)
    before = rows()
    again = run_import(kind, fixtures / kind, clock)
    assert first.added > 0
    assert (again.added, again.updated) == (0, 0)
    assert again.unchanged >= first.added
    assert rows() == before


def test_an_occupation_of_a_job_family_comes_with_our_spanish_title(fixtures: Path, clock: Clock) -> None:
    run_import("soc", fixtures / "soc", clock)
    known = Occupation.objects.get(scheme="soc2018", code="15-1232")
    assert known.title_es == "Especialistas en soporte a usuarios de computadoras"
    assert Occupation.objects.filter(scheme="soc2018", title_es="").exists()


def test_onet_brings_occupations_titles_technology_ratings_and_related_work(
    fixtures: Path, clock: Clock
) -> None:
    run_import("soc", fixtures / "soc", clock)
    run = run_import("onet", fixtures / "onet", clock)
    helper = Occupation.objects.get(scheme="onet", code="15-1232.00")
    assert sorted(t.title for t in helper.titles.all()) == ["Computer Fixer", 'Desk Side "Tech"']
    tool = OccupationSkill.objects.get(occupation=helper, skill__name="Ticket Mill")
    assert (tool.is_hot, tool.skill.framework.slug) == (True, "onet")
    rated = OccupationSkill.objects.get(occupation=helper, skill__code="2.A.1.b")
    assert (str(rated.source_importance), str(rated.source_level)) == ("4.12", "3.88")
    assert {(link.target.scheme, link.target.code) for link in crosswalk_of(helper)} == {
        ("soc2018", "15-1232")
    }
    assert OccupationLink.objects.filter(origin=helper, relation="related").count() == 1
    assert Framework.objects.get(slug="onet").version == "99.1"
    assert (run.state, run.rows_read) == ("done", run.rows_total)


def test_onet_brings_what_people_do_how_they_prepare_and_what_they_are_like(
    fixtures: Path, clock: Clock
) -> None:
    run_import("onet", fixtures / "onet", clock)
    helper = occupation_at("15-1232.00", "onet")
    assert helper is not None
    assert [(task.kind, task.number) for task in occupation_tasks(helper)] == [
        ("core", 11),
        ("supplemental", 12),
        ("emerging", 0),
    ]
    assert "one or two years" in preparation_for(helper)
    rated = [(r.element, r.scale, r.category, str(r.value)) for r in occupation_ratings(helper)]
    assert rated == [("1.C.1.b", "IM", 0, "4.20"), ("2.D.1", "RL", 2, "61.50"), ("2.D.4.a", "IM", 0, "2.70")]


def test_onet_brings_what_tasks_have_in_common_most_of_them_first(fixtures: Path, clock: Clock) -> None:
    run_import("onet", fixtures / "onet", clock)
    helper = occupation_at("15-1232.00", "onet")
    assert helper is not None
    assert [(row.statement, row.tasks) for row in occupation_activities(helper)] == [  # type: ignore[attr-defined]  # annotated
        ("Put things back in order.", 2),
        ("Listen to what people say broke.", 1),
    ]


def test_certifications_and_licenses_come_with_readable_names_and_those_no_longer_given_are_known(
    fixtures: Path, clock: Clock
) -> None:
    run_import("soc", fixtures / "soc", clock)
    run = run_import("credentials", fixtures / "credentials", clock)
    assert [row.name for row in find_credentials("")] == [
        "Bell ringer",
        "Desk helper",
        "Harbor Certified Knot Keeper",
        "Harbor Certified SQL Keeper",
        "Lantern lighter",
        "Network keeper (NK)",
    ]
    assert [row.name for row in find_credentials("keeper harbor", kind="certification")] == [
        "Harbor Certified Knot Keeper",
        "Harbor Certified SQL Keeper",
    ]
    assert set(ListedCredential.objects.filter(is_current=False).values_list("name", flat=True)) == {
        "Harbor Certified Linux Keeper (old)",
        "Rope splicer",
    }
    assert issues(run) == {("industry_credentials.csv", 5), ("licenses.csv", 5), ("licenses.csv", 6)}


def test_licenses_lead_to_todays_occupations_from_older_codes_too(fixtures: Path, clock: Clock) -> None:
    run_import("soc", fixtures / "soc", clock)
    run_import("credentials", fixtures / "credentials", clock)
    assert [row.name for row in licenses_for("15-1244")] == ["Network keeper (NK)"]
    assert [row.name for row in licenses_for("15-1232")] == ["Desk helper"]
    assert not licenses_for("39-9999")


@pytest.mark.parametrize("file", ["industry_credentials.csv", "licenses.csv"])
def test_either_list_may_come_alone(file: str, fixtures: Path, clock: Clock) -> None:
    run_import("credentials", fixtures / "credentials" / file, clock)
    kinds = set(ListedCredential.objects.values_list("kind", flat=True))
    assert kinds == {"certification" if file.startswith("industry") else "license"}


def test_a_code_of_the_wage_survey_leads_to_the_occupations_it_joins(fixtures: Path, clock: Clock) -> None:
    run_import("soc", fixtures / "soc", clock)
    joined = occupation_at("15-1230", "oes2019")
    assert joined is not None
    assert {(link.target.code, link.relation) for link in crosswalk_of(joined)} == {
        ("15-1232", "narrower"),
        ("15-1244", "narrower"),
    }


def test_a_list_of_programs_in_demand_marks_them_and_no_others(fixtures: Path, clock: Clock) -> None:
    run_import("cip", fixtures / "cip", clock)
    marked = ProgramCode.objects.filter(in_demand=True)
    assert [program.code for program in marked] == ["11.1006"]
    assert ProgramCode.objects.count() > 1


def test_bad_rows_are_told_with_file_and_line_and_the_rest_goes_in(fixtures: Path, clock: Clock) -> None:
    run = run_import("onet", fixtures / "onet", clock)
    assert issues(run) == {
        ("Occupation_Data.txt", 4),
        ("Job_Zones.txt", 3),
        ("Task_Statements.txt", 4),
        ("Work_Styles.txt", 3),
        ("Alternate_Titles.txt", 4),
        ("Technology_Skills.txt", 5),
        ("Technology_Skills.txt", 6),
        ("Skills.txt", 4),
        ("Tasks_to_DWAs.txt", 5),
    }
    assert run.bad == 9
    reasons = {issue.line: issue.reason for issue in run.issues.filter(file_name="Technology_Skills.txt")}
    assert reasons[6] == "2 cells where 5 belong"


def test_soc_maps_older_codes_to_todays(fixtures: Path, clock: Clock) -> None:
    run = run_import("soc", fixtures / "soc", clock)
    assert issues(run) == {("soc_2018_definitions.csv", 5)}
    assert newer_codes("15-1151") == newer_codes("15-1151.00") == ["15-1232"]
    assert newer_codes("15-1232") == ["15-1232"]
    assert newer_codes("99-0000") == []
    found = occupation_at("15-1232")
    assert found is not None
    assert found.definition.startswith("Get others")


def test_a_crosswalk_never_overwrites_a_definition(fixtures: Path, clock: Clock) -> None:
    run_import("soc", fixtures / "soc" / "soc_2018_definitions.csv", clock)
    run_import("cip", fixtures / "cip", clock)
    found = occupation_at("15-1244")
    assert found is not None
    assert found.definition == "Keep networks going."


def test_cip_ties_programs_to_occupations(fixtures: Path, clock: Clock) -> None:
    run = run_import("cip", fixtures / "cip", clock)
    assert [p.code for p in programs_for_occupation("15-1232")] == ["11.1006"]
    assert [o.code for o in occupations_for_program("11.0901")] == ["15-1244"]
    assert ProgramCode.objects.get(code="01.0000").title == "Farming in General"
    assert not occupations_for_program("01.0000")
    assert issues(run) == {("CIP2020_SOC2018_Crosswalk.csv", 5)}


def test_esco_brings_skills_other_labels_broader_ones_and_what_occupations_ask(
    fixtures: Path, clock: Clock
) -> None:
    run = run_import("esco", fixtures / "esco", clock)
    rope = Skill.objects.get(framework__slug="esco", name="splice rope")
    assert sorted(alias.text for alias in rope.aliases.all()) == ["join rope ends", "splice line"]
    assert Skill.objects.get(name="splice an eye").parent == rope
    ties = dict(OccupationSkill.objects.values_list("skill__name", "importance"))
    assert ties == {"splice rope": "essential", "kinds of knots": "preferred"}
    assert issues(run) == {("occupationSkillRelations_en.csv", 4)}


def test_outside_lists_are_not_what_people_are_described_with(fixtures: Path, clock: Clock) -> None:
    run_import("esco", fixtures / "esco", clock)
    assert not published_skills().exists()


def test_a_new_release_updates_what_changed_and_counts_it(
    fixtures: Path, clock: Clock, tmp_path: Path
) -> None:
    run_import("esco", fixtures / "esco", clock)
    shutil.copytree(fixtures / "esco", tmp_path / "next")
    file = tmp_path / "next" / "skills_en.csv"
    file.write_text(file.read_text().replace("Knows which knot serves which load.", "Knows knots."))
    run = run_import("esco", tmp_path / "next", clock)
    assert (run.added, run.updated) == (0, 1)
    knots = Skill.objects.get(name="kinds of knots")
    assert (knots.definition, knots.version) == ("Knows knots.", 2)
    assert Skill.objects.get(name="splice rope").version == 1


def test_gz_and_zip_are_taken_as_they_come(fixtures: Path, clock: Clock, tmp_path: Path) -> None:
    packed = tmp_path / "soc.csv.gz"
    packed.write_bytes(gzip.compress((fixtures / "soc" / "soc_2018_definitions.csv").read_bytes()))
    assert run_import("soc", packed, clock).added == 3
    with zipfile.ZipFile(tmp_path / "onet.zip", "w") as archive:
        for path in (fixtures / "onet").iterdir():
            archive.write(path, f"db_99_1_text/{path.name.replace('_', ' ')}")
    assert run_import("onet", tmp_path / "onet.zip", clock).bad == 9


def test_a_byte_order_mark_and_capitals_in_headings_do_no_harm(clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"\xef\xbb\xbfsoc group,SOC CODE,Soc Title,SOC definition\r\nMajor,15-0000,Work,\r\n")
    assert run_import("soc", file, clock).added == 1


WRONG = {
    "empty": b"",
    "only a heading": b"SOC Group,SOC Code,SOC Title,SOC Definition\n",
    "other columns": b"name,price\nrope,4\n",
    "binary": bytes(range(256)) * 40,
    "broken off": gzip.compress(
        b"SOC Group,SOC Code,SOC Title,SOC Definition\n" + b"Major,15-0000,W,\n" * 999
    )[:-40],
    "not text": b"SOC Group,SOC Code,SOC Title,SOC Definition\nMajor,15-0000,Caf\xe9,\n",
}


@pytest.mark.parametrize("kind", [*KINDS, "case"])
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_before_anything_changes(
    clock: Clock, tmp_path: Path, kind: str, what: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(WRONG[what])
    with pytest.raises(Refused) as refusal:
        run_import(kind, file, clock)
    assert refusal.value.field == "file"
    assert not ImportRun.objects.exists()
    assert not any(table.objects.exists() for table in TABLES)


def test_a_missing_column_is_named(fixtures: Path, clock: Clock, tmp_path: Path) -> None:
    shutil.copytree(fixtures / "onet", tmp_path / "onet")
    (tmp_path / "onet" / "Alternate_Titles.txt").write_text("O*NET-SOC Code\tName\n15-1232.00\tX\n")
    with pytest.raises(Refused, match="Alternate_Titles.txt does not have .*: Alternate Title"):
        run_import("onet", tmp_path / "onet", clock)


def test_a_row_with_a_nul_is_left_out(clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "soc.csv"
    file.write_text("SOC Group,SOC Code,SOC Title,SOC Definition\nMajor,15-0000,W\x00,\nMajor,13-0000,V,\n")
    run = run_import("soc", file, clock)
    assert (run.added, run.bad) == (1, 1)


def _many(path: Path, number: int) -> Path:
    lines = [f"Detailed,{10 + at // 9999}-{at % 9999 + 1:04d},Work {at}," for at in range(number)]
    path.write_text("\n".join(["SOC Group,SOC Code,SOC Title,SOC Definition", *lines]) + "\n")
    return path


def test_the_worker_takes_steps_of_500_and_shows_how_far_it_is(
    convener: Actor, clock: Clock, tmp_path: Path, now: datetime
) -> None:
    run = start_import(convener, kind="soc", path=_many(tmp_path / "soc.csv", 1200), now=now)
    assert (run.state, run.rows_total) == ("waiting", 1200)
    assert drain(clock, limit=1) == 1
    run.refresh_from_db()
    assert (run.state, run.rows_read, run.added) == ("running", 500, 500)
    assert Reaction.objects.get(fact__name="ImportStarted").done_units == 1
    drain(clock)
    run.refresh_from_db()
    assert (run.state, run.rows_read, run.added) == ("done", 1200, 1200)
    assert Fact.objects.get(name="ImportFinished").data["added"] == 1200


def test_an_exact_number_of_steps_still_finishes(clock: Clock, tmp_path: Path) -> None:
    run = run_import("soc", _many(tmp_path / "soc.csv", 1000), clock)
    assert (run.state, run.added, run.unchanged) == ("done", 1000, 0)


def test_another_worker_goes_on_where_the_first_one_died(
    convener: Actor, clock: Clock, tmp_path: Path, now: datetime
) -> None:
    run = start_import(convener, kind="soc", path=_many(tmp_path / "soc.csv", 1200), now=now)
    drain(clock, limit=1)
    imports._open_readers.clear()
    drain(clock)
    run.refresh_from_db()
    assert (run.added, run.unchanged) == (1200, 0)


def test_a_file_that_is_gone_by_then_stops_the_import_and_says_so(
    convener: Actor, clock: Clock, tmp_path: Path, now: datetime
) -> None:
    file = _many(tmp_path / "soc.csv", 600)
    run = start_import(convener, kind="soc", path=file, now=now)
    file.unlink()
    drain(clock)
    run.refresh_from_db()
    assert run.state == "refused"
    assert run.refusal
    assert Fact.objects.filter(name="ImportRefused").count() == 1
