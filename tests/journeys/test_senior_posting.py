"""A posting that asks for more than anybody here shows, and one that is no IT job: the pages say why and what to do."""

import gzip
import json
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import Walk
from tests.journeys.town import resident

SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
SAMPLE = SHARED / "postings" / "50_sample.json.gz"

pytestmark = [
    pytest.mark.usefixtures("town"),
    pytest.mark.skipif(
        not SAMPLE.exists(), reason="the shared sample of real postings is not on this machine"
    ),
]


def ad(title: str) -> str:
    """The text of the first real posting whose title begins so."""
    rows = map(json.loads, gzip.decompress(SAMPLE.read_bytes()).decode().splitlines())
    row = next(row for row in rows if row["title"].startswith(title))
    return unescape(re.sub(r"<[^>]+>", "\n", row["jobDescription"]))


def paste(page: Page, walk: Walk, title: str) -> None:
    """Post a job by its ad and go on to the skills."""
    walk.to("/employer/post/")
    page.get_by_label("Job title").fill(title)
    page.get_by_label("The job ad").fill(ad(title))
    walk.press("Read the ad")
    walk.follow("Go on to the skills")


def test_a_senior_job_says_why_few_fit_and_what_would_open_it(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("employer"))
    paste(page, walk, "Sr. Systems Engineer")
    walk.headed("Is that what the job needs?")
    walk.press("Confirm these skills")
    walk.follow("Publish")
    walk.follow("See how many people fit")
    walk.headed("How many people could fit")
    walk.reads("Fewer than 10 people here fit well enough to be asked in.")
    walk.reads("Why so few, and what would open the job", "One level lower", "fewer than 10")
    walk.follow("Change what the job asks for")
    walk.headed("Is that what the job needs?")


def test_a_supply_job_is_told_to_have_few_it_skills(
    page: Page, walk: Walk, sign_in: Callable[[Any], None]
) -> None:
    sign_in(resident("employer"))
    paste(page, walk, "Supply Specialist")
    walk.reads("We found few IT skills in this ad", "start from a role")
