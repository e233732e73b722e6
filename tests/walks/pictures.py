"""Pictures of pages for README and the help pages: docs/screens/README.md says when they are rewritten."""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.walks.small_png import small

SCREENS = Path(__file__).resolve().parents[2] / "docs" / "screens"
WANTED = "KABINET_SCREENS"


@dataclass(frozen=True, slots=True)
class Pictures:
    """`take(page, "queue")` keeps docs/screens/queue.png, of a phone docs/screens/queue-phone.png."""

    screen: str

    def take(self, page: Page, name: str) -> None:
        """Nothing at all unless KABINET_SCREENS=yes: a usual run of the tests never changes the work tree."""
        if os.environ.get(WANTED) != "yes":
            return
        SCREENS.mkdir(parents=True, exist_ok=True)
        suffix = "" if self.screen == "desktop" else f"-{self.screen}"
        picture = page.screenshot(scale="css", animations="disabled")
        (SCREENS / f"{name}{suffix}.png").write_bytes(small(picture))
