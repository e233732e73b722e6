"""The stylesheet, the script and the templates as files: budgets, contrast, what they may not contain."""

import gzip
import re
from pathlib import Path

import pytest

from kabinet.pages.shell import navigation_links
from kabinet.pages.ui.drawing import badges, icons
from kabinet.pages.ui.talk import AUDIENCE_ICONS

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "kabinet" / "pages"
CSS = sorted((PAGES / "static" / "kabinet" / "css").glob("*.css"))
JS = sorted((PAGES / "static" / "kabinet" / "js").glob("*.js"))
# Of one page each, loaded there alone.
SCRIPTS = sorted((PAGES / "static" / "kabinet" / "scripts").glob("*.js"))
# Written by `kabinet outage-page` for the server in front, where nothing of ours can be loaded.
ALONE = PAGES / "outages" / "front.html"
TEMPLATES = sorted(PAGES.rglob("*.html"))
ICONS = set((ROOT / "assets" / "icons.txt").read_text().split())
BUDGET_CSS, BUDGET_JS, OWN_JS = 20 * 1024, 30 * 1024, 11 * 1024


def joined(files: list[Path]) -> str:
    return "\n".join(path.read_text() for path in files)


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_the_stylesheet_keeps_its_budget():
    assert packed(joined(CSS)) <= BUDGET_CSS


def test_the_script_keeps_its_budget():
    own = joined(JS)
    assert packed(own) <= OWN_JS
    htmx = PAGES / "static" / "vendor" / "htmx.min.js"
    assert packed(own + htmx.read_text()) <= BUDGET_JS


@pytest.mark.parametrize("path", [*CSS, *JS, *SCRIPTS], ids=lambda path: path.name)
def test_files_stay_small(path):
    assert len(path.read_text().splitlines()) < 300


def test_nothing_comes_from_elsewhere_or_from_a_string():
    assert not re.findall(r"https?://|@import", joined(CSS))
    assert not re.findall(
        r"\beval\(|new Function|innerHTML|document\.write|https?://", joined([*JS, *SCRIPTS])
    )


def test_every_variable_is_declared():
    css = joined(CSS)
    used, declared = set(re.findall(r"var\((--[\w-]+)", css)), set(re.findall(r"(--[\w-]+):", css))
    assert used <= declared


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if path != ALONE], ids=lambda path: path.relative_to(PAGES).as_posix()
)
def test_no_template_has_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|hx-on|javascript:", source)
    assert [tag for tag in re.findall(r"<script[^>]*>", source) if "src=" not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PAGES).as_posix())
def test_every_icon_is_in_the_sprite(path):
    asked = set(re.findall(r'{%\s*icon\s+"([\w-]+)"', path.read_text())) | set(
        re.findall(r'icon="([\w-]+)"', path.read_text())
    )
    assert asked <= ICONS


def test_the_icons_of_the_drawings_are_in_the_sprite():
    asked = {icon for icon, _ in badges.STATUSES.values()} | set(AUDIENCE_ICONS.values())
    sprite = (PAGES / "static" / icons.SPRITE).read_text()
    assert asked <= ICONS
    assert all(f'<symbol id="{name}"' in sprite for name in ICONS)


def test_the_icons_of_the_way_around_are_in_the_sprite():
    links = [link for groups in navigation_links.SIDES.values() for _, links in groups for link in links]
    assert {link.icon for link in (*links, navigation_links.NEW)} <= ICONS


def tokens(text: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9A-Fa-f]{6})", text))


LIGHT = tokens((PAGES / "static" / "kabinet" / "css" / "01-tokens.css").read_text())
SYSTEM, CHOSEN = (
    (PAGES / "static" / "kabinet" / "css" / "02-dark.css").read_text().split(':root[data-theme="dark"]')
)
DARK = LIGHT | tokens(CHOSEN)


def test_dark_is_the_same_by_system_and_by_choice():
    def declared(block: str) -> list[str]:
        return re.findall(r"--?[\w-]+:[^;]+;", block)

    assert [one for one in declared(SYSTEM) if "--" in one] == [
        one for one in declared(CHOSEN) if "--" in one
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = {
    "ink": ("surface", "bg", "hover", "sunken"),
    "ink-2": ("surface", "bg", "sunken", "client-soft", "vendor-soft", "note-soft"),
    "ink-3": ("surface", "bg", "hover", "sunken"), "accent-ink": ("surface", "bg", "accent-soft", "danger-soft"),
    "client": ("surface", "client-soft"), "vendor": ("surface", "vendor-soft"), "note": ("surface", "note-soft"),
    "ok": ("surface", "ok-soft"), "warn": ("surface", "warn-soft"), "danger": ("surface", "danger-soft"),
    "sleep": ("surface", "bg", "sleep-soft"), "on": ("accent", "accent-hover", "danger-fill"), "us-on": ("us",),
}  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]
)
def test_text_can_be_read(theme, text, ground):
    assert contrast(theme[f"--{text}"], theme[f"--{ground}"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("edge", "ground"),
    [("control", "surface"), ("control", "bg"), ("warn-sign", "surface"), ("us", "surface")],
)
def test_edges_and_signs_can_be_seen(theme, edge, ground):
    assert contrast(theme[f"--{edge}"], theme[f"--{ground}"]) >= 3
