"""Telling what one did: one question a page, saved at every step, and a resume at the end."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import EverydayTask, RoleProfile, Skill, SkillAlias
from techhire.plays.assessments.actions.interviews import answer_interview
from techhire.plays.assessments.models import Interview
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.experiences import describe_experience, start_experience
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Evidence, Experience, Seeker
from tests.factories.judging import a_rubric
from tests.factories.matches import NOW, a_skill
from tests.factories.seekers import piece, seeker_in

pytestmark = pytest.mark.django_db

LIST = reverse("seeker:experiences")
WORDS = "Arreglaba las impresoras de la tienda."


@pytest.fixture
def printers(db: None) -> Skill:
    skill = a_skill("Printer support", name_es="Soporte de impresoras", definition="Keeps printers going.")
    SkillAlias.objects.create(skill=skill, text="arreglar impresoras")
    return skill


@pytest.fixture
def shop(person: Actor, me: Seeker, printers: Skill, task: EverydayTask) -> Experience:
    begun = start_experience(person, me, kind="helping", now=NOW)
    return describe_experience(
        person, begun, title="cashier", what=WORDS, task_ids=[task.pk], since=2019, often="daily", now=NOW
    )


def at(experience: Experience, step: str) -> str:
    return reverse("seeker:experience_step", args=[experience.pk, step])


def test_from_a_kind_to_claims_one_question_a_page(mine: Client, me: Seeker, printers: Skill) -> None:
    begun = mine.post(LIST, {"kind": "helping"})
    told = Experience.objects.get()
    assert begun.url == at(told, "title")
    answers = [
        ("title", {"title": "cashier"}, "what"),
        ("what", {"what": WORDS}, "often"),
        ("often", {"often": "daily"}, "tools"),
        ("tools", {"tools": ""}, "tasks"),
        ("tasks", {}, "place"),
    ]
    for step, answer, following in answers:
        assert mine.get(at(told, step)).status_code == 200
        told.refresh_from_db()
        assert mine.post(at(told, step), answer | {"version": told.version}).url == at(told, following)
    row = told.skills.get()
    ask = reverse("seeker:experience_skill", args=[told.pk, row.pk])
    told.refresh_from_db()
    english = at(told, "english")
    assert mine.post(at(told, "place"), {"on_resume": "on", "version": told.version}).url == english
    told.refresh_from_db()
    assert mine.post(english, {"version": told.version}).url == ask
    page = mine.get(ask).content.decode()
    assert '<mark class="th-mark">Arreglaba las impresoras</mark> de la tienda.' in page
    assert "Please look at this again" in mine.post(ask, {}).content.decode()
    done = reverse("seeker:experience", args=[told.pk])
    assert mine.post(ask, {"level": "3"}).url == done
    assert Evidence.objects.get(skill=printers).level == 3
    page = mine.get(done).content.decode()
    assert "1 skill of yours" in page and "We knew few of your words" in page


def test_a_step_saves_and_one_comes_back_another_day(mine: Client, shop: Experience) -> None:
    sent = {"tools": "Excel, radios", "later": "1", "version": shop.version}
    assert mine.post(at(shop, "tools"), sent).url == LIST
    page = mine.get(LIST).content.decode()
    assert "Cashier" in page and "wait for your answer" in page
    assert "Excel, radios" in mine.get(at(shop, "tools")).content.decode()


def test_what_was_typed_stays_where_it_cannot_be_saved(mine: Client, shop: Experience) -> None:
    old = mine.post(at(shop, "what"), {"what": "Words not to lose", "version": 1}).content.decode()
    assert "Somebody changed this meanwhile" in old and "Words not to lose" in old
    assert f'value="{shop.version}"' in old
    wrong = mine.post(at(shop, "place"), {"place": "Ana&#39;s", "since": "2031", "version": shop.version})
    assert "That year has not come yet." in wrong.content.decode()
    wrong = mine.post(at(shop, "place"), {"place": "Ana", "since": "1800", "version": shop.version})
    assert "Enter a year from 1940 on" in wrong.content.decode()


def test_tapped_things_are_kept_and_shown(mine: Client, shop: Experience, task: EverydayTask) -> None:
    page = mine.get(at(shop, "tasks")).content.decode()
    assert f'value="{task.pk}" checked' in page
    mine.post(at(shop, "tasks"), {"version": shop.version})
    shop.refresh_from_db()
    assert shop.task_ids == []
    bad = mine.post(at(shop, "tasks"), {"task_ids": ["999"], "version": shop.version})
    assert "Please look at this again" in bad.content.decode()


def test_it_is_removed_on_a_press(mine: Client, shop: Experience) -> None:
    assert mine.post(reverse("seeker:experience", args=[shop.pk]), {"remove": "1"}).url == LIST
    assert not Experience.objects.exists()


@pytest.mark.parametrize("name", ["experience", "experience_step", "experience_skill"])
def test_what_somebody_else_told_is_not_there(
    name: str, mine: Client, me: Seeker, shop: Experience, community: Community, system: Actor
) -> None:
    theirs = start_experience(system, seeker_in(community), kind="paid", now=NOW)
    more: list[object] = {"experience_step": ["what"], "experience_skill": [shop.skills.first().pk]}.get(
        name, []
    )
    assert mine.get(reverse(f"seeker:{name}", args=[theirs.pk, *more])).status_code == 404
    assert mine.get(reverse("seeker:experience_step", args=[shop.pk, "nonsense"])).status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_in_both_languages(
    language: str, mine: Client, shop: Experience, django_assert_max_num_queries: Callable
) -> None:
    mine.cookies["django_language"] = language
    addresses = [
        LIST,
        reverse("seeker:experience", args=[shop.pk]),
        reverse("seeker:experience_skill", args=[shop.pk, shop.skills.first().pk]),
        *(at(shop, step) for step in ("title", "what", "often", "tools", "tasks", "place")),
        reverse("seeker:resume"),
    ]
    for address in addresses:
        with django_assert_max_num_queries(40):
            answer = mine.get(address)
        assert answer.status_code == 200 and f'<html lang="{language}"' in answer.content.decode()


def printed(client: Client, **chosen: str) -> str:
    answer = client.get(reverse("seeker:resume_file"), chosen)
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_resume_is_in_english_and_the_words_stay_as_typed(
    mine: Client, person: Actor, me: Seeker, shop: Experience, tickets: Skill, task: EverydayTask
) -> None:
    set_contacts(person, me, ways={"email": "dana@example.org", "phone": "816-555-0142"}, now=NOW)
    piece(me, tickets, "proctored_test", 3, at=NOW.date())
    mine.cookies["django_language"] = "es"
    page = mine.get(reverse("seeker:resume")).content.decode()
    assert "Su currículum está listo" in page and 'lang="en"' in page and "In Spanish:" in page
    said = printed(mine)
    for words in ("Dana Reyes", "dana@example.org", "Cashier", "2019–now", "Every day", WORDS, task.text):
        assert words in said, words
    assert "Proven: tested, judged or certified by others Ticket handling" in said.replace("• ", "")
    assert "a supervised test, 2026" in said
    without = printed(mine, made="1")
    assert "dana@example.org" not in without and WORDS not in without


def test_the_person_says_it_in_english_and_the_resume_speaks_it(
    mine: Client, person: Actor, shop: Experience
) -> None:
    shop = describe_experience(person, shop, own_title="Cajera de noche", place="Tienda Sol", now=NOW)
    page = mine.get(reverse("seeker:resume")).content.decode()
    assert "Some lines are not in English yet" in page and at(shop, "english") in page
    assert '<span lang="es">Cajera de noche</span>' in page and '<span lang="es">Tienda Sol</span>' in page
    asked = mine.get(at(shop, "english")).content.decode()
    assert "Question 7 of 7" in asked and '<span lang="es">Tienda Sol</span>' in asked
    assert "in English" in asked and "What you used, in English" not in asked
    said = {"own_title_en": "Night cashier", "what_en": "I ran the register.", "version": shop.version}
    assert mine.post(at(shop, "english"), said | {"next": "1"}).status_code == 302
    page = mine.get(reverse("seeker:resume")).content.decode()
    assert '<span lang="en">Night cashier</span>' in page and "In Spanish:" not in page
    assert "where it was. <a" in page and "what you did." not in page and "what you did," not in page
    paper = printed(mine)
    assert "Night cashier, Tienda Sol" in paper and "I ran the register." in paper and WORDS not in paper
    shop.refresh_from_db()
    assert (shop.own_title, shop.what, shop.language) == ("Cajera de noche", WORDS, "es")


def test_what_was_told_in_english_is_not_asked_for_in_english(
    mine: Client, person: Actor, shop: Experience
) -> None:
    shop = describe_experience(person, shop, what="I helped people with the register.", tools="", now=NOW)
    assert shop.language == "en" and mine.get(at(shop, "english")).status_code == 404
    assert "not in English yet" not in mine.get(reverse("seeker:resume")).content.decode()


def test_a_work_sample_is_named_in_english_whatever_language_its_result_was_told_in(
    mine: Client, person: Actor, me: Seeker, onramp: Organization, tickets: Skill
) -> None:
    Seeker.objects.filter(pk=me.pk).update(language="es")
    guide = a_rubric(onramp, tickets, kind="interview", task="", task_es="")
    row = Interview.objects.create(
        edition=guide.editions.get(),
        seeker=Seeker.objects.get(pk=me.pk),
        organization=onramp,
        state="finished",
        agreement="waiting",
        level=3,
        level_sd=0.5,
        opened_at=NOW,
        finished_at=NOW,
    )
    answer_interview(person, row, agrees=True, now=NOW)
    paper = printed(mine)
    assert "Answer a ticket" in paper and "Responder" not in paper


def test_words_that_stay_spanish_are_spoken_as_spanish_on_paper(
    mine: Client, shop: Experience, person: Actor
) -> None:
    describe_experience(person, shop, own_title="Cajera", place="Tienda Sol", tools="la caja", now=NOW)
    paper = PdfReader(BytesIO(mine.get(reverse("seeker:resume_file")).content))
    parts = [(one.get("/S"), one.get("/Lang")) for one in _structure(paper) if one.get("/Lang")]
    assert sorted(parts) == [("/H2", "es"), ("/P", "es")]
    contents = paper.pages[0].get_contents()
    assert contents is not None and b"/Lang(es)" in contents.get_data()


def _structure(reader: PdfReader) -> Iterator[Any]:
    """Every element of the tree that screen readers follow."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        here = waiting.pop().get_object()
        if isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, dict):
            yield here
            waiting.extend([here["/K"]] if "/K" in here else [])


