"""The subjects that need an approval before publication, as the founding systems name them together (R-057)."""

from django.db.models import Model

_JINHUA = "金华市政务公开工作机制（2024）附3第九条"
_SHENGZHOU = "嵊州市政务公开工作制度（2024）三.2"
_HUADIAN = "桦甸市政府信息发布协调办法第四条"
# Subject, who approves, whether the head of the office signs as well, source.
SUBJECTS = (
    ("食品安全信息", "有权的市场监督管理部门", False, f"食品安全法第一百一十八条；{_JINHUA}"),
    ("农产品质量安全状况", "有权的农业农村主管部门", False, f"农产品质量安全法；{_JINHUA}"),
    ("传染病疫情", "有权的卫生健康、疾病预防控制主管部门", True, f"传染病防治法；{_JINHUA}；{_SHENGZHOU}"),
    ("重大动植物疫情", "有权的农业农村主管部门", True, f"动物防疫法；{_JINHUA}；{_SHENGZHOU}"),
    ("重要地理信息数据", "测绘地理信息主管部门", True, f"测绘法第三十七条；{_JINHUA}；{_SHENGZHOU}；{_HUADIAN}"),
    ("统计信息", "有权的统计机构", True, f"统计法；{_JINHUA}；{_SHENGZHOU}；{_HUADIAN}"),
    ("地震预报", "省、自治区、直辖市人民政府或国务院", False, f"防震减灾法第二十九条；{_JINHUA}"),
    ("对外贸易公共信息", "有权的商务主管部门", True, f"{_SHENGZHOU}；{_HUADIAN}"),
    ("突发公共事件信息", "履行统一领导职责的人民政府", False, f"突发事件应对法；{_HUADIAN}"),
)  # fmt: skip


def load_approval_types(model: type[Model]) -> None:
    """Add the subjects that are missing; what the office changed stays. Takes the model for migrations."""
    known = set(model._default_manager.values_list("name", flat=True))
    model._default_manager.bulk_create(
        model(name=name, authority=authority, needs_main_leader=main, basis=basis)
        for name, authority, main, basis in SUBJECTS
        if name not in known
    )
