"""Answered letters (动态公示栏) as machines see them: a section of the site map and a feed. They are no pages.

Only what the reviewers let out is told: number, topic, question and answer in their public words.
"""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from opinion.feedback.models import Letter

from .feeds import ENTRIES, Channel, EntryFeed

NAME = "公众留言"


class LetterSitemap(Sitemap):
    """Every public letter, the latest answer first."""

    def items(self) -> QuerySet[Letter]:
        return Letter.objects.public().select_related(None).only("number", "published_at")

    def location(self, item: Any) -> str:
        return address_of_letter(item)

    def lastmod(self, item: Any) -> dt.datetime:
        return item.published_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        newest = self.items().first()
        return newest.published_at if newest else None


class LetterFeed(EntryFeed):
    """The letters answered last."""

    def channel(self, home: Page) -> Channel:  # type: ignore[override]
        return Channel(NAME, reverse("letters"), home)

    def items(self, channel: Channel) -> list[Letter]:  # type: ignore[override]
        return list(Letter.objects.public()[:ENTRIES])

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, Any]:
        gone = Letter.objects.filter(taken_off_at__isnull=False).order_by("-taken_off_at")
        rows = gone.values_list("number", "taken_off_at")[:ENTRIES]
        return {"gone": [(self._guid_of(number), timezone.localtime(at)) for number, at in rows]}

    def item_title(self, letter: Letter) -> str:  # type: ignore[override]
        return letter.public_topic

    def item_description(self, letter: Letter) -> str:  # type: ignore[override]
        return f"留言：{letter.public_text}\n答复：{letter.public_reply}"

    def item_link(self, letter: Letter) -> str:  # type: ignore[override]
        return address_of_letter(letter)

    def item_guid(self, letter: Letter) -> str:  # type: ignore[override]
        return self._guid_of(letter.number)

    def item_author_name(self, letter: Letter) -> str:  # type: ignore[override]
        return letter.body.name

    def item_categories(self, letter: Letter) -> list[str]:  # type: ignore[override]
        return [letter.get_nature_display()]

    def item_pubdate(self, letter: Letter) -> dt.datetime | None:  # type: ignore[override]
        return timezone.localtime(letter.published_at) if letter.published_at else None

    item_updateddate = item_pubdate  # type: ignore[assignment]

    def _guid_of(self, number: str) -> str:
        return f"tag:{self.identity.domain or 'gongkai'},2026:letter-{number}"


def address_of_letter(letter: Letter) -> str:
    """Where readers find it."""
    return reverse("public_letter", args=[letter.number])
