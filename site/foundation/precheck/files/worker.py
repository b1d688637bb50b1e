"""The process that opens one hostile file: `python -m foundation.precheck.files.worker read|clean NAME`.

The file comes in on standard input. The answer goes out as JSON (read) or as bytes (clean). A file that
cannot be read ends with REFUSED and the reason on standard error.
"""

import dataclasses
import json
import resource
import sys

from .content import REFUSED, Unreadable
from .limits import CPU_SECONDS, MEMORY_BYTES
from .reading import clean_file, read_file


def _restrain() -> None:
    """Bounded memory and time, and no file of any size may be written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str, name: str) -> int:
    """Returns the exit status."""
    _restrain()
    data = sys.stdin.buffer.read()
    try:
        answer = clean_file(data, name) if task == "clean" else _as_json(data, name)
    except Unreadable as problem:
        sys.stderr.buffer.write(str(problem).encode())
        return REFUSED
    sys.stdout.buffer.write(answer)
    return 0


def _as_json(data: bytes, name: str) -> bytes:
    content = read_file(data, name)
    told = {
        "texts": [dataclasses.astuple(text) for text in content.texts],
        "notices": [dataclasses.astuple(notice) for notice in content.notices],
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
