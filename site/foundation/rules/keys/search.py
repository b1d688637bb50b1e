"""The public search."""

from ..registry import Parameter

SEARCH = (
    Parameter(
        "search.export_rows",
        "检索结果一次导出的最多条数",
        1000,
        "条",
        "本机关内部工作目标，无法定依据；检索结果最多可以翻看前1000条",
        floor=20,
        ceiling=1000,
        used_by="站内搜索和政策文件库的CSV、XLSX导出",
    ),
)
