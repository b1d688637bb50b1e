from django.db import migrations

from foundation.signoff.chains.approval_types import load_approval_types


def load(apps, schema_editor):
    load_approval_types(apps.get_model("signoff", "ApprovalType"))


class Migration(migrations.Migration):
    dependencies = [("signoff", "0006_chains")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
