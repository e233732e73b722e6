"""What carries a message, by the name that stands with its device: browsers, and the messengers that the operator named."""

import json

from django.conf import settings

from kabinet.actions.alerts import devices
from kabinet.network import web_push
from kabinet.network.channel import Channel, Message, Refused


class Browsers:
    """Web Push, to services that the operator named."""

    def hand_over(self, to: str, message: Message) -> None:
        """The operator may have taken a service out since the device was added."""
        place, words = devices.subscription_in(to), message.words
        if not settings.PUSH.allow(place.endpoint):
            raise Refused("a service that is not used here any more")
        said = {
            "title": words.title,
            "body": words.body,
            "url": words.path,
            "tag": words.tag,
            "lang": words.language,
        }
        web_push.send(
            place,
            json.dumps(said, ensure_ascii=False).encode(),
            own=devices.own_key(),
            sender=settings.PUBLIC_URL,
            at=message.at,
            inside=settings.PUSH.inside(place.endpoint),
            seconds=message.seconds,
            urgent=message.urgent,
            topic=words.tag,
        )


def channel_of(name: str) -> Channel:
    """Raises Refused for one that the operator took out since."""
    if name == devices.BROWSER:
        return Browsers()
    if name not in settings.MESSENGERS:
        raise Refused("a messenger that is not used here any more")
    return settings.MESSENGERS[name]
