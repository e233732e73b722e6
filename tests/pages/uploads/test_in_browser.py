"""A large file beside a message, as a person sends it: it comes in pieces, waits out a cut connection and a closed page, and
the message does not wait for it (U6c)."""

from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.desk import Desk, later
from tests.pages.sendings.network import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZE = 21 * 2**20


def throttle(page: Page, kilobytes: int) -> None:
    """So many a second leave the browser; none below zero means as many as there are."""
    session = page.context.new_cdp_session(page)
    speed = kilobytes * 1024 if kilobytes > 0 else -1
    how = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": speed}
    session.send("Network.emulateNetworkConditions", how)


def came() -> int:
    """Bytes of the only upload that the server has."""
    from kabinet.records.models import Upload
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a test looks"):
        return Upload.objects.get().came


def test_a_message_is_sent_while_its_file_comes_and_the_file_goes_on_in_another_session(
    live: Live, cast: Cast, visit: Visit, screen: str, tmp_path: Path
) -> None:
    number = Desk(cast).register(later(clock.now(), hours=-1)).number
    dump = tmp_path / "дамп.zip"
    dump.write_bytes(bytes(range(256)) * (SIZE // 256))
    address = f"/tickets/{number}/" if screen == "desktop" else f"/tickets/{number}/say/"
    page = signed_in(visit(), live, cast, "saveliev")
    page.goto(address)
    throttle(page, 6000)
    page.locator("#composer [name=files]").first.set_input_files(dump)
    line = page.locator(".uploads .upload")
    expect(line.locator("[data-said]")).to_contain_text("осталось")
    line.locator("[data-pause]").click()
    expect(line.locator("[data-said]")).to_contain_text("Пауза")
    line.locator("[data-on]").click()
    page.fill("#composer textarea", "Дамп следом")
    page.locator("#composer button[name=send]").filter(visible=True).click()
    expect(page.locator(".uploads")).to_contain_text("Отправлено. Файлы догружаются")
    assert [each.text for each in Desk(cast).messages(number)][-1] == "Дамп следом"
    clock.until(lambda: came() > 0)
    page.close(run_before_unload=False)

    again = signed_in(visit(), live, cast, "saveliev")
    again.goto(f"/tickets/{number}/")
    file = again.locator(".message .file").filter(has_text="дамп.zip")
    expect(file).to_contain_text("ещё загружается")
    before = came()
    assert 0 < before < SIZE
    file.locator("[data-goes-on] input").set_input_files(dump)
    again.context.set_offline(True)
    expect(again.locator(".uploads [data-said]")).to_contain_text("Нет связи")
    again.context.set_offline(False)
    clock.until(lambda: "file_came" in Desk(cast).kinds(number))
    again.goto(f"/tickets/{number}/")
    expect(again.locator(".message .file a", has_text="дамп.zip")).to_be_visible()


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_an_act_does_not_wait_for_its_file_either(
    live: Live, cast: Cast, visit: Visit, tmp_path: Path
) -> None:
    number = Desk(cast).register(later(clock.now(), hours=-1)).number
    proof = tmp_path / "снимок.zip"
    proof.write_bytes(bytes(SIZE))
    page = signed_in(visit(), live, cast, "gordeeva")
    page.goto(f"/tickets/{number}/refuse/?reason=licence_violation")
    throttle(page, 4000)
    page.locator("[name=evidence]").set_input_files(proof)
    expect(page.locator(".uploads [data-said]")).to_contain_text("осталось")
    page.get_by_role("button", name="Отказать").click()
    expect(page.locator(".uploads")).to_contain_text("Отправлено. Файлы догружаются")
    assert Desk(cast).ticket(number).status == "refused"
    throttle(page, -1)
    page.wait_for_url(f"**/tickets/{number}/**")
    expect(page.locator(".message .file a", has_text="снимок.zip")).to_be_visible()
