"""Whoever hears a page hears with each field its hint, every error and what is saved now; on the real pages, too."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.seekers.actions.experiences import describe_experience, start_experience
from techhire.plays.seekers.models import Experience
from techhire.portals.layout.forms import PlainForm
from tests.factories.judging import NOW, a_draft
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill, a_task
from tests.factories.onramps import on_caseload
from tests.factories.seekers import seeker_behind
from tests.factories.skills import own_skill
from tests.plays.assessments.banks.conftest import single

CHOICES = [("a", "Days"), ("b", "Nights")]
KINDS: dict[str, tuple[forms.Field, Any, Any]] = {
    "text": (forms.CharField(help_text="Hint."), "mine", "theirs"),
    "area": (forms.CharField(help_text="Hint.", widget=forms.Textarea), "mine", "theirs"),
    "number": (forms.IntegerField(help_text="Hint."), "1", 2),
    "day": (forms.DateField(help_text="Hint."), "2026-03-01", "theirs"),
    "select": (forms.ChoiceField(help_text="Hint.", choices=CHOICES), "a", "b"),
    "tick": (forms.BooleanField(help_text="Hint.", required=False), "", True),
    "radio": (forms.ChoiceField(help_text="Hint.", choices=CHOICES, widget=forms.RadioSelect), "a", "b"),
    "ticks": (
        forms.MultipleChoiceField(help_text="Hint.", choices=CHOICES, widget=forms.CheckboxSelectMultiple),
        ["a"],
        ["b"],
    ),
}
SAVED = {"number": "2", "tick": "yes", "select": "Nights", "radio": "Nights", "ticks": "Nights"}
PAGE = Template("{% load house %}{% field form.one %}")
TOLD = Template("{% load house %}{% field form.one 'Told by the page.' %}")


def drawn(field: forms.Field, sent: Any, kept: Any, *errors: str, page: Template = PAGE) -> html.HtmlElement:
    """A field of a form that was sent with a mistake or more, after somebody else saved."""
    kind = type("Asked", (PlainForm,), {"one": field, "version": forms.IntegerField()})
    form = kind({"one": sent, "version": 1}, initial={"one": kept})
    for error in errors:
        form.add_error("one", error)
    if kept is not None:
        form.take_up(2)
    return html.fromstring(f"<main>{page.render(Context({'form': form}))}</main>")


def heard(page: html.HtmlElement) -> list[str]:
    """What is read after the name of the field, in its order; each part of it is there once."""
    (one,) = page.xpath("//*[@id='id_one']")
    parts = [page.xpath(f"//*[@id='{name}']") for name in (one.get("aria-describedby") or "").split()]
    assert all(len(part) == 1 for part in parts), "a part is missing, or there twice"
    return [part[0].text_content().strip() for part in parts]


@pytest.mark.parametrize("kind", KINDS)
def test_hint_errors_and_what_is_saved_now_are_read_in_this_order(kind: str) -> None:
    with override("en"):
        page = drawn(*KINDS[kind], "Too long.", "Not so.")
    assert heard(page) == ["Hint.", "Too long.", "Not so.", f"Saved now: {SAVED.get(kind, 'theirs')}"]
    assert page.xpath("//*[@id='id_one']")[0].get("aria-invalid") == "true"


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_right_is_read_with_its_hint_alone(kind: str) -> None:
    field, sent, _kept = KINDS[kind]
    page = drawn(field, sent, None)
    assert heard(page) == ["Hint."]
    assert not page.xpath("//*[@aria-invalid]")


def test_a_file_is_read_with_its_hint_and_its_error() -> None:
    page = drawn(forms.FileField(help_text="Hint."), "", None, "Too large.")
    assert heard(page) == ["Hint.", "Choose a file first.", "Too large."]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", ["Please choose this file again; a browser does not let us keep it: a & b.pdf"]),
        ("Mine", []),
    ],
)
def test_a_file_sent_with_another_mistake_is_asked_for_again(title: str, said: list[str]) -> None:
    class Sent(PlainForm):
        title = forms.CharField()
        one = forms.FileField()

    form = Sent({"title": title}, {"one": SimpleUploadedFile("a & b.pdf", b"words")})
    with override("en"):
        assert heard(html.fromstring(f"<main>{PAGE.render(Context({'form': form}))}</main>")) == said


def test_a_file_that_is_wrong_itself_is_not_asked_for_again() -> None:
    form = type("Sent", (PlainForm,), {"one": forms.FileField()})(
        {}, {"one": SimpleUploadedFile("a.pdf", b"")}
    )
    assert "choose this file again" not in PAGE.render(Context({"form": form}))


@pytest.mark.parametrize("kind", KINDS)
def test_a_hint_the_page_gives_is_read_too(kind: str) -> None:
    field, sent, _kept = KINDS[kind]
    assert heard(drawn(field, sent, None, "Not so.", page=TOLD)) == ["Told by the page.", "Not so."]


def test_a_choice_of_one_is_a_group_that_can_be_wrong() -> None:
    assert drawn(*KINDS["radio"], "Not so.").xpath("//fieldset[@role='radiogroup'][@aria-invalid='true']")


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_drawn_by_hand_names_the_same(kind: str) -> None:
    form = type("Asked", (PlainForm,), {"one": KINDS[kind][0]})({"one": KINDS[kind][1]})
    form.add_error("one", "Too long.")
    form.add_error("one", "Not so.")
    assert form["one"].aria_describedby == "id_one_helptext id_one_error id_one_error_1"


Ask = Callable[[str], Any]


def with_a_coach(ask: Ask) -> str:
    seeker = on_caseload(ask("onramp"), name="Ana Ruiz", is_adult=True).seeker
    return reverse("onramp:person_profile", args=[seeker.code])


def time_with_a_coach(ask: Ask) -> str:
    return with_a_coach(ask).replace("/profile/", "/tests/")


def own_record(name: str, *words: str) -> Callable[[Ask], str]:
    def address(ask: Ask) -> str:
        seeker_behind(ask("person"))
        return reverse(f"seeker:{name}", args=words)

    return address


def told(ask: Ask) -> Experience:
    """Something somebody told, with a skill that was found in it."""
    task = a_task("Answer calls", {a_skill("Ticket handling"): 2})
    begun = start_experience(ask("person"), seeker_behind(ask("person")), kind="helping", now=NOW)
    return describe_experience(ask("person"), begun, task_ids=[task.pk], now=NOW)


def tasks_to_tap(ask: Ask) -> str:
    return reverse("seeker:experience_step", args=[told(ask).pk, "tasks"])


def all_tasks(ask: Ask) -> str:
    told(ask)
    return reverse("seeker:tasks")


def skill_known(ask: Ask) -> str:
    return reverse("seeker:skill", args=[told(ask).skills.get().skill.code])


def skill_found(ask: Ask) -> str:
    begun = told(ask)
    return reverse("seeker:experience_skill", args=[begun.pk, begun.skills.get().pk])


def posting(name: str) -> Callable[[Ask], str]:
    def address(ask: Ask) -> str:
        made = PostingFactory(organization=ask("employer"), ready=True)
        return reverse(f"employer:{name}", args=[made.identifier])

    return address


def question(ask: Ask) -> str:
    bank = create_bank(ask("convener"), own_skill(ask("community")), title="SQL at work", now=NOW)
    return reverse(
        "convener:item_edit", args=[write_item(ask("convener"), bank, wording=single(), now=NOW).pk]
    )


def pulled(ask: Ask) -> str:
    return question(ask).replace("/edit/", "/take-out/")


def criterion(ask: Ask) -> str:
    draft = a_draft(ask("onramp"), a_skill("Ticket handling"))
    return reverse("account:criterion", args=[draft.rubric_id, 1])


def plain(name: str) -> Callable[[Ask], str]:
    return lambda _ask: reverse(name)


PAGES: dict[str, tuple[str, Callable[[Ask], str], dict[str, str]]] = {
    "public": ("", plain("public:check_ad"), {"text": ""}),
    "public, a code": ("", plain("public:could_i"), {"code": "no such code"}),
    "signing in": ("", plain("account_login"), {"login": "nobody"}),
    "account": ("person", plain("account:apply"), {"name": ""}),
    "account, work samples": ("coach", criterion, {"do": "save"}),
    "seeker": ("person", own_record("profile_step", "name"), {"name": "A" * 400}),
    "seeker, hours": ("person", own_record("profile_step", "schedule"), {"schedule": "x"}),
    "seeker, what was done": ("person", own_record("experiences"), {"kind": "x"}),
    "seeker, tasks": ("person", tasks_to_tap, {"task_ids": "999"}),
    "seeker, all tasks": ("person", all_tasks, {}),
    "seeker, a skill": ("person", skill_known, {}),
    "seeker, a skill found": ("person", skill_found, {"level": "x"}),
    "employer": ("hiring_manager", posting("details"), {"pay_min": "x"}),
    "employer, an ad": ("hiring_manager", plain("employer:post"), {"title": ""}),
    "provider": ("trainer", plain("provider:new_program"), {"name": ""}),
    "onramp": ("coach", with_a_coach, {"travel_minutes": "999", "hours": "x"}),
    "onramp, tests": ("coach", time_with_a_coach, {"time": "1", "extra_time": "x"}),
    "support": ("owner_of_support", plain("account:organization"), {"name": ""}),
    "convener": ("convener", question, {"save": "1", "b": "x"}),
    "convener, settings": ("convener", plain("convener:settings"), {"name": ""}),
    "convener, taking out": ("convener", pulled, {"reason": "x"}),
}


@pytest.fixture
def owner_of_support(support: Organization, as_member: Callable[..., Actor]) -> Actor:
    """Whoever may change what a support partner says of itself."""
    return as_member(support, "owner")


def all_is_read(page: HttpResponse) -> int:
    """How much is read with fields; each part is there once, every error is among them, and links to it arrive."""
    tree = html.fromstring(page.content.decode())
    ids = Counter(tree.xpath("//@id"))
    read = [name for names in tree.xpath("//@aria-describedby") for name in names.split()]
    assert all(ids[name] == 1 for name in read), [name for name in read if ids[name] != 1]
    errors = tree.xpath("//*[contains(@class, 'usa-error-message')]/@id")
    assert len(errors) == len(tree.xpath("//*[contains(@class, 'usa-error-message')]"))
    assert set(errors) <= set(read), "an error is read with no field"
    links = tree.xpath("//*[@id='error-summary']//a/@href")
    assert all(ids[link.removeprefix("#")] == 1 for link in links), links
    return len(errors)


@pytest.mark.parametrize("name", PAGES)
def test_on_a_page_every_error_is_read_with_its_field(
    name: str, community: Community, client: Client, request: pytest.FixtureRequest
) -> None:
    who, address, sent = PAGES[name]
    if who:
        actor: Actor = request.getfixturevalue(who)
        client.force_login(Account.objects.get(pk=actor.account_id))
    at = address(request.getfixturevalue)
    assert all_is_read(client.get(at)) == 0
    assert all_is_read(client.post(at, sent)) > 0
