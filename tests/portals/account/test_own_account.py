"""What a person does with their own account, and what the demo adds."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Seeker
from techhire.portals.account.mailbox import letters_in, split_codes
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind

pytestmark = pytest.mark.django_db
Browser = Callable[[Actor | None], Client]


def test_name_and_language_are_saved_and_spoken(browser: Browser, person: Actor) -> None:
    client = browser(person)
    answer = client.post(reverse("account:home"), {"name": "Ana", "language": "es"})
    assert answer.cookies["django_language"].value == "es"
    account = Account.objects.get(pk=person.account_id)
    assert (account.name, account.language) == ("Ana", "es")
    assert '<html lang="es">' in client.get(reverse("account:home")).content.decode()


def test_a_name_with_markup_is_shown_as_text(browser: Browser, person: Actor) -> None:
    client = browser(person)
    client.post(reverse("account:home"), {"name": "<script>alert(1)</script>", "language": "en"})
    page = client.get(reverse("account:home")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_name_too_long_is_kept_for_mending(browser: Browser, person: Actor) -> None:
    page = browser(person).post(reverse("account:home"), {"name": "x" * 121, "language": "en"})
    assert page.status_code == 200
    assert b"x" * 121 in page.content


def test_the_download_holds_what_we_hold(
    browser: Browser, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    answer = browser(as_member(employer)).get(reverse("account:data"))
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)
    assert held["memberships"][0]["organization__name"] == employer.name
    assert held["account"]["state"] == "active"


def test_erasing_asks_first_then_signs_out(browser: Browser, person: Actor) -> None:
    client = browser(person)
    client.post(reverse("account:erase"), {})
    assert Account.objects.get(pk=person.account_id).state == "active"
    client.post(reverse("account:erase"), {"sure": "on"})
    assert Account.objects.get(pk=person.account_id).state == "erased"
    assert client.get(reverse("account:home")).status_code == 302


def test_whoever_erases_the_account_is_found_by_nobody_from_that_moment(
    browser: Browser, person: Actor
) -> None:
    seeker = seeker_behind(person)
    Seeker.objects.filter(pk=seeker.pk).update(found=True)
    browser(person).post(reverse("account:erase"), {"sure": "on"})
    seeker.refresh_from_db()
    assert (seeker.found, seeker.name, seeker.state) == (False, "", "erased")


def test_a_job_seeker_finds_who_looked_and_the_whole_record(browser: Browser, person: Actor) -> None:
    client = browser(person)
    assert reverse("account:who_looked") not in client.get(reverse("account:home")).content.decode()
    seeker_behind(person)
    page = client.get(reverse("account:home")).content.decode()
    assert reverse("account:who_looked") in page
    assert reverse("seeker:download") in page
    assert client.get(reverse("account:who_looked"), follow=True).status_code == 200


def test_erasing_says_who_has_to_take_over(
    browser: Browser, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    owner = as_member(employer, "owner")
    as_member(employer, "member")
    page = browser(owner).post(reverse("account:erase"), {"sure": "on"})
    assert b"Choose who takes over there first" in page.content


class TestDemo:
    @pytest.fixture
    def in_demo(self, settings: object, tmp_path: Path) -> Path:
        settings.DEMO = True  # type: ignore[attr-defined]  # the wrapper takes any name
        settings.EMAIL_FILE_PATH = str(tmp_path)  # type: ignore[attr-defined]
        return tmp_path

    @pytest.mark.parametrize("name", ["account:demo", "account:mailbox"])
    def test_outside_the_demo_there_is_no_such_page(self, browser: Browser, name: str) -> None:
        AccountFactory(handle="seeker@demo.example")
        assert browser(None).get(reverse(name)).status_code == 404
        client = browser(None)
        client.post(reverse("account:demo"), {"handle": "seeker@demo.example"})
        assert "_auth_user_id" not in client.session

    def test_one_press_signs_in_and_a_look_does_not(
        self, browser: Browser, in_demo: Path, community: Community
    ) -> None:
        account = AccountFactory(handle="employer@demo.example", language="en")
        seat(account, OrganizationFactory(community=community, name="Maple Health"))
        client = browser(None)
        page = client.get(reverse("account:demo")).content.decode()
        assert "Maple Health" in page
        assert "_auth_user_id" not in client.session
        client.post(reverse("account:demo"), {"handle": "employer@demo.example"})
        assert client.session["_auth_user_id"] == str(account.pk)

    def test_real_people_are_not_on_offer(self, browser: Browser, in_demo: Path, person: Actor) -> None:
        handle = Account.objects.get(pk=person.account_id).handle
        client = browser(None)
        assert client.post(reverse("account:demo"), {"handle": handle}).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_the_sign_in_page_points_to_it(self, browser: Browser, in_demo: Path) -> None:
        assert reverse("account:demo").encode() in browser(None).get(reverse("account_login")).content

    def test_the_mailbox_shows_the_newest_letter_first_with_code_and_link(
        self, browser: Browser, in_demo: Path
    ) -> None:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        for number in (1, 2):
            connection = get_connection(backend, file_path=str(in_demo))
            text = f"Código: 1234-567{number}\nhttp://localhost:8000/x?a=1&b=<b>\n"
            EmailMessage(f"Nº {number}", text, to=["ana@example.org"], connection=connection).send()
        page = browser(None).get(reverse("account:mailbox")).content.decode()
        assert page.index("Nº 2") < page.index("Nº 1")
        assert '<strong class="th-code">1234-5672</strong>' in page
        assert 'href="http://localhost:8000/x?a=1&amp;b=' in page
        assert "<b>" not in page

    def test_several_letters_in_one_file_are_told_apart(self, in_demo: Path) -> None:
        connection = get_connection(
            "django.core.mail.backends.filebased.EmailBackend", file_path=str(in_demo)
        )
        connection.open()
        for number in range(3):
            EmailMessage(f"L{number}", "text", to=["a@example.org"], connection=connection).send()
        connection.close()
        assert [letter.subject for letter in letters_in(in_demo)] == ["L2", "L1", "L0"]

    def test_no_folder_is_no_letters(self, tmp_path: Path) -> None:
        assert letters_in(tmp_path / "nothing") == []

    def test_a_long_number_is_no_code(self) -> None:
        assert split_codes("51234-56789") == [(False, "51234-56789")]


def test_the_printed_card_holds_number_code_and_address(
    rf: object, community: Community, now: datetime
) -> None:
    from django.template.loader import render_to_string

    shown = {"number": "123-456-789", "code": "1234-5678", "person": "Ana", "community": community}
    request = rf.get("/", headers={"host": "localhost:8000"})  # type: ignore[attr-defined]  # pytest-django's fixture
    body = render_to_string("account/components/card.html", {**shown, "request": request})
    for words in ("123-456-789", "1234-5678", "Ana", "http://localhost:8000/card/", "data-print"):
        assert words in body
