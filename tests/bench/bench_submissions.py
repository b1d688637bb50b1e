"""Fifty opinions a second for a minute, handed in over the network to the site as it runs in production.

PostgreSQL, Redis, gunicorn with the shipped number of workers and the production settings; locust (a real load tool) is
the public. All of it shares this machine, so the figures are a lower bound.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from foundation.rules.services import set_parameter
from foundation.submissions.parameters import CHALLENGE_LOAD
from opinion.consultations.models import ConsultationPage, Opinion
from tests.offices import open_office
from tests.opinion.consultations.making import notice
from tests.production_env import PRODUCTION
from tests.varnish import free_port

from .bench_pages import scratch_database
from .rows import Row

PER_SECOND, SECONDS = 50, 60  # issue 6
CITIZENS = 100
# A little more is offered than has to be held.
OFFERED = PER_SECOND * 1.04
WORKERS = "4"  # as deploy/Dockerfile starts it
SLOWEST_95 = 1000  # milliseconds that nearly everybody waits at most; this project's own aim
ROOT = Path(__file__).parents[2]
MANAGE = str(ROOT / "site" / "manage.py")


def run() -> list[Row]:
    """Pace, waiting time, and whether every receipt stands for one opinion and every opinion for one receipt."""
    if connection.vendor != "postgresql" or "REDIS_URL" not in os.environ:
        raise SystemExit('eval "$(bash .ci/services start)"')
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        page = open_notice()
        with production_server(Path(folder)) as address:
            receipts, percentiles = load(address, page, Path(folder))
        return rows_of(page, receipts, percentiles)


def open_notice() -> ConsultationPage:
    """A notice open for opinions, on a site that puts no question however many come."""
    office = open_office()
    page = office.publish(notice(office))
    set_parameter(
        CHALLENGE_LOAD.key,
        CHALLENGE_LOAD.ceiling,
        effective_from=timezone.localdate(),
        reason="测量提交的速度",
        by=None,
    )
    return page


@contextmanager
def production_server(folder: Path) -> Iterator[str]:
    """The address of the site as production runs it, on this bench's database."""
    database = settings.DATABASES["default"]
    host = f"{database['HOST']}:{database['PORT']}"
    variables = PRODUCTION | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{database['NAME']}",
        "CACHE_URL": os.environ["REDIS_URL"],
        "ALLOWED_HOSTS": "127.0.0.1",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_ROOT": str(folder / "private"),
    }
    own = os.environ | variables
    subprocess.run([sys.executable, MANAGE, "collectstatic", "--noinput", "-v", "0"], env=own, check=True)
    address = f"127.0.0.1:{free_port()}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--pythonpath",
        "site",
        "--bind",
        address,
        "--workers",
        WORKERS,
    ]
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen([*command, "portal.wsgi"], env=own, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(f"http://{address}/healthz/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(30)
        print((folder / "server.log").read_text()[-2000:], file=sys.stderr)


def wait_for(address: str) -> None:
    """Until the site answers. Raises RuntimeError after a minute."""
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


def load(address: str, page: ConsultationPage, folder: Path) -> tuple[list[dict], dict[str, float]]:
    """Drive it. What the receipts said, and by kind of request how long 95 of 100 waited (milliseconds)."""
    told = folder / "receipts.json"
    variables = {
        "FORM": f"/zhengji/{page.pk}/yijian/",
        "PER_CITIZEN": str(OFFERED / CITIZENS),
        "RECEIPTS": str(told),
    }
    command = [sys.executable, "-m", "locust", "--headless", "--only-summary", "--json", "--skip-log-setup"]
    command += ["-f", str(Path(__file__).with_name("citizens.py")), "--host", address, "--stop-timeout", "30"]
    command += ["-u", str(CITIZENS), "-r", str(CITIZENS / 4), "-t", f"{SECONDS + 4}s"]
    done = subprocess.run(command, env=os.environ | variables, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout)
    return json.loads(told.read_text()), {one["name"]: percentile(one["response_times"]) for one in figures}


def percentile(times: dict[str, int], share: float = 0.95) -> float:
    """Of a histogram (milliseconds: requests), the time within which this share was answered."""
    ordered = sorted((float(taken), number) for taken, number in times.items())
    reached = list(itertools.accumulate(number for _, number in ordered))
    return next(
        taken for (taken, _), so_far in zip(ordered, reached, strict=True) if so_far >= share * reached[-1]
    )


def rows_of(page: ConsultationPage, receipts: list[dict], percentiles: dict[str, float]) -> list[Row]:
    """Compare what people were told with what is in the register."""
    kept = Opinion.objects.filter(consultation=page)
    numbers = set(kept.values_list("number", flat=True))
    shown = [number for one in receipts for number in one["numbers"]]
    span = kept.aggregate(first=Min("received_at"), last=Max("received_at"))
    seconds = (span["last"] - span["first"]).total_seconds()
    clicks = sum(one["clicks"] for one in receipts)
    return [
        Row(
            f"{len(numbers)}件、{seconds:.0f}秒：每件间隔（毫秒）",
            seconds * 1000 / len(numbers),
            1000 / PER_SECOND,
        ),
        Row("95%的提交在几毫秒内得到回执", percentiles["提交"], SLOWEST_95),
        Row(f"没有得到回执的提交（共{clicks}次）", clicks - len(shown), 0),
        Row("有回执而没有登记（丢失）", len(set(shown) - numbers), 0),
        Row("登记多于回执（重复）", len(numbers) - sum(1 for one in receipts if one["numbers"]), 0),
        Row("两次点击得到两个编号", sum(1 for one in receipts if len(set(one["numbers"])) > 1), 0),
    ]
