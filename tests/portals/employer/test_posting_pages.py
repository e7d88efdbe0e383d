"""An employer's way from a pasted ad to a published posting, and what happens when something goes wrong on it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Framework, Occupation, Skill
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.models import Posting
from tests.cases import in_one_world
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill, add_line
from tests.factories.skills import starter_in_database

AD = """Requirements:
- Windows 10 and Active Directory
- Bachelor's degree required
Nice to have: Python"""


Paste = Callable[..., Posting]


@pytest.fixture
def pasted(hiring_manager: Actor, employer: Organization, now: datetime) -> Paste:
    """A draft of the hiring manager with this ad."""

    def draft(text: str, title: str = "Help desk") -> Posting:
        return create_posting(hiring_manager, employer, title=title, text=text, now=now)

    return draft


def ticked(page: str) -> list[str]:
    return re.findall(r'name="schedule" value="(\w+)"[^>]* checked', page)


def at(name: str, posting: Posting) -> str:
    return reverse(f"employer:{name}", args=[posting.identifier])


def test_from_paste_to_published(desk: Client, now: datetime) -> None:
    starter_in_database()
    sent = desk.post(reverse("employer:post"), {"title": "Help desk technician", "text": AD, "profile": ""})
    posting = Posting.objects.get()
    assert sent.headers["Location"] == at("check", posting)
    check = desk.get(at("check", posting)).content.decode()
    assert "Asks for a degree" in check and '<mark class="th-mark" id="line-' in check
    key = check.split('name="accept" value="')[1].split('"')[0]
    desk.post(at("check", posting), {"accept": key})
    posting.refresh_from_db()
    assert "degree required" not in posting.text

    skills = desk.get(at("requirements", posting)).content.decode()
    assert "Active Directory" in skills
    ids = list(posting.requirements.values_list("skill_id", flat=True))
    form = {"version": posting.version, "skill": ids, "save": "1"} | {f"level-{pk}": "2" for pk in ids}
    sent = desk.post(at("requirements", posting), form)
    assert sent.headers["Location"] == at("details", posting)

    posting.refresh_from_db()
    facts = {
        "title": posting.title, "workplace": "on_site", "zip_code": "64106", "pay_min": "20", "pay_max": "26",
        "pay_unit": "HOUR", "employment_type": "FULL_TIME", "schedule": ["days", "full_time"], "openings": "1",
        "unmask_stage": "after_yes", "version": posting.version, "sponsors": "",
    }  # fmt: skip
    sent = desk.post(at("details", posting), facts)
    assert sent.headers["Location"] == at("posting", posting)
    page = desk.post(at("posting", posting), {"move": "publish"}, follow=True).content.decode()
    posting.refresh_from_db()
    assert posting.state == "published" and "Open the shortlist" in page
    assert (posting.city, posting.schedule) == ("Kansas City", 17)


def test_all_that_cannot_be_is_told_at_once_beside_its_field(desk: Client, employer: Organization) -> None:
    posting = PostingFactory.create(organization=employer, title="Technician", state="draft")
    wrong = {"zip_code": "00000", "pay_max": "8", "starts_on": "2020-01-01", "openings": "many"}
    facts = {
        "title": "Technician", "workplace": "on_site", "pay_min": "20", "pay_unit": "HOUR",
        "employment_type": "FULL_TIME", "unmask_stage": "after_yes", "version": posting.version,
    }  # fmt: skip
    for sent in (wrong, wrong | {"openings": "1"}):
        page = desk.post(at("details", posting), facts | sent).content.decode()
        bad = [name for name in wrong if sent[name] == wrong[name]]
        assert all(f'href="#id_{name}"' in page and f'id="id_{name}_error"' in page for name in bad)


def test_what_was_typed_is_kept_when_the_title_is_missing(desk: Client) -> None:
    page = desk.post(reverse("employer:post"), {"title": "", "text": AD, "profile": ""}).content.decode()
    assert "Please look at this again" in page and "Active Directory" in page
    assert not Posting.objects.exists()


def test_a_five_megabyte_paste_gets_a_clear_answer(desk: Client) -> None:
    page = desk.post(reverse("employer:post"), {"title": "Job", "text": "word " * 1_040_000, "profile": ""})
    assert page.status_code == 200 and "too long" in page.content.decode()


def test_searching_for_a_skill_keeps_unsaved_changes(desk: Client, employer: Organization) -> None:
    starter_in_database()
    posting = PostingFactory(organization=employer, ready=True)
    line = posting.requirements.get()
    form = {
        "version": 1,
        "skill": [line.skill_id],
        f"level-{line.skill_id}": "4",
        "search": "python",
        "find": "1",
    }
    page = desk.post(at("requirements", posting), form).content.decode()
    assert "Python" in page and '<option value="4" selected>' in page
    line.refresh_from_db()
    assert line.level == 2


def test_saving_over_somebody_elses_change_is_refused_and_keeps_the_lines(
    desk: Client, employer: Organization
) -> None:
    posting = PostingFactory(organization=employer, ready=True)
    line = posting.requirements.get()
    form = {"version": 0, "skill": [line.skill_id], f"level-{line.skill_id}": "5", "save": "1"}
    page = desk.post(at("requirements", posting), form).content.decode()
    assert "Somebody else changed this" in page and '<option value="5" selected>' in page


@pytest.mark.parametrize("page", ["posting", "check", "requirements", "details"])
@in_one_world("who", ["rival", "stranger", "convener", "person"])
def test_pages_of_a_posting_are_closed_to_others(
    who: str,
    page: str,
    employer: Organization,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
) -> None:
    posting = PostingFactory(organization=employer, published=True)
    answer = sign_in(request.getfixturevalue(who)).get(at(page, posting))
    assert answer.status_code in {403, 404}
    assert posting.title not in answer.content.decode()


def test_visitors_are_sent_to_sign_in(client: Client, employer: Organization) -> None:
    posting = PostingFactory(organization=employer, published=True)
    assert client.get(at("posting", posting)).status_code == 302


def test_the_first_screen_needs_few_questions_of_the_database(
    desk: Client, employer: Organization, django_assert_max_num_queries: Callable[..., object], now: datetime
) -> None:
    PostingFactory.create_batch(12, organization=employer, published=True)
    with time_machine.travel(now), django_assert_max_num_queries(30):
        page = desk.get(reverse("employer:home"))
    assert page.content.decode().count("Help desk technician") >= 12


def test_the_pages_speak_spanish(desk: Client, employer: Organization) -> None:
    desk.cookies["django_language"] = "es"
    assert 'lang="es"' in desk.get(reverse("employer:home")).content.decode()


def test_a_suggestion_counts_only_once_it_is_ticked(desk: Client, pasted: Paste) -> None:
    starter_in_database()
    text = "SQL needed. You should be able to explain technical things to people who are not technical."
    posting = pasted(text, title="Support analyst")
    skill = Skill.objects.get(framework__slug="starter", name="Explaining things simply")
    page = desk.get(at("requirements", posting)).content.decode()
    assert f'id="suggest-{skill.pk}"' in page
    kept = {
        "skill": list(posting.requirements.values_list("skill_id", flat=True)),
        "version": posting.version,
    }
    assert skill.pk not in kept["skill"]
    desk.post(at("requirements", posting), kept | {"add": skill.pk, f"level-{skill.pk}": 3, "save": "1"})
    line = posting.requirements.get(skill=skill)
    assert (line.level, line.confirmed) == (3, True)
    assert f'id="suggest-{skill.pk}"' not in desk.get(at("requirements", posting)).content.decode()


def test_another_communitys_skill_can_be_neither_seen_nor_added(
    desk: Client, pasted: Paste, elsewhere: Community, now: datetime
) -> None:
    framework = Framework.objects.create(
        slug=f"own-{elsewhere.pk}", name="Theirs", community=elsewhere, changed_at=now
    )
    theirs = Skill.objects.create(
        framework=framework,
        code="secret-tool",
        name="Secret tool",
        kind="tool",
        state="published",
        changed_at=now,
    )
    posting = pasted("SQL and nothing else is asked.", title="Support analyst")
    sent = {"skill": [theirs.pk], "add": [theirs.pk], "version": posting.version}
    page = desk.post(at("requirements", posting), sent | {"find": "1", "search": ""}).content.decode()
    assert "Secret tool" not in page
    desk.post(at("requirements", posting), sent | {"save": "1"})
    assert not posting.requirements.filter(skill=theirs).exists()


STATED = """Help desk technician in Kansas City
Full-time, Monday to Friday, $21 - $25 an hour.
Requirements: Linux, Postfix, Zorpx and React or Vue. Native English speaker."""


def test_a_suggestion_is_shown_before_it_is_taken_and_can_be_taken_back(desk: Client, pasted: Paste) -> None:
    starter_in_database()
    posting = pasted(STATED)
    page = desk.get(at("check", posting)).content.decode()
    assert "1 line may shut good people out</h1>" in page and "EEOC 915.005" in page
    assert "English good enough for this work." in page
    key = page.split('name="accept" value="')[1].split('"')[0]
    page = desk.post(at("check", posting), {"accept": key}, follow=True).content.decode()
    assert "What you changed" in page and "Put the ad back as I pasted it" in page
    desk.post(at("check", posting), {"undo": "0"})
    posting.refresh_from_db()
    assert posting.text == STATED
    desk.post(at("check", posting), {"accept": key})
    desk.post(at("check", posting), {"restore": "1"})
    posting.refresh_from_db()
    assert posting.text == STATED
    for bad in ("x", "9" * 30, "-1", "7"):
        assert (
            "undone already" in desk.post(at("check", posting), {"undo": bad}, follow=True).content.decode()
        )


def test_missing_facts_are_counted_apart_and_few_skills_are_told_at_once(desk: Client, pasted: Paste) -> None:
    starter_in_database()
    ad = "Move pallets all day.\n- 2 years in a warehouse\n- Young and strong team"
    posting = pasted(ad, title="Picker")
    page = desk.get(at("check", posting)).content.decode()
    assert "2 lines may shut good people out, 3 things are missing" in page
    assert "We found few IT skills in this ad" in page


def test_what_the_ad_states_is_filled_in_and_saved_by_nobody_but_a_person(
    desk: Client, pasted: Paste
) -> None:
    posting = pasted(STATED)
    page = desk.get(at("details", posting)).content.decode()
    assert 'value="21.00"' in page and 'value="25.00"' in page
    assert "Read from your ad: “$21 - $25 an hour”. Check it." in page
    assert "Your ad says “Kansas City”. Needed before you can publish" in page
    posting.refresh_from_db()
    assert posting.pay_min is None and posting.schedule == 0


def test_nothing_is_said_to_be_filled_in_where_the_ad_names_a_town_alone(desk: Client, pasted: Paste) -> None:
    page = desk.get(at("details", pasted("You answer calls in Kansas City, MO."))).content.decode()
    assert "Your ad says “Kansas City, MO”." in page
    assert "We filled in" not in page and "Read from your ad" not in page


def test_what_is_learned_on_the_job_stands_last_and_is_not_called_essential(
    desk: Client, pasted: Paste
) -> None:
    posting = pasted("You answer calls in our office all day.")
    for name, when in (("Ansible", "learned"), ("Windows", "day_one")):
        add_line(posting, a_skill(name), 2, when=when)
    page = html.fromstring(desk.get(at("posting", posting)).content.decode())
    rows = [[cell.text_content().strip() for cell in row] for row in page.iterfind(".//tbody/tr")]
    assert rows == [
        ["Windows", "2 assisted", "essential", "needed on day one"],
        ["Ansible", "2 assisted", "keeps nobody out", "learned on the job"],
    ]


def test_how_many_people_the_ad_is_for_is_filled_in(desk: Client, pasted: Paste) -> None:
    text = "We are adding two people to our help desk.\nYou answer calls and log tickets."
    posting = pasted(text)
    page = desk.get(at("details", posting)).content.decode()
    assert 'name="openings" value="2"' in page
    assert "Read from your ad: “adding two people”. Check it." in page
    posting.refresh_from_db()
    assert posting.openings == 1


def test_the_hours_of_the_ad_are_ticked_until_a_person_says_otherwise(desk: Client, pasted: Paste) -> None:
    posting = pasted("You answer calls. Tuesday to Saturday, 11 to 8.")
    page = desk.get(at("details", posting)).content.decode()
    assert "Read from your ad: “11 to 8, Tuesday to Saturday”. Check it." in page
    assert ticked(page) == ["days", "evenings", "weekends"]
    facts = FACTS | {"title": posting.title, "version": posting.version, "pay_max": "26"}
    assert desk.post(at("details", posting), facts).status_code == 302
    assert ticked(desk.get(at("details", posting)).content.decode()) == []


FACTS = {
    "workplace": "remote", "pay_unit": "HOUR", "employment_type": "FULL_TIME", "openings": "1",
    "unmask_stage": "after_yes",
}  # fmt: skip


@pytest.mark.parametrize("given", [{"pay_max": "26"}, {"zip_code": "64106"}, {"schedule": ["days"]}])
def test_one_opening_that_a_person_saved_stays_one(
    desk: Client, hiring_manager: Actor, employer: Organization, now: datetime, given: dict[str, Any]
) -> None:
    text = "We are adding two people to our help desk.\nYou answer calls and log tickets."
    posting = create_posting(hiring_manager, employer, title="Help desk", text=text, now=now)
    sent = FACTS | {"title": posting.title, "version": posting.version} | given
    assert desk.post(at("details", posting), sent).status_code == 302
    page = desk.get(at("details", posting)).content.decode()
    assert 'name="openings" value="1"' in page and "Read from your ad: “adding two people”" not in page


def test_an_occupation_is_proposed_from_the_title_and_kept_when_a_person_saves_it(
    desk: Client, pasted: Paste
) -> None:
    starter_in_database()
    posting = pasted(STATED, title="Help desk technician")
    page = desk.get(at("details", posting)).content.decode()
    assert '<option value="15-1232" selected>15-1232 Computer User Support Specialists</option>' in page
    assert "Read from your ad: “Help desk technician”. Check it." in page
    posting.refresh_from_db()
    assert posting.soc_code == ""
    sent = FACTS | {"title": posting.title, "version": posting.version, "soc_code": "15-1232"}
    assert desk.post(at("details", posting), sent).status_code == 302
    posting.refresh_from_db()
    assert posting.soc_code == "15-1232"


@pytest.mark.parametrize(
    ("typed", "kept"), [("15-1244", "15-1244"), ("web developers", "15-1254"), ("Boat whisperer", None)]
)
def test_another_occupation_is_typed_by_code_or_exact_title(
    desk: Client, employer: Organization, typed: str, kept: str | None
) -> None:
    starter_in_database()
    for code, title in (("15-1244", "Network Administrators"), ("15-1254", "Web Developers")):
        Occupation.objects.create(scheme="soc2018", code=code, title=title)
    posting = PostingFactory.create(organization=employer, title="Technician", state="draft")
    sent = FACTS | {"title": "Technician", "version": posting.version, "other_occupation": typed}
    answer = desk.post(at("details", posting), sent)
    posting.refresh_from_db()
    if kept is None:
        assert "No occupation has this code or exactly this title." in answer.content.decode()
        assert "Boat whisperer" in answer.content.decode()
    assert posting.soc_code == (kept or "")


def test_alternatives_are_told_and_unknown_words_can_be_proposed(desk: Client, pasted: Paste) -> None:
    starter_in_database()
    posting = pasted(STATED)
    asked = {line.skill.name: line.importance for line in posting.requirements.select_related("skill")}
    assert (asked["React"], asked["Vue.js"]) == ("essential", "preferred")
    assert "Workplace English" not in asked and "Mail servers" in asked
    page = desk.get(at("requirements", posting)).content.decode()
    assert "One of these is enough in the ad: React, Vue.js" in page
    assert 'name="propose" value="Zorpx"' in page
    page = desk.post(at("requirements", posting), {"propose": "Zorpx"}).content.decode()
    assert "is with the civic lead" in page
    assert Skill.objects.get(name="Zorpx").state == "proposed"
    assert "already a skill" in desk.post(at("requirements", posting), {"propose": "React"}).content.decode()


def test_neither_the_ad_nor_the_role_is_called_optional(desk: Client) -> None:
    page = desk.get(reverse("employer:post")).content.decode()
    assert "(optional)" not in page.replace('<span class="usa-hint">', "")


def test_what_must_change_stands_first_and_only_its_words_are_marked(desk: Client, pasted: Paste) -> None:
    ad = "Answer calls and write tickets.\n* Bachelor's degree required\n* Native English speaker, SQL\nLinux needed."
    posting = pasted(ad)
    page = desk.get(at("check", posting)).content.decode()
    assert page.index("must change</span>") < page.index("Asks for a degree")
    assert "1 of them must change before you publish." in page
    assert '<mark class="th-mark">Native English speaker</mark>, SQL</q>' in page
    cards = page.split('class="th-card th-finding')[1:]
    then = cards[0].split('action="#')[1].split('"')[0]
    assert f'id="{then}"' in page and 'id="go-on"' in page


def test_all_that_a_new_job_lacks_is_told_at_once(desk: Client) -> None:
    page = desk.post(reverse("employer:post"), {"title": "", "text": "", "profile": ""}).content.decode()
    assert 'id="id_title_error"' in page and "Paste the ad, or choose a role to start from." in page
    short = desk.post(
        reverse("employer:post"), {"title": "", "text": "Help us", "profile": ""}
    ).content.decode()
    assert 'id="id_title_error"' in short and "This is too short for a job ad." in short


@pytest.mark.parametrize("title", ["Job", ""])
def test_an_endless_paste_is_not_sent_back_whole(title: str, desk: Client) -> None:
    typed = {"title": title, "text": "word " * 200_000, "profile": ""}
    page = desk.post(reverse("employer:post"), typed).content.decode()
    assert "This is too long for the ad of one job." in page
    assert "Below stands only its beginning, 20,000 characters." in page
    assert len(page) < 60_000


def test_an_endless_rewrite_is_not_sent_back_whole(desk: Client, employer: Organization) -> None:
    posting = PostingFactory(organization=employer)
    typed = {"rewrite": "1", "version": posting.version, "text": "word " * 200_000}
    page = desk.post(at("check", posting), typed).content.decode()
    assert "Below stands only its beginning" in page and len(page) < 60_000


def test_the_details_say_what_publishing_needs(desk: Client, employer: Organization) -> None:
    posting = PostingFactory(organization=employer)
    form = html.fromstring(desk.get(at("details", posting)).content.decode())
    for name in ("zip_code", "pay_min", "pay_max"):
        label = form.xpath(f"//label[@for='id_{name}']")[0].text_content()
        assert "optional" not in label
        assert (
            "Needed before you can publish" in form.xpath(f"//*[@id='id_{name}_helptext']")[0].text_content()
        )


def test_a_paused_job_promises_nobody_new(desk: Client, employer: Organization) -> None:
    posting = PostingFactory(organization=employer, published=True)
    assert "People who chose to be found, in order" in desk.get(at("posting", posting)).content.decode()
    Posting.objects.update(state="paused")
    page = desk.get(at("posting", posting)).content.decode()
    assert "in order" not in page and "it shows you nobody new" in page
    assert reverse("employer:shortlist", args=[posting.identifier]) in page


def test_each_thing_that_is_left_leads_to_where_it_is_done(
    desk: Client, pasted: Paste, tickets: Skill
) -> None:
    posting = pasted("Requirements:\n- Ticket handling\n- State your salary history when you apply\n")
    page = html.fromstring(desk.get(at("posting", posting)).content.decode())
    card = page.xpath("//h2[.='Before you can publish']/..")[0]
    steps = [(li.text.strip()[:18], li.find("a").get("href")) for li in card.iter("li")]
    assert steps == [
        ("Change the lines i", at("check", posting)),
        ("Confirm the skills", at("requirements", posting)),
        ("Say where the work", at("details", posting)),
        ("Say what it pays, ", at("details", posting)),
    ]
    button = card.xpath(".//a[contains(@class, 'usa-button') and not(contains(@class, 'outline'))]")
    assert [one.get("href") for one in button] == [at("check", posting)]


@pytest.mark.parametrize("state", ["closed", "filled"])
@pytest.mark.parametrize("waits", [False, True])
def test_a_job_that_is_over_is_led_to_nothing_left_before_publishing(
    desk: Client, employer: Organization, pasted: Paste, state: str, waits: bool
) -> None:
    unfinished = pasted("You answer calls and write letters.")
    ready = PostingFactory(organization=employer, published=True)
    if waits:
        Organization.objects.filter(pk=employer.pk).update(state="applied")
    for posting in (unfinished, ready):
        Posting.objects.filter(pk=posting.pk).update(state=state)
        page = desk.get(at("posting", posting)).content.decode()
        assert "What it asks for" in page and "th-next" not in page
        assert "Before you can publish" not in page and "Ready" not in page


def test_a_rewrite_says_which_skills_stay_though_the_ad_names_them_no_more(
    desk: Client, pasted: Paste, tickets: Skill, networks: Skill
) -> None:
    posting = pasted("Requirements:\n- Ticket handling\n- Home networks at level 3\n")
    ids = list(posting.requirements.values_list("skill_id", flat=True))
    assert set(ids) == {tickets.pk, networks.pk}
    form = {"version": posting.version, "skill": ids, "save": "1"} | {f"level-{pk}": "2" for pk in ids}
    assert desk.post(at("requirements", posting), form).status_code == 302
    assert "does not name it any more" not in desk.get(at("check", posting)).content.decode()

    posting.refresh_from_db()
    typed = {
        "version": posting.version,
        "text": "Every day:\n- you mend\n- Home networks, well\n",
        "rewrite": "1",
    }
    check = desk.post(at("check", posting), typed, follow=True).content.decode()
    assert "1 skill stays on the list, and the ad does not name it any more" in check
    row = f"{at('requirements', posting)}#skill-{tickets.pk}"
    assert row in check and f"#skill-{networks.pk}" not in check
    posting.refresh_from_db()
    there = posting.requirements.get(skill=networks)
    assert posting.text[there.start : there.end] == "Home networks"

    skills = desk.get(at("requirements", posting)).content.decode()
    assert "The ad does not name it any more. Does the job still need it?" in skills
    for kept in (ids, [networks.pk]):
        posting.refresh_from_db()
        again = desk.post(at("requirements", posting), form | {"version": posting.version, "skill": kept})
        assert again.status_code == 302
        assert "any more" not in desk.get(at("check", posting)).content.decode()
    assert list(posting.requirements.values_list("skill_id", flat=True)) == [networks.pk]


def test_an_ad_checked_before_is_carried_into_a_new_job(desk: Client) -> None:
    page = desk.post(reverse("employer:post"), {"carry": "1", "text": AD}).content.decode()
    assert "Windows 10 and Active Directory" in page and "error-summary" not in page
    assert not Posting.objects.exists()
