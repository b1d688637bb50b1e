"""Every request for a picture finds its rendition by the file's name; Wagtail has no index for that."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('signoff', '0003_takedown'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS signoff_rendition_file ON wagtailimages_rendition (file)",
            "DROP INDEX IF EXISTS signoff_rendition_file",
        ),
    ]
