"""A test day on its pages: planned, people listed and checked in, a code on a borrowed computer, watched, closed."""

import re
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Assessment, CheckIn, LiveCheck, Sitting, TestDay
from techhire.plays.seekers.models import AccessRecord, Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import a_bank, a_test, a_test_day, checked_in, right_answer
from tests.factories.matches import a_person, a_skill, proves
from tests.factories.onramps import on_caseload
from tests.factories.seekers import seeker_behind

pytestmark = pytest.mark.django_db
Browser = Callable[[Actor | None], Client]
OTHERS = ["hiring_manager", "trainer", "helper", "convener", "person", "stranger"]


@pytest.fixture
def networking(community: Community) -> Assessment:
    """A private test, in the real time of the pages."""
    return a_test(a_bank(community, a_skill("Networking")), title="Networking", seconds=1800)


@pytest.fixture
def day(onramp: Organization, networking: Assessment) -> TestDay:
    return a_test_day(onramp, networking, starts_at=timezone.now())


def read(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"onramp:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_day_is_planned_by_the_clock_of_the_community(
    browser: Browser, coach: Actor, community: Community, networking: Assessment
) -> None:
    mine = browser(coach)
    assert "Plan a test day" in read(mine, "test_days")
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    sent = {"starts_on": tomorrow.isoformat(), "starts_at": "10:00", "place": "Room 12", "seats": "3"}
    refused = mine.post(reverse("onramp:plan_test_day"), sent).content.decode()
    assert "usa-error-message" in refused and 'value="Room 12"' in refused
    sent |= {"assessments": [str(networking.pk)]}
    assert "is planned" in mine.post(reverse("onramp:plan_test_day"), sent, follow=True).content.decode()
    day = TestDay.objects.get()
    local = day.starts_at.astimezone(ZoneInfo(community.time_zone))
    assert (local.date(), local.hour) == (tomorrow, 10)
    assert "10 a.m." in read(mine, "test_day", day.pk)
    assert 'value="10:00"' in read(mine, "change_test_day", day.pk)
    mine.post(reverse("onramp:change_test_day", args=[day.pk]), sent | {"seats": "9"})
    day.refresh_from_db()
    assert day.seats == 9


def test_two_tabs_over_one_day_lose_nothing_and_every_person_keeps_a_seat(
    browser: Browser, coach: Actor, day: TestDay, networking: Assessment
) -> None:
    TestDay.objects.update(starts_at=(timezone.now() + timedelta(days=1)).replace(hour=18, minute=30))
    for _unused in range(3):
        checked_in(day, a_person(day.organization.community), confirmed=False)
    mine, address = browser(coach), reverse("onramp:change_test_day", args=[day.pk])
    day.refresh_from_db()
    local = day.starts_at.astimezone(ZoneInfo(day.organization.community.time_zone))
    before = {"starts_on": local.date().isoformat(), "starts_at": f"{local:%H:%M}", "place": "Room 12"}
    before |= {"seats": "5", "assessments": [str(networking.pk)], "version": "1"}
    few = mine.post(address, before | {"seats": "2"}).content.decode()
    assert "3 people are on the list." in few and 'name="version" value="1"' in few
    assert mine.post(address, before | {"starts_at": "09:15"}).status_code == 302
    late = mine.post(address, before | {"starts_at": "11:45"}).content.decode()
    assert "Somebody else changed this" in late and "Saved now: <strong>9:15 a.m.</strong>" in late
    assert 'name="version" value="2"' in late and 'value="11:45"' in late
    unfinished = mine.post(address, before | {"place": ""}).content.decode()
    assert 'name="version" value="1"' in unfinished, "what was never looked at is not taken up"
    assert mine.post(address, before | {"starts_at": "11:45", "version": "2"}).status_code == 302
    day.refresh_from_db()
    assert (f"{day.starts_at.astimezone(local.tzinfo):%H:%M}", day.seats) == ("11:45", 5)


