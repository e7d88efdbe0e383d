from django.db import migrations, models


def mark_scales(apps, schema_editor):
    """Calibrations adopted before, which set a scale anew, left behind the cut scores there were."""
    calibrations = apps.get_model("assessments", "Calibration")
    cuts = apps.get_model("assessments", "CutScores")
    for row in calibrations.objects.filter(adopted_at__isnull=False).only(
        "pk", "bank", "summary", "adopted_at"
    ):
        if row.summary.get("scale") == "new":
            before = cuts.objects.filter(bank_id=row.bank_id, set_at__lte=row.adopted_at)
            newest = before.order_by("-pk").values_list("pk", flat=True).first()
            calibrations.objects.filter(pk=row.pk).update(scale_after=newest or 0)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_no_own_time_beside_a_result")]

    operations = [
        migrations.AddField(
            model_name="calibration",
            name="scale_after",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="itemevent",
            name="step",
            field=models.CharField(
                choices=[
                    ("loaded", "came with the product"),
                    ("written", "was written"),
                    ("imported", "came in from a file"),
                    ("edited", "was changed"),
                    ("submitted", "was handed to a second reader"),
                    ("approved", "was approved by a second reader"),
                    ("sent_back", "was sent back to its author"),
                    ("in_use", "was put in use"),
                    ("measured", "was measured from answers"),
                    ("unlinked", "was left on an earlier scale: its difficulty counts as a guess"),
                    ("drifted", "was seen to be answered differently than before"),
                    ("kept", "was looked at and left in use"),
                    ("retired", "was retired"),
                    ("pulled", "was taken out at once"),
                    ("revived", "was taken up again"),
                ],
                default="written",
                max_length=9,
            ),
        ),
        migrations.RunPython(mark_scales, migrations.RunPython.noop),
    ]
