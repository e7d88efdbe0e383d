from django.db import migrations

import techhire.commons.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("seekers", "0007_answers_are_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="experience",
            name=name,
            field=techhire.commons.vault.fields.EncryptedTextField(blank=True, default=""),
            preserve_default=False,
        )
        for name in ("own_title_en", "place_en", "what_en", "tools_en")
    ]
