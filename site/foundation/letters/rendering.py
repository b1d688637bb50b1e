"""A Word template and values become a Word file. Templates may name fields, repeat and leave out; nothing else."""

from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import LoopContext, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

# No calls, filters, macros, imports or assignments: an uploaded template runs on the server.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
# Fields hold lists of rows with cells: more loops within each other only burn time.
_DEEPEST_LOOP = 2
# Parts of templates (body, footers) that stay compiled in memory. Technical.
_KEPT = 64


class BrokenTemplate(Exception):
    """The template cannot be filled; the message is for the operator."""


class _NotAField(StrictUndefined):
    """A word that no field has."""

    @property
    def _undefined_message(self) -> str:
        return f"模板用了本文种没有的字段“{self._undefined_name}”，请对照字段表改正。"


class _LetterEnvironment(ImmutableSandboxedEnvironment):
    """Reads the small language above, and escapes whatever it writes."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_NotAField)
        for names in (self.globals, self.filters, self.tests):
            names.clear()
        self._compiled = lru_cache(maxsize=_KEPT)(super().from_string)

    def from_string(self, source: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Compiled once: letters of one template differ in their values alone."""
        return self._compiled(source)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(
                    "模板中只能使用字段、循环（for）和条件（if），不能使用函数、过滤器等其他写法。",
                    getattr(node, "lineno", 1) or 1,
                )
        if _depth(tree) > _DEEPEST_LOOP:
            raise TemplateSyntaxError(f"循环最多嵌套{_DEEPEST_LOOP}层。", 1)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A column of a row, or where the loop stands; the methods of a text are no fields."""
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else _NotAField(name=attribute)


_ENVIRONMENT = _LetterEnvironment()


def _depth(node: nodes.Node) -> int:
    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)


def unknown_fields(template: bytes, known: set[str]) -> list[str]:
    """Words between braces that are no fields. Raises BrokenTemplate."""
    try:
        found = DocxTemplate(BytesIO(template)).get_undeclared_template_variables(_ENVIRONMENT)
    except Exception as problem:
        raise _explained(problem) from problem
    return sorted(found - known)


def render(template: bytes, values: dict[str, Any], *, title: str, author: str) -> bytes:
    """The filled file. Raises BrokenTemplate. Properties say only what the letter is and whose."""
    try:
        document: Any = DocxTemplate(BytesIO(template))
        document.init_docx()
        _clear_properties(document)
        document.render(values, _ENVIRONMENT, autoescape=True)
        properties = document.docx.core_properties
        properties.title, properties.author = title[:255], author[:255]
        buffer = BytesIO()
        document.save(buffer)
    except Exception as problem:
        raise _explained(problem) from problem
    return buffer.getvalue()


def _clear_properties(document: Any) -> None:
    """What the author of the template left; the renderer would also read it as a template."""
    properties = document.docx.core_properties
    for name in (
        "author", "category", "comments", "content_status", "identifier", "keywords", "language",
        "last_modified_by", "subject", "title", "version",
    ):  # fmt: skip
        setattr(properties, name, "")


def _explained(problem: Exception) -> BrokenTemplate:
    """The reason in words; the original stays attached for the log."""
    if isinstance(problem, UndefinedError | SecurityError):
        return BrokenTemplate(str(problem))
    if isinstance(problem, TemplateSyntaxError):
        words = problem.message or ""
        if words.startswith(("模板", "循环")):
            return BrokenTemplate(words)
        return BrokenTemplate(
            f"模板中的花括号标记写错了，请检查是否成对、循环和条件是否都有结束标记（{words}）。"
        )
    if isinstance(problem, BadZipFile | PackageNotFoundError | KeyError | XMLSyntaxError | TemplateError):
        return BrokenTemplate("模板不是完好的 Word 文件（.docx），请用 Word 或 WPS 打开后另存再上传。")
    return BrokenTemplate("模板填不出来，请从“下载现行模板”得到的文件改起，逐步修改后再上传。")
