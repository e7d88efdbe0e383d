"""Products of the starter list whose names are plain words are read as products only where the text says so."""

import csv
from functools import cache
from importlib import resources

import pytest

from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

PRODUCTS = {"tool", "platform", "language"}
INNOCENT = [
    "Patience, and the knack of explaining a computer problem.",
    "A knack for calming people down.",
    "You have a Knack for people.",
    "Any notion of how a shop runs is welcome.",
    "We pick up the slack for each other.",
    "Slack periods are short in our store.",
    "Slack off and the line stops.",
    "We work in teams of four.",
    "You have access to a car.",
    "A swift answer to every caller.",
    "Remove rust from metal parts.",
    "Rust and paint removal by hand.",
    "Go the extra mile.",
    "Pass on the word to the next shift.",
    "You excel at small talk.",
    "Bring a spark to the team.",
    "Keep the hive boxes clean.",
    "Assist the chef in the kitchen.",
    "Chef and kitchen staff wanted.",
    "Puppet shows for children on Saturdays.",
    "Spread salt on the walkways in winter.",
    "Box and label the orders.",
    "Base pay is listed below.",
    "Our outlook is bright.",
    "Zoom in on the small print.",
    "The zoom lens is cleaned daily.",
    "Pick up an open shift whenever you like.",
    "Open shift available on Sundays.",
    "Stay in constant contact with the driver.",
    "Constant contact with customers all day.",
    "Any desk in the office can be yours.",
    "Treat every paper cut at the first aid station.",
    "Deliver letters as a postman.",
    "Chop celery, carrots and onions.",
    "Celery prep and salad bar.",
    "Remedy defects and report them.",
    "Find a remedy for every complaint.",
    "Take it in stride.",
    "Varnish tables and chairs.",
    "Stripe parking lots at night.",
    "Spring at our confluence of two rivers.",
    "Wear a red hat on the floor.",
    "The warehouse is a honeycomb of small rooms.",
    "Call for service now.",
    "Collect maple sap in March.",
    "Sow seeds in the greenhouse.",
    "Make hot cocoa for guests.",
    "No sass, please.",
    "The dancers rehearse a samba.",
    "Keep the airflow in the walk-in cooler clear.",
    "Wash the blender after each drink.",
    "Work with a duo of cooks.",
    "Plant juniper and cypress hedges.",
    "Sell pinecone wreaths.",
    "A rancher nearby sells us beef.",
    "Any discord among the crew is settled calmly.",
    "Use a protractor and a ruler.",
    "Ride the tailwind of a growing shop.",
    "One drive to the bank each day.",
    "In design and in print we help.",
    "Express thanks and react fast.",
    "A brave cook makes the meal.",
    "Pega etiquetas en las cajas.",
    "Miro a la gente a los ojos.",
    "Pintamos el domo de la iglesia.",
    "Cobra en la caja y mantiene limpio el local.",
    "A solo performance and a presto move.",
    "The play has a playwright on the team.",
    "Keep the flask and the pandas in view.",
    "Have a lisp or an accent? You are welcome.",
    "Sage and basil from the garden.",
    "Cut grass at the edge of the lawn.",
    "Lean on your coworkers.",
    "Storm drains and oak floors.",
    "Wash windows and doors.",
    "Clean the windows of the shop.",
    "Drive rails into place along the track.",
    "Every snowflake melts in the shop.",
    "Work at the rail yard; lay rails.",
    "Lay rails and varnish tables.",
    "We sell cocoa and celery.",
    "Perform airflow tests on every duct.",
    "Discord tests our nerves; stay calm.",
    "Slack rules the day when it rains.",
]


@cache
def starter():
    rows = []
    for file in resources.files("techhire.commons.skills").joinpath("starter").iterdir():
        if file.name.startswith("skills_"):
            for line in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                names = [line["name_en"], line["name_es"], *(line["aliases"] or "").split("|")]
                rows += [NameRow(line["slug"], name, line["kind"], line["name_en"]) for name in names]
    return Vocabulary.from_rows(rows)


