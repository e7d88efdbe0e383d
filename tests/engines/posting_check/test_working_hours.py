"""When the work is done is read where an ad asks everybody for it, by the words or by the clock."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.posting_check import read_stated
from techhire.engines.posting_check.working_hours import working_hours


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Evenings until 9", "evenings"),
        ("You work evenings until 9.", "evenings"),
        ("Weekends", "weekends"),
        ("Evenings and weekends.", "evenings weekends"),
        ("Hours: evenings and weekends", "evenings weekends"),
        ("Schedule: nights", "nights"),
        ("Must be available weekends", "weekends"),
        ("Weekend work is not optional", "weekends"),
        ("Weekend shifts are never optional", "weekends"),
        ("You work Saturdays and evenings", "evenings weekends"),
        ("Monday to Friday, no weekends", "days"),
        ("Monday to Saturday", "days weekends"),
        ("Lunes a sábado", "days weekends"),
        ("Usted trabaja por las tardes y los domingos", "evenings weekends"),
        ("Trabajará por las noches", "nights"),
        ("Full-time, days and some evenings", "full_time"),
        ("Teams of 5 to 8 people, Monday to Friday", "days"),
    ],
)
def test_times_of_the_day_and_the_week_are_read_by_their_words(text, times):
    assert list(working_hours(text)) == times.split()


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Monday to Friday, 8 to 5", "days"),
        ("Monday to Friday, 8 to 5; weekends", "days weekends"),
        ("Monday to Friday, 3 pm to 11 pm", "evenings"),
        ("Mon-Fri 8am-5pm", "days"),
        ("8:30 a.m. to 5:30 p.m.", "days"),
        ("Hours: 9 to 5", "days"),
        ("Mon-Fri, 9 to 6 (one hour lunch)", "days"),
        ("Lunes a viernes, 9 a 6, con una hora de almuerzo", "days"),
        ("Lunch 12 pm to 1 pm", ""),
        ("Schedule: 11-8", "days evenings"),
        ("Shift: 1-9 pm", "days evenings"),
        ("10pm-6am", "nights"),
        ("7p-7a", "evenings nights"),
        ("Saturdays 9 to 1", "days weekends"),
        ("De lunes a viernes, de 8 a 17", "days"),
        ("De 8 de la mañana a 5 de la tarde", "days"),
        ("Horario: 15:00 a 23:00", "evenings"),
        ("De lunes a viernes, de 2:00 p. m. a 10:30 p. m., sin domingos", "evenings"),
        ("Monday-Thursday 11am-8pm, Friday 8am-5pm", "days"),
        ("Week one: 7am-3pm\nWeek two: 3pm-11pm", ""),
    ],
)
def test_hours_by_the_clock_are_read_into_the_parts_of_the_day(text, times):
    assert list(working_hours(text)) == times.split()


@pytest.mark.parametrize(
    "text",
    [
        "We are open evenings until 9.",
        "Store hours: 9am-9pm",
        "The shop is closed on weekends.",
        "Abierto de lunes a domingo, de 9 a 21",
        "Interviews are Monday to Friday, 8 to 5",
        "No nights, evenings, or weekends",
        "Nights and weekends off",
        "Weekends are optional",
        "If you like, you can work nights and Sundays",
        "7am-3pm or 3pm-11pm",
        "Hours vary between 7 am and 7 pm",
        "Hours are flexible: 7 am to 7 pm",
        "Apply by 5 pm",
        "Customers call in the evenings",
        "We help people sleep at nights",
        "Support users on weekends",
        "2 to 3 openings",
        "$21 - $25 an hour",
        "3 to 5 years of experience",
        "Grades 9 to 12",
        "Lift 10 to 25 pounds",
        "You must work 6 to 11 tickets",
        "Call 816-555-0134 8-5",
        "A meeting from 9 am to 10 am",
        "2 pm to 3 pm",
        "30 am to 40 pm",
        "Weekend work is not required",
        "Weekend shifts are optional",
        "Fines de semana libres",
    ],
)
def test_hours_of_others_and_what_is_softened_are_not_read(text):
    assert working_hours(text) == {}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Hours: 15-20 per week", ""),
        ("Hours: 20-24 a week", ""),
        ("Hours: 15-20 monthly", ""),
        ("Hours: 15-20+ per week", ""),
        ("Hours: 15-20 (per week)", ""),
        ("Schedule: 10-20 hrs/week", ""),
        ("Shifts: 8-12 hrs", ""),
        ("Turnos: 8 a 12 h", ""),
        ("Horario: 15 a 20 por semana", ""),
        ("Monday to Friday, 15 to 20 tickets a day", "days"),
        ("Hours: 8-5", "days"),
        ("Hours: 8-5 daily", "days"),
        ("Shift: 8-5 to start", "days"),
        ("Monday to Friday 8 to 5 (Monday to Thursday in summer)", "days"),
        ("Monday to Friday 9-5 in the office", "days"),
        ("Horario: 8 a 5, lunes a viernes", "days"),
    ],
)
def test_a_count_of_hours_or_of_anything_else_is_no_clock(text, times):
    assert " ".join(working_hours(text)) == times


def test_each_time_keeps_its_words():
    said = working_hours("Part-time. Tuesday to Saturday, 11 am to 8 pm.")
    hours = "11 am to 8 pm"
    assert said == {
        "part_time": "Part-time",
        "days": hours,
        "evenings": hours,
        "weekends": "Tuesday to Saturday",
    }
    read = read_stated("Part-time. Tuesday to Saturday, 11 am to 8 pm.")
    assert (read.schedule, read.words, read.employment) == (tuple(said), said, "PART_TIME")


def test_a_long_paste_without_a_full_stop_is_read_in_a_moment():
    began = perf_counter()
    assert working_hours("Monday to Friday, 8 to 5 " * 2000) == {"days": "8 to 5"}
    assert perf_counter() - began < 5


@given(
    st.lists(
        st.sampled_from(
            ["8", "12", "24", "0", "99", ":30", " am", " pm", "-", " to ", "Hours: ", "a", "p", "."]
        )
    )
)
def test_no_clock_however_written_stops_the_reading(pieces):
    assert set(working_hours("".join(pieces))) <= {"days", "evenings", "nights"}
