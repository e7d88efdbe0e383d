"""Letters about reports: the lead hears of it, the owner why and how it ended, whoever asked that it did."""

import pytest
from django.core import mail

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.concerns.actions.answering import tell_reporter
from techhire.plays.concerns.actions.deciding import close_concern, hold_concern, release_concern
from techhire.plays.marketplace.models import Posting
from tests.conftest import NOW
from tests.factories.communities import seat
from tests.factories.concerns import a_report
from tests.factories.marketplace import PostingFactory


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return PostingFactory(organization=employer, published=True)


def letters(name: str) -> list[mail.EmailMessage]:
    drain(lambda: NOW)
    return [m for m in mail.outbox if name in m.extra_headers["Message-ID"]]


def address(actor: Actor) -> str:
    return Account.objects.get(pk=actor.account_id).email


def test_the_lead_hears_once_of_a_thing_and_reads_no_words(convener: Actor, posting: Posting) -> None:
    a_report(posting, words="My boss Pat asked me", email="ana@example.org")
    a_report(posting)
    (letter,) = letters("concern_reported")
    assert letter.to == [address(convener)]
    assert posting.title in letter.body and "It asks for money" in letter.body
    assert "Pat" not in letter.body and "ana@" not in letter.body


@pytest.mark.parametrize("sits_as", ["owner", "member", "reader"])
def test_a_lead_who_sits_in_what_was_reported_hears_nothing(
    sits_as: str, convener: Actor, employer: Organization, posting: Posting
) -> None:
    seat(Account.objects.get(pk=convener.account_id), employer, sits_as)
    assert actor_for(Account.objects.get(pk=convener.account_id), employer.community).is_convener
    a_report(posting)
    assert not letters("concern_reported")


def test_the_owner_hears_what_is_out_of_sight_and_why(
    convener: Actor, hiring_manager: Actor, posting: Posting
) -> None:
    report = a_report(posting, "unfair", words="Pat said so", email="ana@example.org")
    hold_concern(convener, report.concern, to_owner="Please tell us more.", now=NOW)
    (letter,) = letters("concern_held")
    assert letter.to == [address(hiring_manager)]
    assert "It treats people unfairly" in letter.body and "Please tell us more." in letter.body
    assert f"/account/reported/{report.concern_id}/" in letter.body
    assert "Pat" not in letter.body and "ana@" not in letter.body


def test_what_was_put_back_meanwhile_is_not_told(
    convener: Actor, hiring_manager: Actor, posting: Posting
) -> None:
    concern = hold_concern(convener, a_report(posting).concern, now=NOW)
    release_concern(convener, concern, now=NOW)
    assert not letters("concern_held")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("nothing_wrong", "Nothing wrong was found"), ("corrected", "corrected"), ("taken_down", "taken down")],
)
def test_the_owner_hears_how_it_ended(
    outcome: str, words: str, convener: Actor, hiring_manager: Actor, posting: Posting
) -> None:
    report = a_report(posting, words="Pat said so")
    close_concern(convener, report.concern, outcome=outcome, now=NOW)
    (letter,) = letters("concern_closed")
    assert letter.to == [address(hiring_manager)] and words in letter.body and "Pat" not in letter.body


def test_whoever_reported_hears_how_it_ended_in_their_language(convener: Actor, posting: Posting) -> None:
    report = a_report(posting, email="ana@example.org")
    type(report).objects.filter(pk=report.pk).update(language="es")
    close_concern(convener, report.concern, outcome="taken_down", now=NOW)
    assert not letters("report_settled")
    tell_reporter(convener, report, now=NOW)
    (letter,) = letters("report_settled")
    assert letter.to == ["ana@example.org"] and letter.subject == "Su reporte está resuelto"
    assert "lo retiró" in letter.body
    assert posting.title not in letter.body and posting.organization.name not in letter.body
