"""The duty to update the guide (指南更新, R-010): a changed fact of the body page opens it, the new guide meets it."""

from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.models import BodyPage
from foundation.duties import services as ledger
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body

from .enums import Fact
from .models import ChangedFact, GuidePage
from .selectors import body_page_of, changed_facts, differences

UPDATE = "guide.update"


def register_kinds() -> None:
    """Called when the app is ready."""
    register_kind(
        DutyKind(
            key=UPDATE,
            label="政府信息公开指南更新",
            basis="《中华人民共和国政府信息公开条例》第十二条（及时更新）；期限按第二十六条，自信息变更之日起计算",
            parameter="pub.days.default",
            base_event="机构信息变更",
        )
    )


@transaction.atomic
def body_page_changed(page: BodyPage) -> None:
    """What this publication changed, each live guide of the body now has to follow."""
    changed = changed_facts(page)
    for guide in GuidePage.objects.live().filter(body_id=page.body_id).select_related("body", "unit"):
        wrong = {difference.fact for difference in differences(guide, page)}
        for fact in Fact:
            if fact in changed & wrong:
                ChangedFact.objects.get_or_create(
                    guide=guide, fact=fact, defaults={"changed_on": timezone.localdate()}
                )
        if guide.body and not _all_followed(guide, page, "机构页现与指南一致"):
            _open(guide, guide.body)


@transaction.atomic
def guide_published(guide: GuidePage) -> None:
    """The new version has followed what it tells as the body page does now."""
    _all_followed(guide, body_page_of(guide.body_id))


@transaction.atomic
def body_page_gone(page: BodyPage) -> None:
    """Taken down: without a body page nothing is left to follow."""
    for guide in GuidePage.objects.live().filter(body_id=page.body_id):
        _all_followed(guide, body_page_of(guide.body_id), "机构页已撤下")


@transaction.atomic
def guide_gone(guide: GuidePage) -> None:
    """A guide that is not public need not be updated."""
    guide.changed_facts.all().delete()
    if duty := _running(guide):
        ledger.cancel(duty, "指南已撤下", by=None)


def _running(guide: GuidePage) -> Duty | None:
    return Duty.objects.open().of(guide, UPDATE).first()


def _all_followed(guide: GuidePage, page: BodyPage | None, by_body_page: str = "") -> bool:
    """Strike off what agrees. Once nothing is left the duty is met, or cancelled if the body page came round."""
    wrong = {difference.fact for difference in differences(guide, page)}
    guide.changed_facts.exclude(fact__in=wrong).delete()
    if guide.changed_facts.exists():
        return False
    duty = _running(guide)
    if duty and by_body_page:
        ledger.cancel(duty, by_body_page, by=None)
    elif duty:
        ledger.meet(duty)
    return True


def _open(guide: GuidePage, body: Body) -> Duty:
    changed = "、".join(str(fact) for fact in guide.changed_facts.all())
    return ledger.open_duty(
        UPDATE,
        subject=guide,
        label=f"更新《{guide.title}》：{changed}",
        body=body,
        unit=guide.unit,
        base_on=timezone.localdate(),
        url=f"/admin/pages/{guide.pk}/edit/",
        confirmed=True,
    )
