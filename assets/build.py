"""Fills kabinet/pages/static/vendor: run by bin/assets, needs only the standard library and npm."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
STATIC = ASSETS.parent / "kabinet" / "pages" / "static"
SOURCES = STATIC / "kabinet"
VENDOR = STATIC / "vendor"
MODULES = ASSETS / "node_modules"
STAMP = VENDOR / "packages.stamp"
FONTS = {
    "onest": ("cyrillic", "latin"),
    "jetbrains-mono": ("cyrillic", "latin"),
}


def main() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    with (ASSETS / ".lock").open("w") as lock:  # one at a time
        fcntl.flock(lock, fcntl.LOCK_EX)
        bring_packages()
        join("css", "kabinet.css")
        join("js", "kabinet.js")


def bring_packages() -> None:
    """From npm, unless the stamp says that they are here."""
    wanted = packages_digest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    install_packages()
    copy_htmx()
    copy_tus()
    copy_fonts()
    write(VENDOR / "icons.svg", sprite(icon_names()))
    write(STAMP, wanted)


def packages_digest() -> str:
    digest = hashlib.sha256()
    for path in (ASSETS / "package-lock.json", ASSETS / "icons.txt", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install_packages() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(
            "bin/assets: npm was not found. Install Node.js 18 or newer, or run bin/setup, which brings its own."
        )
    # No --prefix: with it npm looks for the machine's own settings (certificates among them) in another place.
    subprocess.run([npm, "ci", "--silent"], check=True, cwd=ASSETS)


def copy_htmx() -> None:
    shutil.copyfile(MODULES / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx.min.js")


def copy_tus() -> None:
    """Without the line that names a map of its source, which is not shipped."""
    source = (MODULES / "tus-js-client" / "dist" / "tus.min.js").read_text()
    write(VENDOR / "tus.min.js", re.sub(r"^//# sourceMappingURL=.*$", "", source, flags=re.MULTILINE))


def copy_fonts() -> None:
    (VENDOR / "fonts").mkdir(exist_ok=True)
    for family, subsets in FONTS.items():
        for subset in subsets:
            name = f"{family}-{subset}-wght-normal.woff2"
            source = MODULES / "@fontsource-variable" / family / "files" / name
            shutil.copyfile(source, VENDOR / "fonts" / f"{family}-{subset}.woff2")


def icon_names() -> list[str]:
    return (ASSETS / "icons.txt").read_text().split()


def sprite(names: list[str]) -> str:
    symbols = "\n".join(symbol(name) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide, ISC licence -->\n{symbols}\n</svg>\n'


def symbol(name: str) -> str:
    source = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text()
    source = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
    drawn = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if drawn is None:
        sys.exit(f"bin/assets: the icon {name} of lucide-static is not an SVG.")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(drawn[1].split())}</symbol>'


def join(kind: str, result: str) -> None:
    """One file out of the small ones, in the order of their names."""
    parts = sorted((SOURCES / kind).glob(f"*.{kind}"))
    write(VENDOR / result, "\n".join(part.read_text() for part in parts))


def write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


main()
