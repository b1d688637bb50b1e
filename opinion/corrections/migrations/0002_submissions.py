"""Reports become submissions: rows keep their numbers, contact data is encrypted."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone

import foundation.submissions.encryption
from foundation.submissions.encryption import cipher
from foundation.submissions.findings import personal_data_in
from foundation.submissions.rules import fingerprint, near_key


def convert(apps, schema_editor):
    """Numbers were made from day and key; contact data lay in clear."""
    reports = apps.get_model("corrections", "PageCorrectionReport").objects
    rows = reports.values_list("pk", "received_at", "contact", "text", "closed_at")
    for pk, received_at, contact, text, closed_at in rows.iterator():
        reports.filter(pk=pk).update(
            number=f"JC{timezone.localdate(received_at):%Y%m%d}-{pk}",
            contact=cipher().encrypt(contact.encode()).decode() if contact else "",
            fingerprint=fingerprint(text),
            near_key=near_key(text),
            findings=personal_data_in(text),
        )
    keep_numbers_apart(apps, rows)


def keep_numbers_apart(apps, rows):
    """New numbers of a day begin after the old ones."""
    series = apps.get_model("submissions", "NumberSeries").objects
    last = {}
    for pk, received_at, *_ in rows.iterator():
        day = timezone.localdate(received_at)
        last[day] = max(last.get(day, 0), pk)
    for day, number in last.items():
        series.create(prefix="JC", day=day, last=number)


def in_clear(apps, schema_editor):
    """Back: contact data as it was typed, as far as it fits."""
    reports = apps.get_model("corrections", "PageCorrectionReport").objects
    for pk, contact in reports.exclude(contact="").values_list("pk", "contact").iterator():
        reports.filter(pk=pk).update(contact=cipher().decrypt(contact.encode()).decode()[:100])
    apps.get_model("submissions", "NumberSeries").objects.filter(prefix="JC").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_post_kinds"),
        ("corrections", "0001_reports"),
        ("submissions", "0001_submissions"),
    ]

    operations = [
        migrations.RenameField("pagecorrectionreport", "problem", "text"),
        migrations.RenameField("pagecorrectionreport", "handled_at", "closed_at"),
        migrations.AlterField("pagecorrectionreport", "text", models.TextField(verbose_name="内容")),
        migrations.AlterField(
            "pagecorrectionreport",
            "closed_at",
            models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
        ),
        migrations.AlterField(
            "pagecorrectionreport", "contact", models.TextField(blank=True, verbose_name="联系方式")
        ),
        migrations.AddField("pagecorrectionreport", "number", models.CharField(max_length=40, default="")),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='code_digest',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='consent_version',
            field=models.CharField(blank=True, max_length=20, verbose_name='同意的告知书版本'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='findings',
            field=models.JSONField(default=list, editable=False, verbose_name='个人信息提示'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='fingerprint',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='forgotten_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='个人信息删除时间'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='idempotency_key',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='identity',
            field=models.CharField(blank=True, choices=[('person', '公民'), ('organisation', '法人或者其他组织')], max_length=20, verbose_name='身份类型'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='name',
            field=foundation.submissions.encryption.EncryptedTextField(blank=True, verbose_name='姓名或者单位名称'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='near_key',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='posted_digest',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='wants_answer',
            field=models.BooleanField(default=False, verbose_name='希望得到答复'),
        ),
        migrations.AddField(
            model_name='pagecorrectionreport',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='撤回时间'),
        ),
        migrations.RunPython(convert, in_clear),
        migrations.AlterField(
            model_name='pagecorrectionreport',
            name='contact',
            field=foundation.submissions.encryption.EncryptedTextField(blank=True, verbose_name='联系方式'),
        ),
        migrations.AlterField(
            model_name='pagecorrectionreport',
            name='number',
            field=models.CharField(max_length=40, unique=True, verbose_name='来件编号'),
        ),
        migrations.AlterField(
            model_name='pagecorrectionreport',
            name='received_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='收到时间'),
        ),
        migrations.AlterField(
            model_name='pagecorrectionreport',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='承办科室'),
        ),
    ]
