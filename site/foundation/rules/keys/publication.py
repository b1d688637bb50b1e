"""Until when information is public (公开期限)."""

from ..enums import Layer
from ..registry import Parameter
from .sources import ARTICLE_26

PUBLICATION = (
    Parameter(
        "pub.days.default",
        "主动公开期限",
        20,
        "工作日",
        ARTICLE_26,
        ceiling=20,
        layer=Layer.CEILING,
        used_by="未对应目录事项的栏目中，文件和信息的公开到期日；目录事项另有期限的按该事项",
    ),
    Parameter(
        "pub.days.normative",
        "行政规范性文件公开期限（自印发之日起）",
        7,
        "工作日",
        "《浙江省行政规范性文件管理办法》（浙江省人民政府令第372号）",
        ceiling=20,
        bound_basis=ARTICLE_26,
        layer=Layer.CEILING,
        used_by="行政规范性文件的公开到期日；与目录事项的期限比较，短者适用",
    ),
)
