"""Anybody reports; nobody learns who."""

from datetime import timedelta

import pytest
from django.db import connection

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused, TooOften
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.queries import my_reports, stand_behind
from techhire.plays.concerns.words import AN_HOUR
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program
from tests.cases import in_one_world
from tests.conftest import NOW
from tests.factories.communities import OrganizationFactory
from tests.factories.concerns import a_concern, a_report
from tests.factories.marketplace import PostingFactory

ROLES = ("visitor", "person", "hiring_manager", "trainer", "coach", "helper", "rival", "convener", "system")


@in_one_world("role", ROLES)
def test_anybody_here_reports_what_people_can_see(
    role: str, job: Posting, course: Program, employer: Organization, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(role)
    for thing in (job, course, employer):
        assert report_thing(actor, thing, wrong="unfair", now=NOW)
    assert Report.objects.filter(account=None).count() == 3


def test_nobody_reports_what_belongs_to_another_community(stranger: Actor, job: Posting) -> None:
    with pytest.raises(Refused, match="nothing to report"):
        report_thing(stranger, job, wrong="unfair", now=NOW)


@pytest.mark.parametrize("state", ["draft", "paused", "held", "closed"])
def test_what_nobody_sees_cannot_be_reported(
    state: str, hiring_manager: Actor, employer: Organization
) -> None:
    with pytest.raises(Refused):
        report_thing(
            hiring_manager, PostingFactory(organization=employer, state=state), wrong="unfair", now=NOW
        )


def test_a_report_about_the_civic_lead_goes_elsewhere(visitor: Actor, civic: Organization) -> None:
    with pytest.raises(Refused, match="labor office"):
        report_thing(visitor, civic, wrong="unfair", now=NOW)


def test_reports_of_one_thing_stand_together_until_it_is_settled(
    job: Posting, employer: Organization
) -> None:
    first, second = a_report(job), a_report(job, "unfair")
    assert first.concern == second.concern
    assert a_concern(employer) != first.concern
    Concern.objects.filter(pk=first.concern_id).update(state="closed", closed_at=NOW)
    assert a_concern(job) != first.concern


def test_a_fact_never_says_who_reported(person: Actor, job: Posting) -> None:
    report_thing(person, job, wrong="money", in_portal=True, now=NOW)
    fact = Fact.objects.get(name="ConcernReported")
    assert (fact.actor_id, fact.on_behalf_of_id) == (None, None)
    assert set(fact.data) == {"concern_id", "organization_id", "thing", "wrong", "first"}


def test_an_account_is_kept_only_where_its_person_asks_for_it(person: Actor, job: Posting) -> None:
    report_thing(person, job, wrong="money", now=NOW)
    assert not my_reports(person)
    report_thing(person, job, wrong="money", in_portal=True, now=NOW)
    assert [row.account_id for row in my_reports(person)] == [person.account_id]


def test_a_visitor_has_no_account_to_keep(visitor: Actor, job: Posting) -> None:
    with pytest.raises(Refused, match="Sign in"):
        report_thing(visitor, job, wrong="money", in_portal=True, now=NOW)


def test_words_and_ways_to_reach_somebody_are_sealed(job: Posting) -> None:
    report = a_report(job, words="They wanted my card", email="Ana@Example.org", phone="(816) 555-0100")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, email, phone FROM concerns_report")
        assert all(said.startswith("gAAAA") for said in cursor.fetchone())
    report.refresh_from_db()
    assert (report.words, report.email, report.phone) == (
        "They wanted my card",
        "ana@example.org",
        "(816) 555-0100",
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"wrong": "murder"}, "wrong"),
        ({"wrong": "other"}, "words"),
        ({"wrong": "money", "words": "x" * 2001}, "words"),
        ({"wrong": "money", "words": "a\x00b"}, "words"),
        ({"wrong": "money", "email": "nobody"}, "email"),
        ({"wrong": "money", "phone": "call me"}, "phone"),
        ({"wrong": "money", "phone": "816\r\n555 0100"}, "phone"),
        ({"wrong": "money", "phone": "(((((((("}, "phone"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    said: dict[str, str], field: str, visitor: Actor, job: Posting
) -> None:
    with pytest.raises(Refused) as refusal:
        report_thing(visitor, job, **said, now=NOW)
    assert refusal.value.field == field
    assert not Concern.objects.exists()


def test_a_flood_of_reports_of_one_thing_is_slowed_down(
    visitor: Actor, job: Posting, course: Program
) -> None:
    for _unused in range(AN_HOUR):
        a_report(job, "unfair")
    with pytest.raises(TooOften):
        report_thing(visitor, job, wrong="outdated", now=NOW)
    assert report_thing(visitor, course, wrong="outdated", now=NOW)
    assert report_thing(visitor, job, wrong="outdated", now=NOW + timedelta(hours=1))


def test_that_money_is_asked_for_is_always_taken_and_keeps_nothing_else_out(
    visitor: Actor, job: Posting, course: Program
) -> None:
    for _unused in range(AN_HOUR):
        a_report(job, "unfair")
        a_report(course, "money")
    assert report_thing(visitor, job, wrong="money", now=NOW)
    assert report_thing(visitor, course, wrong="money", now=NOW)
    assert report_thing(visitor, course, wrong="unfair", now=NOW)


def test_a_code_shows_the_state_and_no_other_code_does(
    visitor: Actor, job: Posting, community: Community
) -> None:
    code = report_thing(visitor, job, wrong="money", now=NOW)
    assert not Report.objects.filter(fingerprint__icontains=code).exists()
    stand = stand_behind(community, code.lower().replace("-", " "))
    assert stand is not None and (stand.state, stand.outcome) == ("new", "")
    assert stand_behind(community, code[:-1]) is None
    assert stand_behind(community, "") is None


def test_a_code_is_of_one_community(visitor: Actor, job: Posting, elsewhere: Community) -> None:
    assert stand_behind(elsewhere, report_thing(visitor, job, wrong="money", now=NOW)) is None


def test_two_organizations_are_two_concerns(community: Community) -> None:
    one, other = (OrganizationFactory(community=community) for _unused in range(2))
    assert a_concern(one) != a_concern(other)
