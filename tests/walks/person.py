"""A person before a browser: signs in under their own name, opens pages, presses what is written on buttons.

Every page that a person comes to is looked at as a whole: nothing to scroll sideways, on a phone nothing too small to
touch, nothing that broke.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.cast_names import PASSWORD
from tests.walks.pictures import Pictures

TOUCH = 44  # CSS pixels (L5)
# Everything one presses that is neither a word in running text nor a button that fills its whole line (.plain).
CONTROLS = """.button, button:not(.link, .plain, .visually-hidden), select, .chip, .phone-tabs a,
    .acts a:not(.clause), label.choice, label.check, .composer-tabs label"""
SMALL = """([controls, touch]) => [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.offsetHeight && one.offsetHeight < touch)
    .map((one) => `${one.offsetHeight}px: ${one.textContent.trim() || one.outerHTML}`)"""


@dataclass(frozen=True, slots=True)
class Person:
    """One browser of one person."""

    page: Page
    screen: str
    pictures: Pictures

    @property
    def phone(self) -> bool:
        return self.screen == "phone"

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """By the page that everybody signs in on."""
        self.page.goto("/sign-in/")
        self.enter(login, password)

    def enter(self, login: str, password: str = PASSWORD) -> None:
        """The sign-in page is open."""
        self.page.get_by_label("Логин").fill(login)
        self.page.get_by_label("Пароль").fill(password)
        self.press("Войти")
        expect(self.page.get_by_label("Пароль")).to_have_count(0)

    def open(self, path: str, status: int = 200) -> None:
        """The page at this address."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        self.look()

    def press(self, name: str, within: Locator | None = None) -> None:
        """The visible button or link with these words; then whatever page that leads to."""
        self.control(name, within).click()
        self.page.wait_for_load_state()
        self.look()

    def control(self, name: str, within: Locator | None = None) -> Locator:
        """The visible button or link with these words: two may say the same, one for the desktop and one for the phone."""
        place = within or self.page
        either = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        return either.filter(visible=True).first

    def look(self) -> None:
        """The page as a whole."""
        wide, seen = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= seen, f"{self.page.url} scrolls sideways: {wide} > {seen}"
        if self.phone:
            small = self.page.evaluate(SMALL, [CONTROLS, TOUCH])
            assert small == [], f"{self.page.url}: too small to touch: {small}"

    def reads(self, *words: str) -> None:
        """The page says all of this."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    def does_not_read(self, *words: str) -> None:
        """The page has none of this, not even hidden."""
        content = self.page.content()
        for each in words:
            assert each not in content, f"{self.page.url} tells: {each}"

    def take_picture(self, name: str) -> None:
        """For docs/screens, when asked for."""
        self.pictures.take(self.page, name)


SignIn = Callable[..., Person]
