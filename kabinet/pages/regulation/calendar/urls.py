from django.urls import path

from kabinet.pages.regulation.calendar import views

urlpatterns = [
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/import/", views.importing, name="calendar_import"),
    path("calendars/years/<int:number>.xml", views.table, name="calendar_year"),
    path("calendars/drafts/<int:key>/", views.draft, name="calendar_draft"),
    path("calendars/drafts/<int:key>/publish/", views.publishing, name="calendar_publish"),
    path("calendars/drafts/<int:key>/discard/", views.discarding, name="calendar_discard"),
    path("calendars/<int:key>/", views.version, name="calendar_version"),
    path("calendars/<int:key>/apply/", views.applying, name="calendar_apply"),
]
