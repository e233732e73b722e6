"""Every state of a known problem; what was owed and has been judged, by the day on which it fell due."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_agreement_proposal")]

    operations = [
        migrations.CreateModel(
            name="ProblemVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("contents", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=12)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.knownproblem",
                    ),
                ),
            ],
            options={
                "db_table": "known_problem_version",
                "indexes": [models.Index(fields=["problem", "-at", "-id"], name="version_of_problem")],
            },
        ),
        migrations.AddIndex(
            model_name="clockrun",
            index=models.Index(
                condition=models.Q(("breached_at__isnull", False), ("outcome", "met"), _connector="OR"),
                fields=["partner", "leg", "due_at", "id"],
                name="clock_run_judged",
            ),
        ),
    ]
