"""Every address of Kabinet: the pages' own tables, and the health of this process."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from kabinet.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [path("health", health, name="health")]
if find_spec("kabinet.pages.urls") if find_spec("kabinet.pages") else None:
    urlpatterns.append(path("", include("kabinet.pages.urls")))