def test_a_resume_says_nothing_about_age_and_a_degree_only_where_it_is_added(
    mine: Client, person: Actor, me: Seeker, shop: Experience
) -> None:
    update_profile(person, me, is_adult=None, has_degree="yes", now=NOW)
    not_said = printed(mine)
    update_profile(person, me, is_adult=True, now=NOW)
    assert printed(mine) == not_said and not re.search(r"\b18\b", not_said)
    assert "Education" not in not_said
    assert "Education Four-year degree" in printed(mine, made="1", degree="on")
    update_profile(person, me, has_degree="no", now=NOW)
    assert "Education" not in printed(mine, made="1", degree="on")


def test_what_is_kept_off_the_resume_is_not_on_it(mine: Client, person: Actor, shop: Experience) -> None:
    describe_experience(person, shop, on_resume=False, now=NOW)
    assert "Cashier" not in printed(mine)


def test_a_role_is_named_and_its_skills_come_first(
    mine: Client, me: Seeker, person: Actor, tickets: Skill, networks: Skill
) -> None:
    piece(me, networks, "claim", 2)
    role = RoleProfile.objects.create(slug="desk", name="Support technician")
    role.lines.create(skill=networks, level=2, importance="essential", when="day_one")
    said = printed(mine, made="1", role="desk")
    assert "Looking for work as: Support technician" in said
    assert said.index("Home networks") < said.index("Ticket handling")
    assert "Looking for" not in printed(mine, made="1", role="nonsense")


