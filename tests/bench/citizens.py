"""The load that ``bench_submissions`` drives: citizens who open the form of a consultation and hand in an opinion.

Run by locust. Each opinion comes from an address of its own, as the proxy would name it; one in ten is sent twice at
once, as by a double click. What the receipts said is written to RECEIPTS when the load ends.
"""

import itertools
import json
import os
import random
import re
import sys
from pathlib import Path

from gevent import joinall, spawn
from locust import FastHttpUser, constant_throughput, events, task

FORM = os.environ["FORM"]
PER_CITIZEN = float(os.environ["PER_CITIZEN"])
DOUBLE_CLICKS = 0.1
AGAIN = "再次提交"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
NUMBER = re.compile(r"<dt>来件编号</dt>\s*<dd>\s*(\S+)\s*</dd>")
WORDS = "建议周末夜间公交延长到零点，末班车与高铁到站时间衔接。"

receipts: list[dict[str, object]] = []
opinions = itertools.count()


class Citizen(FastHttpUser):
    """Somebody with an opinion every so often."""

    wait_time = constant_throughput(PER_CITIZEN)

    @task
    def hand_in(self) -> None:
        """Open, fill in, send; keep what the receipt says."""
        headers = {
            "X-Real-IP": ".".join(map(str, (10, *random.randbytes(3)))),
            "X-Forwarded-Proto": "https",
        }
        with self.client.get(FORM, headers=headers, name="表单", catch_response=True) as answer:
            found = TOKEN.search(answer.text or "")
            if not found:
                answer.failure("没有表单")
                return
        opinion = {
            "token": found[1],
            "clause": "",
            "text": f"{WORDS}（第{next(opinions)}件）",
            "identity": "person",
            "consent": "on",
        }
        times = 2 if random.random() < DOUBLE_CLICKS else 1
        clicks = [spawn(self.send, opinion, headers, AGAIN if turn else "提交") for turn in range(times)]
        joinall(clicks)
        receipts.append({"clicks": times, "numbers": [click.value for click in clicks if click.value]})

    def send(self, opinion: dict[str, str], headers: dict[str, str], name: str) -> str:
        """The number on the receipt; empty when there is none."""
        with self.client.post(FORM, data=opinion, headers=headers, name=name, catch_response=True) as answer:
            found = NUMBER.search(answer.text or "")
            if not found:
                answer.failure(f"没有回执：{answer.status_code} {answer.error or ''}")
                return ""
            return found[1]


@events.quitting.add_listener
def write_down(environment, **_) -> None:
    """What everybody was told; what went wrong is printed."""
    Path(os.environ["RECEIPTS"]).write_text(json.dumps(receipts))
    for failed in environment.stats.errors.values():
        print(failed.occurrences, failed.name, failed.error, file=sys.stderr)
