from django.db import migrations

from foundation.rules.shipped import load_shipped_systems


def load(apps, schema_editor):
    load_shipped_systems(apps.get_model("rules", "System"))


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_parameters")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
