"""Work samples: somebody does one on a phone in Spanish, strangers judge it twice, and the result is read in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from techhire.commons.communities.models import Membership
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Interview, Judgment, Rubric, RubricEdition, Submission
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Unmasking
from techhire.plays.matches.queries.shortlists import pseudonym_of
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.actions.accounts import open_account
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from tests.factories.communities import OrganizationFactory, seat
from tests.factories.judging import handed_in, names, says
from tests.factories.people import AccountFactory
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

SCREEN = "phone"
pytestmark = pytest.mark.usefixtures("town")
WORDS = "Creo que dos equipos usan la misma dirección. Primero miro el puerto 3 y luego la copiadora."
DRAWING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)
SignIn = Callable[[Any], None]


def speak(context: BrowserContext, home: str, language: str) -> None:
    context.add_cookies([{"name": "django_language", "value": language, "url": home}])


def choose(page: Page, level: int) -> None:
    """Tap the same level by every criterion, and a remark."""
    for group in page.locator("form fieldset").all():
        group.locator(f"input[type=radio][value='{level}'] + label").click()
    for remark in page.locator("form select[name^=remark]").all():
        remark.select_option("clear")


def hands_in(page: Page, walk: Walk) -> Submission:
    """The person does the task their coach offered them."""
    walk.to(reverse("seeker:works"))
    walk.headed("1 muestra de trabajo le espera")
    walk.follow("Informar de una falla de red")
    assert "/work/about/" in page.url
    walk.press("Mostrar la tarea y empezar el tiempo")
    walk.reads("Quedan 45 minutos", "address 10.0.2.40")
    page.get_by_label("Su trabajo").fill(WORDS + " Lucía")
    expect(page.locator("#saved")).to_contain_text("Guardado.")
    page.locator("#work-file").set_input_files(
        {"name": "Lucía Navarro.pdf", "mimeType": "x/y", "buffer": DRAWING}
    )
    walk.press("Agregar el archivo")
    walk.reads("Archivo 1 (PDF")
    walk.press("Entregarlo")
    walk.reads("Parece que en su trabajo está: su nombre.")
    page.get_by_label("Su trabajo").fill(WORDS)
    walk.press("Entregarlo")
    walk.headed("Su trabajo espera su calificación")
    return Submission.objects.latest("handed_in_at")


def judges(page: Page, walk: Walk, judgment: Judgment, level: int) -> None:
    """The assessor finds the work in their queue and judges it by its sentences."""
    walk.to(reverse("account:home"))
    walk.follow("Work to judge")
    assert page.url.endswith(reverse("account:work"))
    assert judgment.submission is not None
    walk.follow(judgment.submission.pseudonym.upper())
    assert page.url.endswith(reverse("account:judge", args=[judgment.pk]))
    walk.reads(WORDS, "Explains every line of the log")
    expect(page.locator("#main")).not_to_contain_text("Lucía")
    with page.expect_download() as download:
        page.get_by_role("link", name="File 1").click()
    assert download.value.suggested_filename == f"work-{judgment.submission.pseudonym}-1.pdf"
    walk.press("Hand in my judgment")
    walk.reads("Choose a level.")
    choose(page, level)
    walk.press("Save and go on later")
    walk.press("Hand in my judgment")
    walk.reads("Handed in. Thank you.")


def test_work_done_on_a_phone_in_spanish_is_judged_twice_and_read_in_words(
    page: Page, walk: Walk, context: BrowserContext, home: str, sign_in: SignIn
) -> None:
    RubricEdition.objects.filter(rubric__skill__code="network-troubleshooting").update(second_readings=100)
    sign_in(resident("seeker"))
    speak(context, home, "es")
    work = hands_in(page, walk)
    speak(context, home, "en")
    asked = list(work.judgments.order_by("place"))
    assert len({judgment.assessor_id for judgment in asked}) == 2
    for judgment, level in zip(asked, (3, 4), strict=True):
        sign_in(judgment.assessor)
        judges(page, walk, judgment, level)
    piece = Evidence.objects.get(source=f"rubric:{work.rubric_id}", seeker=work.seeker)
    assert float(piece.level) == 3.5 and piece.sd
    sign_in(resident("seeker"))
    speak(context, home, "es")
    walk.to(reverse("seeker:work", args=[work.pk]))
    walk.headed("Lo que se vio en su trabajo")
    walk.reads("fácil de seguir", "2 personas")
    walk.follow("Diagnóstico de fallas de red")
    walk.reads("demostrada")


def test_a_task_can_be_read_about_begun_and_taken_back(
    page: Page, walk: Walk, context: BrowserContext, home: str, sign_in: SignIn
) -> None:
    sign_in(resident("seeker"))
    speak(context, home, "es")
    rubric = Rubric.objects.get(skill__code="sql")
    walk.to(reverse("seeker:work_about", args=[rubric.pk]))
    walk.press("Mostrar la tarea y empezar el tiempo")
    with page.expect_download() as download:
        page.get_by_role("link", name="Material 1").click()
    assert download.value.suggested_filename == "material-1.csv"
    page.get_by_text("Ya no quiero hacer esto").click()
    walk.press("Retirar mi trabajo")
    walk.reads("Lo que escribió se borró.")


def begins(page: Page, walk: Walk) -> Submission:
    """The person opens a task and has its page before them."""
    rubric = Rubric.objects.get(skill__code="sql")
    walk.to(reverse("seeker:work_about", args=[rubric.pk]))
    walk.press("Show the task and start the clock")
    return Submission.objects.latest("pk")


def test_a_button_without_a_connection_leaves_the_work_as_it_was_typed(
    page: Page, walk: Walk, context: BrowserContext, sign_in: SignIn
) -> None:
    sign_in(resident("seeker"))
    work = begins(page, walk)
    field, here, notice = page.get_by_label("Your work"), page.url, page.locator("#offline")
    field.fill(WORDS)
    for button in ("Save and go on later", "Hand it in", "Add the file", "Take my work back"):
        if button == "Take my work back":
            page.get_by_text("I do not want to do this any more").click()
        context.set_offline(True)
        page.get_by_role("button", name=button).click()
        expect(notice).to_be_focused()
        walk.reads("What you typed stays on this page.")
        assert page.url == here and field.input_value() == WORDS
        context.set_offline(False)
        expect(notice).to_be_hidden()
    walk.look(page)
    page.route(f"**{reverse('seeker:work', args=[work.pk])}", lambda route: route.abort())
    page.get_by_role("button", name="Save and go on later").click()
    expect(notice).to_be_focused()
    assert field.input_value() == WORDS
    page.unroute(f"**{reverse('seeker:work', args=[work.pk])}")
    walk.press("Save and go on later")
    walk.reads("Saved. You can go on later.")
    assert Submission.objects.get(pk=work.pk).text == WORDS


def test_work_is_kept_while_somebody_types_without_a_pause_and_once_the_connection_is_back(
    page: Page, walk: Walk, context: BrowserContext, sign_in: SignIn
) -> None:
    sign_in(resident("seeker"))
    work = begins(page, walk)
    field, saved = page.get_by_label("Your work"), page.locator("#saved")
    for _letter in range(24):
        field.press_sequentially("a")
        page.wait_for_timeout(500)
    expect(saved).to_contain_text("Saved.", timeout=500)
    context.set_offline(True)
    field.fill(WORDS)
    page.wait_for_timeout(3500)
    expect(page.locator("#offline")).to_be_visible()
    with page.expect_response(f"**{reverse('seeker:work_autosave', args=[work.pk])}"):
        context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    assert Submission.objects.get(pk=work.pk).text == WORDS


def test_a_steward_writes_a_work_sample_and_a_colleague_puts_it_into_use(
    page: Page, walk: Walk, sign_in: SignIn
) -> None:
    sign_in(resident("onramp"))
    walk.to(reverse("account:rubrics"))
    page.get_by_label("Name of the skill").fill("spreadsheets")
    walk.press("Search")
    walk.leave_by(page.locator("ul.th-list .th-card a").first)
    page.get_by_label("Name", exact=True).fill("Tidy a list")
    walk.press("Begin the draft")
    rubric = Rubric.objects.latest("pk")
    assert page.url.endswith(reverse("account:rubric_edit", args=[rubric.pk]))
    page.get_by_label("Name in Spanish").fill("Ordenar una lista")
    page.get_by_label("What to do, in English").fill("Sort the made-up list.")
    page.get_by_label("What to do, in Spanish").fill("Ordene la lista inventada.")
    for words in ("I confirm that this is nobody's live work", "I confirm that names, data"):
        page.locator("label", has_text=words).click()
    walk.press("Save")
    walk.follow("Add a criterion")
    assert page.url.endswith(reverse("account:criterion", args=[rubric.pk, 1]))
    page.get_by_label("What is looked at, in English").fill("Order")
    page.get_by_label("What is looked at, in Spanish").fill("Orden")
    for level in range(1, 6):
        page.locator(f"#id_anchor_{level}").fill(f"Level {level} can be seen.")
        page.locator(f"#id_anchor_{level}_es").fill(f"Se ve el nivel {level}.")
    walk.press("Save")
    walk.to(reverse("account:rubric", args=[rubric.pk]))
    walk.press("Ask a second reader")
    walk.reads("Somebody else has to read it first")
    colleague = Membership.objects.filter(organization=organization_of("onramp")).exclude(
        account=resident("onramp")
    )
    sign_in(colleague[0].account)
    walk.to(reverse("account:rubric", args=[rubric.pk]))
    walk.press("Put it into use")
    page.get_by_label("E-mail of a member of a partner").fill(resident("provider").email)
    walk.press("Name them")
    walk.reads(resident("provider").name)


def test_a_steward_reads_how_far_assessors_agree(page: Page, walk: Walk, sign_in: SignIn) -> None:
    sign_in(resident("onramp"))
    rubric = Rubric.objects.get(skill__code="help-desk", kind="work_sample")
    walk.to(reverse("account:agreement", args=[rubric.pk]))
    walk.headed("6 pieces were read by two")
    walk.reads("is told from 10 pieces on", "4 more are needed", "little more than chance")


def test_an_employer_interviews_by_a_guide_and_the_person_decides(
    page: Page, walk: Walk, context: BrowserContext, home: str, sign_in: SignIn
) -> None:
    known = Unmasking.objects.filter(posting__organization=organization_of("employer")).earliest("pk")
    posting: Posting = known.posting
    account: Account = known.seeker.account or open_account(
        Actor.system(posting.community_id), known.seeker, now=timezone.now()
    )
    sign_in(resident("employer"))
    pseudonym = pseudonym_of(posting.pk, known.seeker_id)
    walk.to(reverse("employer:person_work", args=[posting.identifier, pseudonym]))
    walk.press("Begin or go on")
    interview = Interview.objects.get()
    assert page.url.endswith(reverse("account:interview", args=[interview.pk]))
    walk.reads("It waits for the person's yes to being rated.")
    sign_in(account)
    walk.to(reverse("seeker:interview", args=[interview.pk]))
    walk.headed("May they rate your answers?")
    walk.press("Yes, they may")
    walk.headed("You said yes to being rated")
    sign_in(resident("employer"))
    walk.to(reverse("account:interview", args=[interview.pk]))
    choose(page, 4)
    walk.press("Hand in my rating")
    walk.press("Finish the interview")
    walk.reads("It waits for the person's answer.")
    assert not Evidence.objects.filter(kind="judged_work", seeker=known.seeker).exists()
    sign_in(account)
    speak(context, home, "es")
    walk.to(reverse("seeker:interview", args=[interview.pk]))
    walk.headed("Lo que se vio en su entrevista")
    walk.press("Sí, guardarla")
    walk.reads("Está en su registro.")
    assert Evidence.objects.filter(kind="judged_work", seeker=known.seeker).exists()


def test_a_coach_and_a_provider_offer_a_work_sample(page: Page, walk: Walk, sign_in: SignIn) -> None:
    sign_in(resident("onramp"))
    person = Caseload.objects.filter(organization=organization_of("onramp")).earliest("pk").seeker
    walk.to(reverse("onramp:person_work", args=[person.code]))
    walk.press("Offer this")
    walk.reads("Offered.")
    sign_in(resident("provider"))
    school = organization_of("provider")
    trainee = Grant.objects.filter(organization=school, purpose="training").earliest("pk").seeker
    walk.to(reverse("provider:person_work", args=[trainee.code]))
    walk.press("Offer this")
    walk.reads("Offered.")
    assert Submission.objects.filter(state="offered", offered_by=school, seeker=trainee).exists()


def test_a_result_somebody_disputes_is_read_once_more_by_a_stranger(
    page: Page, walk: Walk, sign_in: SignIn
) -> None:
    RubricEdition.objects.filter(rubric__skill__code="network-troubleshooting").update(second_readings=0)
    rubric = Rubric.objects.get(skill__code="network-troubleshooting", kind="work_sample")
    seeker = Seeker.objects.get(account=resident("seeker"))
    work = handed_in(seeker, rubric, now=timezone.now())
    says(work.judgments.get(), *[2] * work.edition.criteria.count(), now=timezone.now())
    reader = names_a_stranger(rubric)
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:work", args=[work.pk]))
    walk.follow("This is wrong")
    walk.reads("It can be higher or lower than now.")
    page.locator("label", has_text="the level is wrong").click()
    walk.press("Send")
    drain(timezone.now)
    walk.to(reverse("seeker:work", args=[work.pk]))
    walk.headed("Your work is read once more")
    walk.reads("Somebody new has your work", "The result before")
    sign_in(resident("employer"))
    walk.to(reverse("account:disputes"))
    walk.reads("What they say decides")
    walk.follow("Look at the work and answer")
    assert "/account/corrections/" in page.url
    walk.reads("Reading 1: 2 assisted", "Somebody who has not read it reads it now.")
    judgment = work.judgments.get(is_fresh=True)
    assert judgment.assessor == reader
    sign_in(reader)
    walk.to(reverse("account:judge", args=[judgment.pk]))
    expect(page.locator("#main")).not_to_contain_text("wrong")
    choose(page, 3)
    walk.press("Hand in my judgment")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:work", args=[work.pk]))
    walk.reads("The result is higher now", "Level of all readings")


def names_a_stranger(rubric: Rubric) -> Account:
    """The only assessor by now: somebody of a partner that neither keeps the rubric nor can read disputes."""
    rubric.assessors.update(ended_at=timezone.now())
    community = rubric.organization.community
    partner = OrganizationFactory(community=community, kinds=["provider"], name="Quiet College")
    reader = AccountFactory()
    seat(reader, partner)
    names(rubric, actor_for(reader, community))
    return reader