HOSTILE = (
    '#panic("x") $a^2$ \\u{41} "quoted" <label> @ref \U0001f600 \u4e2d\u6587 \u0645\u0631\u062d\u0628\u0627'
)


def test_hostile_words_make_a_resume_all_the_same(
    mine: Client, person: Actor, me: Seeker, shop: Experience
) -> None:
    update_profile(person, me, name=HOSTILE[:60], now=NOW)
    describe_experience(
        person, shop, what=HOSTILE, own_title=HOSTILE[:60], place=HOSTILE[:60], tools=HOSTILE, now=NOW
    )
    said = "".join(printed(mine).split())
    assert '#panic("x")$a^2$\\u{41}"quoted"<label>@ref' in said


def test_an_empty_record_still_makes_a_page(mine: Client, person: Actor) -> None:
    mine.post(reverse("seeker:start"))
    assert "There is nothing to put on it yet" in mine.get(reverse("seeker:resume")).content.decode()
    assert printed(mine)


def test_what_a_visitor_tapped_comes_along_to_the_resume(
    mine: Client, task: EverydayTask, person: Actor
) -> None:
    home = reverse("seeker:home")
    page = mine.get(home, {"task": [task.slug, "nonsense", "x\x00"]}).content.decode()
    assert "The thing you tapped comes along." in page and f'value="{task.slug}"' in page
    assert mine.post(reverse("seeker:start"), {"task": [task.slug]}).url == reverse("seeker:resume")
    assert Evidence.objects.filter(kind="claim").count() == 2
    again = mine.get(home, {"task": [task.slug]}).content.decode()
    assert f"{reverse('seeker:tasks')}?task={task.slug}" in again
    assert "checked" in mine.get(reverse("seeker:tasks"), {"task": task.slug}).content.decode()


def test_the_open_page_leads_there(
    browser: Callable[[Actor | None], Client], task: EverydayTask, community: Community
) -> None:
    page = browser(None).get(reverse("public:could_i_result"), {"task": task.slug}).content.decode()
    assert f"{reverse('account_signup')}?next=%2Fmy%2F%3Ftask%3D{task.slug}" in page
