"""The printed card: it opens its account, it rests when guessed at, it is replaced in person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.people.actions import end_card, issue_card, lock_account, sign_in_by_card
from techhire.commons.people.actions.numbers import new_code, new_number, typed_code, typed_number
from techhire.commons.people.models import Account, Card
from techhire.commons.people.queries import open_card
from techhire.commons.people.rules import may_end_card, may_issue_card
from techhire.commons.permits import Actor, Refused
from tests.factories.communities import OrganizationFactory
from tests.factories.people import AccountFactory, account_without_address

EVERYBODY = [
    "coach",
    "hiring_manager",
    "trainer",
    "helper",
    "convener",
    "rival",
    "person",
    "visitor",
    "stranger",
    "system",
]


@pytest.fixture
def holder(db: None) -> Account:
    return account_without_address()


@pytest.fixture
def card(coach: Actor, holder: Account, now: datetime) -> tuple[str, str]:
    return issue_card(coach, holder, now=now)


def wrong(code: str) -> str:
    return code.replace(code[0], str((int(code[0]) + 1) % 10))


def test_number_and_code_open_the_account(card: tuple[str, str], holder: Account, now: datetime) -> None:
    number, code = card
    assert sign_in_by_card(number=number, code=code, now=now) == holder
    assert Fact.objects.get(name="SignedInByCard").actor_id == holder.pk


def test_they_open_it_however_they_are_spaced(card: tuple[str, str], holder: Account, now: datetime) -> None:
    number, code = (text.replace("-", " ") for text in card)
    assert sign_in_by_card(number=f" {number} ", code=code.replace(" ", ""), now=now) == holder


def test_the_code_is_kept_only_as_a_hash(card: tuple[str, str]) -> None:
    rows = str(list(Card.objects.values())) + str(list(Fact.objects.values()))
    assert card[1] not in rows
    assert card[1].replace("-", "") not in rows


@pytest.mark.parametrize("code", ["", "1", "0" * 8, "x" * 8, "\x00", "٣" * 8, "1" * 5000])
def test_a_wrong_code_opens_nothing(card: tuple[str, str], now: datetime, code: str) -> None:
    with pytest.raises(Refused):
        sign_in_by_card(number=card[0], code=code, now=now)


@pytest.mark.parametrize("number", ["", "1", "000-000-000", "123-456-789", "\x00", "9" * 5000])
def test_an_unknown_number_gets_the_same_answer_as_a_wrong_code(
    card: tuple[str, str], now: datetime, number: str
) -> None:
    with pytest.raises(Refused) as unknown:
        sign_in_by_card(number=number, code=card[1], now=now)
    with pytest.raises(Refused) as mistaken:
        sign_in_by_card(number=card[0], code=wrong(card[1]), now=now)
    assert str(unknown.value) == str(mistaken.value)


def test_five_wrong_codes_make_it_rest_even_for_the_right_one(
    card: tuple[str, str], holder: Account, now: datetime
) -> None:
    number, code = card
    for _try in range(5):
        with pytest.raises(Refused):
            sign_in_by_card(number=number, code=wrong(code), now=now)
    with pytest.raises(Refused, match="15 minutes"):
        sign_in_by_card(number=number, code=code, now=now + timedelta(minutes=14))
    assert sign_in_by_card(number=number, code=code, now=now + timedelta(minutes=15)) == holder
    assert Fact.objects.filter(name="CardPaused").count() == 1


def test_a_right_code_sets_the_count_back(card: tuple[str, str], holder: Account, now: datetime) -> None:
    number, code = card
    for _round in range(3):
        for _try in range(4):
            with pytest.raises(Refused):
                sign_in_by_card(number=number, code=wrong(code), now=now)
        assert sign_in_by_card(number=number, code=code, now=now) == holder


def test_twenty_wrong_codes_end_it(card: tuple[str, str], holder: Account, now: datetime) -> None:
    number, code = card
    for hour in range(4):
        for _try in range(5):
            with pytest.raises(Refused):
                sign_in_by_card(number=number, code=wrong(code), now=now + timedelta(hours=hour))
    with pytest.raises(Refused):
        sign_in_by_card(number=number, code=code, now=now + timedelta(days=2))
    assert Fact.objects.get(name="CardEnded").data["why"] == "failures"


def test_it_expires_after_a_year(card: tuple[str, str], now: datetime) -> None:
    with pytest.raises(Refused):
        sign_in_by_card(number=card[0], code=card[1], now=now + timedelta(days=365))


def test_a_coach_prints_a_new_one_and_the_old_code_stops(
    card: tuple[str, str], coach: Actor, holder: Account, now: datetime
) -> None:
    number, code = issue_card(coach, Account.objects.get(pk=holder.pk), now=now)
    assert number == card[0]
    with pytest.raises(Refused):
        sign_in_by_card(number=number, code=card[1], now=now)
    assert sign_in_by_card(number=number, code=code, now=now) == holder
    assert [fact.data["again"] for fact in Fact.objects.filter(name="CardIssued").order_by("id")] == [
        False,
        True,
    ]


def test_the_coach_s_reset_opens_a_locked_account(
    card: tuple[str, str], coach: Actor, holder: Account, now: datetime
) -> None:
    lock_account(Actor.system(), holder, now=now)
    with pytest.raises(Refused):
        sign_in_by_card(number=card[0], code=card[1], now=now)
    number, code = issue_card(coach, Account.objects.get(pk=holder.pk), now=now)
    assert sign_in_by_card(number=number, code=code, now=now) == holder


def test_a_lost_card_is_ended_by_its_holder(card: tuple[str, str], holder: Account, now: datetime) -> None:
    assert end_card(Actor(account_id=holder.pk), holder, now=now) == 1
    with pytest.raises(Refused):
        sign_in_by_card(number=card[0], code=card[1], now=now)


def test_only_a_coach_gives_out_the_first_card(request: pytest.FixtureRequest, holder: Account) -> None:
    allowed = {word for word in EVERYBODY if may_issue_card(request.getfixturevalue(word), holder)}
    assert allowed == {"coach", "stranger", "system"}  # the stranger writes for an onramp elsewhere


def test_only_the_onramp_that_gave_it_replaces_it(
    request: pytest.FixtureRequest, card: tuple[str, str], holder: Account
) -> None:
    allowed = {word for word in EVERYBODY if may_issue_card(request.getfixturevalue(word), holder)}
    assert allowed == {"coach", "system"}
    assert {w for w in EVERYBODY if may_end_card(request.getfixturevalue(w), holder)} == allowed


def test_a_reader_of_the_onramp_prints_nothing(
    onramp: Organization, as_member: Callable[..., Actor], holder: Account
) -> None:
    assert not may_issue_card(as_member(onramp, "reader"), holder)


def test_a_colleague_of_the_coach_replaces_it(
    onramp: Organization, as_member: Callable[..., Actor], card: tuple[str, str], holder: Account
) -> None:
    assert may_issue_card(as_member(onramp), holder)


def test_nobody_prints_a_card_for_an_account_with_another_way_in(
    coach: Actor, now: datetime, holder: Account
) -> None:
    with_password = account_without_address()
    with_password.set_password("correct horse battery")
    with_password.save()
    with_sign_on = account_without_address()
    with_sign_on.last_login = now
    with_sign_on.save()
    for account in (AccountFactory(), with_password, with_sign_on):
        assert not may_issue_card(coach, account)
    assert may_issue_card(coach, holder)


def test_a_coach_of_two_onramps_says_which_one_gives_it(
    coach: Actor, holder: Account, community: Community, now: datetime, as_member: Callable[..., Actor]
) -> None:
    other = OrganizationFactory(community=community, kinds=["onramp"])
    with pytest.raises(Refused):
        issue_card(coach, holder, organization_id=other.pk, now=now)
    both = as_member(other, "member", Account.objects.get(pk=coach.account_id))
    issue_card(both, holder, organization_id=other.pk, now=now)
    assert Card.objects.get(account=holder).organization_id == other.pk


def test_the_holder_and_the_coach_see_that_there_is_a_card(
    card: tuple[str, str], coach: Actor, rival: Actor, holder: Account, now: datetime
) -> None:
    assert open_card(coach, holder, now) == open_card(Actor(account_id=holder.pk), holder, now)
    assert open_card(rival, holder, now) is None
    assert open_card(coach, holder, now + timedelta(days=400)) is None


def test_an_erased_account_gets_no_card(coach: Actor, holder: Account) -> None:
    holder.state = "erased"
    assert not may_issue_card(replace(coach, is_system=True), holder)


class TestNumbers:
    @given(st.integers(0, 8), st.integers(1, 9))
    def test_one_wrong_digit_is_always_noticed(self, place: int, shift: int) -> None:
        digits = new_number().replace("-", "")
        changed = str((int(digits[place]) + shift) % 10)
        assert typed_number(digits[:place] + changed + digits[place + 1 :]) is None

    def test_what_we_make_we_read(self) -> None:
        for _time in range(200):
            number, code = new_number(), new_code()
            assert typed_number(number.replace("-", " ")) == number
            assert typed_code(code.replace("-", "")) == code

    @given(st.text())
    def test_nothing_typed_breaks_it(self, text: str) -> None:
        for read in (typed_number(text), typed_code(text)):
            assert read is None or read.isascii()
