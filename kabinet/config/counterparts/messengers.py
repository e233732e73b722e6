"""Reads which messengers carry notices, each a bot of this installation (docs/messengers.md)."""

import os
import re
from collections.abc import Mapping

from kabinet.config import environment
from kabinet.config.environment import Misconfigured
from kabinet.network.channel import Messenger

TOKEN, BOT, ADDRESS = "KABINET_TELEGRAM_TOKEN", "KABINET_TELEGRAM_BOT", "KABINET_TELEGRAM_ADDRESS"
SHAPE = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,100}")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")


def messengers(public: str) -> Mapping[str, Messenger]:
    """By the name that stands with each chat; none where no token is named. `public` is where links lead."""
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        return {}
    if not SHAPE.fullmatch(token):
        raise Misconfigured(f"{TOKEN} must be a bot's token as BotFather says it, digits:letters.")
    bot = environment.text(BOT).removeprefix("@")
    if not NAME.fullmatch(bot):
        raise Misconfigured(f"{BOT} must be the bot's name as it stands in t.me/name, not {bot!r}.")
    from kabinet.network.telegram import ORIGIN, Telegram  # dear, and asked for where there is one

    own = bool(os.environ.get(ADDRESS, "").strip())
    origin = environment.other_program(ADDRESS).rstrip("/") if own else ORIGIN
    return {"telegram": Telegram(token, bot, public, origin, inside=own)}