@in_one_world("who", OTHERS)
def test_nobody_else_opens_these_pages(
    who: str, request: pytest.FixtureRequest, browser: Browser, day: TestDay
) -> None:
    client = browser(request.getfixturevalue(who))
    mine = checked_in(day, a_person(day.organization.community))
    for name, args in (
        ("test_day", [day.pk]),
        ("change_test_day", [day.pk]),
        ("test_list", [day.pk]),
        ("check_in", [day.pk, mine.pk]),
    ):
        assert client.get(reverse(f"onramp:{name}", args=args)).status_code in {302, 403, 404}
    assert not AccessRecord.objects.exists()


def test_people_come_on_the_list_from_the_caseload_and_by_their_code(
    browser: Browser, coach: Actor, onramp: Organization, day: TestDay, person: Actor
) -> None:
    coached, walked_in = on_caseload(onramp, name="Ana Ruiz").seeker, seeker_behind(person, "Dana Reyes")
    mine, page = browser(coach), reverse("onramp:test_day", args=[day.pk])
    assert "Ana Ruiz" in read(mine, "test_day", day.pk) and "Dana Reyes" not in read(mine, "test_day", day.pk)
    assert (
        "Nobody here has this code"
        in mine.post(page, {"code": "1", "person_code": "ZZZ"}, follow=True).content.decode()
    )
    mine.post(page, {"code": "1", "person_code": walked_in.code.lower()})
    assert "Tick at least one" in mine.post(page, {"add": "1"}, follow=True).content.decode()
    mine.post(page, {"add": "1", "person": coached.code})
    assert [row.seeker for row in CheckIn.objects.order_by("number")] == [walked_in, coached]
    assert "Dana Reyes" in read(mine, "test_day", day.pk)
    looked = AccessRecord.objects.get(seeker=walked_in)
    assert (looked.purpose, looked.what, looked.organization) == ("testing", "name", onramp)


def test_whoever_finds_no_seat_is_named_and_the_others_are_on_the_list(
    browser: Browser, coach: Actor, onramp: Organization, day: TestDay
) -> None:
    TestDay.objects.update(seats=1)
    people = [on_caseload(onramp, name=name).seeker for name in ("Ana Ruiz", "Ben Ode")]
    sent = {"add": "1", "person": [seeker.code for seeker in people]}
    said = browser(coach).post(reverse("onramp:test_day", args=[day.pk]), sent, follow=True).content.decode()
    assert "1 person is on the list now." in said
    assert "Not on the list: Ben Ode. Every seat of this test day is taken." in said


