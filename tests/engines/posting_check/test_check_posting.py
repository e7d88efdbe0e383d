"""Each rule finds what it is for, leaves look-alikes alone, and offers words that hold."""

from time import process_time

import pytest

from techhire.engines.posting_check import REASONS, Requirement, Rule, Severity, apply, check_posting

from .ads import FIELDS, FOUND, LOOK_ALIKES, SPANISH, SPANISH_LOOK_ALIKES


def codes(text, **more):
    return [finding.reason_code for finding in check_posting(text, **FIELDS, **more)]


@pytest.mark.parametrize(("line", "code", "after"), FOUND, ids=[line for line, _, _ in FOUND])
def test_a_line_that_shuts_people_out_is_found(line, code, after):
    text = f"About the job\n{line}\nApply today\n"
    (finding,) = [found for found in check_posting(text, **FIELDS) if found.reason_code == code][:1]
    assert text[finding.start : finding.end] == finding.text
    if after is ...:
        return
    assert not finding.advice
    changed = apply(text, [finding])
    if after is None:
        assert changed == "About the job\nApply today\n"
    else:
        assert after in changed
    assert code not in codes(changed)


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_look_alike_raises_no_alarm(line):
    assert codes(f"About the job\n{line}\nApply today\n") == []


@pytest.mark.parametrize(
    ("line", "code", "after"), SPANISH, ids=[f"{line}-{code}" for line, code, _ in SPANISH]
)
def test_a_spanish_line_that_shuts_people_out_is_found(line, code, after):
    text = f"Acerca del trabajo\n{line}\nSolicite hoy\n"
    (finding,) = [one for one in check_posting(text, **FIELDS, language="es") if one.reason_code == code]
    if after is ...:
        return
    changed = apply(text, [finding])
    assert changed == f"Acerca del trabajo\n{after or ''}Solicite hoy\n"
    assert code not in codes(changed, language="es")


@pytest.mark.parametrize("line", SPANISH_LOOK_ALIKES)
def test_a_spanish_look_alike_raises_no_alarm(line):
    assert codes(f"Acerca del trabajo\n{line}\nSolicite hoy\n", language="es") == []


def test_pay_hours_and_place_in_spanish_are_not_missing():
    text = "Clínica en Kansas City.\nSalario: 20 dólares por hora. Jornada completa, de lunes a viernes."
    assert check_posting(text, language="es", cities=frozenset({"kansas city"})) == []
    assert {one.reason_code for one in check_posting("Técnico de soporte", language="es")} == {
        "missing_pay",
        "missing_place",
        "missing_schedule",
    }


def test_of_a_language_it_does_not_know_it_says_nothing_is_missing():
    assert check_posting("Wir suchen eine Person für den Helpdesk.", language="de") == []


def test_an_entry_level_posting_may_ask_for_no_years():
    assert "years_for_entry" in codes("Junior technician\n3 years of experience with Windows")
    assert "years_for_entry" in codes("Technician\nthree years of experience", entry_level=True)
    assert codes("Junior technician\n1 year of experience with Windows") == ["years_for_entry"]
    assert codes("Junior technician\n4 years of experience", entry_level=False) == ["years_for_skill"]


@pytest.mark.parametrize(
    "task",
    [
        "Install printers",
        "Set up new desktop computers",
        "Rack servers",
        "Work in our warehouse",
        "Pull network cables",
    ],
)
def test_a_weight_the_work_shows_is_left_alone(task):
    assert codes(f"{task}\nMust lift 50 pounds") == []


@pytest.mark.parametrize(
    ("task", "demand"),
    [
        ("Install software", "Lift 50 pounds."),
        ("Troubleshoot hardware and printers", "Must be able to lift 50 pounds"),
        ("Answer calls", "Ability to lift 25-50 lbs"),
        ("Answer calls", "Able to occasionally lift and/or move up to 50 pounds"),
        ("Answer calls", "Must be able to lift fifty pounds"),
        ("Reset passwords", "Lift 40 lb."),
    ],
)
def test_a_weight_that_no_task_needs_is_found_and_can_go(task, demand):
    text = f"{task}\n{demand}\n"
    (finding,) = check_posting(text, **FIELDS)
    assert finding.reason_code == "physical_unrelated"
    assert apply(text, [finding]) == f"{task}\n"


def test_a_line_that_says_what_is_lifted_is_left_alone():
    assert codes("Answer calls\nLift monitors of up to 30 pounds when desks move") == []


