"""公开属性 and what follows from it."""

from ..enums import Kind, Layer
from ..registry import Parameter
from .sources import ARTICLE_26, REGULATION

ATTRIBUTES = (
    Parameter(
        "attr.label.none",
        "第三种公开属性的名称",
        "不予公开",
        "",
        f"{REGULATION}第三十六条第三项（不予公开）；部分地方旧称免予公开、免于公开",
        kind=Kind.WORDING,
        options=(("不予公开", "不予公开"), ("免予公开", "免予公开"), ("免于公开", "免于公开")),
        used_by="公开属性的各处显示、目录名称、退文单和登记簿；只改名称，不改法律含义",
    ),
    Parameter(
        "attr.handover.days",
        "公文印发后向政府信息公开工作机构送交电子文稿的期限（自编号、用印之日起）",
        3,
        "工作日",
        "《枞阳县行政机关政府信息公开主动公开工作指南（2020本）》七（二）：使用机关印章、红头、文号的公文，印发后3个工作日内送交电子文稿",
        ceiling=20,
        bound_basis=ARTICLE_26,
        used_by="文号、用印登记的电子文稿到期日和“未送交电子文稿”清单",
    ),
    Parameter(
        "attr.mixing",
        "同一公文含不同公开属性内容时的处理",
        "block_at_draft",
        "",
        "《枞阳县行政机关政府信息公开主动公开工作指南（2020本）》：同一公文不得同时含主动公开和不予公开内容",
        kind=Kind.CHOICE,
        layer=Layer.WARNED,
        options=(
            ("block_at_draft", "送审前须拆分"),
            ("split_before_signature", "起草时提示，签发前须拆分"),
        ),
        used_by="文件送审检查：附件与正文公开属性不同的，送审时或者签发时不予通过",
        warning="含不同公开属性内容的稿件可以带着问题进入审签，各审核环节须提醒拟稿人拆分或者作区分处理；未拆分的不能签发。",
    ),
    Parameter(
        "attr.internal_scope",
        "设“单位内部公开”范围",
        True,
        "",
        f"《桦甸市政务公开制度汇编》系统12第五条；{REGULATION}第十六条（内部事务信息可以不予公开）",
        kind=Kind.FLAG,
        used_by="文件和信息的“公开范围”；不设的，选“单位内部公开”的不能送审",
    ),
)
