"""Reading texts into rows of the shared language."""

import gzip
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from techhire.commons.skills import bridge
from techhire.commons.skills.bridge import read_by_small_model, read_text, vocabulary_for_reading
from techhire.commons.skills.models import Framework, Skill
from techhire.engines.skill_extraction import mention_model, mention_reader

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
WAREHOUSE = """Warehouse associate. You pick and pack orders, use the barcode scanner and our inventory software, keep
records in Excel, answer e-mail and type quickly. Customer service and teamwork matter."""
HELP_DESK = """Help desk technician. Required: troubleshooting Windows 10 and printers, Active Directory password
resets, ticketing system. Preferred: PowerShell. No experience with Linux needed."""
HARD = "You could spend a whole year here and never type a Docker command."


def test_offsets_are_places_in_the_text_as_it_was_given(starter: Framework) -> None:
    text = "¡Hola! 😀 " + HELP_DESK
    read = read_text(text)
    assert read.lines
    for line in (*read.lines, *read.set_aside):
        assert text[line.start : line.end] == line.text
        assert all(0 <= start < end <= len(text) for start, end in line.spans)


def test_what_is_preferred_or_not_wanted_is_told_apart(starter: Framework) -> None:
    read = read_text(HELP_DESK)
    wanted = {line.name: line.importance for line in read.lines}
    assert wanted["PowerShell"] == "preferred"
    assert wanted["Active Directory"] == "essential"
    assert "Linux" not in wanted
    assert "Linux" in {line.name for line in read.set_aside}


class SaysBoilerplate:
    """A reader that takes every mention for one about the company."""

    def scores(self, mentions: Sequence[object]) -> NDArray[np.float32]:
        return np.array([[0.0, 0.0, 0.0, 99.0]] * len(mentions), dtype=np.float32)


def test_the_reader_is_heard_where_the_small_model_is_not_sure(
    starter: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mention_model, "SURE", 99.0)
    assert {line.name for line in read_text(HELP_DESK).lines} >= {"PowerShell", "Active Directory"}
    monkeypatch.setattr(bridge, "_larger_reader", SaysBoilerplate)
    read = read_text(HELP_DESK)
    assert read.lines == ()
    assert {line.name for line in read.set_aside} >= {"PowerShell", "Active Directory"}


@pytest.mark.parametrize("damage", ["absent", "cut"])
def test_a_damaged_file_of_the_reader_is_logged_once_and_the_small_model_reads(
    starter: Framework,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: str,
) -> None:
    with read_by_small_model():
        alone = read_text(HARD)
    assert read_text(HARD) != alone, "the reader is heard of this text"
    path, loads, load = tmp_path / mention_reader.WEIGHTS, [], mention_reader.load_reader.__wrapped__
    if damage == "cut":
        whole = Path(mention_reader.__file__).parent / "data" / mention_reader.WEIGHTS
        path.write_bytes(whole.read_bytes()[:5_000_000])

    def counted() -> mention_reader.MentionReader:
        loads.append(path)
        return load()

    monkeypatch.setattr(mention_reader, "WEIGHTS", str(path))
    monkeypatch.setattr(mention_reader, "load_reader", counted)
    bridge._larger_reader.cache_clear()
    try:
        assert [read_text(HARD) for _ in range(3)] == [alone] * 3
    finally:
        bridge._larger_reader.cache_clear()
    (said,) = [row.getMessage() for row in caplog.records if row.name == "techhire.commons.skills"]
    assert "mention_reader.npz is damaged: install TechHire anew" in said and "small model alone" in said
    assert len(loads) == 1


def test_a_warehouse_ad_is_no_it_ad_and_a_help_desk_ad_is_one(starter: Framework) -> None:
    assert read_text(WAREHOUSE).few_it_skills
    assert not read_text(HELP_DESK).few_it_skills
    assert read_text(WAREHOUSE).known_words


def test_spanish_names_are_read(starter: Framework) -> None:
    read = read_text("Se requiere experiencia con hojas de cálculo y redes de computadoras.")
    assert read.language == "es"
    assert {"Spreadsheets"} <= {line.name for line in read.lines}


def test_odd_texts_are_read_without_harm(small_language: Framework) -> None:
    for text in ("", "   ", "\x00", "<script>alert(1)</script>", "😀" * 50, "x" * 200_000):
        read = read_text(text)
        assert read.lines == ()
        assert read.few_it_skills


def test_the_vocabulary_is_built_once_until_the_language_changes(
    starter: Framework, django_assert_num_queries: object
) -> None:
    first = vocabulary_for_reading()
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture
        assert vocabulary_for_reading()[0] is first[0]
    Framework.objects.filter(pk=starter.pk).update(changed_at=starter.changed_at.replace(year=2027))
    assert vocabulary_for_reading()[0] is not first[0]


def test_a_retired_skill_is_not_read_any_more(starter: Framework) -> None:
    Skill.objects.filter(code="powershell").update(state="retired")
    assert "PowerShell" not in {line.name for line in read_text(HELP_DESK).lines}


