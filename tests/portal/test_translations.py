"""The admin speaks Chinese: no gap after an upgrade, no broken placeholder, no stale catalogue.

How to close a gap is described in site/portal/locale/README.md.
"""

import re
import string
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override
from django.views.i18n import JSONCatalog

DOMAINS = ("django", "djangojs")
LOCALE = "zh_Hans"
OVERLAY = Path(settings.LOCALE_PATHS[0]) / LOCALE / "LC_MESSAGES"

EXEMPT_APPS = {
    "wagtail.contrib.styleguide": "shown to developers of Wagtail only",
    "rest_framework": "speaks to programs, not to editors",
}

Message = tuple[str | None, str]  # context, text in English


def is_translated(entry: polib.POEntry) -> bool:
    text = entry.msgstr_plural.get(0) if entry.msgid_plural else entry.msgstr
    return bool(text) and not entry.fuzzy and not entry.obsolete


def messages(path: Path, *, translated: bool) -> set[Message]:
    if not path.exists():
        return set()
    return {
        (entry.msgctxt, entry.msgid)
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (is_translated(entry) or not translated)
    }


def locale_directories() -> Iterator[Path]:
    """The `locale` folder of every installed app but Django's own, whose Chinese is complete."""
    for config in apps.get_app_configs():
        directory = Path(config.path) / "locale"
        of_django = config.name.startswith("django.")
        if directory.is_dir() and not of_django and config.name not in EXEMPT_APPS:
            yield directory


def template_messages(directory: Path, domain: str) -> set[Message]:
    """What an app can say: its English catalogue, or, where it ships none, all its languages together."""
    template = directory / "en" / "LC_MESSAGES" / f"{domain}.po"
    sources = [template] if template.exists() else directory.glob(f"*/LC_MESSAGES/{domain}.po")
    return set().union(*(messages(source, translated=False) for source in sources))


def spoken_in_chinese(domain: str) -> set[Message]:
    """All that reaches the screen in Chinese: Django merges the catalogues of all apps and the overlay."""
    roots = [Path(config.path) / "locale" for config in apps.get_app_configs()]
    roots += [Path(django.__file__).parent / "conf" / "locale", OVERLAY.parents[1]]
    catalogues = [root / LOCALE / "LC_MESSAGES" / f"{domain}.po" for root in roots]
    return set().union(*(messages(path, translated=True) for path in catalogues))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_of_the_installed_apps_has_a_chinese_translation(domain):
    wanted = {
        message: directory.parent.name
        for directory in locale_directories()
        for message in template_messages(directory, domain)
    }
    assert len(wanted) > 50, "no catalogues found: has an app changed the place of its locale folder?"

    spoken = spoken_in_chinese(domain)
    missing = {message: app for message, app in wanted.items() if message not in spoken}

    listing = "\n".join(f"  {app}: {msgid!r}" for (_, msgid), app in sorted(missing.items(), key=str))
    assert not missing, f"{len(missing)} texts would appear in English, add them to {domain}.po:\n{listing}"


def placeholders(text: str) -> list[str]:
    """Everything that must come through a translation unchanged: %(name)s, %s, {name} and HTML tags."""
    percent = re.findall(r"%(?:\(\w+\))?[sd]", text)
    braces = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return sorted(percent + braces + re.findall(r"</?\w[^>]*>", text))


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_markup_survive_translation(domain):
    broken = []
    for entry in polib.pofile(str(OVERLAY / f"{domain}.po")):
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        # Chinese has one form for one and for many, so either English form may be its model.
        allowed = [placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid)]
        broken += [entry.msgid for text in texts if placeholders(text) not in allowed]
    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_overlay_is_complete_and_free_of_english_copies(domain):
    catalogue = polib.pofile(str(OVERLAY / f"{domain}.po"))
    assert [entry.msgid for entry in catalogue if not is_translated(entry)] == []
    assert [entry.msgid for entry in catalogue if entry.msgstr == entry.msgid] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_is_up_to_date(domain):
    def content(catalogue):
        return {
            (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
            for entry in catalogue
            if not entry.obsolete
        }

    source = polib.pofile(str(OVERLAY / f"{domain}.po"))
    compiled = polib.mofile(str(OVERLAY / f"{domain}.mo"))
    assert content(compiled) == content(source), "compile the .po files again (see locale/README.md)"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Locked by another user", "已由其他用户锁定"),
        ("Schedule to publish", "定时发布"),
        ("live + draft", "已发布（另有草稿）"),
        ("Request changes", "退回修改"),
        ("Inspect", "查看"),
        ("Workflow", "审批流程"),
    ],
)
def test_the_overlay_wins_over_the_apps_own_catalogues(english, chinese):
    with override("zh-hans"):
        assert gettext(english) == chinese


@pytest.mark.parametrize("number", [1, 2])
def test_plural_texts_are_chinese(number):
    with override("zh-hans"):
        text = ngettext("%(num_pages)d page", "%(num_pages)d pages", number)
    assert text % {"num_pages": number} == f"{number}个页面"


def test_the_admin_script_is_given_the_overlay():
    with override("zh-hans"):
        response = JSONCatalog.as_view(packages=["wagtail.admin"])(RequestFactory().get("/"))
    texts = response.content.decode("unicode_escape")
    assert "修改已自动保存。" in texts
    assert "工作台" in texts
