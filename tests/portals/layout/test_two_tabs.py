"""Two tabs over the same thing: whoever saves second sees what was saved, and saving again works, on every form."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.role_life import propose_role, update_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.words import LEVEL_CHOICES, ROLE_TEXTS
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import Assessment, ItemBank
from techhire.plays.seekers.actions.experiences import start_experience
from tests.factories.assessments import a_bank, a_test, a_test_day
from tests.factories.judging import NOW, a_draft
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill, a_task
from tests.factories.onramps import on_caseload
from tests.factories.providers import a_cohort, a_program
from tests.factories.seekers import seeker_behind
from tests.factories.skills import own_skill
from tests.plays.assessments.banks.conftest import single
from tests.portals.layout.tabs import Ask, Opened, is_told, sent, signed_in

pytestmark = pytest.mark.django_db


def posting_page(name: str) -> Callable[[Ask], Opened]:
    def opened(ask: Ask) -> Opened:
        posting = PostingFactory(organization=ask("employer"), ready=True)
        return signed_in(ask("hiring_manager")), reverse(f"employer:{name}", args=[posting.identifier])

    return opened


def plan(ask: Ask) -> Opened:
    posting = PostingFactory(organization=ask("employer"), published=True)
    skill = posting.requirements.get().skill
    a_test(a_bank(posting.community, skill), seconds=600, title="Ten quick questions")
    return signed_in(ask("hiring_manager")), reverse("employer:plan", args=[posting.identifier])


def skill_of_the_library(ask: Ask) -> Opened:
    skill = own_skill(ask("community"))
    return signed_in(ask("convener")), reverse("convener:skill", args=[skill.pk])


def bank(ask: Ask) -> ItemBank:
    return create_bank(ask("convener"), own_skill(ask("community")), title="SQL at work", now=NOW)


def question(ask: Ask) -> Opened:
    item = write_item(ask("convener"), bank(ask), wording=single(), now=NOW)
    return signed_in(ask("convener")), reverse("convener:item_edit", args=[item.pk])


def program(ask: Ask) -> Opened:
    made = a_program(ask("provider"), {a_skill("Networking"): 3}, listed=True)
    return signed_in(ask("trainer")), reverse("provider:program", args=[made.pk])


def cohort(ask: Ask) -> Opened:
    made = a_cohort(a_program(ask("provider"), {a_skill("Networking"): 3}, listed=True), seats=20)
    return signed_in(ask("trainer")), reverse("provider:cohort", args=[made.pk])


def profile_with_a_coach(ask: Ask) -> Opened:
    seeker = on_caseload(ask("onramp"), name="Ana Ruiz", is_adult=True).seeker
    return signed_in(ask("coach")), reverse("onramp:person_profile", args=[seeker.code])


def own_profile(ask: Ask) -> Opened:
    seeker_behind(ask("person"))
    return signed_in(ask("person")), reverse("seeker:profile_step", args=["name"])


def told(ask: Ask) -> Opened:
    seeker = seeker_behind(ask("person"))
    begun = start_experience(ask("person"), seeker, kind="helping", now=NOW)
    return signed_in(ask("person")), reverse("seeker:experience_step", args=[begun.pk, "what"])


def rubric(ask: Ask) -> Opened:
    draft = a_draft(ask("onramp"), a_skill("Ticket handling"))
    return signed_in(ask("coach")), reverse("account:rubric_edit", args=[draft.rubric_id])


def settings_of_the_community(ask: Ask) -> Opened:
    return signed_in(ask("convener")), reverse("convener:settings")


def day_of_tests(ask: Ask) -> Opened:
    day = a_test_day(ask("onramp"), a_test(a_bank(ask("community"), a_skill("Networking"))), seats=3)
    return signed_in(ask("coach")), reverse("onramp:change_test_day", args=[day.pk])


def criterion(ask: Ask) -> Opened:
    draft = a_draft(ask("onramp"), a_skill("Ticket handling"))
    return signed_in(ask("coach")), reverse("account:criterion", args=[draft.rubric_id, 1])


def rules_of_a_test(ask: Ask) -> Opened:
    made = bank(ask)
    return signed_in(ask("convener")), reverse(
        "convener:bank_test", args=[made.pk, Assessment.objects.get(bank=made).pk]
    )


def role(ask: Ask) -> Opened:
    role = propose_role(ask("convener"), name="Barge desk", about="Helps crews.", now=NOW)
    line = RoleLine(own_skill(ask("community")).pk, 2, 3, "essential", "day_one")
    texts = {name: getattr(role, name) for name in ROLE_TEXTS}
    update_role(ask("convener"), role, lines=[line], expected_version=role.version, now=NOW, **texts)
    return signed_in(ask("convener")), reverse("convener:role", args=[role.pk])


def plan_of_an_onramp(ask: Ask) -> Opened:
    posting = PostingFactory(organization=ask("employer"), published=True)
    skill = posting.requirements.get().skill
    a_test(a_bank(posting.community, skill), seconds=600, title="Ten quick questions")
    address = reverse("onramp:plan", args=[posting.identifier])
    return signed_in(ask("coach")), f"{address}?organization={ask('onramp').pk}"


@dataclass(frozen=True)
class Form:
    """A form with what two people put into one field of it, the button, and a mistake the form itself finds."""

    name: str
    opened: Callable[[Ask], Opened]
    field: str
    theirs: str
    mine: str
    button: dict[str, str] = field(default_factory=dict)
    wrong: tuple[str, str] | None = None


FORMS = [
    Form("details of a posting", posting_page("details"), "pay_min", "22", "24", wrong=("pay_min", "x")),
    Form(
        "text of an ad",
        posting_page("check"),
        "text",
        "We mend computers and answer calls.",
        "We mend printers and answer letters.",
        {"rewrite": "1"},
        wrong=("text", ""),
    ),
    Form("plan", plan, "choice-*", "Ten quick questions", ""),
    Form("plan of an onramp", plan_of_an_onramp, "choice-*", "Ten quick questions", ""),
    Form("skill", skill_of_the_library, "definition", "Theirs.", "Mine.", {"save": "1"}, ("name", "")),
    Form("role", role, "about", "Theirs.", "Mine.", {"save": "1"}, ("name", "")),
    Form(
        "question",
        question,
        "prompt_en",
        "Which word reads?",
        "Which word selects?",
        {"save": "1"},
        ("b", "x"),
    ),
    Form("rules of a test", rules_of_a_test, "title", "Theirs", "Mine", {"save": "1"}, ("min_items", "0")),
    Form("program", program, "summary", "Theirs.", "Mine.", {"save": "1"}, ("length_weeks", "0")),
    Form("start of a program", cohort, "seats", "31", "32", {"change": "1"}, ("starts_on", "soon")),
    Form(
        "profile with a coach",
        profile_with_a_coach,
        "name",
        "Their Ana",
        "My Ana",
        wrong=("travel_minutes", "999"),
    ),
    Form("own profile", own_profile, "name", "Their Ana", "My Ana", wrong=("name", "A" * 400)),
    Form("what somebody told", told, "what", "I mended it.", "I sold it.", wrong=("what", "A" * 9000)),
    Form("task of a work sample", rubric, "title", "Their task", "My task", {"do": "save"}, ("minutes", "x")),
    Form("criterion", criterion, "name", "Their care", "My care", {"do": "save"}, ("weight", "x")),
    Form("test day", day_of_tests, "place", "Their room", "My room", wrong=("seats", "x")),
    Form(
        "settings of the community",
        settings_of_the_community,
        "place",
        "Their bend",
        "My bend",
        wrong=("name", ""),
    ),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_second_to_save_sees_the_first_and_saves_on_the_next_try(
    form: Form, community: Community, request: pytest.FixtureRequest
) -> None:
    client, address = form.opened(request.getfixturevalue)
    before = client.get(address)
    name, given = form.field, form.theirs
    if name == "choice-*":
        tree = html.fromstring(before.content.decode())
        chosen = tree.xpath("//select[starts-with(@name, 'choice-')]")[0]
        name, given = chosen.name, chosen.value_options[1]
    first = client.post(address, sent(before, name, given, form.button))
    assert first.status_code == 302, first.content.decode()
    late = client.post(address, sent(before, name, form.mine, form.button))
    is_told(late, form.theirs)
    again = client.post(address, sent(late, name, form.mine, form.button))
    assert again.status_code == 302, again.content.decode()
    shown = html.fromstring(client.get(address).content.decode())
    kept = next(form for form in shown.forms if name in form.fields and "version" in form.fields)
    assert str(kept.fields[name] or "").strip().startswith(form.mine)


@pytest.mark.parametrize("form", [form for form in FORMS if form.wrong], ids=lambda form: form.name)
def test_a_mistake_put_right_does_not_hide_what_was_saved_meanwhile(
    form: Form, community: Community, request: pytest.FixtureRequest
) -> None:
    client, address = form.opened(request.getfixturevalue)
    before = client.get(address)
    assert client.post(address, sent(before, form.field, form.theirs, form.button)).status_code == 302
    assert form.wrong is not None
    name, value = form.wrong
    mistaken = sent(before, form.field, form.mine, form.button)
    right = mistaken[name]
    refused = client.post(address, mistaken | {name: value})
    assert refused.status_code == 200
    assert "usa-error-message" in refused.content.decode()
    mended = sent(refused, form.field, form.mine, form.button) | {name: right}
    late = client.post(address, mended)
    is_told(late, form.theirs)


def test_a_search_among_skills_keeps_the_version_that_was_sent(
    community: Community, provider: Organization, trainer: Actor
) -> None:
    made = a_program(provider, {a_skill("Networking"): 3}, listed=True)
    client, address = signed_in(trainer), reverse("provider:teaches", args=[made.pk])
    before = client.get(address)
    name = f"level-{made.teaches.get().skill_id}"
    assert client.post(address, sent(before, name, "5", {"save": "1"})).status_code == 302
    found = client.post(address, sent(before, name, "2", {"find": "1", "search": "cable"}))
    late = client.post(address, sent(found, name, "2", {"save": "1"}))
    assert late.status_code == 200 and "changed this" in late.content.decode()
    assert client.post(address, sent(late, name, "2", {"save": "1"})).status_code == 302


def rows_told(page: HttpResponse) -> dict[str, str]:
    """What is told to be saved now, by the name of each row it is read with."""
    text = page.content.decode()
    tree = html.fromstring(text)
    told = {}
    for row in tree.xpath("//form//*[@aria-describedby]"):
        (now,) = tree.xpath(f"//*[@id='{row.get('aria-describedby')}']/strong")
        (name,) = row.xpath("./legend") or row.xpath("./following-sibling::label")
        told[name.text_content().strip()] = now.text_content()
    return told


def test_what_a_program_teaches_says_beside_each_skill_what_is_saved_now(
    community: Community, provider: Organization, trainer: Actor
) -> None:
    theirs, mine, both, same = (a_skill(name) for name in ("Theirs", "Mine", "Both", "Same"))
    made = a_program(provider, {both: 3, same: 3}, listed=True)
    client, address = signed_in(trainer), reverse("provider:teaches", args=[made.pk])
    before = client.get(address)
    at_once = {"save": "1", f"level-{same.pk}": "3"}
    added = {"add": [str(theirs.pk)], f"level-{theirs.pk}": "4"}
    assert client.post(address, sent(before, f"level-{both.pk}", "5", at_once | added)).status_code == 302
    my_own = at_once | {"add": [str(mine.pk)], f"level-{mine.pk}": "1"}
    late = client.post(address, sent(before, f"level-{both.pk}", "1", my_own))
    labels = dict(LEVEL_CHOICES)
    assert rows_told(late) == {"Theirs": str(labels[4]), "Mine": "nothing", "Both": str(labels[5])}
    again = sent(late, f"level-{both.pk}", "1", {"save": "1"})
    assert again[f"drop-{theirs.pk}"], "what the other one added was not in what was typed"
    assert client.post(address, again).status_code == 302
    kept = {line.skill_id: line.level for line in made.teaches.all()}
    assert kept == {mine.pk: 1, both.pk: 1, same.pk: 3}


def test_tasks_to_tap_say_beside_each_whether_it_is_saved_now(community: Community, person: Actor) -> None:
    skill = a_skill("Ticket handling")
    tasks = [a_task(text, {skill: 2}) for text in ("Answer calls", "Mend printers", "Sort parts")]
    begun = start_experience(person, seeker_behind(person), kind="helping", now=NOW)
    client, address = signed_in(person), reverse("seeker:experience_step", args=[begun.pk, "tasks"])
    before = client.get(address)
    calls, printers, parts = (str(task.pk) for task in tasks)
    theirs = {"version": str(begun.version), "task_ids": [calls, parts], "later": "1"}
    assert client.post(address, theirs).status_code == 302
    late = client.post(address, theirs | {"task_ids": [printers, parts]})
    assert rows_told(late) == {"Answer calls": "yes", "Mend printers": "no"}
    assert html.fromstring(late.content.decode()).xpath("//details[@open]//input[@aria-describedby]")
    assert not rows_told(before)
    again = sent(late, "version", str(begun.version + 1), {"later": "1"})
    assert client.post(address, again).status_code == 302
    begun.refresh_from_db()
    assert sorted(map(str, begun.task_ids)) == sorted([printers, parts])
