"""Two tabs over the same thing: whoever saves second sees what was saved, and saving again works, on every form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import ItemBank
from techhire.plays.seekers.actions.experiences import start_experience
from tests.factories.assessments import a_bank, a_test
from tests.factories.judging import NOW, a_draft
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


def settings_of_the_community(ask: Ask) -> Opened:
    return signed_in(ask("convener")), reverse("convener:settings")


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
        pytest.param(settings_of_the_community, "place", "Their bend", "My bend", {}, id="settings"),
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
