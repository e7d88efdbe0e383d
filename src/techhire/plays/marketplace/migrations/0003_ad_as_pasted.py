from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("marketplace", "0002_validated_skills")]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="as_pasted",
            field=models.TextField(
                blank=True,
                default="",
                max_length=60_000,
                verbose_name="the job ad as it was pasted",
            ),
            preserve_default=False,
        ),
        migrations.AddField(model_name="posting", name="taken", field=models.JSONField(default=list)),
    ]
