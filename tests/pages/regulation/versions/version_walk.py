"""Life under one version of the regulation, through the pages alone: registered, passed on, returned, completed, refused."""

from typing import Any

from django.test import Client

from tests.cast import Cast
from tests.pages.filling import filled
from tests.pages.registration.walk import ANSWERS, PROMISED, forget

LANGUAGES = ("ru", "en")
STEPS = 6  # answers lead to further questions


class Life:
    """`number` is the version's, `answers` lead to its levels; every page is looked at in both languages."""

    answers = ANSWERS

    def __init__(self, cast: Cast, number: str) -> None:
        self.cast, self.number = cast, number
        self.clients: dict[str, Client] = {}

    def client(self, login: str) -> Client:
        if login not in self.clients:
            self.clients[login] = Client()
            self.cast.sign_in(self.clients[login], login)
        return self.clients[login]

    def see(self, login: str, address: str) -> str:
        """The page in Russian, after it answered in English too."""
        found = ""
        for language in reversed(LANGUAGES):
            self.client(login).cookies["django_language"] = language
            forget()
            answer = self.client(login).get(address)
            assert answer.status_code == 200, (address, language, answer.status_code)
            found = answer.content.decode()
        return found

    def send(self, login: str, address: str, data: dict[str, Any], *statuses: int) -> Any:
        """An act or a fragment."""
        forget()
        answer = self.client(login).post(address, data)
        body = answer.content.decode()
        assert answer.status_code in (statuses or (303,)), (address, answer.status_code, _errors(body))
        return answer

    def register(self, level: int) -> str:
        """The ticket's address: every question that is asked is answered, every field filled in."""
        self.see("saveliev", "/new/")
        system = str(self.cast.system["erp"])
        given = {"system": system, **self.answers[level], **(PROMISED if level == 1 else {})}
        address, body = "/new/", {"step": "next", **given}
        for _ in range(STEPS):
            answer = self.send("saveliev", address, body, 303, 422)
            if answer.status_code == 303:
                break
            asked = filled(answer.content.decode(), "registration", tick=level == 1)
            body = {**asked, **given, "step": "next"}
        assert answer.status_code == 303, _errors(answer.content.decode())
        draft = answer["Location"]
        self.see("saveliev", f"{draft}level/")
        page = self.see("saveliev", draft)
        self.send("saveliev", f"{draft}promise/", filled(page, "registration"), 200)
        self.send("saveliev", draft, {}, 422)
        page = self.see("saveliev", draft)
        return str(self.send("saveliev", draft, filled(page, "registration"))["Location"])

    def ticket(self, address: str, *logins: str) -> None:
        """The ticket's page, what it said at its registration, and its clocks."""
        for login in logins:
            for page in ("", "clocks/", "live/"):
                forget()
                self.see(login, f"{address}{page}")

    def pass_on(self, address: str) -> str:
        """The vendor ticket's address."""
        page = self.see("zhdanov", f"{address}pass-on/")
        sent = filled(page, "pass-on", level=None, level_reason="")
        sent = {
            name: value
            for name, value in sent.items()
            if value is not None and name not in ("message", "file")
        }
        self.send("zhdanov", f"{address}pass-on/preview/", sent, 200)
        self.send("zhdanov", f"{address}pass-on/draft/", sent)
        sent = filled(self.see("zhdanov", f"{address}pass-on/"), "pass-on", level_reason="")
        return str(
            self.send("zhdanov", f"{address}pass-on/send/", {**sent, "level": sent["level_was"]})["Location"]
        )

    def returned(self, address: str) -> None:
        """Returned for everything that the regulation names, one item given by itself, the rest at once."""
        page = self.see("titova", f"{address}return/")
        self.send("titova", f"{address}return/", filled(page, f"{address}return/", text="Мало"))
        self.ticket(address, "gordeeva", "titova")
        page = self.see("zhdanov", address)
        for item in sorted(set(_items(page, address))):
            self.see("zhdanov", f"{address}complete/{item}/")
        page = self.see("zhdanov", f"{address}complete/")
        self.send(
            "zhdanov", f"{address}complete/", filled(page, f"{address}complete/") | {"diagnostics": _file()}
        )

    def refused(self, address: str, login: str) -> None:
        """By the last reason that is offered."""
        page = self.see(login, f"{address}refuse/")
        self.send(login, f"{address}refuse/", filled(page, f"{address}refuse/"))

    def read(self) -> None:
        """The regulation itself, and what it changed."""
        for login in ("saveliev", "gordeeva", "titova", "shulgin"):
            for address in (
                "/rules/",
                f"/rules/version/{self.number}/",
                f"/rules/compare/?old=4.0&new={self.number}",
            ):
                self.see(login, address)


def _items(page: str, address: str) -> list[str]:
    found = page.split(f"{address}complete/")[1:]
    return [each.split('"')[0].strip("/") for each in found if each.split('"')[0].strip("/")]


def _file() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("дамп.zip", b"PK")


def _errors(body: str) -> str:
    """What the page says against it."""
    place = body.find('id="errors"')
    return body[place : place + 1500] if place >= 0 else body[:1500]
