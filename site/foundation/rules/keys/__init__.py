"""The parameters that the product reads today, by theme, each with its source. A key that nothing reads is not here."""

from ..registry import register_parameters
from .attributes import ATTRIBUTES
from .catalogue import CATALOGUE
from .columns import COLUMNS
from .interpretation import INTERPRETATIONS, WATCH
from .ledger import DUTIES
from .migration import MIGRATION
from .publication import PUBLICATION
from .review import REVIEW
from .search import SEARCH

GROUPS = {
    "pub": "公开期限",
    "catalog": "公开目录和目录报送",
    "validity": "有效性",
    "attr": "公开属性",
    "review": "审查和审签",
    "interp": "政策解读",
    "watch": "舆情关注",
    "duties": "时限台账",
    "column": "栏目更新",
    "migration": "历史迁移",
    "deposit": "送交查阅场所",
    "consult": "意见征集",
    "decision": "重大行政决策",
    "feedback": "公众留言",
    "opinion": "网民纠错",
    "submission": "公众来件",
    "eval": "社会评议",
    "foi": "依申请公开",
    "press": "新闻发布",
    "yq": "政务舆情",
    "rumour": "澄清辟谣",
    "search": "检索",
}

register_parameters(
    (
        *PUBLICATION,
        *CATALOGUE,
        *ATTRIBUTES,
        *REVIEW,
        *INTERPRETATIONS,
        *WATCH,
        *DUTIES,
        *COLUMNS,
        *MIGRATION,
        *SEARCH,
    )
)
