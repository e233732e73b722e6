"""Boxes of two desks that letters come to (tests/letters_in.py)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from kabinet.network.mailboxes import MailIn

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.letters_in import Inbox


@pytest.fixture
def inbox(settings: Any, cast: "Cast") -> "Inbox":
    """A partner's box and the vendor's, and a server that is trusted."""
    from kabinet.records import models
    from kabinet.records.security.reach import as_system
    from tests.letters_in import INN, PARTNERS, TRUSTED, VENDORS, Inbox

    settings.MAIL_IN = MailIn((PARTNERS, VENDORS), None, TRUSTED)
    with transaction.atomic(), as_system("the partner's taxpayer number"):
        models.Organisation.objects.filter(pk=cast.partner["kontur"]).update(inn=INN)
    return Inbox(cast)
