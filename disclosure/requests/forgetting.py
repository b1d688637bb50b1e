"""Personal data outside the application's own row, when their time is over (《个人信息保护法》第十九条)."""

from foundation.submissions.findings import masked

from .models import Case, ReasonRequest


def forget_rest(case: Case) -> None:
    """Numbers and names in what the applicant wrote are masked; contacts of who was asked are removed."""
    for item in case.items.all():
        item.text = masked(item.text)
        item.save(update_fields=["text"])
    for supplement in case.supplements.all():
        supplement.reply = masked(supplement.reply)
        supplement.save(update_fields=["reply"])
    case.consultations.update(contact="")
    ReasonRequest.objects.filter(case=case).update(reply="")
    Case.objects.filter(pk=case.pk).update(subject=masked(case.subject)[:200])
