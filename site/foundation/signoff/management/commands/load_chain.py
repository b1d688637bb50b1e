"""``load_chain <profile> [--body CODE]``: set up a jurisdiction's approval chain."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.organisations.models import Body
from foundation.signoff.chains.services import load_profile, profiles


class Command(BaseCommand):
    """Load one of the chains that come with the product; a chain that is there already is left alone."""

    help = "设置一个地区的审签流程"

    def add_arguments(self, parser: ArgumentParser) -> None:
        known = profiles()
        listed = ";".join(f"{code} {profile['name']}" for code, profile in known.items())
        parser.add_argument("profile", choices=list(known), help=listed)
        parser.add_argument("--body", help="只适用于该机构代码及其下级机构；不填适用于全部机构")

    def handle(self, *args: Any, **options: Any) -> None:
        body = None
        if code := options["body"]:
            body = Body.objects.filter(code=code).first()
            if body is None:
                raise CommandError(f"没有代码为“{code}”的机构。请在“机构”中查看机构代码。")
        chain = load_profile(options["profile"], body)
        self.stdout.write(f"已设置“{chain}”：{'、'.join(step.name for step in chain.edited_steps())}")
