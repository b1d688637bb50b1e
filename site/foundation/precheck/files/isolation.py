"""Opening files in a process of their own: a crash, a loop or a bomb in one costs that file, not the site.

The worker gets no environment of ours, so no secret is within its reach.
"""

import json
import subprocess
import sys
from pathlib import Path

from ..rules.finding import Kind, Severity
from .content import REFUSED, FileContent, FileText, Notice, Unreadable
from .limits import MAX_FILE_BYTES, MB, SECONDS

_SOURCE_ROOT = Path(__file__).resolve().parents[3]


def read_isolated(data: bytes, name: str) -> FileContent:
    """Texts and notices of an attachment. Raises Unreadable."""
    told = json.loads(_ask("read", data, name))
    return FileContent(
        texts=[FileText(*values) for values in told["texts"]],
        notices=[Notice(Kind(kind), Severity(severity), *rest) for kind, severity, *rest in told["notices"]],
    )


def clean_copy(data: bytes, name: str) -> bytes:
    """The file without properties, comments, tracked changes and EXIF. Raises Unreadable."""
    return _ask("clean", data, name)


def _ask(task: str, data: bytes, name: str) -> bytes:
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(f"文件超过{MAX_FILE_BYTES // MB}MB，请拆分后重新上传")
    command = [sys.executable, "-m", "foundation.precheck.files.worker", task, name.replace("\x00", "")]
    environment = {"PYTHONPATH": str(_SOURCE_ROOT), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the name is data, never a command)
            command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"文件过于复杂，{SECONDS}秒内未能读完，请拆分或另存后重新上传") from None
    if done.returncode == REFUSED:
        raise Unreadable(done.stderr.decode("utf-8", "replace"))
    if done.returncode:
        raise Unreadable("文件无法解析，可能已损坏，请重新生成后再上传")
    return done.stdout
