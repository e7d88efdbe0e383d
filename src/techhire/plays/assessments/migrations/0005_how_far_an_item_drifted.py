"""A step about drift says by how many logits; those of before do not know it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_scales_and_drift")]

    operations = [migrations.AddField("itemevent", "shift", models.FloatField(null=True))]
