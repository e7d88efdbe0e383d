"""What O*NET says of its own ratings: which are too imprecise to be used, and what its scales are called."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.models import ImportIssue, OccupationRating, OccupationSkill, RatingWord, Skill
from techhire.commons.skills.queries import occupation_at, occupation_ratings

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime]
JOB = "15-1232.00"


def write(folder: Path, name: str, *rows: str) -> None:
    (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def onet(tmp_path: Path) -> Path:
    write(tmp_path, "Occupation_Data.txt", "O*NET-SOC Code\tTitle\tDescription", f"{JOB}\tHelper\tHelps.")
    return tmp_path


def styles(folder: Path, flag: str) -> None:
    head = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress"
    kept = f"{JOB}\t1.C.1.b\tKeeping At It\tIM\t4.20\tN"
    write(folder, "Work_Styles.txt", head, kept, f"{JOB}\t1.C.1.c\tStarting\tIM\t3.10\t{flag}")


def test_a_rating_too_imprecise_to_be_used_is_left_out_and_counted(onet: Path, clock: Clock) -> None:
    styles(onet, "Y")
    run = run_import("onet", onet, clock)
    assert list(OccupationRating.objects.values_list("element", flat=True)) == ["1.C.1.b"]
    issue = ImportIssue.objects.get(run=run)
    assert (run.bad, issue.line, issue.file_name) == (1, 3, "Work_Styles.txt")
    assert "too imprecise" in issue.reason


def test_a_rating_that_became_too_imprecise_goes(onet: Path, clock: Clock) -> None:
    styles(onet, "N")
    run_import("onet", onet, clock)
    assert OccupationRating.objects.count() == 2
    styles(onet, "Y")
    assert run_import("onet", onet, clock).updated == 1
    assert OccupationRating.objects.count() == 1
    again = run_import("onet", onet, clock)
    assert (again.added, again.updated, again.bad) == (0, 0, 1)


def test_a_skills_rating_too_imprecise_to_be_used_is_not_kept_and_the_tie_is(
    onet: Path, clock: Clock
) -> None:
    head = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress"
    rows = f"{JOB}\t2.A.1.b\tListening\tIM\t4.12\tN", f"{JOB}\t2.A.1.b\tListening\tLV\t3.88\tY"
    write(onet, "Skills.txt", head, *rows)
    assert run_import("onet", onet, clock).bad == 1
    tie = OccupationSkill.objects.get()
    assert (tie.source_importance, tie.source_level) == (Decimal("4.12"), None)


def test_a_product_says_what_kind_of_product_it_is(onet: Path, clock: Clock) -> None:
    head = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology"
    write(onet, "Technology_Skills.txt", head, f"{JOB}\tTicket Mill\t43230000\tHelp software\tY")
    run_import("onet", onet, clock)
    assert Skill.objects.get(code="Ticket Mill").definition == "Help software"
    again = run_import("onet", onet, clock)
    assert (again.added, again.updated) == (0, 0)


def test_ratings_come_with_what_the_source_calls_scale_and_step(fixtures: Path, clock: Clock) -> None:
    run_import("onet", fixtures / "onet", clock)
    helper = occupation_at(JOB, "onet")
    assert helper is not None
    said = {(row.element, row.scale): (row.scale_name, row.step) for row in occupation_ratings(helper)}
    assert said["2.D.1", "RL"] == ("School steps", "Through high school")
    assert said["1.C.1.b", "IM"] == ("Weight", "")
    assert RatingWord.objects.count() == 3
