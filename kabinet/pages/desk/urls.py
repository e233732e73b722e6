from django.urls import path

from kabinet.pages.desk import canned, on_call, rules
from kabinet.pages.desk.bulk import views

urlpatterns = [
    path("queue/bulk/", views.bulk, name="queue_bulk"),
    path("desk/canned/", canned.canned, name="canned"),
    path("desk/canned/new/", canned.canned_new, name="canned_new"),
    path("desk/canned/<int:key>/", canned.canned_one, name="canned_one"),
    path("desk/canned/<int:key>/remove/", canned.canned_remove, name="canned_remove"),
    path("desk/rules/", rules.rules, name="assignment_rules"),
    path("desk/rules/new/", rules.rule_new, name="assignment_rule_new"),
    path("desk/rules/<int:key>/", rules.rule_one, name="assignment_rule"),
    path("desk/rules/<int:key>/remove/", rules.rule_remove, name="assignment_rule_remove"),
    path("desk/on-call/", on_call.order, name="on_call"),
    path("desk/on-call/new/", on_call.step_new, name="on_call_new"),
    path("desk/on-call/<int:key>/", on_call.step_one, name="on_call_step"),
    path("desk/on-call/<int:key>/remove/", on_call.step_remove, name="on_call_remove"),
]
