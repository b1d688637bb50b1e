"""What was public before (历史迁移)."""

from ..registry import Parameter

MIGRATION = (
    Parameter(
        "migration.samples",
        "历史迁移批次签发前须打开核对的抽查件",
        5,
        "件",
        "《中华人民共和国政府信息公开条例》第十七条（先审查后公开）；抽查件数由主管部门在平台规则中确定",
        floor=1,
        used_by="历史迁移批次签发前的抽查清单",
    ),
)
