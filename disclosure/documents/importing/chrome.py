"""What belongs to the web page and not to the document: navigation, controls, footer."""

import re

from .markers import is_marked
from .spelling import fold, words

_LOCATION = re.compile(r"(?:您|你)?(?:现在|当前|目前)?(?:所在|所处)?的?位置\s*[:>].*")
_BREADCRUMB = re.compile(r"\s*(?:>>?|》).{1,120}|.{0,30}>>.{1,120}|(?:[^>]{1,30}>){2,8}[^>]{0,40}")
CHROME_LINE_CHARS = 200  # a breadcrumb or a line of controls is shorter
_TOOLS = frozenset(
    words(
        "登录 登陆 注册 退出 朗读 语音播报 分享 打印 关闭 收藏 纠错 我要纠错 我的收藏 文本下载 文件下载 下载 "
        "无障碍 无障碍浏览 长者助手 长辈版 关怀版 适老化 繁体 繁 简 EN English 手机版 返回顶部 返回 首页 网站首页 "
        "大 中 小 字体 字号 微信 微博 QQ空间 打印本页 关闭窗口 关闭本页 网站支持IPv6 语音阅读正文 "
        "政务微博 政务微信 视力保护色"
    )
)
_TOOL_LINE = re.compile(
    r"(?:分享|分享到|字体|字号|扫一扫|浏览次数|浏览量|访问量|阅读次数|点击数)\s*[:\[]?.{0,40}|扫一扫.{0,30}|全文共计.{0,40}"
)
_PAGER = re.compile(r"(?:上一[篇条]|下一[篇条]|相关(?:文件|文档|链接|解读)|责任编辑)\s*:?.{0,80}")
_FOOTER = re.compile(
    r"设为首页|网站地图|网站声明|网站申明|网站标识码|ICP备|网安备|版权所有|政府网站找错|主办单位:.*(?:地址|邮编|承办|电话)|"
    r"主办单位:.*(?:备案|标识码)|技术支持:"
)
_FOOTER_LEAD = re.compile(r"(?:主办|承办|协办)单位?:.{1,60}|.{2,20}(?:主办|承办)")
_HOST = re.compile(r"主办单位:\s*(\S+)|(?:^|\s)(\S{3,30}?)主办(?:\s|$)")


def is_tool(text: str) -> bool:
    """Whether a line only holds controls: 登录 注册, 分享:, 字体:[大 中 小]."""
    if len(text) > CHROME_LINE_CHARS:
        return False
    parts = re.split(r"[\s|,/·【】\[\]]+", text.strip())
    only_controls = all(part in _TOOLS or not part for part in parts)
    return bool(text) and (only_controls or bool(_TOOL_LINE.fullmatch(fold(text))))


def is_pager(text: str) -> bool:
    """Whether a line leads to other pages: 上一篇:, 相关文件:."""
    return len(text) <= CHROME_LINE_CHARS and bool(_PAGER.fullmatch(fold(text)))


def is_breadcrumb(text: str) -> bool:
    """Whether a line says where in the site the page is: 当前位置:首页 > 制度."""
    if len(text) > CHROME_LINE_CHARS:
        return False
    folded = fold(text)
    return bool(_LOCATION.fullmatch(folded) or (_BREADCRUMB.fullmatch(folded) and not is_marked(text)))


def is_footer(text: str) -> bool:
    """Whether a line is surely of the footer: 网站地图, 网站标识码, 备案."""
    return bool(_FOOTER.search(fold(text)))


def leads_to_footer(text: str) -> bool:
    """Whether a line belongs to the footer if a sure footer line follows it."""
    return len(text) <= CHROME_LINE_CHARS and bool(_FOOTER_LEAD.fullmatch(fold(text)))


def site_host(text: str) -> str:
    """The 主办单位 a footer names; empty when it names none."""
    match = _HOST.search(fold(text[:CHROME_LINE_CHARS]))
    return (match[1] or match[2]) if match else ""
