"""The manifest, the service worker and the page without a network: the same for everybody, nothing of anybody in them."""

import hashlib
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.alerts.devices import own_key
from kabinet.network.web_push import public_text

# Of guide's light ground; a browser paints its own bar and the first moment with them.
GROUND, INK = "#f5f4f0", "#1b1a17"
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
# All that the page without a network is drawn with.
DRAWN_WITH = (
    "vendor/kabinet.css",
    "vendor/kabinet.js",
    "vendor/htmx.min.js",
    "vendor/icons.svg",
    "vendor/fonts/onest-cyrillic.woff2",
    "vendor/fonts/onest-latin.woff2",
    "kabinet/scripts/offline.js",
    "kabinet/logo.svg",
)


def manifest(request: HttpRequest) -> HttpResponse:
    """What is installed, and under which name and picture."""
    said = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "name": _("Кабинет поддержки"),
        "short_name": _("Кабинет"),
        "lang": get_language(),
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {"src": static(f"kabinet/app/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def service_worker(request: HttpRequest) -> HttpResponse:
    """Its text changes with what it keeps, and a browser that meets another text takes the new one."""
    kept = [reverse("offline"), *map(static, DRAWN_WITH)]
    context = {"kept": kept, "name": f"kabinet-{_digest(kept)}", "page": kept[0]}
    context |= {"icon": static(f"kabinet/app/{ICONS[0][0]}"), "title": _("Кабинет поддержки")}
    context |= {"moved": reverse("device_moved"), "push_key": public_text(own_key())}
    text = render_to_string("web_app/service_worker.js", context)
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows in place of a page that cannot be had; the script fills in what this device keeps."""
    return render(request, "web_app/offline.html")


def _digest(kept: Sequence[str]) -> str:
    page = render_to_string("web_app/offline.html")
    return hashlib.sha256("\n".join([*kept, page]).encode()).hexdigest()[:16]
