"""An ad that was checked without an account is carried into a new job, whoever signs in first."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill

CHECK = "/check-ad/"
AD = "Help desk technician\nMust have: Ticket handling.\nBachelor's degree required.\n"


def post_checked(browser: Client) -> HttpResponse:
    tree = html.fromstring(browser.post(CHECK, {"text": AD}).content.decode())
    form = next(form for form in tree.forms if form.action == reverse("employer:post"))
    return browser.post(form.action, dict(form.form_values()) | {"carry": "1"})


def waiting_on(page: HttpResponse) -> dict[str, str]:
    return dict(
        next(
            form for form in html.fromstring(page.content.decode()).forms if "carry" in form.fields
        ).form_values()
    )


def test_a_checked_ad_goes_on_to_an_employers_account(
    client: Client, community: Community, tickets: Skill, hiring_manager: Actor
) -> None:
    answer = post_checked(client)
    kept = answer.content.decode()
    assert "Sign in to go on" in kept and "Your session ended" not in kept
    assert "Must have: Ticket handling." in kept and reverse("account_signup") in kept
    client.force_login(Account.objects.get(pk=hiring_manager.account_id))
    there = client.post(reverse("employer:post"), waiting_on(answer))
    assert there.status_code == 200 and "Must have: Ticket handling." in there.content.decode()
    assert "Must have: Ticket handling." in post_checked(client).content.decode()


def test_a_checked_ad_outlives_an_account_that_cannot_post_it(
    client: Client, community: Community, tickets: Skill, person: Actor, hiring_manager: Actor
) -> None:
    waiting = waiting_on(post_checked(client))
    seeker = Account.objects.get(pk=person.account_id)
    client.force_login(seeker)
    answer = client.post(reverse("employer:post"), waiting)
    page = answer.content.decode()
    assert answer.status_code == 403 and "Must have: Ticket handling." in page
    assert f"You are signed in as {seeker}, who cannot post a job." in page
    assert reverse("account:apply") in page
    leave = next(
        form
        for form in html.fromstring(page).forms
        if form.action == reverse("account_logout") and "next" in form.fields
    )
    signed_out = client.post(leave.action, dict(leave.form_values()))
    assert signed_out.url == f"{reverse('account_login')}?next={reverse('layout:back_in')}"
    still = client.post(reverse("employer:post"), waiting_on(answer))
    client.force_login(Account.objects.get(pk=hiring_manager.account_id))
    there = client.post(reverse("employer:post"), waiting_on(still))
    assert there.status_code == 200 and "Must have: Ticket handling." in there.content.decode()


def test_somebody_who_posts_no_jobs_is_told_how_to_begin(
    client: Client, community: Community, tickets: Skill, person: Actor
) -> None:
    client.force_login(Account.objects.get(pk=person.account_id))
    assert "Only an employer posts jobs." in client.post(CHECK, {"text": AD}).content.decode()
    answer = post_checked(client)
    assert reverse("account:apply") in answer.content.decode()
    assert waiting_on(answer)["text"].startswith("Help desk technician")
