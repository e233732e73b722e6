"""A provider at which people of the cast can sign in."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

ZMK = "7801000001"  # a taxpayer's number

if TYPE_CHECKING:
    from tests.pages.entrance.provider.fake import Fake
    from tests.pages.entrance.provider.fake_cas import CasServer


@pytest.fixture
def own(there: "Fake", cast: Any, settings: Any) -> "Fake":
    """The same, but of ZMK alone, which has the number of a taxpayer; there is no portal."""
    from django.db import transaction

    from kabinet.network.provider import Providers
    from kabinet.records.models import Organisation
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a test"):
        Organisation.objects.filter(pk=cast.client["zmk"]).update(inn=ZMK)
    settings.SIGN_IN_PROVIDERS = Providers(None, (there.of("zmk", ZMK, "zmk.example"),))
    return there


@pytest.fixture
def there(own_db: object, cast: object, stated_instant: object, settings: Any) -> Iterator["Fake"]:
    """Named in the settings of this test; nobody is asked inside a transaction, so the database is the test's own."""
    from kabinet.network.provider import Providers
    from tests.pages.entrance.provider.fake import fake

    with fake() as made:
        settings.SIGN_IN_PROVIDERS = Providers(made.provider)
        yield made


@pytest.fixture
def cas(own_db: object, cast: object, stated_instant: object, settings: Any) -> Iterator["CasServer"]:
    """A portal that speaks CAS."""
    from kabinet.network.provider import Providers
    from tests.pages.entrance.provider.fake_cas import cas_server

    with cas_server() as made:
        settings.SIGN_IN_PROVIDERS = Providers(made.provider())
        yield made


@pytest.fixture
def security_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Its lines."""
    caplog.set_level(logging.INFO, "kabinet.security")
    return caplog


@pytest.fixture
def saml(cast: object, stated_instant: object, settings: Any) -> None:
    """A portal that speaks SAML; our program asks it nothing, so one transaction round a test does no harm."""
    from kabinet.network.provider import Providers
    from tests.pages.entrance.provider.saml.fake_saml import provider

    settings.SIGN_IN_PROVIDERS = Providers(provider())
