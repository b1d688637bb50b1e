"""Pure rules of sign-off: what differs between two contents, and the usual reasons for a return. No Django."""

from typing import Any

from .digests import NOT_CONTENT, without_keys

# Offered as tick boxes when a draft is returned (退回); free text may be added to any of them.
RETURN_PHRASES = (
    "文字有误,请校对后重报",
    "要素不全,请补充",
    "附件缺失或打不开,请重新上传",
    "公开属性或理由不当,请重新确定",
    "涉及不宜公开的内容,请删改",
    "栏目或目录事项有误,请调整",
)


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of the fields in which two revisions' contents differ, in any order: a database may sort them."""
    return [
        name
        for name, value in after.items()
        if name not in NOT_CONTENT and without_keys(value) != without_keys(before.get(name))
    ]
