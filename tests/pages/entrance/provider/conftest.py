"""A provider at which people of the cast can sign in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pages.entrance.provider.fake import Fake


@pytest.fixture
def there(own_db: object, cast: object, stated_instant: object, settings: Any) -> Iterator["Fake"]:
    """Named in the settings of this test; nobody is asked inside a transaction, so the database is the test's own."""
    from tests.pages.entrance.provider.fake import fake

    with fake() as made:
        settings.SIGN_IN_PROVIDER = made.provider
        yield made
