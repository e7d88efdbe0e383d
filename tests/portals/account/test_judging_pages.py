"""Judging on one's own pages: a queue without names, one piece at a time, files only to save."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.files import add_task_file, add_work_file
from techhire.plays.assessments.actions.interviews import finish_interview, give_rating, open_interview
from techhire.plays.assessments.actions.rubric_life import open_rubric, send_for_reading
from techhire.plays.assessments.actions.submissions import begin_work, hand_in
from techhire.plays.assessments.models import Interview, Judgment, Rubric, RubricEdition, Submission
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.models import AccessRecord, Dispute, Evidence, Seeker
from techhire.plays.seekers.words import LOOKED_AT
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import NOW, WORDS, a_draft, a_rubric, names, permitted, says, scored
from tests.factories.matches import a_posting, a_skill
from tests.factories.onramps import on_caseload
from tests.factories.seekers import seeker_behind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def assessor(community: Community, as_member: Callable[..., Actor]) -> Actor:
    return as_member(OrganizationFactory(community=community, kinds=["provider"]))


@pytest.fixture
def dana(person: Actor) -> Seeker:
    return seeker_behind(person)


@pytest.fixture
def rubric(onramp: Organization, assessor: Actor) -> Rubric:
    edition = a_draft(onramp, takes_files=True)
    system = Actor.system(onramp.community_id)
    add_task_file(system, edition, kind="csv", data=b"a,b\n1,2\n", version=edition.version, now=NOW)
    send_for_reading(system, edition, now=NOW)
    open_rubric(system, edition, now=NOW)
    RubricEdition.objects.update(second_readings=0)
    names(edition.rubric, assessor)
    return edition.rubric


@pytest.fixture
def work(person: Actor, dana: Seeker, rubric: Rubric) -> Submission:
    begun = begin_work(person, dana, rubric, now=NOW)
    add_work_file(person, begun, kind="txt", data=b"Steps.", now=NOW)
    return hand_in(person, begun, text=WORDS, version=begun.version, now=NOW)


@pytest.fixture
def desk(browser: Callable[[Actor | None], Client], assessor: Actor) -> Client:
    """The assessor's own computer."""
    return browser(assessor)


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"account:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def sent(judgment: Judgment, *levels: int, do: str = "give") -> dict[str, Any]:
    assert judgment.submission is not None
    criteria = judgment.submission.edition.criteria.order_by("place")
    given: dict[str, Any] = {"do": do, "version": Judgment.objects.get(pk=judgment.pk).version}
    for criterion, level in zip(criteria, levels, strict=False):
        given |= {f"level_{criterion.pk}": level, f"remark_{criterion.pk}": "careful"}
    return given


def test_what_waits_is_named_without_a_person(desk: Client, work: Submission, dana: Seeker) -> None:
    assert "1 piece of work waits for your judgment" in page(desk, "home")
    queue = page(desk, "work")
    assert work.pseudonym.upper() in queue and "March 12, 2026" in queue
    shown = page(desk, "judge", work.judgments.get().pk)
    assert WORDS in shown and "Does part 4." in shown and "Answer the ticket below." in shown
    assert "Dana" not in shown + queue and dana.code not in shown + queue


def test_a_judgment_is_saved_completed_and_handed_in(desk: Client, work: Submission) -> None:
    judgment = work.judgments.get()
    address = reverse("account:judge", args=[judgment.pk])
    desk.post(address, sent(judgment, 3, do="save"))
    assert "checked>" in page(desk, "judge", judgment.pk)
    half = desk.post(address, sent(judgment, 3)).content.decode()
    assert "Choose a level." in half and "checked>" in half
    assert "Part 2: remark the person will read: Choose a remark." in half, "it is said of which criterion"
    assert 'href="#task"' in half and 'id="task"' in half
    assert not Evidence.objects.exists()
    done = desk.post(address, sent(judgment, 3, 4), follow=True).content.decode()
    shown = reverse("account:judge", args=[judgment.pk])
    for second in (desk.get(shown, follow=True), desk.post(shown, sent(judgment, 3, 3), follow=True)):
        assert second.redirect_chain[-1][0] == reverse("account:work")
        assert "You handed this in already." in second.content.decode()
    assert "Handed in. Thank you." in done and "You have judged 1 piece so far" in done
    assert Evidence.objects.get().kind == "judged_work"


