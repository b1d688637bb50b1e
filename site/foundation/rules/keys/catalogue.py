"""The catalogue of a body and what stays valid in it (公开目录, 有效性)."""

from ..enums import Kind
from ..registry import Parameter
from .sources import ARTICLE_26, REGULATION

CATALOGUE = (
    Parameter(
        "catalog.template",
        "本机关的公开目录模板",
        "regulation-711",
        "",
        f"{REGULATION}第二十条（法定底线）；各地基本目录和本机关目录不同（需求R-016）",
        kind=Kind.CHOICE,
        options=(
            ("regulation-711", "条例第二十条十五类"),
            ("jinhua-9", "金华九类"),
            ("zongyang-15", "枞阳十五类"),
            ("zhengzhou-8", "郑州局机关重点内容"),
            ("shaoxing-2024", "绍兴基本目录（2024）"),
        ),
        used_by="load_catalogue --body 未指明目录代码时、load_profile --columns 建立栏目时所用的模板",
    ),
    Parameter(
        "catalog.overlap",
        "同一信息符合多个栏目时的处理",
        "reference",
        "",
        "绍兴市政府信息公开基本目录（2024）事项交叉（需求R-017）：一条信息一个主栏目，其他栏目只引用不复制",
        kind=Kind.CHOICE,
        options=(("reference", "主栏目之外可以列入其他栏目，只引用不复制"), ("single", "只列入一个栏目")),
        used_by="送审检查：只列入一个栏目的，填了“同时列入的栏目”不能送审",
    ),
    Parameter(
        "validity.mark_days",
        "文件失效或者被废止后标注有效性的期限",
        5,
        "工作日",
        "桦甸市政务公开制度汇编系统6第九条：失效、废止的标明无效，要求及时，未定天数；5个工作日为本机关内部目标"
        "（需求R-215）",
        ceiling=20,
        floor=1,
        bound_basis=ARTICLE_26,
        used_by="时限台账的“有效性标注”：失效日期已过或者被已公开文件废止而仍显示有效的文件",
    ),
)