def test_a_page_with_a_code_that_is_loaded_anew_ends_nothing(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    listed = checked_in(day, a_person(community, name="Ana Ruiz"))
    mine, page = browser(coach), reverse("onramp:check_in", args=[day.pk, listed.pk])
    code = re.search(r">(\d{4}-\d{4})<", mine.post(page, {"give_code": "1", "before": ""}).content.decode())
    borrowed = browser(None)
    assert code and "Tests of Ana Ruiz" in str(
        borrowed.post("/my/test-code/", {"code": code[1]}, follow=True).content.decode()
    )
    again = mine.post(page, {"give_code": "1", "before": ""}).content.decode()
    assert "A code was made since you opened this page" in again and not re.search(r">\d{4}-\d{4}<", again)
    assert "Tests of Ana Ruiz" in borrowed.get("/my/test-code/tests/").content.decode()
    before = re.search(r'name="before" value="(\w+)"', again)
    assert before and "Make another code" in again
    assert re.search(
        r">\d{4}-\d{4}<", mine.post(page, {"give_code": "1", "before": before[1]}).content.decode()
    )
    assert borrowed.get("/my/test-code/tests/").status_code == 302, (
        "a new code ends what the first one opened"
    )


def test_checked_in_somebody_takes_the_test_on_a_borrowed_computer(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    ana = a_person(community, name="Ana Ruiz")
    listed = checked_in(day, ana, confirmed=False)
    mine, page = browser(coach), reverse("onramp:check_in", args=[day.pk, listed.pk])
    assert "usa-error-message" in mine.post(page, {"confirm": "1"}).content.decode()
    assert "Checked in" in mine.post(page, {"confirm": "1", "how": "photo"}, follow=True).content.decode()
    code = re.search(r"\d{4}-\d{4}", mine.post(page, {"give_code": "1"}).content.decode())
    assert code is not None and not re.search(r">\d{4}-\d{4}<", mine.get(page).content.decode())
    borrowed = browser(coach)
    assert "signed in on this computer" in borrowed.get("/my/test-code/").content.decode()
    shown = borrowed.post("/my/test-code/", {"code": code[0]}, follow=True).content.decode()
    assert "Tests of Ana Ruiz" in shown and "Number 1" in shown
    assert borrowed.get(page).status_code == 302
    borrowed.post("/my/test-code/tests/", {"assessment": day.assessments.get().pk})
    ended = take(borrowed)
    assert "Networking: most likely" in ended and "Done: close my pages here" in ended
    assert Evidence.objects.get(seeker=ana).kind == "proctored_test"
    assert "my-pages" not in ended and "/my/skills" not in ended
    for other in ("/my/", "/my/skills/", "/my/everything/", "/my/tests/", "/my/tests/time/"):
        assert borrowed.get(other).status_code == 302
    borrowed.post("/my/test-code/leave/")
    assert borrowed.get("/my/test-code/tests/").status_code == 302
    assert borrowed.get(f"/my/tests/results/{Sitting.objects.get().pk}/").status_code == 302
    assert "1 of 1 people are here" in read(mine, "test_day", day.pk)


def took(seeker: Seeker, test: Assessment, days_ago: int) -> None:
    """The person finished the test elsewhere, so many days ago."""
    then = timezone.now() - timedelta(days=days_ago)
    Sitting.objects.create(
        seeker=seeker, assessment=test, rules={}, state="finished", seed=1, made_at=then, finished_at=then
    )


def test_what_somebody_took_not_long_ago_is_said_at_the_list_and_at_check_in_and_not_begun(
    browser: Browser, coach: Actor, day: TestDay, networking: Assessment, onramp: Organization
) -> None:
    ana = on_caseload(onramp, name="Ana Ruiz").seeker
    took(ana, networking, 3)
    free_on = onramp.community.day_of(timezone.now() + timedelta(days=networking.retake_days - 3))
    again, mine = date_format(free_on, "DATE_FORMAT"), browser(coach)
    said = f"Networking was taken not long ago and cannot be begun before {again}: Ana Ruiz."
    at_list = reverse("onramp:test_day", args=[day.pk])
    assert said in mine.post(at_list, {"add": "1", "person": ana.code}, follow=True).content.decode()
    listed = CheckIn.objects.get()
    assert f"can be begun from {again}" in read(mine, "test_day", day.pk)
    page = reverse("onramp:check_in", args=[day.pk, listed.pk])
    came = mine.post(page, {"confirm": "1", "how": "photo"}, follow=True).content.decode()
    assert said in came and "no test that can be begun today" in came and "ready to begin" not in came
    code = re.search(r"\d{4}-\d{4}", mine.post(page, {"give_code": "1"}).content.decode())
    assert code is not None
    borrowed = browser(None)
    shown = borrowed.post("/my/test-code/", {"code": code[0]}, follow=True).content.decode()
    assert f"can take it again from {again}" in shown and 'name="assessment"' not in shown
    tried = borrowed.post("/my/test-code/tests/", {"assessment": networking.pk}, follow=True)
    assert "You took this test not long ago" in tried.content.decode()
    assert not Sitting.objects.filter(supervised=listed).exists()


def test_what_can_be_begun_is_named_beside_what_cannot(
    browser: Browser, coach: Actor, day: TestDay, networking: Assessment, community: Community
) -> None:
    python = a_test(a_bank(community, a_skill("Python")), title="Python")
    day.assessments.add(python)
    ana, ben = a_person(community, name="Ana Ruiz"), a_person(community, name="Ben Ode")
    took(ana, networking, 3)
    took(ben, networking, networking.retake_days)
    mine = browser(coach)
    came = [
        mine.post(
            reverse("onramp:check_in", args=[day.pk, checked_in(day, one, confirmed=False).pk]),
            {"confirm": "1", "how": "photo"},
            follow=True,
        ).content.decode()
        for one in (ana, ben)
    ]
    assert "Ready to begin: Python." in came[0] and "cannot be begun" in came[0]
    assert "Their tests are ready to begin." in came[1] and "cannot be begun" not in came[1]
    row = CheckIn.objects.get(seeker=ana)
    TestDay.objects.update(state="closed")
    assert "can be begun from" not in read(mine, "check_in", day.pk, row.pk)


def take(client: Client) -> str:
    """Answer every question rightly, the page of the result."""
    for _turn in range(20):
        sitting = Sitting.objects.get()
        if sitting.state == "finished":
            return client.get(f"/my/tests/results/{sitting.pk}/").content.decode()
        client.get("/my/tests/now/")
        sitting.refresh_from_db()
        assert sitting.current is not None
        place = {"place": sitting.responses.count(), "item": sitting.current.pk}
        client.post("/my/tests/now/", place | {"answer": right_answer(sitting.current)})
    raise AssertionError("the test does not end")


def test_a_wrong_code_is_told_plainly_and_slowed_down(
    browser: Browser, day: TestDay, settings: object
) -> None:
    visitor = browser(None)
    for _turn in range(3):
        assert (
            "does not open anything" in visitor.post("/my/test-code/", {"code": "0000-0000"}).content.decode()
        )
    for _turn in range(60):
        last = visitor.post("/my/test-code/", {"code": "0000-0000"})
    assert "too many tries" in last.content.decode()


def test_the_person_finds_the_test_ready_on_their_own_page(
    browser: Browser, person: Actor, day: TestDay
) -> None:
    dana = seeker_behind(person)
    listed = checked_in(day, dana, confirmed=False)
    mine = browser(person)
    assert "Tell the staff that you are here" in mine.get("/my/tests/").content.decode()
    assert "Next: your test day, today" in mine.get("/my/").content.decode()
    CheckIn.objects.filter(pk=listed.pk).update(confirmed_at=timezone.now())
    assert "ready to begin" in mine.get("/my/tests/").content.decode()
    begin = f"/my/tests/{day.assessments.get().pk}/"
    first = mine.get("/my/").content.decode()
    assert "Next: your test is ready, Networking" in first and begin in first
    assert "staff watch" in mine.get(begin).content.decode()
    mine.post(begin)
    assert "Too few answers" not in take(mine)
    assert Evidence.objects.get(seeker=dana).kind == "proctored_test"
    assert "your test" not in mine.get("/my/").content.decode(), "what was taken waits no more"


def test_a_person_joins_a_planned_day_and_gives_the_seat_back(
    browser: Browser, person: Actor, onramp: Organization, networking: Assessment
) -> None:
    seeker_behind(person)
    soon = timezone.now() + timedelta(days=2)
    day = a_test_day(onramp, networking, state="planned", starts_at=soon, seats=1)
    mine = browser(person)
    assert "1 seat is free" in mine.get("/my/tests/").content.decode()
    assert (
        "on the list, number 1" in mine.post(f"/my/tests/days/{day.pk}/join/", follow=True).content.decode()
    )
    row = CheckIn.objects.get()
    assert (
        "not on the list any more"
        in mine.post(f"/my/tests/days/leave/{row.pk}/", follow=True).content.decode()
    )
    assert not CheckIn.objects.exists()


def test_staff_void_give_time_back_and_take_a_mistake_back(
    browser: Browser, coach: Actor, person: Actor, day: TestDay
) -> None:
    listed = checked_in(day, seeker_behind(person))
    browser(person).post(f"/my/tests/{day.assessments.get().pk}/")
    sitting = Sitting.objects.get()
    mine, page = browser(coach), reverse("onramp:check_in", args=[day.pk, listed.pk])
    assert "0 of at most 8 answered" in mine.get(page).content.decode()
    ends = sitting.ends_at
    mine.post(page, {"time": "1", "sitting": sitting.pk, "minutes": "5"})
    sitting.refresh_from_db()
    assert ends is not None and sitting.ends_at == ends + timedelta(minutes=5)
    assert (
        "Between 1 and"
        in mine.post(page, {"time": "1", "sitting": sitting.pk, "minutes": "x"}, follow=True).content.decode()
    )
    assert (
        "Choose one of the reasons"
        in mine.post(
            page, {"void": "1", "sitting": sitting.pk, "reason": "slow"}, follow=True
        ).content.decode()
    )
    mine.post(page, {"void": "1", "sitting": sitting.pk, "reason": "help"})
    sitting.refresh_from_db()
    assert sitting.state == "voided"
    shown = browser(person).get(f"/my/tests/results/{sitting.pk}/").content.decode()
    assert "This test does not count" in shown and "somebody helped" in shown
    mine.post(page, {"take_back": "1"})
    listed.refresh_from_db()
    assert listed.confirmed_at is None
    assert (
        "not there any more"
        in mine.post(page, {"void": "1", "sitting": "999999", "reason": "help"}, follow=True).content.decode()
    )


def test_a_list_kept_on_paper_is_printed_and_entered(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    here, away = (checked_in(day, a_person(community, name=name), confirmed=False) for name in ("Ana", "Bo"))
    mine = browser(coach)
    assert read(mine, "test_list", day.pk).count("th-box") >= 8
    page = reverse("onramp:test_list", args=[day.pk])
    said = mine.post(page, {f"how-{here.pk}": "known", f"how-{away.pk}": ""}, follow=True).content.decode()
    assert "1 person is checked in now" in said
    assert [row.how for row in CheckIn.objects.order_by("number")] == ["known", ""]


def test_a_list_from_paper_that_is_refused_stays_as_it_was_entered(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    ana, bo = (checked_in(day, a_person(community, name=name), confirmed=False) for name in ("Ana", "Bo"))
    page = reverse("onramp:test_list", args=[day.pk])
    sent = {f"how-{ana.pk}": "known", f"how-{bo.pk}": "by their shoes"}
    text = browser(coach).post(page, sent).content.decode()
    assert "usa-alert--error" in text and text.count('<option value="known" selected>') == 1
    assert not CheckIn.objects.filter(confirmed_at__isnull=False).exists()


def test_a_day_is_opened_and_ended(
    browser: Browser, coach: Actor, onramp: Organization, networking: Assessment
) -> None:
    day = a_test_day(onramp, networking, state="planned", starts_at=timezone.now())
    mine, page = browser(coach), reverse("onramp:test_day", args=[day.pk])
    assert "Check-in is open" in mine.post(page, {"open": "1"}, follow=True).content.decode()
    assert "The test day is over" in mine.post(page, {"close": "1"}, follow=True).content.decode()
    assert "Put people on the list" not in mine.get(page).content.decode()


def test_a_day_that_is_over_says_who_did_not_come_and_offers_no_seat(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    listed = checked_in(day, a_person(community, name="Ana Ruiz"), confirmed=False)
    TestDay.objects.update(state="closed")
    mine, page = browser(coach), reverse("onramp:check_in", args=[day.pk, listed.pk])
    assert "did not come" in read(mine, "test_day", day.pk) and "not yet" not in read(
        mine, "test_day", day.pk
    )
    assert "free" not in read(mine, "test_days")
    said = mine.post(page, {"confirm": "1", "how": "photo"}, follow=True).content.decode()
    assert "Checked in. The test day is over." in said and "ready to begin" not in said


def test_of_a_day_that_was_called_off_nobody_is_said_to_have_stayed_away(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    checked_in(day, a_person(community, name="Ana Ruiz"), confirmed=False)
    TestDay.objects.update(state="off")
    page = read(browser(coach), "test_day", day.pk)
    assert "Ana Ruiz" in page and "did not come" not in page and "not yet" not in page


def test_check_in_waits_for_the_day_and_can_be_closed_again(
    browser: Browser, coach: Actor, onramp: Organization, networking: Assessment, community: Community
) -> None:
    soon = timezone.now() + timedelta(days=2)
    day = a_test_day(onramp, networking, state="planned", starts_at=soon)
    mine, page = browser(coach), reverse("onramp:test_day", args=[day.pk])
    shown = mine.get(page).content.decode()
    assert 'name="open"' not in shown and "Check-in opens here on the day itself." in shown
    assert "If the date is wrong" in mine.post(page, {"open": "1"}, follow=True).content.decode()
    TestDay.objects.filter(pk=day.pk).update(starts_at=timezone.now(), state="open")
    assert "Close check-in again" in mine.get(page).content.decode()
    said = mine.post(page, {"close_check_in": "1"}, follow=True).content.decode()
    assert "The day is as planned" in said and 'name="open"' in said


def test_somebody_is_taken_off_the_list(
    browser: Browser, coach: Actor, day: TestDay, community: Community
) -> None:
    listed = checked_in(day, a_person(community), confirmed=False)
    page = reverse("onramp:check_in", args=[day.pk, listed.pk])
    assert (
        browser(coach).post(page, {"remove": "1"})["Location"]
        == reverse("onramp:test_day", args=[day.pk]) + f"?organization={day.organization_id}"
    )
    assert not CheckIn.objects.exists()


def test_a_coach_sets_the_time_somebody_asks_for(
    browser: Browser, coach: Actor, onramp: Organization
) -> None:
    ana = on_caseload(onramp, name="Ana Ruiz").seeker
    page = reverse("onramp:person_tests", args=[ana.code])
    mine = browser(coach)
    assert "Do not ask why" in mine.get(page).content.decode()
    mine.post(page, {"time": "1", "extra_time": "1.5", "breaks": "20"})
    assert '<option value="1.5" selected>' in mine.get(page).content.decode()


def test_a_live_check_from_asking_to_its_sentence(
    browser: Browser, coach: Actor, onramp: Organization, person: Actor, networking: Assessment
) -> None:
    dana: Seeker = on_caseload(onramp, seeker_behind(person)).seeker
    proves(dana, networking.bank.skill, 3)
    live = a_test(networking.bank, kind="confirm", min_items=4, max_items=5, seconds=300, item_seconds=60)
    staff, mine = browser(coach), browser(person)
    page = reverse("onramp:person_tests", args=[dana.code])
    assert "Choose what" in staff.post(page, {"ask": "1", "test": "0"}, follow=True).content.decode()
    staff.post(page, {"ask": "1", "test": live.pk, "watched": "room"})
    check = LiveCheck.objects.get()
    own = f"/my/tests/live/{check.pk}/"
    assert 'hx-trigger="every 30s"' in staff.get(page).content.decode(), "the yes appears by itself"
    assert "asks for a five-minute live check" in mine.get("/my/tests/").content.decode()
    assert "It also counts as a supervised test" in mine.get(own).content.decode()
    mine.post(own, {"agree": "1"})
    assert "hx-trigger" not in staff.get(page).content.decode(), "it waits for the coach"
    staff.post(page, {"start": "1", "check": check.pk})
    assert 'hx-trigger="every 10s"' in staff.get(page).content.decode(), "so does what it said"
    assert mine.get("/my/tests/now/")["Location"] == own
    mine.post(own, {"begin": "1"})
    shown = mine.get("/my/tests/now/").content.decode()
    assert "Seconds left for this question: " in shown and "Take a break" not in shown
    assert "grees with the earlier result" in take(mine)
    assert "grees with the earlier result" in staff.get(page).content.decode()
    assert mine.get(own)["Location"].startswith("/my/tests/results/")


def test_a_live_check_is_offered_only_where_it_can_be_asked_for(
    browser: Browser, coach: Actor, onramp: Organization, person: Actor, networking: Assessment
) -> None:
    dana: Seeker = on_caseload(onramp, seeker_behind(person)).seeker
    live = a_test(networking.bank, kind="confirm")
    staff, page = browser(coach), reverse("onramp:person_tests", args=[dana.code])
    button = 'name="ask"'
    shown = staff.get(page).content.decode()
    assert "no result of this person that a live check could confirm" in shown and button not in shown
    proves(dana, networking.bank.skill, 3)
    assert button in staff.get(page).content.decode()
    staff.post(page, {"ask": "1", "test": live.pk, "watched": "room"})
    shown = staff.get(page).content.decode()
    assert "waits for their answer" in shown and button not in shown
    ana = on_caseload(onramp, name="Ana Ruiz").seeker
    proves(ana, networking.bank.skill, 3)
    shown = staff.get(reverse("onramp:person_tests", args=[ana.code])).content.decode()
    assert "no account here, so nobody can say yes" in shown and button not in shown


def test_a_test_under_way_that_keeps_a_live_check_from_beginning_is_told_before(
    browser: Browser, coach: Actor, onramp: Organization, person: Actor, networking: Assessment
) -> None:
    dana: Seeker = on_caseload(onramp, seeker_behind(person)).seeker
    proves(dana, networking.bank.skill, 3)
    live = a_test(networking.bank, kind="confirm")
    other = a_test(a_bank(skill=networking.bank.skill), title="A practice test")
    staff, mine = browser(coach), browser(person)
    staff.post(
        reverse("onramp:person_tests", args=[dana.code]), {"ask": "1", "test": live.pk, "watched": "room"}
    )
    own = f"/my/tests/live/{LiveCheck.objects.get().pk}/"
    assert "another test under way" not in mine.get(own).content.decode()
    mine.post(f"/my/tests/{other.pk}/")
    shown = mine.get(own).content.decode()
    assert "You have another test under way: A practice test." in shown
    assert reverse("seeker:question") in shown and reverse("seeker:end") in shown


def test_a_no_ends_it_and_an_ask_can_be_taken_back(
    browser: Browser, coach: Actor, onramp: Organization, person: Actor, networking: Assessment
) -> None:
    dana = on_caseload(onramp, seeker_behind(person)).seeker
    proves(dana, networking.bank.skill, 3)
    live = a_test(networking.bank, kind="confirm")
    staff, mine = browser(coach), browser(person)
    page = reverse("onramp:person_tests", args=[dana.code])
    staff.post(page, {"ask": "1", "test": live.pk, "watched": "video"})
    own = f"/my/tests/live/{LiveCheck.objects.get().pk}/"
    assert "Nothing else happens" in mine.post(own, {"decline": "1"}, follow=True).content.decode()
    assert "declined" in staff.get(page).content.decode()
    staff.post(page, {"ask": "1", "test": live.pk, "watched": "video"})
    staff.post(page, {"withdraw": "1", "check": LiveCheck.objects.latest("pk").pk})
    assert LiveCheck.objects.latest("pk").state == "withdrawn"
    assert mine.get("/my/tests/live/999999/").status_code == 404
