"""The employer's page of live checks: what is asked, where each stands in words, and what nobody may guess."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import agree_to_confirm, begin_confirm, decline_confirm
from techhire.plays.assessments.models import LiveCheck
from techhire.plays.marketplace.actions.holding import hold_posting, release_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import Grant, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import a_live_check, able, answer_all
from tests.factories.matches import NOW, a_posting, a_skill, found_person
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling")


@pytest.fixture
def posting(employer: Organization, community: Community, tickets: Skill) -> Posting:
    a_live_check(community, tickets)
    return a_posting(employer, {tickets: 2, a_skill("Home networks"): 2})


def found(posting: Posting, skill: Skill, account_id: int | None, name: str) -> Seeker:
    return found_person(posting.community, {skill: 3}, name=name, account_id=account_id)


@pytest.fixture
def ana(person: Actor, posting: Posting, tickets: Skill) -> Seeker:
    """The signed-in person, found and proven."""
    return found(posting, tickets, person.account_id, "Ana Ruiz")


@pytest.fixture
def named(ana: Seeker, posting: Posting, hiring_manager: Actor) -> Seeker:
    return said_yes(hiring_manager, posting, ana)


def said_yes(actor: Actor, posting: Posting, seeker: Seeker) -> Seeker:
    show_shortlist(actor, posting, now=NOW)
    decide(actor, posting, seeker, answer="yes", now=NOW)
    unmask(actor, posting, seeker, now=NOW)
    return seeker


def address(posting: Posting, seeker: Seeker, page: str = "live") -> str:
    return reverse(f"employer:{page}", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])


def read(browser: Client, where: str) -> str:
    answer = browser.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser: Client, where: str, **data: object) -> str:
    return browser.post(where, data, follow=True).content.decode()


def test_it_is_offered_once_the_name_is_known_and_not_before(
    desk: Client, posting: Posting, ana: Seeker, hiring_manager: Actor
) -> None:
    show_shortlist(hiring_manager, posting, now=NOW)
    page = read(desk, address(posting, ana, "person"))
    assert "no chatbot?" in page and "Ask for a live check" not in page
    assert desk.get(address(posting, ana))["Location"] == address(posting, ana, "person")
    said_yes(hiring_manager, posting, ana)
    page = read(desk, address(posting, ana, "person"))
    assert "Ask for a live check" in page and address(posting, ana) in page
    page = read(desk, address(posting, ana))
    assert "Five-minute live check with Ana Ruiz" in page and "Not asked yet." in page
    assert "Ticket handling" in page and "Nothing to confirm" not in page


def test_the_page_of_a_person_asks_for_a_live_check_only_where_one_is_left(
    desk: Client, posting: Posting, tickets: Skill, hiring_manager: Actor
) -> None:
    kim = said_yes(hiring_manager, posting, found(posting, tickets, None, "Kim without an account"))
    page = read(desk, address(posting, kim, "person"))
    assert "there is nothing to ask at the moment" in page and address(posting, kim) in page
    assert "Open the live checks" in page and "Ask for a live check" not in page


def test_asked_agreed_started_and_confirmed_are_said_in_words(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill, person: Actor, now: datetime
) -> None:
    here = address(posting, named)
    assert "Asked. The person sees it" in send(desk, here, ask=tickets.pk, watched="video")
    check = LiveCheck.objects.get()
    assert (check.watched, check.counts, check.posting_id) == ("video", False, posting.pk)
    page = read(desk, here)
    assert "Asked on" in page and "Take it back" in page and "start it" not in page
    assert "waits for their answer" in read(desk, address(posting, named, "person"))
    agree_to_confirm(person, check, now=now)
    page = read(desk, here)
    assert "They said yes." in page and "over video" in page
    assert "Started." in send(desk, here, start=check.pk)
    page = read(desk, here)
    assert "They press Begin" in page and "every 10s" in page
    sitting = begin_confirm(person, check, now=now)
    page = read(desk, here)
    assert "They are answering now." in page and "Take it back" not in page
    answer_all(person, sitting, able(2))
    assert "confirmed live" in read(desk, here)
    assert "confirmed live" in read(desk, address(posting, named, "person"))
    shortlist = reverse("employer:shortlist", args=[posting.identifier])
    assert "(confirmed live)" in read(desk, shortlist)


def test_lower_is_said_on_the_persons_page_and_not_on_the_list(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill, person: Actor, now: datetime
) -> None:
    here = address(posting, named)
    send(desk, here, ask=tickets.pk, watched="room")
    agree_to_confirm(person, LiveCheck.objects.get(), now=now)
    send(desk, here, start=LiveCheck.objects.get().pk)
    answer_all(person, begin_confirm(person, LiveCheck.objects.get(), now=now), able(-9))
    assert "Five minutes can go wrong" in read(desk, here)
    assert "not confirmed live" in read(desk, address(posting, named, "person"))
    shortlist = read(desk, reverse("employer:shortlist", args=[posting.identifier]))
    assert "(confirmed live)" not in shortlist and "not confirmed" not in shortlist


def test_taking_it_back_and_asking_again(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill
) -> None:
    here = address(posting, named)
    send(desk, here, ask=tickets.pk, watched="room")
    assert "Nothing is asked any more" in send(desk, here, withdraw=LiveCheck.objects.get().pk)
    page = read(desk, here)
    assert "It ended before it began." in page and "Ask for it" in page


def test_what_ended_since_the_job_was_held_says_so(
    desk: Client,
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    convener: Actor,
    now: datetime,
) -> None:
    here = address(posting, named)
    send(desk, here, ask=tickets.pk, watched="room")
    hold_posting(convener, posting, now=now)
    drain(lambda: now)
    release_posting(convener, Posting.objects.get(), now=now)
    page = read(desk, here)
    assert (
        "It ended because the job was out of sight for a while." in page
        and "ended before it began" not in page
    )
    assert "ended, the job was out of sight" in read(desk, address(posting, named, "person"))


def test_a_no_is_said_plainly_and_not_asked_again(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill, person: Actor, now: datetime
) -> None:
    here = address(posting, named)
    send(desk, here, ask=tickets.pk, watched="room")
    decline_confirm(person, LiveCheck.objects.get(), now=now)
    page = read(desk, here)
    assert "It ended: the person does not want it." in page and 'name="ask"' not in page
    assert "asked already" in send(desk, here, ask=tickets.pk, watched="room")


def test_who_has_no_account_is_said_to_have_none_and_not_asked(
    desk: Client, posting: Posting, tickets: Skill, hiring_manager: Actor
) -> None:
    seeker = said_yes(hiring_manager, posting, found(posting, tickets, None, "Bo Lund"))
    page = read(desk, address(posting, seeker))
    assert "A coach can open one." in page and 'name="ask"' not in page
    assert "A coach can open one." in send(desk, address(posting, seeker), ask=tickets.pk, watched="room")


def test_everybody_at_the_stage_comes_first_where_there_are_others(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill, hiring_manager: Actor
) -> None:
    said_yes(hiring_manager, posting, found(posting, tickets, AccountFactory().pk, "Bo Lund"))
    here = address(posting, named)
    page = read(desk, here)
    assert "Ask all 2 people at this stage" in page and "Ask only Ana Ruiz" in page
    send(desk, here, ask=tickets.pk, watched="room")
    page = read(desk, here)
    assert "1 other person you said yes to was not asked" in page and "Ask them, too" in page
    assert "Asked 1 person." in send(desk, here, everybody=tickets.pk, watched="room")
    assert LiveCheck.objects.count() == 2


@pytest.mark.parametrize(
    "sent", [{}, {"ask": "x"}, {"ask": "99999999999999999999"}, {"start": "\x00"}, {"withdraw": "-1"}]
)
def test_made_up_buttons_change_nothing(
    sent: dict[str, str], desk: Client, posting: Posting, named: Seeker
) -> None:
    assert "usa-alert--error" in send(desk, address(posting, named), **sent)
    assert not LiveCheck.objects.exists()


def test_a_made_up_way_of_watching_is_refused(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill
) -> None:
    page = send(desk, address(posting, named), ask=tickets.pk, watched="camera")
    assert "Choose one of the answers." in page and not LiveCheck.objects.exists()


def test_a_reader_sees_where_it_stands_and_no_buttons(
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    desk: Client,
    as_member: Callable[..., Actor],
    client: Client,
) -> None:
    send(desk, address(posting, named), ask=tickets.pk, watched="room")
    reader = Client()
    reader.force_login(Account.objects.get(pk=as_member(posting.organization, "reader").account_id))
    page = read(reader, address(posting, named))
    main = page.partition("<main")[2]
    assert "Asked on" in main and "<form" not in main.partition("</main")[0]
    assert "only a member who may write" in send(reader, address(posting, named), ask=tickets.pk)


@in_one_world("who", ["rival", "coach", "convener", "person"])
def test_nobody_else_comes_in(
    who: str,
    posting: Posting,
    named: Seeker,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
) -> None:
    assert sign_in(request.getfixturevalue(who)).get(address(posting, named)).status_code in {403, 404}


def test_when_access_ended_the_person_page_says_so_and_promises_nothing(
    desk: Client, posting: Posting, named: Seeker, tickets: Skill, person: Actor, now: datetime
) -> None:
    send(desk, address(posting, named), ask=tickets.pk, watched="room")
    end_grant(person, Grant.objects.get(seeker=named), now=now)
    drain(lambda: now)
    page = read(desk, address(posting, named, "person"))
    assert "It ended" in page and "Nothing waits for you" in page
    for promise in ("Ana Ruiz", "You can see the name now", "Show the name", "live check", "waits for their"):
        assert promise not in page
    assert desk.get(address(posting, named))["Location"] == address(posting, named, "person")
    assert "It ended: this name" in send(desk, address(posting, named, "person"), do="unmask")


def test_a_block_cannot_be_told_from_being_found_off_or_from_a_name_nobody_has(
    desk: Client, posting: Posting, tickets: Skill, hiring_manager: Actor, now: datetime
) -> None:
    people = [found(posting, tickets, AccountFactory().pk, f"Somebody {n}") for n in range(2)]
    for seeker in people:
        said_yes(hiring_manager, posting, seeker)
        send(desk, address(posting, seeker), ask=tickets.pk, watched="room")
    system = Actor.system(posting.community_id)
    block_employer(system, people[0], posting.organization, now=now)
    turn_found_off(system, people[1], now=now)
    drain(lambda: now)
    for page in ("person", "live", "person_work", "feedback"):
        addresses = [address(posting, seeker, page) for seeker in people]
        addresses.append(reverse(f"employer:{page}", args=[posting.identifier, "zzzzzz"]))
        answers = [desk.get(where) for where in addresses]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        mains = {answer.content.decode().partition("<main")[2].partition("</main")[0] for answer in answers}
        assert len(mains) == 1 and "It ended" not in mains.pop().partition("<h1")[2].partition("</h1")[0]


def test_who_asked_to_be_read_has_the_same_pages_under_the_same_name(
    desk: Client, posting: Posting, ana: Seeker, tickets: Skill, hiring_manager: Actor, person: Actor
) -> None:
    ask_for_review(person, ana, posting, now=NOW)
    turn_found_off(person, ana, now=NOW)
    decide(hiring_manager, posting, ana, answer="yes", now=NOW)
    unmask(hiring_manager, posting, ana, now=NOW)
    back = address(posting, ana, "asked_person")
    page = read(desk, back)
    for linked in ("live", "person_work", "feedback"):
        assert address(posting, ana, linked) in page
        assert back in read(desk, address(posting, ana, linked))
    assert "Asked. The person sees it" in send(desk, address(posting, ana), ask=tickets.pk, watched="room")
    assert "waits for their answer" in read(desk, back)


def test_one_posting_has_one_name_for_a_person_and_another_posting_another(
    desk: Client, posting: Posting, ana: Seeker, tickets: Skill, hiring_manager: Actor, person: Actor
) -> None:
    other = a_posting(posting.organization, {tickets: 2})
    for one in (posting, other):
        ask_for_review(person, ana, one, now=NOW)
    names = [pseudonym_of(one.pk, ana.pk) for one in (posting, other)]
    assert names[0] != names[1]
    for one, mine, others in ((posting, *names), (other, *names[::-1])):
        for page in ("shortlist", "asked"):
            shown = read(desk, reverse(f"employer:{page}", args=[one.identifier]))
            assert mine in shown and others not in shown
            assert ana.code not in shown and "Ana" not in shown and f'"{ana.pk}"' not in shown
