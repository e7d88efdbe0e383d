import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("skills", "0010_words_of_ratings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="skill",
            name="identifier",
            field=models.UUIDField(db_index=True, default=uuid.uuid4),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.UniqueConstraint(
                fields=("framework", "identifier"), name="skill_identifier_once"
            ),
        ),
    ]
