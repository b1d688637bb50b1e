"""The figures of deposits, reports of reading places and filed catalogues."""

from foundation.rules.enums import Kind
from foundation.rules.registry import Parameter, register_parameters

_DEPOSITING = "桦甸市《政府信息公开送交办法》"

PARAMETERS = (
    Parameter(
        "deposit.send_days",
        "向查阅场所送交的期限（自信息形成或者变更之日起）",
        20,
        "工作日",
        f"{_DEPOSITING}第七条：形成或者变更之日起20个工作日内送交；条例第二十五条要求及时",
        ceiling=20,
        floor=1,
        used_by="送交事项的到期日",
    ),
    Parameter(
        "deposit.change_days",
        "已送交的信息修改、废止后另行送交的期限",
        20,
        "工作日",
        f"{_DEPOSITING}第八条：及时送交；未定天数，默认与首次送交相同（需求R-031）",
        ceiling=20,
        floor=1,
        used_by="变更、废止送交事项的到期日",
    ),
    Parameter(
        "deposit.copies",
        "送交纸质原件的份数",
        2,
        "份",
        f"{_DEPOSITING}第七条：纸质原件一式两份",
        floor=1,
        used_by="登记交接时的份数核对",
    ),
    Parameter(
        "deposit.formats",
        "送交电子文本可用的格式",
        ["pdf", "ofd", "docx", "doc", "wps", "txt", "zip"],
        "",
        f"{_DEPOSITING}第七条：电子文本的格式按编制说明；默认为本机关内部目标",
        kind=Kind.CHOICES,
        options=tuple((name, name.upper()) for name in ("pdf", "ofd", "docx", "doc", "wps", "txt", "zip")),
        used_by="登记交接时的电子文本格式核对",
    ),
    Parameter(
        "deposit.report_days",
        "查阅场所报送季度报告的期限（自季度结束之日起）",
        10,
        "工作日",
        f"{_DEPOSITING}第十条：定期报告；天数为本机关内部目标",
        floor=1,
        used_by="查阅点季度报告的到期日",
    ),
    Parameter(
        "catalog.report_days",
        "公开属性目录报送的期限（自公文签发之日起）",
        5,
        "工作日",
        "郑州市大数据管理局政府信息公开制度（郑大数据〔2019〕23号）一（三）4：目录报政务公开办；天数为产品默认值（需求R-037）",
        floor=1,
        used_by="目录报送事项的到期日",
    ),
)


def register() -> None:
    """Called when the app is ready."""
    register_parameters(PARAMETERS)
