"""Somebody on the night shift who speaks Spanish at home: could I do this, what fits me, and who may find me?"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.seekers.actions.holds import place_hold
from techhire.plays.seekers.models import EmployerFeedback, Evidence, Experience, Seeker
from tests.factories.people import account_with_address
from tests.journeys.browser import Walk
from tests.journeys.town import resident

SCREEN = "phone"
pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def in_spanish(context: BrowserContext, home: str) -> Iterator[None]:
    """The visitor chose Spanish before."""
    context.add_cookies([{"name": "django_language", "value": "es", "url": home}])
    yield


@pytest.fixture
def lucia(sign_in: Callable[[Any], None]) -> Account:
    """The job seeker of the demo, signed in."""
    account = resident("seeker")
    sign_in(account)
    return account


@pytest.fixture
def newcomer(sign_in: Callable[[Any], None]) -> Account:
    """Somebody with an account and nothing in it yet, signed in."""
    account = account_with_address("nora@example.org")
    Account.objects.filter(pk=account.pk).update(language="es", name="Nora Vidal")
    sign_in(account)
    return account


def tap(page: Page, many: int) -> None:
    """Tap the first things people do at work."""
    labels = page.locator(".th-taps .usa-checkbox__label")
    for at in range(many):
        labels.nth(at).click()
    expect(page.locator(".th-taps input:checked")).to_have_count(many)


def test_eight_taps_give_three_jobs_one_step_and_a_code(page: Page, walk: Walk) -> None:
    walk.to("/")
    walk.follow("Empezar a tocar")
    tap(page, 8)
    walk.press("Mostrarme tres empleos")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#main .th-grid > li")).to_have_count(3)
    expect(page.locator("section.th-next")).to_have_count(1)
    walk.press("Recibir un código")
    code = page.locator(".th-code").inner_text()
    page.context.clear_cookies(name="sessionid")
    walk.to(reverse("public:could_i"))
    page.locator("#code").fill(code)
    with page.expect_navigation():
        page.locator("#code").press("Enter")
    expect(page.locator("#main .th-grid > li")).to_have_count(3)
    walk.look(page)


def test_a_record_begins_with_questions_one_a_page(page: Page, walk: Walk, newcomer: Account) -> None:
    walk.to(reverse("seeker:home"))
    walk.press("Empezar")
    seeker = Seeker.objects.get(account=newcomer)
    walk.to(reverse("seeker:profile"))
    for slug, answer in ANSWERS:
        walk.to(reverse("seeker:profile_step", args=[slug]))
        answer(page)
        walk.leave_by(page.locator("button[name=next]"))
        expect(page.locator(".usa-alert--success")).to_be_visible()
    seeker.refresh_from_db()
    assert seeker.is_adult and seeker.zip_code == "64124" and seeker.pay_floor_cents == 1750
    assert page.url.endswith(reverse("seeker:profile"))


def choose(name: str, value: str) -> Callable[[Page], None]:
    """Tap the label of one answer."""
    return lambda page: page.locator(
        f"label[for='{page.locator(f'input[name={name}][value={value}]').get_attribute('id')}']"
    ).click()


def write(name: str, text: str) -> Callable[[Page], None]:
    """Write into one field."""
    return lambda page: page.locator(f"input[name={name}]").fill(text)


ANSWERS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("name", write("name", "Nora Vidal")),
    ("age", choose("is_adult", "yes")),
    ("place", write("zip_code", "64124")),
    ("travel", choose("travel_mode", "transit")),
    ("schedule", choose("schedule", "nights")),
    ("pay", write("pay_floor_cents", "17.50")),
    ("start", write("available_from", "2030-01-07")),
    ("authorization", choose("authorized", "yes")),
    ("degree", choose("has_degree", "no")),
    ("contact", write("phone", "816-555-0134")),
)


def test_a_wrong_answer_is_told_beside_the_field(page: Page, walk: Walk, lucia: Account) -> None:
    walk.to(reverse("seeker:profile_step", args=["place"]))
    page.locator("input[name=zip_code]").fill("abcde")
    walk.leave_by(page.locator("button[name=next]"))
    expect(page.locator(".usa-error-message").first).to_be_visible()
    expect(page.locator("input[name=zip_code]")).to_have_value("abcde")


def test_a_skill_is_told_by_tapping_and_by_its_level(page: Page, walk: Walk, lucia: Account) -> None:
    mine = Evidence.objects.filter(seeker__account=lucia, kind="claim")
    before = mine.count()
    walk.to(reverse("seeker:tasks"))
    tap(page, 2)
    walk.leave_by(page.locator("#main form button").last)
    assert mine.count() > before
    walk.to(reverse("seeker:skills"))
    walk.to(reverse("seeker:skill", args=["web-accessibility"]))
    page.locator("label[for=id_level_1]").click()
    walk.leave_by(page.locator("form[data-once] button"))
    assert mine.filter(skill__code="web-accessibility").exists()
    expect(page.locator(".th-word--claimed").first).to_be_visible()
    walk.to(reverse("seeker:skill_used", args=["web-accessibility"]))
    page.locator("label[for=id_where_1]").click()
    page.locator("label[for=id_until_1]").click()
    walk.leave_by(page.locator("#main form[data-once] button"))
    expect(page.locator(".usa-error-message").first).to_be_visible()
    page.locator("#id_month").select_option("5")
    page.locator("#id_year").fill("2024")
    walk.leave_by(page.locator("#main form[data-once] button"))
    walk.reads("Usada en un trabajo sin pago hasta mayo de 2024")
    walk.press("Retirarla")


def test_being_found_goes_off_and_on_at_once(page: Page, walk: Walk, lucia: Account) -> None:
    walk.to(reverse("seeker:found"))
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:found_off')}'] button"))
    assert not Seeker.objects.get(account=lucia).found
    walk.to(reverse("seeker:found"))
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:found_on')}'] button"))
    assert Seeker.objects.get(account=lucia).found
    walk.to(reverse("seeker:found"))
    page.locator("#employer").select_option(index=1)
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:block')}'] button"))
    walk.leave_by(page.locator(f"form[action='{reverse('seeker:unblock')}'] button"))


def test_jobs_say_why_they_fit_and_what_keeps_others_away(page: Page, walk: Walk, lucia: Account) -> None:
    Seeker.objects.filter(account=lucia).update(pay_floor_cents=9900)
    walk.to(reverse("seeker:home"))
    walk.to(reverse("seeker:jobs") + "?all=1")
    walk.reads("No es posible porque")
    walk.leave_by(page.locator("#main h3 a").first)
    walk.reads("El empleador no le ve, porque")
    walk.to(reverse("seeker:steps"))
    walk.to(reverse("seeker:who_looked"))


def test_who_works_with_me_can_be_let_in_and_sent_away(page: Page, walk: Walk, lucia: Account) -> None:
    walk.to(reverse("seeker:people"))
    grants = page.locator("form[action$='/end/']")
    before = grants.count()
    page.locator("select[name=whom]").select_option(
        index=page.locator("select[name=whom] option").count() - 1
    )
    walk.leave_by(page.locator("form[data-once] button"))
    expect(grants).to_have_count(before + 1)
    walk.leave_by(grants.first.locator("button"))
    expect(grants).to_have_count(before)


def test_unpaid_work_told_in_spanish_becomes_skills_and_a_resume(
    page: Page, walk: Walk, lucia: Account
) -> None:
    walk.to(reverse("seeker:experiences"))
    page.locator("label[for=id_kind_1]").click()
    walk.press("Empezar")
    told = Experience.objects.filter(seeker__account=lucia).latest("pk")
    page.locator("#id_title").select_option("cashier")
    walk.press("Guardar y continuar")
    page.locator("#id_what").fill("Arreglaba las impresoras y llevaba el inventario en una hoja de cálculo.")
    walk.press("Guardar y continuar")
    page.locator("label[for=id_often_0]").click()
    walk.press("Guardar y parar aquí")
    walk.to(reverse("seeker:experience_step", args=[told.pk, "tools"]))
    walk.press("Guardar y continuar")
    tap(page, 1)
    walk.press("Guardar y continuar")
    page.locator("#id_place").fill("Tienda de mi tía")
    walk.press("Guardar y continuar")
    page.locator("#id_what_en").fill("Fixed printers and kept the stock list in a spreadsheet.")
    walk.press("Guardar y continuar")
    walk.reads("Escribió:")
    answers = 0
    while "/skills/" in page.url:
        page.locator(f"label[for={'level-3' if answers < 2 else 'level-0'}]").click()
        walk.press("Guardar y continuar")
        answers += 1
    assert told.skills.filter(level=3).count() == 2 and answers == told.skills.count()
    walk.to(reverse("seeker:experience", args=[told.pk]))
    walk.to(reverse("seeker:experience_skill", args=[told.pk, told.skills.latest("pk").pk]))
    walk.to(reverse("seeker:resume"))
    walk.headed("Su currículum está listo")
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargarlo (PDF)").click()
    assert download.value.suggested_filename == "resume.pdf"
    assert b"pdfuaid" in download.value.path().read_bytes()


def test_what_others_said_counts_only_after_a_yes(page: Page, walk: Walk, lucia: Account) -> None:
    vouches = Evidence.objects.filter(seeker__account=lucia, kind="vouch")
    waiting = vouches.get(state="waiting")
    walk.to(reverse("seeker:home"))
    walk.follow("Leerlo y responder")
    walk.to(reverse("seeker:said"))
    walk.headed("2 cosas esperan su respuesta")
    walk.press("Sí, usarlo")
    waiting.refresh_from_db()
    assert waiting.state == "counts"
    walk.headed("Una cosa espera su respuesta")
    walk.press("Sí, usarlo")
    assert EmployerFeedback.objects.get(seeker__account=lucia).state == "agreed"
    used = vouches.filter(state="counts").count()
    page.locator("details.th-sure summary").last.click()
    walk.reads("Ya no cuenta desde ahora y no se puede recuperar.")
    walk.leave_by(page.get_by_role("button", name="Dejar de usarlo").last)
    assert vouches.filter(state="counts").count() == used - 1


def test_wrong_evidence_is_disputed_and_a_record_erased(page: Page, walk: Walk, lucia: Account) -> None:
    piece = Evidence.objects.filter(seeker__account=lucia, kind="vouch", state="counts").earliest("pk")
    walk.to(reverse("seeker:dispute", args=[piece.pk]))
    page.locator("fieldset .usa-radio__label").first.click()
    walk.leave_by(page.locator("form[data-once] button"))
    now = timezone.now()
    system, seeker = Actor.system(piece.seeker.community_id), Seeker.objects.get(account=lucia)
    place_hold(
        system, seeker, reason="hiring", law="29 CFR 1602.14", until=now.date() + timedelta(30), now=now
    )
    walk.to(reverse("seeker:erase"))
    walk.reads("Queda sellado hasta el", "29 CFR 1602.14")
    page.locator(".usa-checkbox__label").click()
    with page.expect_navigation():
        page.locator("form[data-once] button").click()
    assert Seeker.objects.get(account=lucia).state == "sealed"
    expect(page.locator(".usa-alert--success")).to_contain_text("queda sellado hasta")
