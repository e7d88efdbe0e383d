"""The file of everything kept about a person reads every table that hangs on a person, or a reason stands here."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model
from django.test.utils import CaptureQueriesContext

from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Seeker
from techhire.portals.layout.held import everything_held
from tests.factories.seekers import seeker_behind

NOT_IN_IT = {
    "seekers.Changed": "a mark for the next build of the matching file: it says that somebody changed, not what",
    "credentials.StatusEntry": "the number of a badge in a public list; it stands in the badge, which the file holds",
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("techhire.")]


def keys_of(model: type[Model]) -> set[Any]:
    """Tables a table points at."""
    return {field.related_model for field in model._meta.get_fields() if isinstance(field, ForeignKey)}


def about_people() -> dict[str, type[Model]]:
    """Tables with a key to a person, and tables with a key to one of those."""
    near = {model for model in OURS if Seeker in keys_of(model)}
    found = near | {model for model in OURS if keys_of(model) & near}
    return {model._meta.label: model for model in found}


ABOUT = about_people()


@pytest.fixture
def asked(db: None, person: Actor) -> str:
    """Every question the file asks of the database."""
    with CaptureQueriesContext(connection) as asked:
        everything_held(person, seeker_behind(person))
    return "\n".join(query["sql"] for query in asked.captured_queries)


def test_every_table_about_a_person_is_in_the_file_or_has_a_reason(asked: str) -> None:
    read = set(
        re.findall(r'(?:FROM|JOIN) "(\w+)"', asked)
    )  # a key to a table names it, too, and reads nothing of it
    left_out = {name for name, model in ABOUT.items() if model._meta.db_table not in read}
    assert left_out == set(NOT_IN_IT)
