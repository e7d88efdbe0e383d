"""What people answered before it was sealed: sealed by the migration on the database at hand, and the way back."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
SCRATCH = "techhire_sealed"
SCRIPT = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

PERSON = ("place", "zip_code", "latitude", "longitude", "pay_floor_cents", "authorized", "needs_sponsorship")
PIECE = ("source", "issuer_name", "title")

def to(name, app="seekers"):
    MigrationExecutor(connection).migrate([(app, name)])
    return MigrationExecutor(connection).loader.project_state([(app, name)]).apps.get_model

def stored(table, names):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")
        return [tuple(row) for row in cursor.fetchall()]

def known(get, model, names):
    return list(get("seekers", model).objects.order_by("pk").values_list(*names))

get, now = to("0005_evidence_keeps_versions"), timezone.now()
town = get("communities", "Community").objects.create(slug="t", name="T", as_of=now.date())
said = dict(place="Kansas City, MO", zip_code="64106", latitude=39.1049999, longitude=-94.57, pay_floor_cents=1750,
            authorized="yes", needs_sponsorship="no")
people = [get("seekers", "Seeker").objects.create(community=town, code=f"c{n}", made_at=now, **more)
          for n, more in enumerate([said, {}] + [said] * 600)]
framework = get("skills", "Framework").objects.create(slug="f", name="F", changed_at=now)
skill = get("skills", "Skill").objects.create(framework=framework, code="s", name="S", changed_at=now)
for source, name in (("issuer:harbor guild", "Harbor Guild"), ("issuer:did:web:a", "A"), ("self", "")):
    get("seekers", "Evidence").objects.create(seeker=people[0], skill=skill, kind="credential", level=3, source=source,
        issuer_name=name, title=name and "Linux One", at=now.date(), recorded_at=now)
before = stored("seekers_seeker", PERSON), stored("seekers_evidence", PIECE)
told = known(get, "Seeker", PERSON), known(get, "Evidence", PIECE[1:])
get = to("0007_answers_are_sealed")
for row in stored("seekers_seeker", PERSON) + stored("seekers_evidence", PIECE[1:]):
    assert all(value in ("", None) or value.startswith("gAAAA") for value in row), row
assert [row[0] for row in stored("seekers_evidence", PIECE)] == ["issuer", "issuer:did:web:a", "self"]
assert (known(get, "Seeker", PERSON), known(get, "Evidence", PIECE[1:])) == told
to("0005_evidence_keeps_versions")
assert (stored("seekers_seeker", PERSON), stored("seekers_evidence", PIECE)) == before

get = to("0002_card_pauses", "people")
for number, name in enumerate(("Ana Ruiz", "")):
    get("people", "Account").objects.create(handle=f"h{number}", name=name, password="!")
before = stored("people_account", ("name",))
get = to("0004_names_are_sealed", "people")
(sealed,), (nobody,) = stored("people_account", ("name",))
assert sealed.startswith("gAAAA") and nobody == ""
assert [row.name for row in get("people", "Account").objects.order_by("pk")] == ["Ana Ruiz", ""]
to("0002_card_pauses", "people")
assert stored("people_account", ("name",)) == before
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'sealed.sqlite3'}"
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {SCRATCH}")
    yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{SCRATCH}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {SCRATCH}")


@pytest.mark.django_db(transaction=True)
def test_what_was_there_is_sealed_and_comes_back_as_it_was(address: str) -> None:
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, check=True, timeout=300)
