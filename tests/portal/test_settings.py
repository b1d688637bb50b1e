"""The production settings start complete or not at all."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.catalogue.models import ColumnPage
from portal.checks import site_names_its_own_address
from portal.services import live_at
from tests.production_env import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]


def check_deploy(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` in a process that knows only these variables."""
    return subprocess.run(
        [sys.executable, "site/manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONIOENCODING": "utf-8",
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
    )


def test_a_complete_environment_starts_without_a_warning():
    result = check_deploy(PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_an_empty_environment_names_every_missing_variable_at_once():
    result = check_deploy({})
    assert result.returncode != 0
    assert "网站未启动" in result.stderr
    assert [name for name in PRODUCTION if name not in result.stderr] == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_one_missing_variable_is_enough_to_refuse_and_only_it_is_named(name):
    result = check_deploy({key: value for key, value in PRODUCTION.items() if key != name})
    assert result.returncode != 0
    last_line = result.stderr.strip().splitlines()[-1]
    assert re.findall(r"([A-Z_]+)\(", last_line) == [name]


def test_links_made_without_a_request_lead_to_where_the_site_is_served(office, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"
    (told,) = site_names_its_own_address(None, databases=["default"])
    assert "localhost" in told.msg and "www.example.gov.cn" in told.msg
    for address in ("http://www.example.gov.cn:8080", "https://www.example.gov.cn"):
        live_at(f"{address}/")
        column = ColumnPage.objects.get(pk=office.column.pk)
        assert column.full_url == f"{address}{column.url}"
        assert site_names_its_own_address(None, databases=["default"]) == []