def read(text):
    return [(text[hit.start : hit.end], hit.doubtful) for hit in starter().find(text)]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_plain_word_is_no_product(sentence):
    assert [hit for hit in starter().find(sentence) if hit.row.kind in PRODUCTS] == []


@pytest.mark.parametrize(
    "line",
    [
        "Postman",
        "- Confluence or similar",
        "We talk on Slack.",
        "RAID 5",
        "SAP experience",
        "Red Hat",
        "Duo for sign-in",
        "We clean up Windows computers",
    ],
)
def test_its_capitals_make_it_a_product(line):
    assert [doubtful for _, doubtful in read(line)][:1] == [False]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Knack, Airtable", "Knack"),
        ("Tools: jira, confluence", "confluence"),
        ("Experience with tableau", "tableau"),
        ("You use slack to reach us", "slack"),
        ("Linux, bash and git", "bash"),
        ("raid, ldap, linux", "raid"),
        ("sap modules", "sap"),
        ("Airflow pipelines", "Airflow"),
        ("Confluence pages", "Confluence"),
        ("Postman tests", "Postman"),
        ("Snort rules", "Snort"),
        ("Discord moderation", "Discord"),
    ],
)
def test_in_company_it_is_read_with_a_flag(line, name):
    assert (name, True) in read(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tools: tableau, snowflake, airflow", ["tableau", "snowflake", "airflow"]),
        ("tableau, looker, snowflake", ["tableau", "looker", "snowflake"]),
        ("vim, bash", ["vim", "bash"]),
        ("we deploy with rails and celery", ["rails", "celery"]),
    ],
)
def test_small_names_in_one_list_count_for_each_other(line, names):
    assert read(line) == [(name, True) for name in names]


@pytest.mark.parametrize(
    ("line", "skills"),
    [
        ("You write down what you did in a ticket.", ["ticketing-systems"]),
        ("Anota lo que hiciste en un ticket.", ["ticketing-systems"]),
        ("Sell a ticket to every visitor.", []),
    ],
)
def test_notes_in_a_ticket_are_ticketing(line, skills):
    assert [hit.row.skill_id for hit in starter().find(line)] == skills


@pytest.mark.parametrize(
    "line",
    [
        "Our office in Palo Alto",
        "Our office is in Palo Alto.",
        "Palo Alto, CA",
        "Palo Alto, California",
        "Cordova, TN",
        "Work location: Palo Alto",
        "Located in Palo Alto, near the train",
        "Based in Palo Alto",
        "A store near Palo Alto",
        "Our Palo Alto office",
        "You work in Palo Alto.",
        "In Palo Alto, you greet people.",
        "Aruba, Caribbean",
        "Travel to Aruba twice a year",
        "A resort in Aruba",
        "Nuestra oficina en Palo Alto",
    ],
)
def test_a_place_of_work_is_no_product(line):
    assert [hit for hit in starter().find(line) if hit.row.kind in PRODUCTS] == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Experience in Palo Alto", "Palo Alto"),
        ("Skilled in Aruba.", "Aruba"),
        ("Palo Alto, Cisco", "Palo Alto"),
        ("You work in Palo Alto and Cisco environments", "Palo Alto"),
        ("We work in Palo Alto, Cisco and Fortinet.", "Palo Alto"),
        ("Aruba access points in our offices", "Aruba"),
        ("Networks in our offices: Aruba", "Aruba"),
        ("Offices in Aruba networks", "Aruba"),
        ("Write rules in Palo Alto", "Palo Alto"),
        ("Palo Alto, MS Azure", "Palo Alto"),
        ("React, Cordova, AR and VR", "Cordova"),
    ],
)
def test_a_product_named_like_a_place_is_read(line, name):
    assert (name, False) in read(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("CompTIA A+, Network+ and Security+", ["CompTIA A+", "Network+", "Security+"]),
        ("CCNA or equivalent", ["CCNA"]),
        ("A+ certification preferred", ["A+ certification"]),
        ("Linux+, RHCSA or LPIC-1", ["Linux+", "RHCSA", "LPIC-1"]),
        ("We keep an A+ workplace with security + benefits", []),
    ],
)
def test_a_certificate_is_read_as_the_skill_behind_it(line, names):
    assert read(line) == [(name, False) for name in names]
