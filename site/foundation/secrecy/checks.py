"""R-063 as a system check of the database: every body names who reviews and who reviews again."""

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

SHOWN = 3


@register(Tags.database)
def every_body_names_its_reviewers(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """A warning, because a body may just be being set up; the screen 保密审查 shows the same list."""
    from .models import Body
    from .selectors import vacant_posts

    if "default" not in (databases or []):
        return []
    tables = connections["default"].introspection.table_names()
    if not {"organisations_appointment", Body._meta.db_table} <= set(tables):
        return []
    vacant = vacant_posts()
    if not vacant:
        return []
    named = "、".join(str(body) for body, _ in vacant[:SHOWN])
    return [
        Warning(
            f"{len(vacant)} 个机构的保密审查岗位不齐：{named}{'等' if len(vacant) > SHOWN else ''}。",
            hint="名单见后台“保密审查—待复审”；请平台运维人员在“机构与岗位”中设置任职。",
            id="secrecy.W001",
        )
    ]
