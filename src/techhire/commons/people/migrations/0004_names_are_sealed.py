"""Names of accounts are sealed, in short steps; stopped half way it goes on where it was. The way back opens them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from techhire.commons.vault import open_column_values, seal_column_values


def seal_names(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal every name."""
    seal_column_values(apps.get_model("people", "Account"), ("name",))


def open_names(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write every name in the clear again."""
    open_column_values(apps.get_model("people", "Account"), ("name",))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0003_sealed_names")]

    operations = [migrations.RunPython(seal_names, open_names)]
