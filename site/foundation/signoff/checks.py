"""House rules of sign-off as system checks: a site that could be stepped around does not start quietly."""

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from wagtail.models import Page, get_page_models

from .pages import SignedPage


@register()
def sign_off_is_switched_on(app_configs, **kwargs) -> list[CheckMessage]:
    """Workflows on, finished by our function, approvals void on every change."""
    problems: list[CheckMessage] = []
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        problems.append(
            Error("WAGTAIL_WORKFLOW_ENABLED=False 会关闭审签。", hint="删去该设置。", id="signoff.E001")
        )
    if (
        getattr(settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", "")
        != "foundation.signoff.finish.publish_approved"
    ):
        problems.append(Error("WAGTAIL_FINISH_WORKFLOW_ACTION 必须由审签模块完成发布。", id="signoff.E002"))
    if not getattr(settings, "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False):
        problems.append(Error("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT 必须为 True。", id="signoff.E003"))
    return problems


@register()
def every_page_type_has_the_gate(app_configs, **kwargs) -> list[CheckMessage]:
    """Each page type of the site derives from SignedPage."""
    return [
        Error(f"页面类型 {model._meta.label} 没有审签闸门。", hint="改为继承 SignedPage。", id="signoff.E004")
        for model in get_page_models()
        if model is not Page and not issubclass(model, SignedPage)
    ]


@register(Tags.database)
def nobody_holds_the_publish_right(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """No group has a right to publish; the guard's triggers are in the database."""
    from .triggers import missing

    problems: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if "signoff_publication" not in connection.introspection.table_names():
            continue
        held = apps.get_model("wagtailcore", "GroupPagePermission").objects.using(alias)
        for row in held.filter(permission__codename="publish_page").select_related("group"):
            problems.append(
                Error(f"用户组“{row.group}”持有发布权限，发布只能由审签完成。", id="signoff.E005")
            )
        if gone := missing(connection):
            # A warning, because migrate itself runs this check and is the way to put them back.
            problems.append(
                Warning(
                    f"数据库缺少审签触发器 {len(gone)} 个：{'、'.join(gone[:5])}。",
                    hint="运行 python site/manage.py migrate 重新安装。",
                    id="signoff.W006",
                )
            )
    return problems
