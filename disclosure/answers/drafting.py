"""The answer is drafted from the decisions, changed, and submitted for signing."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from disclosure.requests import services, steps
from disclosure.requests.enums import AnswerKind, State
from disclosure.requests.models import Case, CaseItem
from foundation.organisations.models import Unit, User
from foundation.precheck.files.content import Unreadable
from foundation.precheck.files.isolation import clean_copy
from foundation.redactions.models import Redaction
from foundation.rules.parameters import is_on
from foundation.signoff.file_rules import content_problem, name_problem
from foundation.signoff.submissions import hold, is_under_review

from .appeals import offices_of, paragraphs
from .letters import LEGACY, MIXED, key_for
from .models import TEXTS, AnswerFile, AnswerPage
from .outcomes import OUTCOMES
from .wording import Decided, texts_of

FOLDER_SLUG = "foi-answers"
COLLECTION = "依申请公开答复（内部）"
NO_OFFICES = "本机构还没有设置行政复议机关和人民法院。请先在“救济途径”中设置，答复书须写明救济途径。"
WORDS = tuple(name for name in TEXTS if name != "remedies")


def answers_folder() -> Page:
    """Where answers stand: beside the sites, below none of them, so that no address leads there. Made when missing."""
    root = Page.get_first_root_node()
    hold(root.pk)
    folder = Page.objects.filter(depth=2, slug=FOLDER_SLUG).first()
    if folder is None:
        folder = Page(title="依申请公开答复（内部，不公开）", slug=FOLDER_SLUG, live=False)
        Page.get_first_root_node().add_child(instance=folder)
    return folder


def answers_collection() -> Collection:
    """Where the files of answers lie."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)


def decided_items(case: Case) -> list[Decided]:
    """The items with their outcomes. Raises ValidationError while one is undecided."""
    items = list(case.items.all())
    if waiting := [item for item in items if not item.kind or "outcome" not in item.details]:
        raise ValidationError(
            f"第{'、'.join(str(item.order) for item in waiting)}项还没有认定，请先逐项认定。"
        )
    return [_decided(item) for item in items]


def _decided(item: CaseItem) -> Decided:
    return Decided(
        item.order, item.text, item.details["outcome"], item.facts, item.reasons, item.basis, item.details
    )


