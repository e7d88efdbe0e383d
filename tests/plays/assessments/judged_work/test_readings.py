"""Who is asked to read a piece of work: strangers to the person, by lot, the one with least to do, never for ever."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Membership, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.assessors import end_assessor, name_assessor
from techhire.plays.assessments.actions.judgments import leave_judgment, save_judgment
from techhire.plays.assessments.actions.readings import (
    ask_for_all_waiting,
    lot,
    pass_on_overdue,
    readings_for,
)
from techhire.plays.assessments.models import (
    Assessor,
    Judgment,
    Rubric,
    RubricEdition,
    Submission,
)
from techhire.plays.assessments.queries.readings import (
    blind_file,
    blind_work,
    given_by,
    judgment_due,
    work_due,
)
from techhire.plays.assessments.queries.rubrics import without_reader
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.judging import NOW, a_rubric, handed_in, names, says, scored
from tests.factories.matches import a_person
from tests.factories.people import AccountFactory
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db


def readers(work: Submission) -> list[tuple[int | None, int, str]]:
    return list(work.judgments.order_by("pk").values_list("assessor_id", "place", "state"))


def test_one_assessor_is_asked_and_told_nothing_of_the_person(
    dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    due = work_due(assessor)
    assert [row.pseudonym for row in due] == [work.pseudonym]
    assert due[0].due == NOW + timedelta(days=10)
    seen = blind_work(assessor, due[0].judgment.pk)
    assert seen is not None and seen.text == work.text
    told = f"{seen.pseudonym} {seen.text} {seen.files} {seen.material} {seen.edition}"
    assert "Dana" not in told and dana.code not in told
    fact = Fact.objects.get(name="ReadingAsked")
    assert fact.data["account_id"] == assessor.account_id and "seeker_id" not in fact.data


def test_about_one_piece_in_five_is_read_twice_and_the_lot_is_not_to_be_chosen(rubric: Rubric) -> None:
    edition = RubricEdition.objects.get()
    edition.second_readings = 20
    twice = sum(readings_for(Submission(pk=pk, rubric=rubric, edition=edition)) == 2 for pk in range(1, 2001))
    assert 340 < twice < 460
    assert lot("a", 1) == lot("a", 1) != lot("a", 2)
    edition.second_readings = 100
    assert readings_for(Submission(pk=1, rubric=rubric, edition=edition)) == 2


def test_two_are_asked_at_once_where_a_lot_hangs_on_it(dana: Seeker, double_rubric: Rubric) -> None:
    work = handed_in(dana, double_rubric)
    found = readers(work)
    assert [(place, state) for _who, place, state in found] == [(1, "waiting"), (2, "waiting")]
    assert len({who for who, _place, _state in found}) == 2


def test_the_one_with_least_to_do_is_asked(double_rubric: Rubric, dana: Seeker, assessor: Actor) -> None:
    RubricEdition.objects.update(second_readings=0)
    for at in range(6):
        person = AccountFactory()
        handed_in(a_person(dana.community, account=person, name=f"Kim {at}"), double_rubric)
    loads = [Judgment.objects.filter(assessor=row.account).count() for row in Assessor.objects.all()]
    assert loads == [2, 2, 2]


@pytest.mark.parametrize("purpose", ["coaching", "training"])
def test_nobody_is_asked_whose_organization_sees_or_saw_the_person(
    dana: Seeker,
    rubric: Rubric,
    onramp: Organization,
    provider: Organization,
    as_member: Callable[..., Actor],
    purpose: str,
) -> None:
    Assessor.objects.all().delete()
    close = {"coaching": onramp, "training": provider}[purpose]
    grant = access(dana, close, purpose)
    names(rubric, as_member(close))
    grant.ended_at = NOW
    grant.save()
    work = handed_in(dana, rubric)
    assert readers(work) == []
    assert without_reader(Actor.system(onramp.community_id), rubric) == 1


def test_nobody_judges_their_own_work(
    dana: Seeker, rubric: Rubric, college: Organization, person: Actor
) -> None:
    Assessor.objects.all().delete()
    seat(Account.objects.get(pk=person.account_id), college, "member")
    names(rubric, person)
    assert readers(handed_in(dana, rubric)) == []


def test_somebody_who_lost_their_seat_is_not_asked(dana: Seeker, rubric: Rubric, assessor: Actor) -> None:
    Membership.objects.filter(account_id=assessor.account_id).update(ended_at=NOW)
    assert readers(handed_in(dana, rubric)) == []


def test_work_that_waits_goes_to_the_next_person_who_is_named(
    dana: Seeker, onramp: Organization, second_assessor: Actor
) -> None:
    rubric = a_rubric(onramp)
    work = handed_in(dana, rubric)
    assert readers(work) == []
    names(rubric, second_assessor)
    assert readers(work) == [(second_assessor.account_id, 1, "waiting")]


def test_a_provider_that_comes_to_see_the_person_does_not_judge_them(
    dana: Seeker, rubric: Rubric, college: Organization, assessor: Actor, onramp: Organization
) -> None:
    helper = OrganizationFactory(community=dana.community, kinds=["provider"])
    other = AccountFactory()
    seat(other, helper)
    name_assessor(Actor.system(dana.community_id), rubric, email=other.email, now=NOW)
    work = handed_in(dana, rubric)
    first = work.judgments.get()
    close = Organization.objects.get(pk=first.organization_id)
    access(dana, close, "training")
    asked = Actor(account_id=first.assessor_id, community_id=dana.community_id, seats=())
    assert judgment_due(asked, first.pk) is None
    drain(lambda: NOW)
    first.refresh_from_db()
    assert (first.state, first.left_for) == ("left", "too_close")
    again = work.judgments.exclude(pk=first.pk).get()
    assert {first.assessor_id, again.assessor_id} == {assessor.account_id, other.pk}


@pytest.mark.parametrize("reason", ["knows", "no_time", "not_my_field"])
def test_an_assessor_leaves_it_to_somebody_else_and_is_not_asked_again(
    dana: Seeker, double_rubric: Rubric, role: Callable[[str], Actor], reason: str
) -> None:
    RubricEdition.objects.update(second_readings=0)
    work = handed_in(dana, double_rubric)
    first = work.judgments.get()
    actor = next(
        a
        for a in map(role, ("assessor", "second_assessor", "third_assessor"))
        if a.account_id == first.assessor_id
    )
    save_judgment(actor, first, scores=scored(work.edition, 3, 4), version=1, now=NOW)
    leave_judgment(actor, first, reason=reason, now=NOW)
    first.refresh_from_db()
    assert (first.state, first.left_for, first.scores.count()) == ("left", reason, 0)
    assert work.judgments.filter(state="waiting", place=1).count() == 1
    with pytest.raises(Refused, match="does not wait"):
        leave_judgment(actor, first, reason=reason, now=NOW)
    assert work_due(actor) == []


def test_only_reasons_of_the_list_are_taken(dana: Seeker, rubric: Rubric, assessor: Actor) -> None:
    work = handed_in(dana, rubric)
    with pytest.raises(Refused, match="Choose a reason"):
        leave_judgment(assessor, work.judgments.get(), reason="overdue", now=NOW)


def test_work_that_waited_too_long_goes_to_somebody_else_if_there_is_somebody(
    dana: Seeker, rubric: Rubric, second_assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    late = NOW + timedelta(days=11)
    assert pass_on_overdue(now=late, most=10) == 0
    names(rubric, second_assessor)
    assert pass_on_overdue(now=NOW + timedelta(days=9), most=10) == 0
    assert pass_on_overdue(now=late, most=10) == 1
    assert [state for _who, _place, state in readers(work)] == ["left", "waiting"]
    assert pass_on_overdue(now=late, most=10) == 0


def test_an_assessor_who_stops_leaves_what_waited_to_the_others(
    dana: Seeker, rubric: Rubric, assessor: Actor, second_assessor: Actor, coach: Actor
) -> None:
    work = handed_in(dana, rubric)
    names(rubric, second_assessor)
    row = Assessor.objects.get(account_id=assessor.account_id)
    end_assessor(coach, row, now=NOW)
    assert readers(work) == [
        (assessor.account_id, 1, "left"),
        (second_assessor.account_id, 1, "waiting"),
    ]
    end_assessor(coach, row, now=NOW)
    assert Fact.objects.filter(name="AssessorEnded").count() == 1


def test_somebody_who_becomes_able_to_read_is_asked_the_next_day(
    dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    Membership.objects.filter(account_id=assessor.account_id).update(ended_at=NOW)
    work = handed_in(dana, rubric)
    Membership.objects.filter(account_id=assessor.account_id).update(ended_at=None)
    ask_for_all_waiting(now=NOW)
    assert readers(work) == [(assessor.account_id, 1, "waiting")]


def test_the_steward_names_members_of_partners_only(
    coach: Actor, rubric: Rubric, trainer: Actor, person: Actor, stranger: Actor, onramp_reader: Actor
) -> None:
    def email(actor: Actor) -> str:
        return Account.objects.get(pk=actor.account_id).email

    assert name_assessor(coach, rubric, email=email(trainer).upper(), now=NOW).organization_id
    with pytest.raises(Refused, match="judges already"):
        name_assessor(coach, rubric, email=email(trainer), now=NOW)
    for other in (person, stranger, onramp_reader):
        with pytest.raises(Refused, match="no member of a partner") as refusal:
            name_assessor(coach, rubric, email=email(other), now=NOW)
        assert refusal.value.field == "email"
    with pytest.raises(Refused, match="not an e-mail"):
        name_assessor(coach, rubric, email="joy", now=NOW)


@in_one_world("who", ROLES)
def test_who_names_and_ends_assessors(
    role: Callable[[str], Actor], rubric: Rubric, who: str, dana: Seeker, second_assessor: Actor
) -> None:
    actor, row = role(who), Assessor.objects.get()
    email = Account.objects.get(pk=second_assessor.account_id).email
    if who != "coach":
        with pytest.raises(Refused):
            name_assessor(actor, rubric, email=email, now=NOW)
    if who in {"coach", "assessor"}:
        assert end_assessor(actor, row, now=NOW).ended_at == NOW
    else:
        with pytest.raises(Refused):
            end_assessor(actor, row, now=NOW)


@in_one_world("who", ROLES)
def test_nobody_but_the_assessor_who_was_asked_sees_or_judges(
    role: Callable[[str], Actor], dana: Seeker, rubric: Rubric, who: str
) -> None:
    work = handed_in(dana, rubric)
    judgment, actor = work.judgments.get(), role(who)
    if who == "assessor":
        assert blind_work(actor, judgment.pk) is not None
        save_judgment(actor, judgment, scores={}, version=1, now=NOW)
        return
    assert blind_work(actor, judgment.pk) is None and work_due(actor) == []
    assert blind_file(actor, judgment.pk, 1) is None
    with pytest.raises(Refused):
        save_judgment(actor, judgment, scores={}, version=1, now=NOW)
    with pytest.raises(Refused):
        leave_judgment(actor, judgment, reason="knows", now=NOW)


def test_what_was_judged_is_counted_and_not_due_any_more(
    dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    says(work.judgments.get(), 3, 3)
    assert given_by(assessor) == 1 and work_due(assessor) == []
