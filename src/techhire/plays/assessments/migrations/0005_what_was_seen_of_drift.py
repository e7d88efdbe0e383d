"""A step about drift says by how many logits, and a bank up to when it was watched; what is there does not know it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_scales_and_drift")]

    operations = [
        migrations.AddField("itemevent", "shift", models.FloatField(null=True)),
        migrations.AddField("itembank", "watched_to", models.DateTimeField(null=True)),
    ]
