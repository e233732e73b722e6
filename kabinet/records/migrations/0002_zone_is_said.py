"""No city is meant by itself: whoever makes an organisation, a person or an agreement says its zone. Rows keep theirs."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q

TABLES = ("agreement", "organisation", "person")


def said(table: str) -> list[Operation]:
    """No default any more, and no empty zone."""
    return [
        migrations.AlterField(table, "zone", models.CharField(max_length=40)),
        migrations.AddConstraint(
            table, models.CheckConstraint(name=f"{table}_zone_said", condition=~Q(zone=""))
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [operation for table in TABLES for operation in said(table)]
