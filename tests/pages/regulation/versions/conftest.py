"""Who prepares and publishes versions."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.pages.regulation.versions.versions_scene import Reader


@pytest.fixture
def administrator(cast: "Cast") -> "Reader":
    """The vendor's, in a browser of their own."""
    from tests.pages.regulation.versions.versions_scene import Reader  # Django must be ready before models

    return Reader(cast, "shulgin")
