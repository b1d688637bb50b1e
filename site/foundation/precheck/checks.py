"""Running every check over a page. One query for the list of expressions, one for decisions about findings."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .files.content import FileContent, Unreadable
from .files.isolation import read_isolated
from .models import FindingDecision
from .outside import broken_links
from .registry import FilePart, TextPart, files_of, findings_of, registered_kinds, texts_of
from .rules.finding import Finding, Kind, Severity
from .rules.notes import PrintedNote, printed_note
from .rules.plain import after, before, plain
from .rules.scan import scan_text
from .selectors import LoadedWordings, decisions_on, load_wordings

# Characters of the same paragraph on either side that tell one occurrence of a number or word from another.
_NEIGHBOURHOOD = 8
# A file never changes under its digest; a day keeps the findings over one round of approvals.
_KEPT_SECONDS = 24 * 3600

_TEXT_KINDS = frozenset(
    {
        Kind.IDENTITY, Kind.BANK_CARD, Kind.MOBILE, Kind.ADDRESS, Kind.PLATE, Kind.SECRET, Kind.WORDING, Kind.LAW,
        Kind.DATE,
    }
)  # fmt: skip
_FILE_KINDS = frozenset({Kind.UNREADABLE, Kind.TRACES, Kind.HIDDEN, Kind.METADATA, Kind.LOCATION})


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check: what must be fixed, what is to be confirmed, what was set aside, what is fine."""

    must_fix: tuple[Finding, ...]
    confirm: tuple[Finding, ...]
    dismissed: tuple[tuple[Finding, FindingDecision], ...]
    fine: tuple[str, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """What nobody has dealt with yet."""
        return self.must_fix + self.confirm


def run_checks(page: Any) -> Report:
    """Check the page as it is in memory, saved or not."""
    files = list(files_of(page))
    findings = _numbered(_all_findings(page, files))
    decisions = decisions_on(page.pk) if findings else {}
    waiting = [finding for finding in findings if finding.fingerprint not in decisions]
    looked_for = _TEXT_KINDS | (_FILE_KINDS if files else frozenset()) | registered_kinds()
    found = {finding.kind for finding in findings}
    return Report(
        must_fix=tuple(finding for finding in waiting if finding.severity == Severity.MUST_FIX),
        confirm=tuple(finding for finding in waiting if finding.severity != Severity.MUST_FIX),
        dismissed=tuple(
            (finding, decisions[finding.fingerprint])
            for finding in findings
            if finding.fingerprint in decisions
        ),
        fine=tuple(kind.label for kind in Kind if kind in looked_for and kind not in found),
    )


def _all_findings(page: Any, files: list[FilePart]) -> Iterator[Finding]:
    wordings = load_wordings()
    for part in texts_of(page):
        yield from _scan_part(part, part.field, wordings)
    for file in files:
        for finding in _file_findings(file, wordings):
            place = "：".join(filter(None, [file.label, finding.place]))
            yield finding.located(field=file.field, place=place, file=file.key)
    for finding in chain(findings_of(page), broken_links(page)):
        yield finding.located(fingerprint=_fingerprint(finding, finding.field, finding.message))


def _scan_part(part: TextPart, source: str, wordings: LoadedWordings) -> Iterator[Finding]:
    """Findings in one text. `source` is what their fingerprints hang on besides the words themselves."""
    text = None
    for finding in scan_text(part.text, wordings.wordings, timezone.localdate()):
        text = plain(part.text) if text is None else text
        around = [
            text[finding.start : finding.end],
            before(text, finding.start, _NEIGHBOURHOOD),
            after(text, finding.end, _NEIGHBOURHOOD),
        ]
        yield finding.located(
            field=part.field,
            place=_place(part, finding.start),
            fingerprint=_fingerprint(finding, source, *around),
        )


def _place(part: TextPart, start: int) -> str:
    if not part.unit:
        return part.label
    line = part.text.count("\n", 0, start) + 1
    return f"{part.label}第{line}{part.unit}"


def _fingerprint(finding: Finding, *told: str) -> str:
    """Keyed, because an identity number has too few digits to hide behind a plain hash."""
    said = "\x1f".join([finding.kind, *told])
    return salted_hmac("precheck.finding", said, algorithm="sha256").hexdigest()[:40]


def _numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Twice the same words in the same surroundings are two findings."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        nth = seen[finding.fingerprint]
        numbered.append(finding if nth == 1 else finding.located(fingerprint=f"{finding.fingerprint}-{nth}"))
    return numbered


def _file_findings(file: FilePart, wordings: LoadedWordings) -> list[Finding]:
    """Findings in a file, with places inside it. Kept by digest: every level of approval asks again."""
    suffix = file.name.rpartition(".")[2].lower()
    key = f"precheck:2:{file.digest}:{suffix}:{wordings.version}"
    kept = cache.get(key)
    if kept is None:
        kept = list(_read_and_scan(file, wordings))
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _read_and_scan(file: FilePart, wordings: LoadedWordings) -> Iterator[Finding]:
    try:
        content = read_isolated(file.read(), file.name)
    except OSError:
        yield _unreadable("文件已丢失，请重新上传", file)
        return
    except Unreadable as problem:
        yield _unreadable(str(problem), file)
        return
    _keep_note(file, content)
    yield from _notices(content)
    for text in content.texts:
        part = TextPart(file.field, text.label, text.text, text.unit)
        yield from _scan_part(part, "file", wordings)


def note_in(file: FilePart) -> PrintedNote | None:
    """The printed note (附注, R-046) of a file, None without one. Known since the file was last scanned."""
    kept = cache.get(_note_key(file))
    if kept is None:
        try:
            kept = _keep_note(file, read_isolated(file.read(), file.name))
        except (OSError, Unreadable):
            return None
    return PrintedNote(kept) if kept else None


def _keep_note(file: FilePart, content: FileContent) -> str:
    note = printed_note("\n".join(text.text for text in content.texts)) or ""
    cache.set(_note_key(file), note, _KEPT_SECONDS)
    return note


def _note_key(file: FilePart) -> str:
    return f"precheck:note:{file.digest}"


def _unreadable(reason: str, file: FilePart) -> Finding:
    finding = Finding(Kind.UNREADABLE, Severity.MUST_FIX, "附件无法读取", f"{reason}。")
    return finding.located(fingerprint=_fingerprint(finding, "file", file.digest))


def _notices(content: FileContent) -> Iterator[Finding]:
    for notice in content.notices:
        finding = Finding(
            notice.kind,
            notice.severity,
            notice.message,
            notice.suggestion,
            place=notice.place,
            excerpt=notice.excerpt,
        )
        yield finding.located(
            fingerprint=_fingerprint(finding, "file", notice.place, notice.message, notice.excerpt)
        )
