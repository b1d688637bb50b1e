from django.db import migrations

from foundation.secrecy.shipped import load_shipped_bases


def load(apps, schema_editor):
    load_shipped_bases(apps.get_model("secrecy", "Basis"))


class Migration(migrations.Migration):
    dependencies = [("secrecy", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
