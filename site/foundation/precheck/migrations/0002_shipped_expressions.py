from django.db import migrations

from foundation.precheck.shipped import load_shipped_expressions


def load(apps, schema_editor):
    load_shipped_expressions(apps.get_model("precheck", "Expression"))


class Migration(migrations.Migration):
    dependencies = [("precheck", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
