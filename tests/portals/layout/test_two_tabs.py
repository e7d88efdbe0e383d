"""Two tabs over the same thing: whoever saves second sees what was saved, and saving again works, on every form."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.actions.submissions import begin_work
from techhire.plays.assessments.models import Criterion, ItemBank, Score, Submission
from techhire.plays.assessments.words import Remark
from techhire.plays.seekers.actions.experiences import start_experience
from tests.factories.assessments import a_bank, a_test
from tests.factories.judging import NOW, WORDS, a_draft, a_rubric, handed_in, names, permitted
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill
from tests.factories.onramps import on_caseload
from tests.factories.providers import a_cohort, a_program
from tests.factories.seekers import seeker_behind
from tests.factories.skills import own_skill
from tests.plays.assessments.banks.conftest import single

pytestmark = pytest.mark.django_db
Opened = tuple[Client, str]
Ask = Callable[[str], Any]


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


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


def sent(page: HttpResponse, field: str, value: str, button: dict[str, str]) -> dict[str, Any]:
    """What a browser sends of the form that holds a field, with another value in it."""
    tree = html.fromstring(page.content.decode())
    form = next(form for form in tree.forms if field in form.fields and "version" in form.fields)
    typed: dict[str, Any] = {}
    for name, said in form.form_values():
        typed.setdefault(name, []).append(said.removeprefix("\n"))
    return typed | {field: value} | button


@pytest.mark.parametrize(
    ("opened", "field", "theirs", "mine", "button"),
    [
        pytest.param(posting_page("details"), "pay_min", "22", "24", {}, id="details of a posting"),
        pytest.param(
            posting_page("check"),
            "text",
            "We mend computers and answer calls.",
            "We mend printers and answer letters.",
            {"rewrite": "1"},
            id="text of an ad",
        ),
        pytest.param(plan, "choice-*", "Ten quick questions", "", {}, id="plan"),
        pytest.param(skill_of_the_library, "definition", "Theirs.", "Mine.", {"save": "1"}, id="skill"),
        pytest.param(
            question, "prompt_en", "Which word reads?", "Which word selects?", {"save": "1"}, id="question"
        ),
        pytest.param(program, "summary", "Theirs.", "Mine.", {"save": "1"}, id="program"),
        pytest.param(cohort, "seats", "31", "32", {"change": "1"}, id="start of a program"),
        pytest.param(profile_with_a_coach, "name", "Their Ana", "My Ana", {}, id="profile with a coach"),
        pytest.param(own_profile, "name", "Their Ana", "My Ana", {}, id="own profile"),
        pytest.param(told, "what", "I mended it.", "I sold it.", {}, id="what somebody told"),
        pytest.param(rubric, "title", "Their task", "My task", {"do": "save"}, id="task of a work sample"),
    ],
)
def test_the_second_to_save_sees_the_first_and_saves_on_the_next_try(
    opened: Callable[[Ask], Opened],
    field: str,
    theirs: str,
    mine: str,
    button: dict[str, str],
    community: Community,
    request: pytest.FixtureRequest,
) -> None:
    client, address = opened(request.getfixturevalue)
    before = client.get(address)
    if field == "choice-*":
        tree = html.fromstring(before.content.decode())
        chosen = tree.xpath("//select[starts-with(@name, 'choice-')]")[0]
        field, given = chosen.name, chosen.value_options[1]
    else:
        given = theirs
    first = client.post(address, sent(before, field, given, button))
    assert first.status_code == 302, first.content.decode()
    late = client.post(address, sent(before, field, mine, button))
    assert late.status_code == 200
    page = late.content.decode()
    assert "changed this" in page
    told_now = html.fromstring(page).xpath("//span[contains(., 'Saved now:')]")
    assert [one for one in told_now if theirs in one.text_content()], "what the other one saved stands there"
    again = client.post(address, sent(late, field, mine, button))
    assert again.status_code == 302, again.content.decode()
    shown = html.fromstring(client.get(address).content.decode())
    kept = next(form for form in shown.forms if field in form.fields and "version" in form.fields)
    assert str(kept.fields[field] or "").strip().startswith(mine)


def work_to_judge(ask: Ask) -> Opened:
    rubric = a_rubric(ask("onramp"), a_skill("Ticket handling"))
    names(rubric, ask("trainer"))
    work = handed_in(seeker_behind(ask("person")), rubric)
    return signed_in(ask("trainer")), reverse("account:judge", args=[work.judgments.get().pk])


def interview_to_rate(ask: Ask) -> Opened:
    seeker = on_caseload(ask("onramp"), name="Ana Ruiz", is_adult=True).seeker
    guide = a_rubric(ask("onramp"), a_skill("Ticket handling"), kind="interview", task="", task_es="")
    interview = permitted(open_interview(ask("coach"), ask("onramp"), seeker, guide, now=NOW))
    return signed_in(ask("coach")), reverse("account:interview", args=[interview.pk])


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(work_to_judge, id="work to judge"),
        pytest.param(interview_to_rate, id="interview to rate"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_an_assessor_with_two_tabs_sees_what_the_first_kept_and_hands_in_by_the_second(
    opened: Callable[[Ask], Opened], request: pytest.FixtureRequest
) -> None:
    client, address = opened(request.getfixturevalue)
    first, second = Criterion.objects.order_by("place")
    theirs = {f"level_{first.pk}": 2, f"remark_{first.pk}": "clear", "do": "save"}
    mine = {f"level_{one.pk}": 4 for one in (first, second)} | {
        f"remark_{one.pk}": "careful" for one in (first, second)
    }
    field = f"level_{first.pk}"
    before = client.get(address)
    assert client.post(address, sent(before, field, "2", theirs)).status_code == 302
    late = client.post(address, sent(before, field, "4", mine | {"do": "give"}))
    tree = html.fromstring(late.content.decode())
    told = [one.text_content() for one in tree.xpath("//span[contains(., 'Saved now:')]")]
    assert "changed this" in late.content.decode()
    assert any(str(Remark.CLEAR.label) in one for one in told), "what the other tab saved stands there"
    again = client.post(address, sent(late, field, "4", {"do": "give"}))
    assert again.status_code == 302, again.content.decode()
    kept = dict(Score.objects.values_list("criterion_id", "level"))
    assert kept == {first.pk: 4, second.pk: 4}, "nothing chosen in the second tab was lost"


@time_machine.travel(NOW, tick=False)
def test_who_writes_a_work_sample_in_two_tabs_sees_both_and_saves_the_second(
    person: Actor, onramp: Organization
) -> None:
    work = begin_work(person, seeker_behind(person), a_rubric(onramp, a_skill("Ticket handling")), now=NOW)
    client, address = signed_in(person), reverse("seeker:work", args=[work.pk])
    before = client.get(address)
    button = {"do": "save"}
    assert client.post(address, sent(before, "text", "From one tab.", button)).status_code == 302
    draft = sent(before, "text", WORDS, {})
    line = client.post(reverse("seeker:work_autosave", args=[work.pk]), draft).content.decode()
    assert "changed this" in line and "Press the button that saves it." in line
    late = client.post(address, sent(before, "text", WORDS, button))
    told = html.fromstring(late.content.decode()).xpath("//span[contains(., 'Saved now:')]")
    assert [one for one in told if "From one tab." in one.text_content()]
    assert client.post(address, sent(late, "text", WORDS, button)).status_code == 302
    assert Submission.objects.get().text == WORDS
