"""Deadlines that fell on a day on which the partner might not work on tickets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0008_ticket_contact")]

    operations = [
        migrations.AddField(
            model_name="clockrun",
            name="barred",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="clockrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("barred", False), ("breached_at__isnull", False), _connector="OR"),
                name="clock_run_barred_was_missed",
            ),
        ),
    ]
