"""Doing a work sample on one's own pages: drafts, files from outside, the clock, and the result in words."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import open_interview
from techhire.plays.assessments.actions.submissions import offer_work
from techhire.plays.assessments.models import (
    Accommodation,
    Judgment,
    Rubric,
    RubricEdition,
    Submission,
    SubmittedFile,
)
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import NOW, WORDS, a_rubric, names, says
from tests.factories.people import AccountFactory
from tests.factories.seekers import access, seeker_in
from tests.portals.seeker.conftest import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MB = 1024 * 1024


@pytest.fixture
def assessor(community: Community, as_member: Callable[..., Actor]) -> Actor:
    return as_member(OrganizationFactory(community=community, kinds=["provider"]))


@pytest.fixture
def rubric(onramp: Organization, tickets: Skill, assessor: Actor) -> Rubric:
    made = a_rubric(onramp, tickets, takes_files=True)
    names(made, assessor)
    return made


@pytest.fixture
def work(mine: Client, me: Seeker, rubric: Rubric) -> Submission:
    mine.post(reverse("seeker:work_about", args=[rubric.pk]))
    return Submission.objects.get()


def send(client: Client, work: Submission, do: str, **fields: Any) -> Any:
    version = Submission.objects.get(pk=work.pk).version
    given = {"do": do, "version": version} | fields
    return client.post(reverse("seeker:work", args=[work.pk]), given)


def test_the_task_is_shown_only_once_it_is_begun(mine: Client, me: Seeker, rubric: Rubric) -> None:
    assert "Answer a ticket" in page(mine, "works")
    about = page(mine, "work_about", rubric.pk)
    assert "60 minutes at most" in about and "Does part 3." in about
    assert "Answer the ticket below." not in about
    begun = mine.post(reverse("seeker:work_about", args=[rubric.pk]), follow=True).content.decode()
    assert "Answer the ticket below." in begun and "60 minutes left" in begun
    assert "You have begun this" in page(mine, "work_about", rubric.pk)


@pytest.mark.parametrize(
    ("extra", "said", "left"),
    [("1.5", "you have 90 minutes", "90 minutes left"), ("open", "as long as you need", "Your work")],
)
def test_whoever_takes_more_time_is_told_their_own_before_they_begin(
    mine: Client, me: Seeker, rubric: Rubric, extra: str, said: str, left: str
) -> None:
    Accommodation.objects.create(seeker=me, extra_time=extra, changed_at=NOW)
    about = page(mine, "work_about", rubric.pk)
    assert said in about and "60 minutes" not in about
    begun = mine.post(reverse("seeker:work_about", args=[rubric.pk]), follow=True).content.decode()
    assert left in begun


def test_a_draft_is_saved_handed_in_and_the_result_read(mine: Client, work: Submission, me: Seeker) -> None:
    send(mine, work, "save", text="First thoughts.")
    assert "First thoughts." in page(mine, "work", work.pk)
    send(mine, work, "hand_in", text=WORDS)
    waiting = page(mine, "work", work.pk)
    assert "waits to be judged" in waiting and WORDS in waiting
    says(Judgment.objects.get(), 3, 4)
    told = page(mine, "work", work.pk)
    assert "Part 1: 3 independent" in told and "Does part 3." in told and "easy to follow" in told
    assert "training provider" in told and "Person" not in told
    assert reverse("seeker:dispute", args=[Evidence.objects.get(kind="judged_work").pk]) in told
    assert "judged" in page(mine, "works").lower()
    download = mine.get(reverse("seeker:download")).json()
    assert download["work_samples"][0]["text"] == WORDS and download["judgments"][0]["level"] == 3


def test_a_disputed_level_is_read_once_more_and_the_page_says_what_it_changed(
    mine: Client, work: Submission, rubric: Rubric, assessor: Actor, as_member: Callable[..., Actor]
) -> None:
    send(mine, work, "hand_in", text=WORDS)
    says(Judgment.objects.get(), 3, 3)
    piece = Evidence.objects.get(kind="judged_work")
    asked = reverse("seeker:dispute", args=[piece.pk])
    assert "It can be higher or lower than now." in mine.get(asked).content.decode()
    sent = mine.post(asked, {"reason": "wrong_level", "words": "It was a 4."}, follow=True)
    assert "reads it next" in sent.content.decode()
    drain(lambda: NOW)
    waiting = page(mine, "work", work.pk)
    assert "Your work is read once more" in waiting and "We are looking for somebody" in waiting
    names(rubric, as_member(Organization.objects.get(pk=assessor.organizations()[0])))
    waiting = page(mine, "work", work.pk)
    assert "Somebody new has your work" in waiting and "The result before" in waiting
    assert "Until then this result does not count." in waiting and "What next" not in waiting
    assert "is read once more" in page(mine, "works").lower()
    says(Judgment.objects.get(is_fresh=True), 4, 4)
    told = page(mine, "work", work.pk)
    assert "The result is higher now" in told and "Level of all readings" in told and "3.5" in told
    new = Evidence.objects.get(kind="judged_work", state="counts")
    again = mine.get(reverse("seeker:dispute", args=[new.pk])).content.decode()
    assert "higher or lower" not in again


def test_a_task_is_named_in_the_language_it_is_read_in(
    mine: Client, work: Submission, me: Seeker, tickets: Skill
) -> None:
    send(mine, work, "hand_in", text=WORDS)
    says(Judgment.objects.get(), 3, 4)
    edition = work.edition
    assert Evidence.objects.get(kind="judged_work").title == edition.title
    assert edition.title in page(mine, "skill", tickets.code)
    mine.cookies["django_language"] = "es"
    shown = page(mine, "skill", tickets.code)
    assert edition.title_es in shown and edition.title not in shown


def test_saving_while_writing_moves_the_version_on(mine: Client, work: Submission) -> None:
    address = reverse("seeker:work_autosave", args=[work.pk])
    said = mine.post(address, {"text": "One.", "version": work.version}).content.decode()
    assert "Saved." in said and f'value="{work.version + 1}"' in said and "hx-swap-oob" in said
    assert "minutes left" in said
    stale = mine.post(address, {"text": "Two.", "version": work.version}).content.decode()
    assert "another window" in stale and "hx-swap-oob" not in stale
    broken = mine.post(address, {"text": "Three."}).content.decode()
    assert "not saved yet" in broken and "Saved." not in broken
    same = mine.post(address, {"text": "One.", "version": work.version}).content.decode()
    assert "Saved." in same


def test_what_was_typed_is_never_lost(mine: Client, work: Submission) -> None:
    send(mine, work, "save", text="One window.")
    stale = mine.post(
        reverse("seeker:work", args=[work.pk]), {"do": "save", "version": 1, "text": "My other window."}
    ).content.decode()
    assert "My other window." in stale and "another window" in stale
    marked = send(mine, work, "hand_in", text="I am Dana Reyes.").content.decode()
    assert "I am Dana Reyes." in marked and "who you are" in marked
    assert "Your work seems to hold: your name." in " ".join(marked.split()) and 'name="sure"' in marked
    assert send(mine, work, "hand_in", text="I am Dana Reyes.", sure="on").status_code == 302
    assert Submission.objects.get().state == "handed_in"


def test_after_the_end_what_was_saved_can_be_handed_in_and_the_rest_copied(
    mine: Client, work: Submission, clock: Any
) -> None:
    send(mine, work, "save", text="In time.")
    clock.shift(timedelta(minutes=65))
    assert "The time is over" in page(mine, "work", work.pk)
    late = send(mine, work, "hand_in", text="Much too late.").content.decode()
    assert "Much too late." in late and "In time." in late and "copy it" in late
    assert (
        "time is over"
        in mine.post(
            reverse("seeker:work_autosave", args=[work.pk]), {"text": "x", "version": 9}
        ).content.decode()
    )
    assert send(mine, work, "hand_in_saved").status_code == 302
    assert Submission.objects.get().text == "In time."


def upload(client: Client, work: Submission, body: bytes, name: str = "me.html") -> Any:
    file = SimpleUploadedFile(name, body, content_type="text/html")
    address = reverse("seeker:work", args=[work.pk])
    return client.post(address, {"do": "upload", "file": file}, follow=True)


def zipped(name: str, body: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return buffer.getvalue()


PICTURES_ONLY = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n0\n%%EOF"
)
"""A document without a word in it, as a scanned one is."""
HOSTILE = {
    "a zip bomb": (zipped("a.txt", bytes(40 * MB)), "cannot read"),
    "a packed program": (zipped("run.exe", b"MZ"), "cannot read"),
    "30 MB": (b"a" * (30 * MB), "too large"),
    "a program": (b"MZ\x90\x00" + bytes(64), "cannot read"),
    "a picture that is a program": (b"\x89PNG\r\n\x1a\n<?php system($_GET[0]);", "damaged"),
    "a PDF that is a zip too": (b"%PDF-1.7\n%%EOF\n" + zipped("a.js", b"x"), "damaged"),
    "a PDF that cannot be cleaned": (b"%PDF-1.7\n1 0 obj <</Author (Dana)>> endobj\n%%EOF", "paste its text"),
    "a PDF with a script": (b"%PDF-1.7\n1 0 obj <</S /JavaScript /JS (x)>> endobj\n%%EOF", "program"),
    "nothing": (b"", "empty"),
}


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_a_hostile_file_is_refused_and_nothing_of_it_stays(
    mine: Client, work: Submission, what: str, tmp_path: Any
) -> None:
    body, words = HOSTILE[what]
    assert words in upload(mine, work, body).content.decode()
    assert not SubmittedFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "body",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
        b"<!doctype html><script>fetch('/my/everything/')</script>",
    ],
)
def test_markup_is_kept_as_text_and_never_shown(mine: Client, work: Submission, body: bytes) -> None:
    shown = upload(mine, work, body, "../../drawing.svg").content.decode()
    assert "drawing.svg" not in shown and "File 1 (TXT" in shown and "alert(1)" not in shown
    response = mine.get(reverse("seeker:work_file", args=[work.pk, 1]))
    assert response["Content-Type"] == "application/octet-stream"
    name = f"work-{work.pseudonym}-1.txt"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response.content == body


def test_a_pdf_that_cannot_be_read_is_told_before_it_is_handed_in(mine: Client, work: Submission) -> None:
    shown = upload(mine, work, PICTURES_ONLY, "me.pdf").content.decode()
    assert "File 1 could not be read here" in shown
    mine.post(reverse("seeker:work", args=[work.pk]), {"remove": "1"})
    assert "could not be read here" not in page(mine, "work", work.pk)


def test_a_file_is_removed_and_a_missing_one_is_told(mine: Client, work: Submission, tmp_path: Any) -> None:
    upload(mine, work, b"Steps I took.")
    mine.post(reverse("seeker:work", args=[work.pk]), {"remove": "1"})
    assert not SubmittedFile.objects.exists()
    nothing = mine.post(reverse("seeker:work", args=[work.pk]), {"do": "upload"}, follow=True)
    assert "Choose a file first." in nothing.content.decode()
    assert mine.get(reverse("seeker:work_file", args=[work.pk, 1])).status_code == 404
    assert mine.get(reverse("seeker:work_material", args=[work.pk, 1])).status_code == 404


def test_adding_or_removing_a_file_keeps_what_was_written(mine: Client, work: Submission) -> None:
    file = SimpleUploadedFile("steps.txt", b"Steps I took.")
    send(mine, work, "upload", text="Not saved yet.", file=file)
    assert Submission.objects.get().text == "Not saved yet." and SubmittedFile.objects.count() == 1
    send(mine, work, "", text="Longer now.", remove="1")
    assert Submission.objects.get().text == "Longer now." and not SubmittedFile.objects.exists()
    nothing = send(mine, work, "upload", text="Longest.")
    assert nothing.status_code == 302 and Submission.objects.get().text == "Longest."
    elsewhere = send(mine, work, "upload", text="From an older page.", version=1, file=file).content.decode()
    assert "You changed this in another window" in elsewhere and "From an older page." in elsewhere
    assert Submission.objects.get().text == "Longest." and not SubmittedFile.objects.exists()


def test_a_file_that_was_chosen_goes_in_with_whichever_button_is_pressed(
    mine: Client, work: Submission, rubric: Rubric
) -> None:
    def steps(body: bytes = b"Steps I took.") -> SimpleUploadedFile:
        return SimpleUploadedFile("steps.txt", body)

    send(mine, work, "save", text="A draft.", file=steps())
    assert Submission.objects.get().text == "A draft." and SubmittedFile.objects.count() == 1
    refused = send(mine, work, "hand_in", text=WORDS, file=steps(b"MZ\x90\x00" + bytes(64))).content.decode()
    assert "cannot read" in refused and Submission.objects.get().state == "under_way"
    assert send(mine, work, "hand_in", text=WORDS, file=steps()).status_code == 302
    assert Submission.objects.get().state == "handed_in" and SubmittedFile.objects.count() == 2


def test_words_from_an_older_page_of_work_handed_in_meanwhile_are_given_back(
    mine: Client, work: Submission
) -> None:
    send(mine, work, "hand_in", text=WORDS)
    shown = send(mine, work, "save", text="One thing more.").content.decode()
    assert "This was not sent." in shown and "One thing more." in shown and "error-summary" in shown


def test_it_is_taken_back_with_what_was_written(mine: Client, work: Submission) -> None:
    send(mine, work, "hand_in", text=WORDS)
    done = mine.post(reverse("seeker:work", args=[work.pk]), {"do": "withdraw"}, follow=True)
    assert "Taken back" in done.content.decode()
    gone = page(mine, "work", work.pk)
    assert "You took this back" in gone and WORDS not in gone
    again = page(mine, "work_about", work.rubric_id)
    assert "You can try it again from May 31, 2026 on" in again
    refused = mine.post(reverse("seeker:work_about", args=[work.rubric_id]), follow=True)
    assert "tried again" in refused.content.decode()


def test_an_offer_waits_on_the_page(
    mine: Client, me: Seeker, rubric: Rubric, coach: Actor, onramp: Organization, tickets: Skill
) -> None:
    access(me, onramp, "coaching")
    offered = offer_work(coach, onramp, me, rubric, now=NOW)
    shown = page(mine, "works")
    assert "1 work sample waits for you" in shown and onramp.name in shown
    open_interview(
        coach, onramp, me, a_rubric(onramp, tickets, kind="interview", task="", task_es=""), now=NOW
    )
    assert "2 work samples and interviews wait for you" in page(mine, "works")
    response = mine.get(reverse("seeker:work", args=[offered.pk]))
    assert response.url == reverse("seeker:work_about", args=[rubric.pk])


def test_a_skill_points_at_the_work_samples_that_show_it(
    mine: Client, me: Seeker, rubric: Rubric, tickets: Skill
) -> None:
    shown = page(mine, "skill", tickets.code)
    assert "Show it by doing it" in shown and reverse("seeker:work_about", args=[rubric.pk]) in shown
    RubricEdition.objects.update(state="retired")
    assert "Show it by doing it" not in page(mine, "skill", tickets.code)


def test_nobody_opens_the_work_of_somebody_else(
    work: Submission, browser: Callable[[Actor | None], Client], community: Community
) -> None:
    account = AccountFactory()
    seeker_in(community, account=account, name="Lee Park")
    client = Client()
    client.force_login(account)
    for name, args in (
        ("work", [work.pk]),
        ("work_file", [work.pk, 1]),
        ("work_material", [work.pk, 1]),
    ):
        assert client.get(reverse(f"seeker:{name}", args=args)).status_code == 404
    assert client.post(reverse("seeker:work_autosave", args=[work.pk]), {}).status_code == 404


def test_the_list_takes_few_queries(
    mine: Client, me: Seeker, onramp: Organization, tickets: Skill, django_assert_max_num_queries: Any
) -> None:
    for _one in range(6):
        a_rubric(onramp, tickets)
    with django_assert_max_num_queries(12):
        page(mine, "works")


def test_the_page_says_how_far_it_is_and_who_is_lacking(
    mine: Client, work: Submission, rubric: Rubric, assessor: Actor
) -> None:
    send(mine, work, "hand_in", text=WORDS)
    assert "Take my work back" in page(mine, "work", work.pk)
    assert "Nobody here may read it yet." not in page(mine, "work", work.pk)
    work.judgments.update(begun_at=NOW, state="begun")
    assert "Take my work back" not in page(mine, "work", work.pk)
    work.judgments.update(state="left")
    assert "Nobody here may read it yet." in page(mine, "work", work.pk)
    work.judgments.update(state="given")
    Submission.objects.update(readings=2)
    assert "1 of 2 readings of your work are done" in page(mine, "work", work.pk)
