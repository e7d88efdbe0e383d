from django.db import migrations

import techhire.commons.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("seekers", "0005_evidence_keeps_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="issuer_name",
            field=techhire.commons.vault.fields.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="title",
            field=techhire.commons.vault.fields.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="authorized",
            field=techhire.commons.vault.fields.EncryptedTextField(
                choices=[("yes", "yes"), ("no", "no"), ("not_said", "not said")],
                default="not_said",
                verbose_name="authorized to work in the U.S.",
            ),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="latitude",
            field=techhire.commons.vault.fields.EncryptedFloatField(null=True),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="longitude",
            field=techhire.commons.vault.fields.EncryptedFloatField(null=True),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="needs_sponsorship",
            field=techhire.commons.vault.fields.EncryptedTextField(
                choices=[("yes", "yes"), ("no", "no"), ("not_said", "not said")],
                default="not_said",
                verbose_name="needs sponsorship now or later",
            ),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="pay_floor_cents",
            field=techhire.commons.vault.fields.EncryptedIntegerField(
                default=0, verbose_name="lowest hourly pay"
            ),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="place",
            field=techhire.commons.vault.fields.EncryptedTextField(
                blank=True, verbose_name="where you want to work"
            ),
        ),
        migrations.AlterField(
            model_name="seeker",
            name="zip_code",
            field=techhire.commons.vault.fields.EncryptedTextField(blank=True, verbose_name="ZIP code"),
        ),
    ]
