"""Wagtail installs a "Moderators approval" workflow on the root page and groups with the publish right.

Both would let people publish without sign-off.
"""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        permission__codename__in=["publish_page", "unlock_page", "bulk_delete_page"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("signoff", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0006_formstate"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
