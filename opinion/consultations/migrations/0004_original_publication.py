from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0003_ledger'),
    ]

    operations = [
        migrations.AddField(
            model_name='consultationpage',
            name='original_published_at',
            field=models.DateTimeField(blank=True, help_text='已在其他网站公开过的，填其首次发布时间', null=True, verbose_name='原发布时间'),
        ),
    ]
