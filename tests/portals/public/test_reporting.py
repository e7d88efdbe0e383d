"""Reporting on a public page: no account, no name, no link that runs, no way to flood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.concerns.models import Report
from techhire.plays.concerns.words import AN_HOUR, Wrong
from techhire.plays.marketplace.models import Posting
from techhire.portals.layout import reports
from tests.factories.concerns import a_report
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill
from tests.factories.providers import a_program


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return PostingFactory(organization=employer, published=True)


def form_of(posting: Posting) -> str:
    return reverse("public:report_job", args=[posting.identifier])


def test_each_public_page_has_one_quiet_link(
    client: Client, posting: Posting, provider: Organization
) -> None:
    page = client.get(reverse("public:job", args=[posting.identifier])).content.decode()
    assert page.count(form_of(posting)) == 1
    program = a_program(provider, {a_skill("Cabling"): 2}, listed=True)
    address = [provider.slug, program.slug]
    page = client.get(reverse("public:program", args=address)).content.decode()
    assert page.count(reverse("public:report_program", args=address)) == 1
    form = client.get(reverse("public:report_program", args=address)).content.decode()
    assert reverse("public:report_organization", args=[provider.slug]) in form


def test_a_visitor_sends_a_report_and_follows_it(client: Client, posting: Posting) -> None:
    said = {"wrong": "money", "words": "They wanted gift cards", "email": "ana@example.org"}
    answer = client.post(form_of(posting), said, follow=True)
    page = answer.content.decode()
    assert "Your report has arrived" in page
    code = answer.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    assert code in page and posting.title not in page and "gift cards" not in page and "ana@" not in page
    assert answer.headers["Cache-Control"].count("no-store") == 1
    found = client.post(reverse("public:report_look_up"), {"code": code.lower()}, follow=True)
    assert "Your report has arrived" in found.content.decode()


def test_the_label_of_the_words_agrees_with_when_they_are_needed(client: Client, posting: Posting) -> None:
    form = html.fromstring(client.get(form_of(posting)).content.decode())
    assert "optional" not in form.xpath("//label[@for='id_words']")[0].text_content()
    assert "optional" in form.xpath("//label[@for='id_phone']")[0].text_content()
    hint = form.xpath("//*[@id='id_words_helptext']")[0].text_content()
    assert f"Needed if you choose “{Wrong.OTHER.label}”" in hint
    for wrong in Wrong:
        page = client.post(
            form_of(posting), {"wrong": wrong.value, "words": ""}, follow=True
        ).content.decode()
        assert ("Say in a few words what is wrong." in page) == (wrong is Wrong.OTHER)


def test_typed_words_are_kept_when_something_is_wrong(client: Client, posting: Posting) -> None:
    said = {"wrong": "other", "words": "", "email": "not an address", "phone": "555-0100-22"}
    page = client.post(form_of(posting), said).content.decode()
    assert "Say in a few words what is wrong." in page and "This is not an e-mail address." in page
    assert "555-0100-22" in page
    assert not Report.objects.exists()
    assert "Choose what is wrong." in client.post(form_of(posting), {}).content.decode()


def test_an_account_is_kept_only_on_a_tick(client: Client, posting: Posting, person: Actor) -> None:
    assert "in_portal" not in client.get(form_of(posting)).content.decode()
    client.force_login(
        Account.objects.get(pk=person.account_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    client.post(form_of(posting), {"wrong": "unfair"})
    assert Report.objects.get().account_id is None
    client.post(form_of(posting), {"wrong": "unfair", "in_portal": "on"})
    assert Report.objects.latest("pk").account_id == person.account_id
    page = client.get(reverse("account:own_reports")).content.decode()
    assert page.count(posting.title) == 1 and "Nobody has read it yet." in page
    held = client.get(reverse("account:data")).json()["reports"]
    assert [(row["wrong"], row["email"]) for row in held] == [("unfair", "")]
    assert reverse("account:own_reports") in client.get(reverse("account:home")).content.decode()


def test_one_address_sends_five_in_ten_minutes(client: Client, posting: Posting) -> None:
    for _unused in range(5):
        assert client.post(form_of(posting), {"wrong": "unfair"}).status_code == 302
    answer = client.post(form_of(posting), {"wrong": "unfair", "words": "Once more"})
    assert answer.status_code == 429 and "Once more" in answer.content.decode()
    assert Report.objects.count() == 5


def test_the_form_and_the_api_count_together(client: Client, posting: Posting) -> None:
    there = f"/api/v1/jobs/{posting.identifier}/reports"
    others = PostingFactory.create_batch(4, organization=posting.organization, published=True)
    for other in others:
        assert client.post(form_of(other), {"wrong": "unfair"}).status_code == 302
    said: dict[str, Any] = {"data": {"wrong": "unfair"}, "content_type": "application/json"}
    assert client.post(there, **said).status_code == 201
    refused = client.post(there, **said)
    assert refused.status_code == 429 and 0 < int(refused.headers["Retry-After"]) <= 600
    assert client.post(form_of(posting), {"wrong": "unfair"}).status_code == 429
    assert client.post(form_of(posting), {"wrong": "unfair"}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_one_address_does_not_use_up_what_is_taken_of_one_thing(
    client: Client, posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "TRIES", 100)
    codes = [client.post(form_of(posting), {"wrong": "unfair"}).status_code for _unused in range(AN_HOUR)]
    assert codes == [302] * 5 + [429] * (AN_HOUR - 5)
    page = client.post(form_of(posting), {"wrong": "unfair"}).content.decode()
    assert "reported from here several times" in page
    elsewhere: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.post(form_of(posting), {"wrong": "unfair"}, **elsewhere).status_code == 302
    other = PostingFactory(organization=posting.organization, published=True)
    assert client.post(form_of(other), {"wrong": "unfair"}).status_code == 302


def test_other_reports_from_an_address_keep_none_of_money_out(client: Client, posting: Posting) -> None:
    for _unused in range(6):
        client.post(form_of(posting), {"wrong": "unfair"})
    assert Report.objects.count() == 5
    assert client.post(form_of(posting), {"wrong": "money"}).status_code == 302


def test_ten_people_at_one_address_report_money_and_nobody_does_without_end(
    client: Client, posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "OF_MONEY", 13)
    codes = [client.post(form_of(posting), {"wrong": "money"}).status_code for _unused in range(11)]
    assert codes == [302] * 10 + [429]
    assert client.post(form_of(posting), {"wrong": "unfair"}).status_code == 302
    assert client.post(form_of(posting), {"wrong": "money"}, REMOTE_ADDR="192.0.2.9").status_code == 302
    others = PostingFactory.create_batch(3, organization=posting.organization, published=True)
    codes = [client.post(form_of(other), {"wrong": "money"}).status_code for other in others]
    assert codes == [302, 302, 429]


def test_following_a_report_counts_together_too(client: Client, community: Community) -> None:
    page, there = reverse("public:report_state", args=["AAAA"]), "/api/v1/reports/AAAA"
    assert {client.get(address).status_code for address in [page, there] * 15} == {404}
    assert client.get(there).status_code == client.get(page).status_code == 429


def test_guessing_codes_is_slowed_down(client: Client, community: Community) -> None:
    address = reverse("public:report_state", args=["AAAA-AAAA-AAAA-AAAA"])
    assert {client.get(address).status_code for _unused in range(30)} == {404}
    assert client.get(address).status_code == 429
    assert client.post(reverse("public:report_look_up"), {"code": "AAAA"}).status_code == 429


def test_what_nobody_sees_has_no_form(client: Client, employer: Organization, elsewhere: Community) -> None:
    draft = PostingFactory(organization=employer)
    assert client.get(form_of(draft)).status_code == 404
    assert client.get(reverse("public:report_organization", args=["nobody"])).status_code == 404
    assert client.get(reverse("public:report_program", args=["a", "b"])).status_code == 404
    shown = PostingFactory(organization=employer, published=True)
    assert client.get(f"/c/{elsewhere.slug}{form_of(shown)}").status_code == 404


def test_a_report_about_the_lead_says_where_to_go(client: Client, civic: Organization) -> None:
    page = client.get(reverse("public:report_organization", args=[civic.slug])).content.decode()
    assert "attorney general" in page and "<textarea" not in page


def test_the_desk_shows_words_as_words(
    client: Client, posting: Posting, convener: Actor, signed_in_as: Callable[[Actor], Client]
) -> None:
    report = a_report(posting, words="<script>x</script> http://bad.example/ [go](http://bad.example)")
    page = signed_in_as(convener).get(reverse("convener:concern", args=[report.concern_id])).content.decode()
    assert "<script>x" not in page and 'href="http://bad' not in page
    assert "&lt;script&gt;" in page


@pytest.fixture
def signed_in_as() -> Callable[[Actor], Client]:
    def make(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(
            Account.objects.get(pk=actor.account_id),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return browser

    return make


def test_it_speaks_spanish(client: Client, posting: Posting) -> None:
    page = client.get(form_of(posting), headers={"Accept-Language": "es"}).content.decode()
    assert "Reportar este empleo" in page and "¿Quiere una respuesta?" in page


def test_a_form_forged_elsewhere_is_not_taken(posting: Posting) -> None:
    careful: Any = Client(enforce_csrf_checks=True)
    careful.post(form_of(posting), {"wrong": "unfair"})
    assert not Report.objects.exists()
