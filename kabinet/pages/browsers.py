"""Browsers by name, out of what each says of itself."""

from django.utils.translation import gettext as _

# A word of the header -> what it is; the first that is there. Browsers name others as well, so the order counts.
BROWSERS = (
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
)
LINUX = ("Linux", "Linux")


def browser_named(header: str) -> str:
    """A browser's own words about itself, in ours."""
    found = (
        next((name for sign, name in signs if sign in header), "") for signs in (BROWSERS, (*SYSTEMS, LINUX))
    )
    return ", ".join(filter(None, found)) or _("Неизвестный браузер")
