"""A badge from a passed test to a stranger's screen: got and shared in Spanish, verified, taken back and seen to be."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.outside import send_outside_credential
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.models import AcceptedCredential, Credential
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from tests.factories.communities import seat
from tests.factories.credentials import OUTSIDE_DID, earned, outside_text
from tests.factories.people import account_with_address
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident, today

SCREEN = "phone"
pytestmark = pytest.mark.usefixtures("town")
CODE = "spreadsheets"


@pytest.fixture
def lucia(town: None) -> Seeker:
    """The job seeker of the town, who passed a supervised test yesterday."""
    seeker = Seeker.objects.get(account=resident("seeker"))
    now = timezone.now()
    earned(seeker, Skill.objects.get(code=CODE), 3.1, at=today(), now=now)
    return seeker


@pytest.fixture
def badge(lucia: Seeker) -> Credential:
    """Her badge, signed and shared."""
    now, system = timezone.now(), Actor.system(lucia.community_id)
    row = get_badge(system, lucia, skill_id=Skill.objects.get(code=CODE).pk, holder="nobody", now=now)
    return share_badge(system, row, on=True, now=now)


@pytest.fixture
def in_spanish(context: BrowserContext, home: str) -> None:
    """The visitor chose Spanish before."""
    context.add_cookies([{"name": "django_language", "value": "es", "url": home}])


def downloads(page: Page, link: str) -> bytes:
    """The file behind a link, as the browser keeps it."""
    with page.expect_download() as kept:
        page.get_by_role("link", name=link).first.click()
    return kept.value.path().read_bytes()


@pytest.mark.usefixtures("in_spanish")
def test_a_badge_is_got_shared_and_checked_by_a_stranger(
    page: Page, walk: Walk, lucia: Seeker, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:home"))
    walk.reads("Puede obtener 1 insignia")
    walk.to(reverse("seeker:badges"))
    walk.headed("Puede obtener 1 insignia")
    walk.follow("Obtenga su insignia")
    walk.reads("Lo que nunca dice")
    page.locator("label[for=id_holder_2]").click()
    walk.press("Firmar mi insignia")
    walk.reads("Nadie la ve hasta que usted la comparta.")
    badge = Credential.objects.get(seeker=lucia)
    assert page.url.endswith(reverse("seeker:badge", args=[badge.identifier]))
    assert downloads(page, "Certificado para imprimir").startswith(b"%PDF")
    assert downloads(page, "Imagen con la insignia adentro (PNG)").startswith(b"\x89PNG")
    walk.press("Hacer un enlace")
    link = page.locator("#main a[href*='/badges/shared/']").first.inner_text()
    path = "/badges/shared/" + link.rstrip("/").rpartition("/")[2] + "/"
    page.context.clear_cookies(name="sessionid")
    walk.to(path)
    walk.headed("Esta credencial es válida")
    walk.reads("No fue retirada", "Fue firmada y no ha cambiado desde entonces")
    expect(page.locator("#main")).not_to_contain_text(lucia.name)
    for picture in page.locator("img.th-badge").all():
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    text = downloads(page, "Forma corta (JWT)").decode()
    walk.to(reverse("public:verify"))
    files = page.locator(".usa-file-input")
    expect(files).to_contain_text("líjalo de una carpeta")
    page.locator("#id_file").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    expect(files).to_contain_text("Archivo elegido")
    expect(files).to_contain_text("Usted eligió el archivo: a.txt")
    expect(page.locator("#id_file")).to_have_attribute("aria-label", "Elegir otro")
    page.locator("#id_file").set_input_files([])
    page.get_by_label("Pegue la credencial").fill(text)
    walk.press("Revisar")
    walk.headed("Esta credencial es válida")
    walk.to(reverse("public:achievement", args=[badge.achievement.identifier]))
    walk.headed("nivel 3")


def test_the_civic_lead_takes_a_badge_back_and_the_visitor_sees_it(
    page: Page, walk: Walk, badge: Credential, sign_in: Callable[[Any], None]
) -> None:
    shared = reverse("public:shared_badge", args=[badge.share_token])
    walk.to(shared)
    walk.headed("This credential is valid")
    sign_in(resident("convener"))
    walk.to(reverse("convener:badges"))
    walk.headed("1 badge was given here")
    page.get_by_label("Find one by its number").fill(str(badge.identifier))
    walk.press("Search")
    assert page.url.endswith(reverse("convener:badge", args=[badge.identifier]))
    walk.press("Put it on hold")
    walk.press("Let it count again")
    page.get_by_text("it was given by mistake").click()
    walk.press("Take it back")
    walk.reads("taken back")
    page.context.clear_cookies(name="sessionid")
    walk.to(shared)
    walk.headed("This credential is not valid")
    walk.reads("Its issuer took it back.")


def test_a_key_somebody_may_have_is_revoked_and_the_link_leads_to_a_new_badge(
    page: Page, walk: Walk, badge: Credential, sign_in: Callable[[Any], None]
) -> None:
    owner: Account = account_with_address("owner@example.org")
    seat(owner, organization_of("convener"), "owner")
    sign_in(owner)
    walk.to(reverse("convener:signing_keys"))
    walk.press("Sign with a new key from now on")
    walk.leave_by(page.get_by_role("link", name="Somebody may have this key").last)
    assert page.url.endswith(reverse("convener:revoke_key", args=[badge.key_id]))
    walk.reads("1 badge stops holding at once")
    walk.press("Stop believing this key")
    walk.reads("Badges that stopped holding: 1.")
    walk.press("Make these badges anew")
    expect(page.locator("#reissue")).to_contain_text("Badges made anew: 0 of")
    drain(timezone.now)
    expect(page.locator("#reissue")).to_contain_text("All badges that waited were made anew.")
    walk.to(reverse("public:shared_badge", args=[badge.share_token]))
    walk.headed("This credential is valid")


def test_a_credential_from_elsewhere_is_sent_and_accepted(
    page: Page, walk: Walk, lucia: Seeker, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:outside"))
    page.locator("input[type=file]").set_input_files(
        {
            "name": "card.json",
            "mimeType": "application/json",
            "buffer": io.BytesIO(outside_text(email=resident("seeker").email).encode()).read(),
        }
    )
    walk.press("Check it")
    walk.headed("This credential is valid")
    page.get_by_text("Yes, they may see this credential").click()
    walk.press("Send it")
    walk.reads("Sent. You will see the answer here.")
    sign_in(resident("convener"))
    walk.to(reverse("convener:trusted_issuers"))
    page.get_by_label("Identifier of the issuer").fill(OUTSIDE_DID)
    page.get_by_label("Name", exact=True).fill("Open Network Board")
    page.get_by_text("trusted", exact=True).click()
    walk.press("Save")
    walk.to(reverse("account:outside"))
    row = AcceptedCredential.objects.get(seeker=lucia)
    walk.follow("Network Basics Card")
    assert page.url.endswith(reverse("account:outside_decide", args=[row.pk]))
    page.get_by_label("Name of the skill").fill("Computer networking")
    walk.press("Search")
    walk.leave_by(page.locator("ul.th-list .th-card a").first)
    page.get_by_text("2 assisted").click()
    walk.press("Accept it")
    walk.reads("Accepted. It counts on the person's record from now on.")
    walk.to(reverse("account:outside_decide", args=[row.pk]))
    walk.headed("Accepted")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:badges"))
    walk.reads("Accepted: Computer networking, level 2")


def test_one_that_is_not_accepted_says_why(
    page: Page, walk: Walk, lucia: Seeker, sign_in: Callable[[Any], None]
) -> None:
    system, now = Actor.system(lucia.community_id), timezone.now()
    lead = organization_of("convener")
    text = outside_text(email=resident("seeker").email)
    send_outside_credential(system, lucia, lead, text=text, agreed=True, now=now)
    sign_in(resident("convener"))
    walk.to(reverse("account:outside"))
    walk.follow("Network Basics Card")
    page.get_by_text("we do not know who gave it out").click()
    walk.press("Do not accept it")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:badges"))
    walk.reads("Not accepted: we do not know who gave it out")


def test_a_coach_asks_for_a_badge_at_the_word_of_somebody_without_an_account(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    house, now = organization_of("onramp"), timezone.now()
    caseload = Caseload.objects.filter(organization=house, seeker__account__isnull=True).earliest("pk")
    seeker = caseload.seeker
    earned(seeker, Skill.objects.get(code=CODE), 3.1, at=today(), now=now)
    sign_in(resident("onramp"))
    walk.to(reverse("onramp:person", args=[seeker.code]))
    walk.follow("Badges")
    assert reverse("onramp:person_badges", args=[seeker.code]) in page.url
    walk.headed("could have 1 badge")
    walk.follow("Ask them")
    walk.reads("Read this to them")
    walk.press("They said yes: sign it")
    walk.reads("Please fill this in.")
    page.get_by_label("What they said, in their words").fill("Yes, I want the paper.")
    walk.press("They said yes: sign it")
    badge = Credential.objects.get(seeker=seeker)
    assert reverse("onramp:person_badge", args=[seeker.code, badge.identifier]) in page.url
    assert downloads(page, "Certificate to print").startswith(b"%PDF")
    assert downloads(page, "Picture with the badge inside (PNG)").startswith(b"\x89PNG")
    share = page.locator("section[aria-labelledby=share]")
    share.get_by_text("They want a link").click()
    share.get_by_label("What they said, in their words").fill("Yes, make a link.")
    walk.press("They said yes: make the link", share)
    walk.reads("/badges/shared/")
    walk.sure("End the link")
    page.get_by_text("They do not want this badge").click()
    walk.press("Give it up")
    badge.refresh_from_db()
    assert badge.state == "revoked"
