"""Review and sign-off (审查和审签)."""

from ..enums import Kind, Layer
from ..registry import Parameter
from .sources import ARTICLE_15, ARTICLE_17, ARTICLE_26

_HUADIAN_3 = "桦甸市政务公开制度汇编《政府信息公开保密审查办法》"

REVIEW = (
    Parameter(
        "review.secrecy_first",
        "先审查后公开",
        True,
        "",
        ARTICLE_17,
        kind=Kind.FLAG,
        layer=Layer.LOCKED,
        used_by="审签流程须有不附条件的保密审查环节，没有的不能启用",
    ),
    Parameter(
        "review.levels",
        "审核和签发的最少级数",
        2,
        "级",
        "本机关内部管理要求（三审三校、四审四校由各地制度规定）；低风险栏目不少于两级",
        floor=2,
        ceiling=4,
        bound_basis="需求R-078：两级为最低；《嵊州市政务公开工作制度（试行）》三.4四审四校为最高",
        used_by="审签流程设置：级数不足的流程不能启用；已在审签的稿件按送审时的流程办完",
    ),
    Parameter(
        "review.proof",
        "审核环节须兼校对",
        True,
        "",
        "《嵊州市政务公开工作制度（试行）》三.4：三审三校，必要时四审四校",
        kind=Kind.FLAG,
        used_by="审签流程设置：要求兼校对的，审核、签发环节均须勾选“兼校对”",
    ),
    Parameter(
        "review.step_days",
        "审签每一环节的内部办理时限",
        2,
        "工作日",
        "本机关内部工作目标，无法定依据；各环节合计须给《中华人民共和国政府信息公开条例》第二十六条"
        "规定的20个工作日公开期限留出余地",
        ceiling=20,
        bound_basis=ARTICLE_26,
        used_by="待办件的到期日、超期提示和审签环节明细；送达之日的规定管到办结",
    ),
    Parameter(
        "review.referral_days",
        "保密审查确定申请的答复期限（自收到之日起）",
        10,
        "工作日",
        f"{_HUADIAN_3}五（四）：收到申请后10个工作日内作出书面答复",
        ceiling=10,
        used_by="提请确定件的答复到期日和逾期清单",
    ),
    Parameter(
        "review.referral_ext",
        "保密审查确定申请的答复可以延长的期限（一次）",
        7,
        "工作日",
        f"{_HUADIAN_3}五（四）：延长最多不超过7个工作日，并及时告知",
        ceiling=7,
        used_by="提请确定件登记延长时的上限",
    ),
    Parameter(
        "review.third_party_days",
        "第三方对征求意见书的答复期限（自收到之日起）",
        15,
        "工作日",
        "《中华人民共和国政府信息公开条例》（国务院令第711号）第三十二条；主动公开征求意见参照此期限",
        ceiling=15,
        layer=Layer.CEILING,
        used_by="征求第三方意见的答复到期日；逾期未答复的由机关作出决定",
    ),
    Parameter(
        "review.override_decider",
        "公共利益决定的决定主体",
        "agency_head",
        "",
        f"{ARTICLE_15}：行政机关认为不公开会对公共利益造成重大影响的，予以公开；决定须有记录",
        kind=Kind.CHOICE,
        layer=Layer.WARNED,
        options=(
            ("agency_head", "本机关主要负责人（经政务公开领导小组提出意见）"),
            ("leading_group", "政务公开领导小组"),
            ("agency", "本机关"),
        ),
        used_by="公共利益决定登记：决定主体与此不同的不能登记",
        warning="条例第十五条的决定由行政机关负责。由其他主体决定的，须有本地制度依据，决定公开后的法律责任仍由本机关承担。",
    ),
)
