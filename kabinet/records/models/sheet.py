from django.db import models

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.tenant import TicketRow


class Sheet(TicketRow):
    """What the registration form said, once a ticket: kept as given, apart from the narrow row that lists read.

    `values`: field code of the pack -> text. `symptoms`: question code -> answer. `entitlement`: the licence, contract
    and status that allowed the registration, as they stood then. `critical`: who confirmed the terms of level 1, when,
    and which telephone answers (U4c, P5d).
    """

    ticket = models.OneToOneField(
        "records.Ticket", on_delete=models.PROTECT, related_name="sheet", db_constraint=False
    )
    values = models.JSONField(default=dict)
    symptoms = models.JSONField(default=dict)
    judged_level = models.SmallIntegerField()
    level_reason = models.CharField(max_length=lengths.REASON, blank=True)
    production = models.BooleanField()
    entitlement = models.JSONField(default=dict)
    critical = models.JSONField(default=dict)

    class Meta:
        db_table = "sheet"
        constraints = [
            json_at_most("sheet", "values", lengths.SHEET),
            json_at_most("sheet", "symptoms", lengths.RIGHTS),
            json_at_most("sheet", "entitlement", lengths.RIGHTS),
            json_at_most("sheet", "critical", lengths.RIGHTS),
        ]