def mark_of(items: Sequence[Decided], remedies: str) -> str:
    """Fingerprint of the decisions and of the remedies made from them, which nobody words otherwise."""
    said: list[object] = [remedies]
    said += [
        [one.order, one.text, one.outcome, one.facts, one.reasons, one.basis, sorted(one.details.items())]
        for one in items
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()


def recipient(case: Case) -> str:
    """How the letter addresses the applicant."""
    return "您" if case.is_by_person else "你单位"


def remedies_text(case: Case, items: Sequence[Decided]) -> str:
    """The remedies of this answer. Raises ValidationError while the body has not set its offices."""
    offices = offices_of(case.body)
    if offices is None:
        raise ValidationError(NO_OFFICES)
    decided = [(one.order, OUTCOMES[one.outcome].remedies) for one in items]
    return "\n".join(paragraphs(case.body, offices, decided, recipient(case)))


def draft_of(case: Case) -> AnswerPage | None:
    """The answer that is being written or signed; none before the first and after a signed one."""
    page = AnswerPage.objects.filter(case=case).order_by("-pk").first()
    return None if page is None or page.signed.exists() else page


def letters_offered(case: Case) -> list[str]:
    """Letters that this answer may be written as: that of its kind, the common one, the old forms where allowed."""
    kinds = {AnswerKind(item.kind) for item in case.items.all() if item.kind}
    fitting = [key_for(kinds)] if kinds else [MIXED]
    more = list(LEGACY) if is_on("foi.legacy_stop", case.body_id) else []
    return list(dict.fromkeys([*fitting, MIXED, *more]))


@transaction.atomic
def write_draft(case: Case, *, by: User) -> AnswerPage:
    """Write the answer from the decisions; over the draft that is there. Raises PermissionDenied, ValidationError."""
    page = draft_of(case)
    if page:
        hold(page.pk)
    case = _working(case, by)
    items = decided_items(case)
    remedies = remedies_text(case, items)
    if page is None:
        page = AnswerPage(
            case=case, title=f"{case.number} 答复", slug=f"answer-{case.pk}-{case.answers.count() + 1}"
        )
        page.owner = by
    offered = letters_offered(case)
    if page.letter_key not in offered:
        page.letter_key = offered[0]
    page.body, page.unit = case.body, _unit_of(case)
    page.asked = "\n".join(f"{one.order}. {one.text}" if len(items) > 1 else one.text for one in items)
    for name, text in texts_of(items, recipient(case)).items():
        setattr(page, name, text)
    page.remedies, page.items_mark = remedies, mark_of(items, remedies)
    days = [one.details["supply_on"] for one in items if one.outcome == "granted_later"]
    page.supply_on = max(days) if days else None
    return _saved(page, by)


@transaction.atomic
def change_draft(
    page: AnswerPage, *, by: User, letter_key: str, texts: Mapping[str, str], removed: Sequence[int] = ()
) -> AnswerPage:
    """Change the wording; what the law fixes (the remedies) stays. Raises PermissionDenied, ValidationError."""
    hold(page.pk)
    case = _working(page.case, by)
    page = _newest(page)
    if letter_key not in letters_offered(case):
        raise ValidationError({"letter_key": "请选择列出的文书。"})
    page.letter_key = letter_key
    for name in WORDS:
        setattr(page, name, texts.get(name, "").replace("\r\n", "\n").strip())
    page.attachments = [one for one in page.attachments.all() if one.document_id not in removed]
    return _saved(page, by)


def add_file(
    page: AnswerPage, *, by: User, upload: Any, title: str = "", item: CaseItem | None = None
) -> AnswerPage:
    """Add a file, rid of its properties. Raises PermissionDenied, ValidationError."""
    name, data = upload.name or "", upload.read()
    upload.seek(0)
    if problem := name_problem(name) or content_problem(name, upload):
        raise ValidationError({"upload": problem})
    try:
        cleaned = clean_copy(data, name)
    except Unreadable as problem_found:
        raise ValidationError({"upload": f"{problem_found}。"}) from None
    with transaction.atomic():
        hold(page.pk)
        _working(page.case, by)
        document = get_document_model().objects.create(
            title=title.strip() or name, file=ContentFile(cleaned, name=name), collection=answers_collection()
        )
        return _with_file(page, document, title, item, by)


@transaction.atomic
def add_redacted(
    page: AnswerPage, *, by: User, redaction: Redaction, item: CaseItem | None = None
) -> AnswerPage:
    """Add a redacted copy that a second person has checked; the gate looks again. Raises as ``change_draft``."""
    hold(page.pk)
    case = _working(page.case, by)
    if redaction.body_id != case.body_id:
        raise ValidationError("请选择本机构登记的遮盖件。")
    return _with_file(page, redaction.copy, redaction.copy.title, item, by)


@transaction.atomic
def submit(page: AnswerPage, *, by: User) -> None:
    """Send the answer through its chain. Raises PermissionDenied, ValidationError with every reason."""
    hold(page.pk)
    page = AnswerPage.objects.get(pk=page.pk)
    workflow = page.get_workflow()
    if workflow is None:
        raise ValidationError("没有适用于申请答复书的审签流程。请平台运维先设置审签流程。")
    services.submit_answer(page.case, by=by)
    state = page.current_workflow_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        workflow.start(page, by)


@transaction.atomic
def take_back(page: AnswerPage, *, by: User) -> None:
    """Take the answer back from signing. Raises PermissionDenied, ValidationError."""
    steps.check_handles(page.case, by)
    state = AnswerPage.objects.get(pk=page.pk).current_workflow_state
    if state is None or not is_under_review(page.pk):
        raise ValidationError("答复书没有在审签，不需要撤回。")
    state.cancel(user=by)


def _working(case: Case, by: User) -> Case:
    case = steps.locked(case)
    steps.check_handles(case, by)
    if State(case.state) not in (State.REGISTERED, State.HANDLING):
        raise ValidationError(f"本申请目前为“{case.get_state_display()}”，不能拟写答复。")
    return case


def _unit_of(case: Case) -> Unit | None:
    """The unit that handles it; before it is given to one, the disclosure office itself."""
    return case.unit or Unit.objects.filter(body=case.body_id, is_disclosure_office=True).first()


def _newest(page: AnswerPage) -> AnswerPage:
    """The draft as it was last saved."""
    return AnswerPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def _with_file(page: AnswerPage, document: Any, title: str, item: CaseItem | None, by: User) -> AnswerPage:
    page = _newest(page)
    there = list(page.attachments.all())
    if any(one.document_id == document.pk for one in there):
        raise ValidationError("该文件已经在答复中。")
    page.attachments = [*there, AnswerFile(document=document, title=title.strip()[:200], item=item)]
    return _saved(page, by)


def _saved(page: AnswerPage, by: User) -> AnswerPage:
    if page.pk is None:
        answers_folder().add_child(instance=page)
    page.save_revision(user=by)
    return AnswerPage.objects.get(pk=page.pk).get_latest_revision_as_object()
