"""What lay in the clear is sealed, in short steps; stopped half way it goes on where it was. The way back opens it again.

An issuer's name leaves the source of its pieces too, where it would stand in the clear beside the sealed one.
"""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.db.models.functions import Cast

from techhire.commons.vault import open_column_values, seal_column_values

OF_A_PERSON = (
    "place",
    "zip_code",
    "latitude",
    "longitude",
    "pay_floor_cents",
    "authorized",
    "needs_sponsorship",
)
OF_A_PIECE = ("issuer_name", "title")
BATCH = 500


def seal_answers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take names out of the sources, then seal."""
    evidence = apps.get_model("seekers", "Evidence")
    for pk, source, name in _named(evidence, source__startswith="issuer:"):
        if source == _source(name):
            evidence.objects.filter(pk=pk).update(source="issuer")
    seal_column_values(apps.get_model("seekers", "Seeker"), OF_A_PERSON)
    seal_column_values(evidence, OF_A_PIECE)


def open_answers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Open what is sealed, then put names back into the sources."""
    evidence = apps.get_model("seekers", "Evidence")
    open_column_values(apps.get_model("seekers", "Seeker"), OF_A_PERSON)
    open_column_values(evidence, OF_A_PIECE)
    for pk, _said, name in _named(evidence, source="issuer"):
        evidence.objects.filter(pk=pk).update(source=_source(name))


def _source(name: str) -> str:
    return f"issuer:{name.casefold()}"[:80]


def _named(evidence: type[models.Model], **of: str) -> Iterator[tuple[int, str, str]]:
    """Number, source and name of pieces whose issuer is named, read as it lies in the database."""
    told = evidence._base_manager.filter(**of).annotate(raw=Cast(F("issuer_name"), models.TextField()))
    last = 0
    while found := list(told.filter(pk__gt=last).order_by("pk").values_list("pk", "source", "raw")[:BATCH]):
        last = found[-1][0]
        yield from (row for row in found if row[2])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("seekers", "0006_sealed_answers")]

    operations = [migrations.RunPython(seal_answers, open_answers)]
