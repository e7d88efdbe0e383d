"""Work that was handed in or taken back keeps no time of the person's own: no end, and of the begin the day alone.

The words of a PDF are kept beside it until it is handed in, so that a name in it is found.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from techhire.commons.vault import EncryptedTextField

UNDER_WAY = ("offered", "under_way")


def stop_clocks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do for what is there what handing in does from now on."""
    submissions = apps.get_model("assessments", "Submission").objects.exclude(state__in=UNDER_WAY)
    submissions.filter(ends_at__isnull=False).update(ends_at=None)
    begun = submissions.filter(begun_at__isnull=False).values_list(
        "pk", "begun_at", "seeker__community__time_zone"
    )
    for pk, begun_at, name in begun.iterator():
        zone = ZoneInfo(name)
        day = datetime.combine(begun_at.astimezone(zone).date(), time(0), zone)
        submissions.filter(pk=pk).update(begun_at=day)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_tests_people_can_rely_on")]

    operations = [
        migrations.AddField("submittedfile", "words", EncryptedTextField(null=True)),
        migrations.RunPython(stop_clocks, migrations.RunPython.noop),
    ]
