"""Paths on which public information would vanish, be hidden or come back without a decision."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.offices import Office

from .attempts import attempt, client_of, refused, unsigned

EVERYBODY = ("编辑", "领导", "超级用户")


@contextmanager
def stays_public(office: Office):
    """A public page that must be public afterwards as well, whatever happens to it meanwhile."""
    page = office.publish(office.document())
    with refused():
        yield page
    assert Page.objects.filter(pk=page.pk, live=True).exists(), "未经审批被撤下或删除"
    assert not page.get_view_restrictions().exists(), "未经审批被隐藏"


@attempt("page.unpublish()")
def unpublish_method(office: Office):
    with stays_public(office) as page:
        page.unpublish()


@attempt("基类 Page.unpublish()")
def unpublish_base_class(office: Office):
    with stays_public(office) as page:
        Page.objects.get(pk=page.pk).unpublish()


@attempt("queryset.update(live=False)")
def update_live_false(office: Office):
    with stays_public(office) as page:
        Page.objects.filter(pk=page.pk).update(live=False)


@attempt("原生 SQL 撤下")
def raw_sql_unpublish(office: Office):
    with stays_public(office) as page, connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, page.pk])


@attempt("原生 SQL 删除")
def raw_sql_delete(office: Office):
    with stays_public(office) as page, connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])


@attempt("page.delete()")
def delete_method(office: Office):
    with stays_public(office) as page:
        page.delete()


@attempt("把到期时间改到过去后到期撤下")
def shortened_expiry(office: Office):
    with stays_public(office) as page:
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
        call_command("publish_scheduled")


@attempt("限定访问已公开页面")
def restrict(office: Office):
    with stays_public(office) as page:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@attempt("限定访问上级栏目")
def restrict_column(office: Office):
    with stays_public(office):
        PageViewRestriction.objects.create(page=office.column, restriction_type=PageViewRestriction.LOGIN)


@attempt("bulk_create 限定访问")
def restrict_in_bulk(office: Office):
    with stays_public(office) as page:
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page.page_ptr)])


@attempt("批量撤下", *EVERYBODY)
def bulk_unpublish(office: Office, user):
    with stays_public(office) as page:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        client_of(user).post(f"{url}?next=/admin/&id={page.pk}")


@attempt("批量删除", *EVERYBODY)
def bulk_delete(office: Office, user):
    with stays_public(office) as page:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client_of(user).post(f"{url}?next=/admin/&id={page.pk}")


@attempt("删除公开过的页面", *EVERYBODY)
def delete_after_takedown(office: Office, user):
    page = office.take_down(office.publish(office.document()))
    client_of(user).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists(), "公开过的页面被删除"
    with refused(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_documentpage WHERE page_ptr_id = %s", [page.pk])
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])
    assert Page.objects.filter(pk=page.pk).exists(), "公开过的页面被删除"


@attempt("把撤下的版本重新置为公开")
def revive(office: Office):
    published = office.publish(office.document())
    page = office.take_down(published)
    with refused():
        page.revisions.get(pk=published.live_revision_id).publish()
    with refused():
        Page.objects.filter(pk=page.pk).update(live=True, live_revision=published.live_revision_id)
    assert not Page.objects.filter(pk=page.pk, live=True).exists(), "撤下的内容又公开了"


@attempt("无岗位的人紧急公开", *EVERYBODY[::2])
def emergency_without_post(office: Office, user):
    page = unsigned(office)
    client_of(user).post(reverse("signoff:publish", args=[page.pk]), {"reason": "情况紧急,需要立即公开"})
