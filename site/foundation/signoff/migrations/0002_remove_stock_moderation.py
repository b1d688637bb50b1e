"""Take away what Wagtail installs unsigned.

Its "Moderators approval" workflow and its groups with the publish right would let people publish without
sign-off; its welcome page would be public without one.
"""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    pages = apps.get_model("wagtailcore", "Page").objects
    welcome = pages.filter(depth=2, slug="home", content_type__model="page")
    if welcome.exists():
        apps.get_model("wagtailcore", "Site").objects.filter(root_page__in=welcome).delete()
        welcome.delete()
        pages.filter(depth=1).update(numchild=pages.filter(depth=2).count(), title="根目录", draft_title="根目录")


class Migration(migrations.Migration):
    dependencies = [
        ("signoff", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0006_formstate"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
