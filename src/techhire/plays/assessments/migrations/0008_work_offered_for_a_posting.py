"""Work that was offered for a posting says for which one, so that the offer ends with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_an_interview_a_posting"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="posting_id",
            field=models.BigIntegerField(null=True),
        ),
    ]
