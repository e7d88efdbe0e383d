from django.db import migrations

import techhire.commons.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_card_pauses"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="name",
            field=techhire.commons.vault.fields.EncryptedTextField(blank=True, verbose_name="name"),
        ),
    ]
