"""A job somebody came from waits for them while they open an account and a record."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from techhire.commons.permits import Actor
from techhire.commons.skills.models import EverydayTask
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.models import Seeker

WAITS = "The job you came from waits for you:"


def home(client: Client, **sent: str) -> str:
    return client.get(reverse("seeker:home"), sent).content.decode()


def test_the_job_waits_until_the_person_has_a_record_and_has_looked_at_it(
    mine: Client, person: Actor, posting: Posting
) -> None:
    job = reverse("seeker:job", args=[posting.identifier])
    page = mine.get(job, follow=True).content.decode()
    assert "Open your record" in page and WAITS in page and posting.title in page
    mine.post(reverse("seeker:start"))
    page = home(mine)
    assert WAITS in page and f'href="{job}"' in page
    assert mine.get(job).status_code == 200
    assert WAITS not in home(mine)


def test_it_comes_along_from_what_somebody_tapped(
    client: Client, mine: Client, me: Seeker, posting: Posting, task: EverydayTask
) -> None:
    address = reverse("public:could_i_result") + f"?task={task.slug}&job={posting.identifier}"
    page = client.get(address).content.decode()
    assert f"%26job%3D{posting.identifier}" in page, "on the way to an account"
    assert WAITS in home(mine, job=str(posting.identifier))


def test_nothing_waits_that_is_no_job_or_not_open_any_more(
    mine: Client, me: Seeker, posting: Posting
) -> None:
    for nothing in ("", "x\x00", "0e8a3d70-2b0f-4d5c-9b0e-0d8f6f0c1c11"):
        assert WAITS not in home(mine, job=nothing)
    assert WAITS in home(mine, job=str(posting.identifier))
    Posting.objects.filter(pk=posting.pk).update(state="closed")
    assert WAITS not in home(mine)


def test_a_visitor_who_wants_the_job_is_led_to_an_account(
    client: Client, browser: Callable[[Actor | None], Client], person: Actor, posting: Posting
) -> None:
    public = reverse("public:job", args=[posting.identifier])
    way = f"{reverse('account_signup')}?next={reverse('seeker:job', args=[posting.identifier])}"
    assert way in client.get(public).content.decode()
    assert way not in browser(person).get(public).content.decode()
