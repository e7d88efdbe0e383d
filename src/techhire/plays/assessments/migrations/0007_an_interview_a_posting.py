from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_a_yes_before_ratings"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="interview", name="one_open_interview_a_guide"),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                fields=["edition", "seeker", "organization", "posting_id"],
                condition=models.Q(state="open"),
                name="one_open_interview_a_posting",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                fields=["edition", "seeker", "organization"],
                condition=models.Q(posting_id__isnull=True, state="open"),
                name="one_open_interview_a_guide",
            ),
        ),
    ]
