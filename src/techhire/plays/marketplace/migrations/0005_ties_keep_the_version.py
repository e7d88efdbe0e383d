from django.db import migrations, models


def begin_with_the_present(apps, schema_editor):
    """In which version each was made nobody knows any more; from now on a change of the words is seen."""
    now = apps.get_model("skills", "Skill").objects.filter(pk=models.OuterRef("skill_id"))
    rows = apps.get_model("marketplace", "Requirement").objects
    rows.update(skill_version=models.Subquery(now.values("version")))
    rows = apps.get_model("marketplace", "PlanStep").objects
    rows.update(skill_version=models.Subquery(now.values("version")))


class Migration(migrations.Migration):
    dependencies = [
        ("marketplace", "0004_keep_the_skill_first_named"),
        ("skills", "0008_ties_keep_the_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="requirement",
            name="skill_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="planstep",
            name="skill_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(begin_with_the_present, migrations.RunPython.noop),
    ]
