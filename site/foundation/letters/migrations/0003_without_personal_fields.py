"""Names and own words of citizens leave the records of letters; the files that went out stay as they are."""

from django.db import migrations

GUARD = "signoff_guard_letters_letter_update"
# The fields that are personal, by the words of templates, for kinds whose keys begin so.
PERSONAL = {
    "foi-": ("收件人", "申请事项", "申请的信息", "信息名称"),
    "third-party-": ("收件人",),
}
# 附件3: every cell of it.
WHOLE_FORM = "foi-application"
OF_THE_FORM = ("表名", "表注")


def strip(apps, schema_editor):
    # The guard against changes is put back after every migrate.
    on_table = " ON letters_letter" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "{GUARD}"{on_table}')
    letters = apps.get_model("letters", "Letter").objects
    for begins, labels in PERSONAL.items():
        for letter in letters.filter(kind__startswith=begins).only("kind", "fields").iterator():
            if letter.kind == WHOLE_FORM:
                kept = {name: value for name, value in letter.fields.items() if name in OF_THE_FORM}
            else:
                kept = {name: value for name, value in letter.fields.items() if name not in labels}
            if kept != letter.fields:
                letters.filter(pk=letter.pk).update(fields=kept)


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0002_given_by_the_platform"),
    ]
    operations = [migrations.RunPython(strip, migrations.RunPython.noop)]
