"""load_catalogue: catalogue templates into the database and, for a body, their columns onto the site."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress
from wagtail.models import Page, Site

from disclosure.catalogue.coverage import body_coverage, missing, unassigned_columns
from disclosure.catalogue.models import CatalogueTemplate
from disclosure.catalogue.services import build_columns, load_template
from disclosure.catalogue.shipped import UnknownTemplate, read_template, shipped_codes
from foundation.organisations.models import Body, Unit
from foundation.rules.parameters import choice


class Command(BaseCommand):
    """Safe to repeat and to interrupt: what is there stays, what is missing is added."""

    help = "装载公开目录模板；指定机构时为其建立栏目。可重复执行，中断后再次执行即接着做。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "code",
            nargs="?",
            metavar="目录代码",
            help="留空装载全部随附模板；指定机构时用该机构规则参数中的模板",
        )
        parser.add_argument("--body", metavar="机构代码", help="为该机构建立栏目")
        parser.add_argument("--unit", metavar="科室名称", help="目录未写明责任单位的栏目交给该科室")

    def handle(self, *, code: str | None, body: str | None, unit: str | None, **options) -> None:
        owner = self._body(body) if body else None
        if owner and not code:
            code = choice("catalog.template", owner)
        try:
            codes = [read_template(code).code] if code else shipped_codes()
        except UnknownTemplate as problem:
            raise CommandError(str(problem)) from None
        office = self._unit(owner, unit) if owner and unit else None
        home = self._home() if body else None
        for one in codes:
            template = load_template(one)
            self.stdout.write(f"已装载{template}：{template.items.count()}项。")
        if owner:
            self._build(template, home, owner, office)

    def _build(self, template: CatalogueTemplate, home: Page, body: Body, office: Unit | None) -> None:
        try:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                bar = progress.add_task("建立栏目")
                built = build_columns(
                    template,
                    home,
                    body,
                    office,
                    report=lambda title, done, total: progress.update(
                        bar, description=title, completed=done, total=total
                    ),
                )
        except KeyboardInterrupt:
            raise CommandError("已停止。已建成的栏目保留，再次执行同一命令即可接着建立。") from None
        self.stdout.write(f"{body}：新建栏目{built.added}个，原有{built.kept}个。")
        for category in missing(body_coverage(body)):
            self.stdout.write(f"尚无栏目：条例{category.code} {category.name}")
        if free := len(unassigned_columns(body)):
            self.stdout.write(f"{free}个栏目还没有责任科室，请在后台“报告—栏目责任分工”中分配。")

    def _body(self, code: str) -> Body:
        try:
            return Body.objects.get(code=code)
        except Body.DoesNotExist:
            known = "、".join(Body.objects.values_list("code", flat=True)[:20]) or "（还没有机构）"
            raise CommandError(f"没有代码为“{code}”的机构。现有：{known}。") from None

    def _unit(self, body: Body, name: str) -> Unit:
        try:
            return body.units.get(name=name)
        except Unit.DoesNotExist:
            known = "、".join(unit.name for unit in body.units.all()) or "（还没有科室）"
            raise CommandError(f"{body}没有名为“{name}”的科室。现有：{known}。") from None

    def _home(self) -> Page:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None or site.root_page.depth < 2:
            raise CommandError("还没有建立网站首页，请先建立网站再装载栏目。")
        return site.root_page.specific
