"""Imports in the browser: started from a file, followed, and what was left out taken away as a table."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community
from techhire.commons.ledger.worker import drain
from techhire.commons.skills.models import ImportIssue, ImportRun, Occupation
from tests.factories.communities import CommunityFactory

pytestmark = pytest.mark.django_db
HEADING = b"SOC Group,SOC Code,SOC Title,SOC Definition\n"


@pytest.fixture
def kept_uploads(settings: object, tmp_path: Path) -> Path:
    """Uploads land in a folder of the test."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]  # a fixture
    return tmp_path


def start(desk: Client, content: bytes) -> object:
    file = SimpleUploadedFile("soc_2018.csv", content, content_type="text/csv")
    return desk.post(reverse("convener:imports"), {"kind": "soc", "file": file})


def test_an_import_from_the_browser_is_followed_to_its_end(desk: Client, community: Community) -> None:
    start(desk, HEADING + b"Major,15-0000,Work,\nMajor,=2+3,Bad,\n")
    run = ImportRun.objects.get()
    address = reverse("convener:import_run", args=[run.pk])
    page = desk.get(address).content.decode()
    assert "waits for its turn" in page
    assert 'hx-trigger="every 2s"' in page
    drain(timezone.now)
    assert Occupation.objects.get().title == "Work"
    part = desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "SOC 2018 is in" in part
    assert "hx-trigger" not in part
    assert "<html" not in part
    assert "1 row was left out" in desk.get(address).content.decode()
    assert "soc_2018.csv" in desk.get(reverse("convener:imports")).content.decode()


def test_the_table_of_left_out_rows_runs_nothing_in_a_spreadsheet(desk: Client, community: Community) -> None:
    start(desk, HEADING + b"Major,15-0000,Work,\n")
    run = ImportRun.objects.get()
    ImportIssue.objects.create(run=run, file_name="=cmd|x", line=3, reason='+1 "bad"')
    response = desk.get(reverse("convener:import_issues", args=[run.pk]))
    text = response.content.decode()
    assert text.splitlines() == ["file,line,reason", '\'=cmd|x,3,"\'+1 ""bad"""']


def test_a_wrong_file_is_refused_on_the_page_and_not_kept(
    desk: Client, community: Community, kept_uploads: Path
) -> None:
    response = start(desk, b"name,price\nrope,4\n")
    assert "no file has their columns" in response.content.decode()  # type: ignore[attr-defined]  # a response
    assert not ImportRun.objects.exists()
    assert not [path for path in kept_uploads.rglob("*") if path.is_file()]


def test_where_several_share_the_lists_the_page_asks_for_what_may_come_in(
    desk: Client, community: Community, kept_uploads: Path
) -> None:
    assert "SOC, CIP, certifications" in desk.get(reverse("convener:imports")).content.decode()
    CommunityFactory()
    page = desk.get(reverse("convener:imports")).content.decode()
    assert "One JSON file, as the framework was downloaded." in page and "a zip of the O*NET" not in page
    torn = SimpleUploadedFile("own.json", b'{"CFDocument":\n {bad', content_type="application/json")
    page = desk.post(reverse("convener:imports"), {"kind": "case", "file": torn}).content.decode()
    assert "This is no JSON: line 2 breaks off at character 3." in page


def test_a_file_that_is_no_text_is_refused(desk: Client, community: Community, kept_uploads: Path) -> None:
    response = start(desk, bytes(range(256)) * 20)
    assert "Please look at this again" in response.content.decode()  # type: ignore[attr-defined]  # a response
    assert not [path for path in kept_uploads.rglob("*") if path.is_file()]


def test_an_uploaded_file_is_not_kept_once_it_is_in(
    desk: Client,
    community: Community,
    kept_uploads: Path,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    start(desk, HEADING + b"Major,15-0000,Work,\n")
    assert [path for path in kept_uploads.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        drain(timezone.now)
    assert not [path for path in kept_uploads.rglob("*") if path.is_file()]


def test_a_form_without_a_file_says_so(desk: Client, community: Community) -> None:
    text = desk.post(reverse("convener:imports"), {"kind": "soc"}).content.decode()
    assert "Choose a file first" in text


def test_a_reader_cannot_start_one(onlooker: Client, community: Community) -> None:
    response = start(onlooker, HEADING + b"Major,15-0000,Work,\n")
    assert "Only the civic lead" in response.content.decode()  # type: ignore[attr-defined]  # a response
    assert not ImportRun.objects.exists()


def test_another_communitys_import_is_not_there(desk: Client, elsewhere: Community) -> None:
    run = ImportRun.objects.create(kind="soc", community=elsewhere, path="x", started_at=timezone.now())
    for name in ("import_run", "import_issues"):
        assert desk.get(reverse(f"convener:{name}", args=[run.pk])).status_code == 404


def test_where_several_communities_live_the_shared_lists_are_not_offered(
    desk: Client, community: Community, elsewhere: Community
) -> None:
    page = desk.get(reverse("convener:imports")).content.decode()
    assert "only the operator of the site imports those" in page
    assert 'value="case"' in page and 'value="soc"' not in page


def test_a_lone_community_is_offered_every_list(desk: Client, community: Community) -> None:
    page = desk.get(reverse("convener:imports")).content.decode()
    assert "only the operator" not in page
    assert 'value="case"' in page and 'value="soc"' in page


def test_what_another_community_reads_of_an_occupation_stays_as_it_was(
    desk: Client, community: Community, elsewhere: Community, kept_uploads: Path
) -> None:
    Occupation.objects.create(scheme="soc2018", code="15-0000", title="Computer work")
    response = start(desk, HEADING + b"Major,15-0000,Overwritten,\n")
    drain(timezone.now)
    assert "only the operator" in response.content.decode()  # type: ignore[attr-defined]  # a response
    seen = Client().get(f"/c/{elsewhere.slug}/api/v1/occupations/15-0000")
    assert seen.json()["title"] == "Computer work"
    assert not [path for path in kept_uploads.rglob("*") if path.is_file()]