@pytest.mark.parametrize(
    "task",
    [
        "Travel between sites",
        "Drive to customers",
        "Deliver laptops to clinics",
        "Work in the field",
        "House calls",
        "Use a company vehicle",
    ],
)
def test_a_license_the_work_needs_is_left_alone(task):
    assert codes(f"{task}\nValid driver's license required") == []


@pytest.mark.parametrize(
    "task",
    [
        "Replace RAM and drives",
        "Swap hard drives in our laptops",
        "Drive adoption of new tools",
        "Deliver great support",
        "Study in a related field",
        "Support a travel agency",
    ],
)
def test_other_drives_fields_and_deliveries_need_no_license(task):
    assert codes(f"{task}\nValid driver's license required") == ["license_unrelated"]


def test_questions_before_an_offer_and_unpaid_work_are_musts():
    found = check_posting("No criminal record\nGood credit required\nUnpaid internship", **FIELDS)
    assert [finding.severity for finding in found] == [Severity.MUST] * 3


def test_a_check_after_the_offer_still_has_to_name_its_law():
    (finding,) = check_posting("A background check comes after a conditional offer", **FIELDS)
    assert (finding.reason_code, finding.advice) == ("background_check", True)
    assert codes("A background check after a conditional offer, under [name the law that asks for it]") == [
        "to_fill_in"
    ]


def test_a_line_that_also_names_skills_is_never_removed():
    for line in (
        "Bachelor's degree, CCNA",
        "No criminal record, and experience with Linux",
        "Must be currently employed and familiar with Python",
        "Must lift 50 pounds and maintain the Active Directory",
    ):
        text = f"{line}\nApply today\n"
        for finding in check_posting(text, **FIELDS):
            assert finding.replacement is not None or finding.advice, line


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Pay: $22 to $27 an hour", "missing_pay"),
        ("Full time, Monday to Friday", "missing_schedule"),
        ("Orlando, FL", "missing_place"),
        ("This job is remote", "missing_place"),
        ("60,000 - 75,000", "missing_pay"),
    ],
)
def test_what_the_text_gives_is_not_missing(line, code):
    assert code in [finding.reason_code for finding in check_posting("Help desk technician")]
    assert code not in [finding.reason_code for finding in check_posting(f"Help desk technician\n{line}")]


def test_a_competitive_salary_is_no_pay():
    assert "missing_pay" in [finding.reason_code for finding in check_posting("Competitive salary, DOE")]


def test_fields_of_the_posting_count_as_given():
    assert codes("Help desk technician") == []


def test_skill_inflation_is_told_from_the_confirmed_requirements():
    nine = [Requirement(str(number), 2) for number in range(9)]
    assert codes("Technician", requirements=nine) == ["too_many_essentials"]
    assert codes("Technician", requirements=[*nine[:8], Requirement("more", 2, essential=False)]) == []


def test_a_first_job_has_at_most_three_essentials_at_level_3_and_none_above():
    at_three = [Requirement(str(number), 3) for number in range(4)]
    high = ["levels_too_high_for_entry"]
    assert codes("Technician", requirements=at_three, entry_level=True) == high
    assert codes("Technician", requirements=at_three[:3], entry_level=True) == []
    assert codes("Technician", requirements=[Requirement("one", 4)], entry_level=True) == high
    assert codes("Technician", requirements=at_three, entry_level=False) == []


def test_every_rule_has_an_example_and_every_reason_its_words():
    seen = {found.rule for line, _, _ in FOUND for found in check_posting(line)}
    assert seen | {Rule.INFLATION} == set(Rule)
    named = {found.reason_code for line, _, _ in FOUND for found in check_posting(line)}
    elsewhere = {"years_for_entry", "too_many_essentials", "levels_too_high_for_entry", "to_fill_in"}
    assert named | elsewhere == set(REASONS)
    assert all(reason.title and reason.why and reason.instead for reason in REASONS.values())


def test_nothing_to_read_gives_nothing():
    assert check_posting("") == check_posting(" \n\t ") == []


@pytest.mark.parametrize(
    "text",
    [
        "5 years of " * 9_000,
        "lift and " * 11_000,
        "young and " * 10_000,
        "- he/she\n" * 10_000,
        "a" * 5_000_000,
        "driver's license\n" * 6_000,
        "lift 50 lb\n" * 9_000,
        "need female " * 8_000,
        "must be under 30 " * 5_000,
    ],
)
def test_hostile_text_is_read_in_seconds(text):
    start = process_time()
    apply(text, check_posting(text))
    assert process_time() - start < 10