def test_what_was_chosen_stays_when_another_window_was_quicker(desk: Client, work: Submission) -> None:
    judgment = work.judgments.get()
    stale = sent(judgment, 5, 5)
    desk.post(reverse("account:judge", args=[judgment.pk]), sent(judgment, 1, do="save"))
    shown = desk.post(reverse("account:judge", args=[judgment.pk]), stale).content.decode()
    assert "another window" in shown and shown.count("checked>") == 2


def test_what_handing_in_wants_is_nowhere_called_optional(desk: Client, work: Submission) -> None:
    judgment = work.judgments.get()
    stale = sent(judgment, 5, do="save")
    address = reverse("account:judge", args=[judgment.pk])
    for answer in (desk.get(address), desk.post(address, sent(judgment, 1, do="save"), follow=True)):
        assert "optional" not in answer.content.decode()
    refused = desk.post(address, stale).content.decode()
    assert "another window" in refused and "optional" not in refused


def test_files_are_handed_out_under_the_pseudonym_only_to_be_saved(desk: Client, work: Submission) -> None:
    judgment = work.judgments.get()
    file = desk.get(reverse("account:judge_file", args=[judgment.pk, 1]))
    assert file["Content-Disposition"] == f'attachment; filename="work-{work.pseudonym}-1.txt"'
    assert file["Content-Type"] == "application/octet-stream"
    material = desk.get(reverse("account:judge_material", args=[judgment.pk, 1]))
    assert material["Content-Disposition"] == 'attachment; filename="material-1.csv"'
    assert desk.get(reverse("account:judge_file", args=[judgment.pk, 9])).status_code == 404
    assert desk.get(reverse("account:judge_material", args=[judgment.pk, 9])).status_code == 404


def test_it_is_left_to_somebody_else(desk: Client, work: Submission) -> None:
    judgment = work.judgments.get()
    address = reverse("account:judge", args=[judgment.pk])
    wrong = desk.post(address, {"do": "leave", "reason": "spite"}, follow=True).content.decode()
    assert "Choose a reason." in wrong
    done = desk.post(address, {"do": "leave", "reason": "knows"}, follow=True).content.decode()
    assert "Left to somebody else." in done and "No work waits for you" in done


@in_one_world("who", ["coach", "trainer", "convener", "rival", "person", "stranger"])
def test_nobody_else_opens_it(
    who: str,
    work: Submission,
    browser: Callable[[Actor | None], Client],
    request: pytest.FixtureRequest,
) -> None:
    client = browser(request.getfixturevalue(who))
    judgment = work.judgments.get()
    for name, args in (("judge", [judgment.pk]), ("judge_file", [judgment.pk, 1])):
        assert client.get(reverse(f"account:{name}", args=args)).status_code == 404
    assert client.post(reverse("account:judge", args=[judgment.pk]), sent(judgment, 5, 5)).status_code == 404


def test_a_visitor_is_sent_to_sign_in(work: Submission, client: Client) -> None:
    for name, args in (("work", []), ("judge", [work.judgments.get().pk]), ("rubrics", [])):
        response = client.get(reverse(f"account:{name}", args=args))
        assert response.status_code == 302 and "sign-in" in response.url


