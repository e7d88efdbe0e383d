from django.db import migrations, models


def begin_with_the_present(apps, schema_editor):
    """In which version each was made nobody knows any more; from now on a change of the words is seen."""
    now = apps.get_model("skills", "Skill").objects.filter(pk=models.OuterRef("skill_id"))
    rows = apps.get_model("skills", "EverydayTaskSkill").objects
    rows.update(skill_version=models.Subquery(now.values("version")))


class Migration(migrations.Migration):
    dependencies = [
        ("skills", "0007_read_ctdl_asn"),
    ]

    operations = [
        migrations.AddField(
            model_name="everydaytaskskill",
            name="skill_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(begin_with_the_present, migrations.RunPython.noop),
    ]
