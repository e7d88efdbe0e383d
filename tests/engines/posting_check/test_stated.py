"""Pay, hours and place are read where an ad plainly states them, and nowhere else."""

import pytest

from techhire.engines.posting_check import read_stated

CITIES = frozenset({"kansas city", "lawrence", "oracle"})


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("Pay: $21 - $25 an hour", (21, 25, "HOUR")),
        ("$18.50/hour", (18.5, 18.5, "HOUR")),
        ("Salary $60,000 to $75,000", (60_000, 75_000, "YEAR")),
        ("$60-75k a year", (60_000, 75_000, "YEAR")),
        ("22 to 27 dollars an hour", (22, 27, "HOUR")),
        ("Salario: 20 dólares por hora", (20, 20, "HOUR")),
        ("We raised $40 million and pay $20 per hour", (20, 20, "HOUR")),
        ("Competitive salary", (None, None, "")),
        ("A $2,000 sign-on bonus", (None, None, "")),
        ("Budgets of $500", (None, None, "")),
        ("Route 66", (None, None, "")),
    ],
)
def test_pay_is_read_with_its_unit(text, pay):
    read = read_stated(text)
    assert (read.pay_min, read.pay_max, read.pay_unit) == pay


@pytest.mark.parametrize(
    ("text", "schedule", "employment"),
    [
        ("Full-time, Monday to Friday", ("full_time", "days"), "FULL_TIME"),
        ("Part time evening shift", ("part_time", "evenings"), "PART_TIME"),
        ("Jornada completa, de lunes a viernes", ("full_time", "days"), "FULL_TIME"),
        ("Turno de noche y fines de semana", ("nights", "weekends"), ""),
        ("No overnights, occasional weekend work", (), ""),
        ("Full-time or part-time", ("full_time",), "FULL_TIME"),
        ("Paid internship, part-time", ("part_time",), "INTERN"),
    ],
)
def test_hours_are_read_where_nothing_softens_them(text, schedule, employment):
    read = read_stated(text)
    assert (read.schedule, read.employment) == (schedule, employment)


@pytest.mark.parametrize(
    ("text", "city", "zip_code"),
    [
        ("A call center in Kansas City. You answer calls.", "Kansas City", ""),
        ("Our Kansas City clinic", "Kansas City", ""),
        ("Location: Herndon, VA 20170", "Herndon, VA 20170", "20170"),
        ("ZIP code: 64106", "", "64106"),
        ("Nuestra clínica en Kansas City", "Kansas City", ""),
        ("Experience in Oracle", "", ""),
        ("Call 64106 today", "", ""),
        ("Ask our Lawrence about it", "", ""),
    ],
)
def test_a_place_is_read_where_it_is_written_out(text, city, zip_code):
    read = read_stated(text, CITIES)
    assert (read.city, read.zip_code) == (city, zip_code)


def test_work_from_home_is_read_and_every_fact_keeps_its_words():
    read = read_stated("This is a fully remote role. $20 an hour.")
    assert read.workplace == "remote"
    assert read.words == {"pay": "$20 an hour", "workplace": "fully remote"}
    assert read_stated("Hybrid role").workplace == "hybrid"
    assert read_stated("Remote Desktop support").workplace == ""


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("We are adding two people to our help desk.", 2),
        ("Hiring 3 new entry-level technicians", 3),
        ("12 positions available", 12),
        ("Openings: 4", 4),
        ("Two open positions in Lawrence", 2),
        ("Buscamos a dos personas para la mesa de ayuda", 2),
        ("3 vacantes", 3),
        ("Openings: 2.", 2),
        ("Number of openings: 3", 3),
        ("Openings: 12. Apply today.", 12),
        ("Openings: 3, full-time", 3),
        ("We are hiring for 3 openings", 3),
        ("No experience needed, hiring 3 technicians", 3),
        ("Hiring two technicians for a day shift", 2),
        ("Responsible for hiring five technicians each quarter. Openings: 4", 4),
        ("You are responsible for hiring five technicians each quarter", 0),
        ("Responsible for planning shifts and hiring five technicians", 0),
        ("Experience hiring five technicians", 0),
        ("In charge of recruiting 10 engineers", 0),
        ("Recruiting 10 engineers a year", 0),
        ("Recruiting 10 engineers for us", 10),
        ("You keep hiring 4 trainees per quarter", 0),
        ("Contratamos 10 técnicos cada año", 0),
        ("Fill 12 open positions a month", 0),
        ("Openings: 5 pm", 0),
        ("Openings: 5 p.m.", 0),
        ("Openings: 9-5", 0),
        ("Openings: 9 to 5", 0),
        ("Openings: 9:30", 0),
        ("Openings: 2.5", 0),
        ("2 to 3 openings", 0),
        ("Two or three openings", 0),
        ("2 a 3 vacantes", 0),
        ("Plazas: 3", 3),
        ("Un estacionamiento con 20 plazas", 0),
        ("A team of two people", 0),
        ("We need two years of experience", 0),
        ("References from three people", 0),
        ("Adding one person", 0),
        ("Looking for people", 0),
        ("The job pays $25 openings or not", 0),
        ("Support 40 users in 2 positions of trust", 0),
    ],
)
def test_how_many_people_are_wanted_is_read_where_it_is_plainly_said(text, openings):
    assert read_stated(text).openings == openings
