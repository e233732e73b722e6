"""The floor's views, and every address of the bench: Kabinet's and theirs."""

from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from kabinet.config import urls as kabinet
from kabinet.pages.gate import outside
from kabinet.pages.gate.rules import ANYONE

ROWS = 50


class FloorRow(models.Model):
    """A table of the bench alone: of a ticket what a line of a list shows, without row-level security."""

    number = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    level = models.SmallIntegerField()
    status = models.CharField(max_length=16)
    turn = models.CharField(max_length=8)
    client_name = models.CharField(max_length=60)
    partner_name = models.CharField(max_length=60)
    system_name = models.CharField(max_length=120)
    author_name = models.CharField(max_length=200)
    assignee_name = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    queue_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "pages_floor"
        db_table = "floor_row"
        managed = False


def bare(request: HttpRequest) -> HttpResponse:
    """Nothing but Django."""
    return HttpResponse("ok")


def rows(request: HttpRequest) -> HttpResponse:
    """50 rows as JSON: the unit."""
    return JsonResponse({"rows": list(FloorRow.objects.order_by("id").values()[:ROWS])})


urlpatterns = [
    *kabinet.urlpatterns,
    *(path(f"{under}view", outside(ANYONE, bare)) for under in ("floor/", "floor/alone/")),
    *(path(f"{under}rows", outside(ANYONE, rows)) for under in ("floor/", "floor/alone/")),
]
handler404, handler500 = kabinet.handler404, kabinet.handler500

MAKE = """
CREATE TABLE floor_row AS
  SELECT id, number, subject, level, status, turn, client_name, partner_name, system_name, author_name, assignee_name,
  registered_at, queue_at FROM ticket ORDER BY id LIMIT 1000;
ALTER TABLE floor_row ADD PRIMARY KEY (id);
GRANT SELECT ON floor_row TO kabinet_app;
ANALYZE floor_row
"""
