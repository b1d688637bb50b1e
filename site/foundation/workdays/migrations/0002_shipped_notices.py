from django.db import migrations

from foundation.workdays.shipped import load_shipped_notices


def load(apps, schema_editor):
    load_shipped_notices(apps.get_model("workdays", "HolidayNotice"), apps.get_model("workdays", "CalendarDay"))


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
