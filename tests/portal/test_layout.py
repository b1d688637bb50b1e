"""The shape of the source tree that the product's tools rely on."""

from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
OWN_APPS = sorted(
    Path(config.path).relative_to(ROOT).as_posix()
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path
)
SOURCE_ROOTS = ("site", "disclosure", "interpretation", "opinion", "tests")


def test_site_is_a_source_root_and_no_package():
    """With an __init__.py it would shadow Python's own `site`, and debuggers would lose the environment."""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("line", ["site", "site/", "/site", "/site/"])
def test_git_does_not_hide_the_source_root(line):
    """The stock Python .gitignore does."""
    assert line not in (ROOT / ".gitignore").read_text().split()


@pytest.mark.parametrize("folder", [*OWN_APPS, "site/foundation/rules"])
def test_every_app_says_what_it_is_for(folder):
    assert (ROOT / folder / "README.md").is_file()


@pytest.mark.parametrize("name", ["utils.py", "helpers.py"])
def test_no_drawer_for_everything(name):
    assert [path for root in SOURCE_ROOTS for path in (ROOT / root).rglob(name)] == []


def test_nothing_depends_on_a_path_outside_the_project():
    sources = [path for root in SOURCE_ROOTS for path in (ROOT / root).rglob("*.py")]
    parent = str(ROOT.parent / "shared")
    assert [path for path in sources if parent in path.read_text(encoding="utf-8")] == []
