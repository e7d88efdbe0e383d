"""A provider's pages: opened by its members only, each with a bounded number of queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import update_skill
from techhire.commons.skills.models import ProgramCode
from techhire.plays.providers.actions.cohorts import complete_enrollment, enroll
from techhire.plays.providers.actions.programs import set_teaches
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.seekers.models import Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_skill
from tests.factories.providers import a_cohort, a_program, a_trainee, lets_in
from tests.factories.skills import own_skill

Browser = Callable[[Actor | None], Client]
OTHERS = ["hiring_manager", "coach", "helper", "convener", "person", "stranger"]


@pytest.fixture
def program(provider: Organization) -> Program:
    return a_program(provider, {a_skill("Networking"): 3}, listed=True, name="Help desk basics")


@pytest.fixture
def cohort(program: Program) -> Cohort:
    return a_cohort(program, seats=20)


@pytest.fixture
def addresses(program: Program, cohort: Cohort, trainee: Seeker) -> list[str]:
    return [
        reverse("provider:home"),
        reverse("provider:programs"),
        reverse("provider:new_program"),
        reverse("provider:program", args=[program.pk]),
        reverse("provider:teaches", args=[program.pk]),
        reverse("provider:new_cohort", args=[program.pk]),
        reverse("provider:cohort", args=[cohort.pk]),
        reverse("provider:people"),
        reverse("provider:person", args=[trainee.code]),
        reverse("provider:vouches"),
        reverse("provider:feedback"),
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_in_both_languages(
    language: str,
    browser: Browser,
    trainer: Actor,
    addresses: list[str],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = browser(trainer)
    client.cookies["django_language"] = language
    for address in addresses:
        with django_assert_max_num_queries(8 if "/programs/" in address else 15):
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in answer.content.decode()


def test_a_reader_sees_every_page_and_no_button_that_writes(
    browser: Browser, provider: Organization, as_member: Callable[..., Actor], addresses: list[str]
) -> None:
    client = browser(as_member(provider, "reader"))
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        if "new" not in address:
            main = answer.content.decode().split("<main")[1].split("</main>")[0]
            assert 'name="save"' not in main and 'name="complete"' not in main and 'name="move"' not in main


@in_one_world("role", OTHERS)
def test_others_are_sent_away(
    role: str, browser: Browser, addresses: list[str], request: pytest.FixtureRequest
) -> None:
    client = browser(request.getfixturevalue(role))
    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address).status_code for address in addresses} <= {403, 405}


def test_another_school_finds_nothing(
    browser: Browser, community: Community, as_member: Callable[..., Actor], addresses: list[str]
) -> None:
    other = OrganizationFactory(community=community, kinds=["provider"])
    client = browser(as_member(other, "owner"))
    inside = [address for address in addresses if any(char.isdigit() for char in address)]
    assert len(inside) == 5
    assert {client.get(address).status_code for address in inside} == {404}


def test_a_visitor_signs_in_first(browser: Browser, addresses: list[str]) -> None:
    assert {browser(None).get(address).status_code for address in addresses} == {302}


@pytest.mark.parametrize("address", ["programs/99999999999999999999/", "cohorts/99999999999999999999/"])
def test_numbers_no_database_holds_are_not_found(address: str, browser: Browser, trainer: Actor) -> None:
    assert browser(trainer).get(f"/provider/{address}").status_code == 404


def typed(**changes: object) -> dict[str, object]:
    return {
        "name": "Cloud start",
        "language": "en",
        "pace": "live",
        "length_weeks": 10,
        "hours_per_week": 12,
        "tuition": "900.00",
    } | changes


def test_a_program_is_entered_and_its_skills_are_chosen_next(
    browser: Browser, trainer: Actor, provider: Organization
) -> None:
    ProgramCode.objects.create(code="11.0901", title="Networking")
    answer = browser(trainer).post(reverse("provider:new_program"), typed(cip_code="11.0901"))
    program = Program.objects.get()
    assert (
        answer["Location"] == reverse("provider:teaches", args=[program.pk]) + f"?organization={provider.pk}"
    )
    assert (program.name, program.state, program.cip.code) == ("Cloud start", "draft", "11.0901")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "", "cip_code": "99.9999"},
        {"length_weeks": "many"},
        {"cip_code": "99.9999"},
        {"zip_code": "KC"},
        {"tuition": "-1"},
    ],
)
def test_bad_input_is_shown_again_with_what_was_typed(
    changes: dict[str, object], browser: Browser, trainer: Actor, provider: Organization
) -> None:
    answer = browser(trainer).post(reverse("provider:new_program"), typed(summary="Typed words", **changes))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Please look at this again" in page and "Typed words" in page
    assert all(f'href="#id_{name}' in page for name in changes), "everything that is wrong is told at once"
    assert not Program.objects.exists()


def test_a_program_is_moved_and_changed_and_a_late_save_is_told(
    browser: Browser, trainer: Actor, program: Program
) -> None:
    client, address = browser(trainer), reverse("provider:program", args=[program.pk])
    assert client.post(address, {"move": "suspend"}).status_code == 302
    assert client.post(address, {"move": "explode"}).status_code == 200
    saved = client.post(address, typed(save=1, version=4))
    assert saved.status_code == 302
    late = client.post(address, typed(save=1, version=4, summary="Later words"))
    page = late.content.decode()
    assert "Somebody else changed this" in page and "Later words" in page
    assert 'name="version" value="5"' in page
    program.refresh_from_db()
    assert (program.state, program.name, program.summary) == ("suspended", "Cloud start", "")


def test_skills_are_searched_added_and_saved(browser: Browser, trainer: Actor, program: Program) -> None:
    linux = a_skill("Linux")
    client, address = browser(trainer), reverse("provider:teaches", args=[program.pk])
    known = program.teaches.get().skill_id
    found = client.post(address, {"skill": known, f"level-{known}": "4", "find": 1, "search": "lin"})
    assert f'name="add" id="add-{linux.pk}"' in found.content.decode()
    assert program.teaches.get().level == 3
    form = {
        "skill": [known, linux.pk],
        f"level-{known}": "4",
        f"level-{linux.pk}": "9",
        "save": 1,
        "version": 3,
    }
    assert client.post(address, form).status_code == 302
    assert dict(program.teaches.values_list("skill_id", "level")) == {known: 4, linux.pk: 2}
    client.post(address, {"skill": [known, linux.pk], f"drop-{linux.pk}": 1, "save": 1})
    assert program.teaches.count() == 1


def test_the_program_says_that_the_words_of_a_skill_changed_since(
    browser: Browser, trainer: Actor, convener: Actor, provider: Organization
) -> None:
    radio = own_skill(provider.community, name="Barge radio")
    program = a_program(provider, {})
    set_teaches(trainer, program, lines=[(radio.pk, 2)], now=NOW)
    client, address = browser(trainer), reverse("provider:program", args=[program.pk])
    assert "words for this skill changed" not in client.get(address).content.decode()
    update_skill(convener, radio, definition="Speaks on the radio of a barge.", now=NOW)
    assert "changed since you confirmed it (what it means)." in client.get(address).content.decode()


def test_a_course_description_is_read_and_nothing_counts_before_saving(
    browser: Browser, trainer: Actor, program: Program
) -> None:
    linux, python = a_skill("Linux"), a_skill("Python", kind="language")
    text = "Students install Linux servers and write scripts in Python. <script>alert(1)</script>"
    answer = browser(trainer).post(
        reverse("provider:teaches", args=[program.pk]), {"read": 1, "syllabus": text}
    )
    page = answer.content.decode()
    assert f'name="level-{linux.pk}"' in page and f'name="level-{python.pk}"' in page
    assert "<script>alert" not in page
    assert program.teaches.count() == 1


def test_a_start_is_announced_and_changed(browser: Browser, trainer: Actor, program: Program) -> None:
    client = browser(trainer)
    address = reverse("provider:new_cohort", args=[program.pk])
    wrong = client.post(address, {"starts_on": "2026-05-04", "ends_on": "2026-05-01", "seats": 12})
    assert "cannot end before" in wrong.content.decode() and not Cohort.objects.exists()
    client.post(address, {"starts_on": "2026-05-04", "seats": 12})
    cohort = Cohort.objects.get()
    page = reverse("provider:cohort", args=[cohort.pk])
    change = {"change": 1, "starts_on": "2026-05-11", "seats": 10, "canceled": "on", "version": 1}
    assert client.post(page, change).status_code == 302
    late = client.post(page, change | {"seats": 99})
    assert "Somebody else changed this" in late.content.decode() and 'value="99"' in late.content.decode()
    cohort.refresh_from_db()
    assert (cohort.seats, cohort.canceled) == (10, True)


def test_several_people_are_enrolled_completed_and_one_is_taken_back(
    browser: Browser, trainer: Actor, cohort: Cohort, provider: Organization
) -> None:
    client, address = browser(trainer), reverse("provider:cohort", args=[cohort.pk])
    people = [a_trainee(provider) for _one in range(3)]
    client.post(address, {"enroll": 1, "person": [seeker.code for seeker in people]})
    places = list(Enrollment.objects.order_by("pk"))
    assert len(places) == 3
    ids = [place.pk for place in places]
    assert "Write the day" in client.post(address, {"complete": 1, "place": ids, "on": ""}).content.decode()
    none = client.post(address, {"complete": 1, "on": "2026-02-20"})
    assert "Tick at least one person" in none.content.decode()
    early = client.post(address, {"complete": 1, "place": ids, "on": "2020-02-20"})
    assert "between the start" in early.content.decode() and not Evidence.objects.exists()
    assert client.post(address, {"complete": 1, "place": ids, "on": "2026-02-20"}).status_code == 302
    assert Evidence.objects.filter(kind="completion", state="counts").count() == 3
    assert client.post(address, {"undo": ids[0]}).status_code == 302
    assert Evidence.objects.filter(state="counts").count() == 2
    assert client.post(address, {"withdraw": 1, "place": ids[0]}).status_code == 302
    states = list(Enrollment.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["withdrew", "completed", "completed"]


def test_all_ticked_people_are_settled_or_none(
    browser: Browser, trainer: Actor, cohort: Cohort, provider: Organization, system: Actor
) -> None:
    places = [enroll(system, cohort, a_trainee(provider), now=NOW) for _one in range(2)]
    from techhire.plays.seekers.models import Grant

    Grant.objects.filter(seeker=places[1].seeker).update(ended_at=NOW)
    answer = browser(trainer).post(
        reverse("provider:cohort", args=[cohort.pk]),
        {"complete": 1, "place": [place.pk for place in places], "on": "2026-02-20"},
    )
    page = answer.content.decode()
    assert "has not given you access" in page
    assert "Somebody who ended your access" in page and places[1].seeker.name not in page
    assert not Evidence.objects.exists()


def test_the_first_screen_says_what_to_do(
    browser: Browser, trainer: Actor, provider: Organization, program: Program, system: Actor
) -> None:
    client, address = browser(trainer), reverse("provider:home")
    assert "No start is announced" in client.get(address).content.decode()
    a_cohort(program, starts_on=timezone.localdate() + timedelta(days=20))
    assert "Help desk basics starts on" in client.get(address).content.decode()
    over = a_cohort(program)
    place = enroll(system, over, a_trainee(provider), now=NOW)
    assert "Say how it ended for 1 person" in client.get(address).content.decode()
    complete_enrollment(system, place, on=over.starts_on, now=NOW)
    Program.objects.update(confirmed_at=timezone.now() - timedelta(days=100))
    assert "Everything still holds" in client.get(address).content.decode()
    client.post(address, {"program": program.pk})
    assert "Everything still holds" not in client.get(address).content.decode()
    assert client.post(address, {"program": "x"}).status_code == 404


def test_the_first_screen_takes_the_same_queries_for_many_cohorts(
    browser: Browser,
    trainer: Actor,
    program: Program,
    provider: Organization,
    django_assert_num_queries: Callable[..., object],
) -> None:
    client, address = browser(trainer), reverse("provider:home")
    a_cohort(program, starts_on=timezone.localdate())
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    few = len(queries)
    for step in range(12):
        a_cohort(program, starts_on=timezone.localdate() + timedelta(days=step))
        a_program(provider)
    with django_assert_num_queries(few):
        assert client.get(address).status_code == 200
    assert few <= 15


def test_a_draft_that_teaches_nothing_leads_to_saying_what_it_teaches(
    browser: Browser, trainer: Actor, provider: Organization, program: Program
) -> None:
    draft = a_program(provider, {}, listed=False, name="New one")
    client = browser(trainer)
    empty = client.get(reverse("provider:program", args=[draft.pk])).content.decode()
    assert "Say what it teaches" in empty and 'value="list"' not in empty
    full = client.get(reverse("provider:program", args=[program.pk])).content.decode()
    assert "Say what it teaches" not in full and "Change what it teaches" in full


def test_a_course_description_may_name_skills_in_sentences_no_ad_would(
    browser: Browser, trainer: Actor, program: Program
) -> None:
    linux = a_skill("Linux")
    address = reverse("provider:teaches", args=[program.pk])
    client = browser(trainer)
    page = client.post(address, {"read": 1, "syllabus": "We teach Linux."}).content.decode()
    assert "Tick below what the program teaches" in page and f'name="add" id="add-{linux.pk}"' in page
    added = client.post(address, {"find": 1, "add": linux.pk, "search": ""}).content.decode()
    assert f'name="level-{linux.pk}"' in added


def test_a_start_of_today_stands_once_on_the_first_screen(
    browser: Browser, trainer: Actor, program: Program
) -> None:
    today = timezone.localdate()
    begun = a_cohort(program, starts_on=today, ends_on=today + timedelta(days=30))
    page = browser(trainer).get(reverse("provider:home")).content.decode()
    assert page.count(f'href="{reverse("provider:cohort", args=[begun.pk])}"') == 1


def test_what_ended_first_is_recorded_first(
    browser: Browser, trainer: Actor, provider: Organization, program: Program, system: Actor
) -> None:
    today = timezone.localdate()
    late = a_cohort(program, starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=2))
    early = a_cohort(program, starts_on=today - timedelta(days=80), ends_on=today - timedelta(days=30))
    for one in (late, early):
        enroll(system, one, a_trainee(provider), now=NOW)
    page = browser(trainer).get(reverse("provider:home")).content.decode()
    first, second = (page.index(reverse("provider:cohort", args=[one.pk])) for one in (early, late))
    assert first < second


def test_a_cohort_that_is_over_offers_no_seat_but_takes_who_was_left_out(
    browser: Browser, trainer: Actor, provider: Organization, program: Program, system: Actor
) -> None:
    today = timezone.localdate()
    over = a_cohort(program, starts_on=today - timedelta(days=60), ends_on=today - timedelta(days=2))
    inside, outside = a_trainee(provider, name="Ana Inside"), a_trainee(provider, name="Bea Outside")
    place = enroll(system, over, inside, now=NOW)
    client, address = browser(trainer), reverse("provider:cohort", args=[over.pk])
    page = client.get(address).content.decode()
    assert "It is over. Say of everybody how it ended." in page
    assert "free." not in page and "Give somebody a seat" not in page
    assert "Somebody took part and is not listed" in page and "Bea Outside" in page
    client.post(address, {"complete": 1, "place": place.pk, "on": str(over.ends_on)})
    page = client.get(address).content.decode()
    assert 'Take the completion back<span class="usa-sr-only">: Ana Inside</span>' in page
    assert client.post(address, {"enroll": 1, "person": outside.code}).status_code == 302


def test_the_list_of_people_says_who_agreed_to_vouches(
    browser: Browser, trainer: Actor, provider: Organization
) -> None:
    asked, other = a_trainee(provider, name="Ana Agreed"), a_trainee(provider, name="Bea Notyet")
    lets_in(asked, provider, "vouching")
    client = browser(trainer)
    rows = client.get(reverse("provider:people")).content.decode().split("<tr>")
    said = {name: row for name in ("Ana Agreed", "Bea Notyet") for row in rows if name in row}
    assert "they agreed" in said["Ana Agreed"] and "not asked yet, or no" in said["Bea Notyet"]
    page = client.get(reverse("provider:person", args=[other.code])).content.decode()
    assert "“Who works with me”" in page