def test_an_interview_is_rated_and_finished(
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    onramp: Organization,
    dana: Seeker,
    as_member: Callable[..., Actor],
    person: Actor,
) -> None:
    on_caseload(onramp, dana)
    guide = a_rubric(onramp, kind="interview", task="", task_es="")
    interview = open_interview(coach, onramp, dana, guide, now=NOW)
    address = reverse("account:interview", args=[interview.pk])
    mine, colleague = browser(coach), browser(as_member(onramp))
    waits = mine.get(address).content.decode()
    assert "yes to being rated" in waits and "Hand in my rating" not in waits
    permitted(interview)
    shown = mine.get(address).content.decode()
    assert "Tell me about part 1." in shown and "This is not blind" in shown and "Dana Reyes" in shown
    assert AccessRecord.objects.filter(seeker=dana, purpose="coaching", what="name").exists()
    early = mine.post(address, {"do": "finish"}, follow=True).content.decode()
    assert "Hand in a rating first." in early
    criteria = list(interview.edition.criteria.order_by("place"))
    rated = {f"level_{c.pk}": 4 for c in criteria} | {f"remark_{c.pk}": "clear" for c in criteria}
    half = {f"level_{criteria[0].pk}": 4, "do": "give", "version": 0}
    assert "Choose a remark." in mine.post(address, half).content.decode()
    mine.post(address, rated | {"do": "give", "version": 0})
    rated_once = mine.get(address).content.decode()
    assert "A first impression" in rated_once and "Sure: several readings" not in rated_once
    behind = reverse("onramp:person_work", args=[dana.code])
    assert f'href="{behind}?organization={onramp.pk}"' in rated_once and mine.get(behind).status_code == 200
    assert "once yours is handed in" in colleague.get(address).content.decode()
    done = mine.post(address, {"do": "finish"}, follow=True).content.decode()
    assert "It waits for the person" in done and "Part 1: 4 proficient" in done
    assert "Ask each question as it stands" not in done, "there is nothing left to ask"
    assert "Write down their answer" not in done and not Evidence.objects.exists()
    assert browser(person).get(address).status_code == 404


@pytest.mark.parametrize(
    ("do", "told", "pieces"), [("agree", "The person agreed", 1), ("decline", "said no", 0)]
)
def test_a_coach_writes_down_what_somebody_without_an_account_says_of_it(
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    onramp: Organization,
    do: str,
    told: str,
    pieces: int,
) -> None:
    seeker = on_caseload(onramp).seeker
    guide = a_rubric(onramp, kind="interview", task="", task_es="")
    interview = open_interview(coach, onramp, seeker, guide, now=NOW)
    address, mine = reverse("account:interview", args=[interview.pk]), browser(coach)
    asks = mine.get(address).content.decode()
    assert "Tell them what it is" in asks and "Part 1" in asks and "Hand in my rating" not in asks
    assert "usa-error-message" in mine.post(address, {"do": "permit", "words": " "}).content.decode()
    mine.post(address, {"do": "permit", "words": "They may."})
    give_rating(coach, interview, scores=scored(interview.edition, 3, 4), version=0, now=NOW)
    finish_interview(coach, interview, now=NOW)
    assert "Write down their answer" in mine.get(address).content.decode()
    assert "usa-error-message" in mine.post(address, {"do": do, "words": " "}).content.decode()
    assert not Evidence.objects.exists()
    done = mine.post(address, {"do": do, "words": "That is right."}, follow=True).content.decode()
    assert told in done and "Write down their answer" not in done
    assert Evidence.objects.count() == pieces


def disputed(person: Actor, work: Submission, assessor: Actor) -> Dispute:
    judgment = work.judgments.get()
    says(judgment, 3, 4)
    work.refresh_from_db()
    assert work.evidence is not None
    return open_dispute(person, work.evidence, reason="not_me", words="It was read too fast.", now=NOW)


