"""The two doors without an account: an ad checked, and what everyday tasks could open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from time_machine import TimeMachineFixture

from techhire.commons.communities.models import Community, Organization
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.models import Draft
from techhire.plays.seekers.models import Seeker
from techhire.portals.layout.throttle import address_of, network_of
from techhire.portals.public import check_ad, could_i
from tests.factories.matches import NOW, a_posting, a_skill, a_task, found_person, proves
from tests.factories.providers import a_program

AD = "Help desk technician\nMust have: Ticket handling.\nBachelor's degree required.\n"
CHECK, COULD_I, RESULT = "/check-ad/", "/could-i/", "/could-i/result/"


@pytest.fixture
def task(tickets: Skill) -> EverydayTask:
    return a_task("Answer calls", {tickets: 2})


@pytest.fixture
def crowd(community: Community, tickets: Skill) -> None:
    """Thirty who fit, ten of them with a degree."""
    for at in range(30):
        found_person(community, {tickets: 4}, has_degree="yes" if at < 10 else "no", name="Quillonia Ardsley")
    build_snapshot(community.pk, now=NOW)


@pytest.mark.usefixtures("crowd")
def test_an_ad_is_answered_with_figures_lines_and_a_card(client: Client) -> None:
    page = client.post(CHECK, {"text": AD})
    text = page.content.decode()
    assert page.status_code == 200
    assert "About 30 people here fit; 20 of them only without the degree line" in text
    assert "Asks for a degree" in text and "Ticket handling" in text
    assert "mailto:?subject=" in text and "data-print" in text and "readonly" in text
    assert "Quillonia" not in text


@pytest.mark.usefixtures("crowd")
def test_no_variant_of_an_ad_singles_anybody_out(client: Client, community: Community) -> None:
    """One person alone shows a rare skill: no ad gives a figure that says so."""
    rare = a_skill("Mainframe basics")
    seeker = Seeker.objects.filter(community=community).first()
    assert seeker is not None
    proves(seeker, rare, 4)
    build_snapshot(community.pk, now=NOW)
    for ad in ("You must have: Mainframe basics.", "Must have: Mainframe basics and Ticket handling."):
        text = client.post(CHECK, {"text": ad}).content.decode()
        assert "Fewer than 10 people here fit" in text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("", "Paste the ad first"),
        ("   ", "Paste the ad first"),
        ("asdf", "too short for a job ad"),
        ("word " * 5_000, "too long for the ad of one job"),
        ("word " * 300_000, "too long"),
        ("\x01\x02\x03\ufffd" * 300, "looks like a file"),
    ],
)
def test_what_is_no_ad_is_said_plainly(
    sent: str, words: str, client: Client, community: Community, tickets: Skill
) -> None:
    page = client.post(CHECK, {"text": sent})
    assert page.status_code == 200 and words in page.content.decode()


def test_markup_in_an_ad_is_shown_as_words_and_kept_for_another_try(
    client: Client, community: Community, tickets: Skill
) -> None:
    text = client.post(
        CHECK, {"text": "<script>alert(1)</script> Ticket handling for a clinic"}
    ).content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_an_ad_about_something_else_says_that_few_skills_were_found(
    client: Client, community: Community, tickets: Skill
) -> None:
    text = client.post(CHECK, {"text": "Warehouse picker. Lift boxes all day."}).content.decode()
    assert "We found no skill in this ad" in text and "few technology skills" in text


@pytest.mark.parametrize(
    ("ad", "said"),
    [
        (
            "Must have: Ticket handling. Lift boxes all day.",
            "We found few technology skills in this ad, so the figures",
        ),
        ("Warehouse picker. Lift boxes all day.", "We found no skill in this ad."),
    ],
)
def test_the_card_to_forward_says_too_where_few_skills_were_found(
    client: Client, community: Community, tickets: Skill, ad: str, said: str
) -> None:
    card = html.fromstring(client.post(CHECK, {"text": ad}).content.decode()).xpath("//textarea[@readonly]")[
        0
    ]
    assert said in card.text_content()


def test_too_many_ads_in_a_short_time_wait_and_keep_what_was_typed(
    client: Client, community: Community, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_ad, "TRIES", 2)
    answers = [client.post(CHECK, {"text": AD}) for _unused in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Must have: Ticket handling" in answers[2].content.decode()
    assert client.post(CHECK, {"text": AD}, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_changing_the_address_within_its_network_does_not_help(
    client: Client,
    community: Community,
    tickets: Skill,
    monkeypatch: pytest.MonkeyPatch,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(check_ad, "TRIES", 2)
    places = ["2001:db8:0:7::1", "2001:db8:0:7:ffff::2", "2001:db8:0:7:1:2:3:4", "2001:db8:0:8::1"]
    answers = [client.post(CHECK, {"text": AD}, REMOTE_ADDR=place).status_code for place in places]
    assert answers == [200, 200, 429, 200]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("2001:DB8::7:0:0:0:1", "2001:db8:0:7::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert network_of(address) == counted


def test_another_hop_cannot_be_made_up_without_our_own_proxy(rf, settings) -> None:  # type: ignore[no-untyped-def]  # fixtures of pytest-django
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.5"})
    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "203.0.113.5"


def test_taps_lead_to_jobs_a_step_and_back_to_the_taps(
    client: Client, employer: Organization, task: EverydayTask, tickets: Skill
) -> None:
    a_posting(employer, {tickets: 2}, title="Night help desk")
    a_posting(employer, {tickets: 2, a_skill("Home networks"): 2}, title="Network helper")
    assert "Answer calls" in client.get(COULD_I).content.decode()
    text = client.get(RESULT, {"task": [task.slug]}).content.decode()
    assert "You could do 1 job that is open now" in text
    assert "Night help desk" in text and "Network helper" in text
    assert "Learn Home networks and show it at level 2" in html.fromstring(text).text_content()
    assert "Because you told us" in text and "“Answer calls”" in text
    assert f"{COULD_I}?task={task.slug}" in text
    again = client.get(COULD_I, {"task": [task.slug]}).content.decode()
    assert "checked" in again


def test_the_job_somebody_came_from_is_answered_first_and_kept_on_the_way(
    client: Client, employer: Organization, task: EverydayTask, tickets: Skill
) -> None:
    far = a_posting(employer, {a_skill("Welding"): 4, tickets: 2}, title="Welder")
    a_posting(employer, {tickets: 2}, title="Night help desk")
    asked = f"job={far.identifier}"
    start = f"{COULD_I}?{asked}"
    assert start in client.get(f"/jobs/{far.identifier}/").content.decode()
    assert f'name="job" value="{far.identifier}"' in client.get(start).content.decode()
    text = client.get(RESULT, {"task": [task.slug], "job": str(far.identifier)}).content.decode()
    first, others = text.partition("Your one next step")[0].split("Other jobs near what you do")
    assert "The job you came from" in first and "Welder" in first and "You do 1 of 2 essential" in first
    assert "Night help desk" in others and "Welder</a>" not in others
    assert f"{COULD_I}?task={task.slug}&amp;{asked}" in text
    kept = client.post(f"{RESULT}?task={task.slug}&{asked}")
    assert kept["Location"].endswith(asked)
    assert client.get(RESULT, {"job": str(far.identifier)})["Location"] == start
    Posting.objects.filter(pk=far.pk).update(state="closed")
    text = client.get(RESULT, {"task": [task.slug], "job": str(far.identifier)}).content.decode()
    assert "is not open at the moment" in text
    for typed in ("x", "\x00", "9" * 500):
        assert "came from" not in client.get(RESULT, {"task": [task.slug], "job": typed}).content.decode()


@pytest.mark.parametrize("free", [True, False])
def test_a_program_as_the_next_step_leads_to_its_page_and_says_the_whole_price(
    free: bool,
    client: Client,
    employer: Organization,
    provider: Organization,
    task: EverydayTask,
    tickets: Skill,
) -> None:
    networks, cables = a_skill("Home networks"), a_skill("Cables")
    a_posting(employer, {tickets: 2, networks: 2, cables: 2}, title="Network helper")
    teaches = {networks: 3, cables: 3}
    program = a_program(
        provider, teaches, listed=True, name="Foundations", tuition=890, free_for_eligible=free
    )
    text = client.get(RESULT, {"task": [task.slug]}).content.decode()
    assert f'/programs/{provider.slug}/{program.slug}/"' in text
    assert ("$890, free for people who qualify" in text) is free and "$890" in text


@pytest.mark.parametrize("taps", [[], ["unknown"], ["\x00"], ["x" * 5000]])
def test_no_taps_lead_back_with_a_word(
    taps: list[str], client: Client, community: Community, task: EverydayTask
) -> None:
    page = client.get(RESULT, {"task": taps}, follow=True)
    assert page.redirect_chain and "at least one thing" in page.content.decode()


def test_a_code_continues_on_another_device(
    client: Client, employer: Organization, task: EverydayTask, tickets: Skill
) -> None:
    a_posting(employer, {tickets: 2})
    page = client.post(f"{RESULT}?task={task.slug}", follow=True)
    code = page.context["code"]
    assert code and code in page.content.decode()
    assert code not in client.get(RESULT, {"task": task.slug}).content.decode()
    other = Client()
    opened = other.post(COULD_I, {"code": code.lower()}, follow=True)
    assert opened.redirect_chain[-1][0] == f"{RESULT}?task={task.slug}"
    Draft.objects.update(expires_at=NOW - timedelta(days=1))
    late = other.post(COULD_I, {"code": code})
    assert late.status_code == 200 and "30 days are over" in late.content.decode()
    assert code in late.content.decode()
    text = late.content.decode()
    assert text.index('id="error-summary"') < text.index("<h1>") and '<a href="#code">' in text


def test_codes_cannot_be_guessed_at_leisure(
    client: Client, community: Community, task: EverydayTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(could_i, "TRIES", 3)
    words = [client.post(COULD_I, {"code": f"AAAA-AAAA-AAA{n}"}).content.decode() for n in range(2, 7)]
    assert "do not know this code" in words[2] and "many codes in a short time" in words[3]


def test_tasks_and_skills_are_spanish_for_a_spanish_reader(
    client: Client, employer: Organization, task: EverydayTask, tickets: Skill
) -> None:
    a_posting(employer, {tickets: 2}, title="Night help desk", language="en")
    spanish = {"accept-language": "es"}
    assert "Answer calls (es)" in client.get(COULD_I, headers=spanish).content.decode()
    text = client.get(RESULT, {"task": task.slug}, headers=spanish).content.decode()
    assert "Manejo de tickets" in text and '<h3 lang="en">' in text


def test_jobs_of_another_community_stay_there(
    client: Client, community: Community, elsewhere: Community, task: EverydayTask, tickets: Skill
) -> None:
    there = Organization.objects.create(community=elsewhere, slug="there", name="There", state="active")
    a_posting(there, {tickets: 2}, title="Northern job")
    assert "Northern job" not in client.get(RESULT, {"task": task.slug}).content.decode()
    north = client.get(f"/c/{elsewhere.slug}{RESULT}", {"task": task.slug}).content.decode()
    assert "Northern job" in north


def test_the_result_takes_the_same_queries_for_many_jobs(
    client: Client,
    employer: Organization,
    task: EverydayTask,
    tickets: Skill,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for at in range(20):
        a_posting(employer, {tickets: 2}, title=f"Job {at}")
    assert Posting.objects.count() == 20
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]  # a context manager of pytest-django
        client.get(RESULT, {"task": task.slug})


def test_what_is_doubtful_is_said_before_any_figure(
    client: Client, community: Community, crowd: None
) -> None:
    a_skill("Inventory software")
    text = client.post(
        CHECK, {"text": "Warehouse picker. You need Inventory software. Lift boxes all day."}
    ).content.decode()
    assert "few technology skills" in text and "learned on the job," not in text
    assert text.index("few technology skills") < text.index("By the skills below")


def test_an_ad_that_nobody_fits_is_told_what_a_lower_level_would_open(
    client: Client, community: Community
) -> None:
    skills = [a_skill(name) for name in ("Ticket handling", "Barge radio", "Dock cranes", "Rope repair")]
    for _unused in range(12):
        found_person(community, dict.fromkeys(skills[:3], 2))
    ad = "Must have: expert in ticket handling, barge radio, dock cranes and rope repair, every day.\n"
    page = client.post(CHECK, {"text": ad}).content.decode()
    assert "What would open the job" in page and "The whole job asked another way:" in page
    few = client.post(
        CHECK, {"text": "Must have: rope repair on every single day of the week."}
    ).content.decode()
    assert "We tried:" in few and "Every skill one level lower: <strong>fewer than 10" in few


def test_an_endless_ad_is_not_sent_back_whole(client: Client, community: Community) -> None:
    page = client.post(CHECK, {"text": "word " * 200_000}).content.decode()
    assert "Below stands only its beginning" in page and len(page) < 60_000


def test_the_next_step_leads_to_the_very_job_it_is_for(
    client: Client, tickets: Skill, task: EverydayTask, employer: Organization
) -> None:
    networks = a_skill("Networks")
    job = a_posting(employer, {tickets: 2, networks: 2}, title="Night help desk")
    tree = html.fromstring(client.get(RESULT, {"task": task.slug}).content.decode())
    (step,) = tree.xpath("//section[@aria-labelledby='next']")
    links = {link.get("href"): link.text_content() for link in step.xpath(".//a")}
    assert links[reverse("public:job", args=[job.identifier])] == "Night help desk"
    assert links[reverse("public:skill", args=[networks.code])] == "About this skill: Networks"
    assert employer.name in step.text_content()