@pytest.mark.skipif(
    not (SHARED / "postings" / "50_sample.json.gz").exists(),
    reason="the shared sample of real postings is absent",
)
def test_of_real_postings_with_it_codes_supply_jobs_are_told_from_it_jobs(starter: Framework) -> None:
    few = {}
    with gzip.open(SHARED / "postings" / "50_sample.json.gz", "rt") as file:
        for row in map(json.loads, file):
            text = f"{row['title']}\n{row.get('jobDescription') or row.get('description', '')}"
            few[row["title"]] = read_text(text).few_it_skills
    assert not few["Sr. Systems Engineer"]
    assert not few["Sr. Network Engineer"]
    assert few["Site Support Lead"]
    assert few["Supply Specialist (SCA)"]
    assert few["Automotive Technician-Suffolk"]


def test_what_only_a_task_names_is_learned_on_the_job_where_the_ad_lists_its_needs(
    starter: Framework,
) -> None:
    tasks = "Help desk technician\nYou will:\n- Log every call in ServiceNow\n"
    needs = "Requirements:\n- Windows 11\n- Active Directory\n- Printer repair\n"
    when = {line.name: line.when for line in read_text(tasks + needs).lines}
    assert when["ServiceNow"] == "learned"
    assert when["Active Directory"] == "day_one"
    assert {line.when for line in read_text(tasks).lines} == {"day_one"}


def test_a_list_of_what_an_employer_would_like_to_see_is_preferred(starter: Framework) -> None:
    read = read_text(
        "What you must have\n- Windows 11\n\nWhat we would like to see\n- A little PowerShell\n\n"
        "No programming experience is needed, and this is not a path into our Java group."
    )
    importance = {line.name: line.importance for line in read.lines}
    assert importance["PowerShell"] == "preferred"
    assert importance["Windows desktop"] == "essential"
    assert {"Programming", "Java"} <= {line.name for line in read.set_aside}


def test_a_phrase_without_a_name_is_suggested_and_asked_for_by_nobody(starter: Framework) -> None:
    text = "You should be able to explain technical things to people who are not technical. SQL needed."
    read = read_text(text)
    (one,) = [line for line in read.suggested if line.name == "Explaining things simply"]
    assert text[one.start : one.end] == one.text
    assert one.skill_id not in {line.skill_id for line in (*read.lines, *read.set_aside)}


def test_a_short_english_ad_with_typographic_signs_is_in_a_language_we_check() -> None:
    ad = "Help Desk Technician\nYou’ll answer phones\nActive Directory\nPay: $20 – $25 per hour"
    assert bridge.language_checked(ad) == "en"
    assert bridge.language_checked("Wir suchen eine Person mit guten Kenntnissen in Windows und Linux.") == ""


def test_what_a_senior_job_teaches_starts_at_a_modest_level(starter: Framework) -> None:
    ad = (
        "Senior Systems Administrator\nYou will:\n- look after PowerShell scripts\n- give expert advice on Docker\n"
        "Requirements:\n- Linux\n- SQL\n- Python\n"
    )
    lines = {line.name: line for line in read_text(ad).lines}
    assert (lines["Linux"].when, lines["Linux"].level) == ("day_one", 4)
    assert (lines["PowerShell"].when, lines["PowerShell"].level) == ("learned", 2)
    assert (lines["Docker"].when, lines["Docker"].level) == ("learned", 5)


DESK = """Help Desk Technician

Lakeside Credit Union has 14 branches. Our IT support team of six keeps 300 people working.

Duties
- Answer calls and tickets from staff
- Reset passwords and set up laptops and printers

Must have
- Windows 10 or 11
- Patience with people who are not good with computers

Nice to have
- Some customer service experience
- CompTIA A+

No degree needed. No programming needed.

Hours
Monday to Friday, 8 to 5

Pay
$19 to $23 an hour

About us
We are a member-owned credit union and our IT support team has won a state award.
"""


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("CompTIA A+", "CompTIA A+"),
        ("CompTIA A+", "CompTIA A+ (we pay for the exam)"),
        ("Nice to have", "Nice to have (not required)"),
        ("No programming needed", "No IT support experience needed"),
    ],
)
def test_what_is_nice_to_have_stays_preferred_beside_what_is_not_needed_and_what_the_company_is(
    starter: Framework, said: str, instead: str
) -> None:
    read = read_text(DESK.replace(said, instead))
    assert {line.name: line.importance for line in read.lines}["IT support"] == "preferred"


def test_what_is_said_of_other_people_is_not_asked_and_gives_no_level(starter: Framework) -> None:
    read = read_text(DESK)
    patience = next(line for line in read.lines if line.name == "Empathy and patience")
    assert (patience.level, patience.level_said, patience.importance) == (2, False, "essential")
    assert "Computer troubleshooting" not in {line.name for line in read.lines}
