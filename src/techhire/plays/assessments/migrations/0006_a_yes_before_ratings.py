from django.db import migrations, models

CHOICES = [
    ("not_needed", "not needed"),
    ("waiting", "waits for the person"),
    ("yes", "the person agreed"),
    ("no", "the person said no"),
]


def leave_what_was_rated(apps, schema_editor):
    """Nobody was asked beforehand about what is rated already; the person's yes to the result stands as it is."""
    judgments = apps.get_model("assessments", "Judgment").objects.filter(interview__isnull=False)
    rated = apps.get_model("assessments", "Interview").objects.filter(
        models.Q(pk__in=judgments.values("interview_id")) | models.Q(state="finished")
    )
    rated.update(permitted="not_needed")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_what_was_seen_of_drift"),
    ]

    operations = [
        migrations.AddField(
            model_name="interview",
            name="permitted",
            field=models.CharField(choices=CHOICES, default="waiting", max_length=10),
        ),
        migrations.AddField(
            model_name="interview",
            name="permitted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(leave_what_was_rated, migrations.RunPython.noop),
    ]