def test_who_answers_a_correction_reads_the_work_and_the_person_reads_that_they_did(
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    person: Actor,
    assessor: Actor,
    work: Submission,
    dana: Seeker,
) -> None:
    dispute, client = disputed(person, work, assessor), browser(coach)
    listed = page(client, "disputes")
    assert "Look at the work and answer" in listed and 'value="stands"' not in listed
    assert not AccessRecord.objects.exists()
    shown = page(client, "disputed_work", dispute.pk)
    assert WORDS in shown and "Does part 4." in shown and "Reading 1: 3 independent" in shown
    assert "It was read too fast." in shown and "only where the person says that the level is wrong" in shown
    assert "Dana" not in shown and Account.objects.get(pk=assessor.account_id).name not in shown
    file = client.get(reverse("account:disputed_file", args=[dispute.pk, 1]))
    assert file["Content-Disposition"] == f'attachment; filename="work-{work.pseudonym}-1.txt"'
    looked = AccessRecord.objects.get()
    assert (looked.seeker, looked.what) == (dana, "disputed_work") and looked.what in LOOKED_AT
    client.post(reverse("account:disputes"), {"dispute": dispute.pk, "answer": "stands"})
    assert client.get(reverse("account:disputed_work", args=[dispute.pk])).status_code == 404
    assert client.get(reverse("account:disputed_file", args=[dispute.pk, 1])).status_code == 404


@in_one_world("who", ["trainer", "rival", "person", "stranger", "helper"])
def test_nobody_else_opens_disputed_work(
    who: str,
    work: Submission,
    person: Actor,
    assessor: Actor,
    browser: Callable[[Actor | None], Client],
    request: pytest.FixtureRequest,
) -> None:
    dispute, client = disputed(person, work, assessor), browser(request.getfixturevalue(who))
    assert client.get(reverse("account:disputed_work", args=[dispute.pk])).status_code == 404
    assert client.get(reverse("account:disputed_file", args=[dispute.pk, 1])).status_code == 404


def test_work_that_waits_stands_on_the_first_screen(
    browser: Callable[[Actor | None], Client], desk: Client, coach: Actor, work: Submission, rubric: Rubric
) -> None:
    first = desk.get(reverse("provider:home")).content.decode()
    assert "What should I do now?" in first and "1 piece of work waits for your judgment" in first
    assert "What should I do now?" not in browser(coach).get(reverse("onramp:home")).content.decode()
    desk.post(reverse("account:judge", args=[work.judgments.get().pk]), {"do": "leave", "reason": "knows"})
    assert "What should I do now?" not in desk.get(reverse("provider:home")).content.decode()
    steward = browser(coach).get(reverse("onramp:home")).content.decode()
    assert "nobody named may read it" in steward and reverse("account:rubric", args=[rubric.pk]) in steward


def test_a_coach_finds_and_answers_what_an_employer_asks_of_somebody_without_an_account(
    browser: Callable[[Actor], Client],
    coach: Actor,
    onramp: Organization,
    employer: Organization,
) -> None:
    seeker = on_caseload(onramp).seeker
    posting = a_posting(employer, {a_skill("Patience"): 2}, title="Mesa de ayuda", language="es")
    named = '<span lang="es">Mesa de ayuda</span>'
    guide = a_rubric(employer, kind="interview", task="", task_es="")
    asked = Interview.objects.create(
        edition=guide.editions.get(),
        seeker=seeker,
        organization=employer,
        posting_id=posting.pk,
        agreement="waiting",
        opened_at=NOW,
    )
    mine, address = browser(coach), reverse("account:interview", args=[asked.pk])
    page = mine.get(reverse("onramp:person_work", args=[seeker.code])).content.decode()
    assert "An interview waits for their answer" in page and address in page and named in page
    told = mine.get(address).content.decode()
    assert "Tell them what it is" in told and f"<li>For this job: {named}</li>" in told
    looked = AccessRecord.objects.filter(seeker=seeker, what="name", organization=employer)
    assert not looked.exists() and AccessRecord.objects.filter(seeker=seeker, organization=onramp).exists()
    mine.post(address, {"do": "permit", "words": "They may."})
    asked.refresh_from_db()
    assert asked.permitted == "yes"
    assert named in mine.get(reverse("onramp:person", args=[seeker.code])).content.decode()
    page = mine.get(reverse("onramp:person_work", args=[seeker.code])).content.decode()
    assert "An interview waits" not in page and "Hand in my rating" not in mine.get(address).content.decode()
