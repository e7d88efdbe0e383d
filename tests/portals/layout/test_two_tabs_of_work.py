"""Two tabs over work that is done or judged: whoever saves second sees what was kept, and nothing typed is lost."""

from collections.abc import Callable

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.actions.submissions import begin_work
from techhire.plays.assessments.models import Criterion, Score, Submission
from techhire.plays.assessments.words import Remark
from tests.factories.judging import NOW, WORDS, a_rubric, handed_in, names, permitted
from tests.factories.matches import a_skill
from tests.factories.onramps import on_caseload
from tests.factories.seekers import seeker_behind
from tests.portals.layout.tabs import Ask, Opened, sent, signed_in

pytestmark = pytest.mark.django_db


def work_to_judge(ask: Ask) -> Opened:
    rubric = a_rubric(ask("onramp"), a_skill("Ticket handling"))
    names(rubric, ask("trainer"))
    work = handed_in(seeker_behind(ask("person")), rubric)
    return signed_in(ask("trainer")), reverse("account:judge", args=[work.judgments.get().pk])


def interview_to_rate(ask: Ask) -> Opened:
    seeker = on_caseload(ask("onramp"), name="Ana Ruiz", is_adult=True).seeker
    guide = a_rubric(ask("onramp"), a_skill("Ticket handling"), kind="interview", task="", task_es="")
    interview = permitted(open_interview(ask("coach"), ask("onramp"), seeker, guide, now=NOW))
    return signed_in(ask("coach")), reverse("account:interview", args=[interview.pk])


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(work_to_judge, id="work to judge"),
        pytest.param(interview_to_rate, id="interview to rate"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_an_assessor_with_two_tabs_sees_what_the_first_kept_and_hands_in_by_the_second(
    opened: Callable[[Ask], Opened], request: pytest.FixtureRequest
) -> None:
    client, address = opened(request.getfixturevalue)
    first, second = Criterion.objects.order_by("place")
    theirs = {f"level_{first.pk}": 2, f"remark_{first.pk}": "clear", "do": "save"}
    mine = {f"level_{one.pk}": 4 for one in (first, second)} | {
        f"remark_{one.pk}": "careful" for one in (first, second)
    }
    field = f"level_{first.pk}"
    before = client.get(address)
    assert client.post(address, sent(before, field, "2", theirs)).status_code == 302
    late = client.post(address, sent(before, field, "4", mine | {"do": "give"}))
    tree = html.fromstring(late.content.decode())
    told = [one.text_content() for one in tree.xpath("//span[contains(., 'Saved now:')]")]
    assert "changed this" in late.content.decode()
    assert any(str(Remark.CLEAR.label) in one for one in told), "what the other tab saved stands there"
    again = client.post(address, sent(late, field, "4", {"do": "give"}))
    assert again.status_code == 302, again.content.decode()
    kept = dict(Score.objects.values_list("criterion_id", "level"))
    assert kept == {first.pk: 4, second.pk: 4}, "nothing chosen in the second tab was lost"


@time_machine.travel(NOW, tick=False)
def test_who_writes_a_work_sample_in_two_tabs_sees_both_and_saves_the_second(
    person: Actor, onramp: Organization
) -> None:
    work = begin_work(person, seeker_behind(person), a_rubric(onramp, a_skill("Ticket handling")), now=NOW)
    client, address = signed_in(person), reverse("seeker:work", args=[work.pk])
    before = client.get(address)
    button = {"do": "save"}
    assert client.post(address, sent(before, "text", "From one tab.", button)).status_code == 302
    draft = sent(before, "text", WORDS, {})
    line = client.post(reverse("seeker:work_autosave", args=[work.pk]), draft).content.decode()
    assert "changed this" in line and "Press the button that saves it." in line
    late = client.post(address, sent(before, "text", WORDS, button))
    told = html.fromstring(late.content.decode()).xpath("//span[contains(., 'Saved now:')]")
    assert [one for one in told if "From one tab." in one.text_content()]
    assert client.post(address, sent(late, "text", WORDS, button)).status_code == 302
    assert Submission.objects.get().text == WORDS
