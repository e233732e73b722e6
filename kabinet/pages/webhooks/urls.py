from django.urls import path

from kabinet.pages.webhooks import forms, views

urlpatterns = [
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/new/", forms.webhook_new, name="webhook_new"),
    path("webhooks/<uuid:key>/", views.webhook, name="webhook"),
    path("webhooks/<uuid:key>/change/", forms.webhook_change, name="webhook_change"),
    path("webhooks/<uuid:key>/rotate/", forms.webhook_rotate, name="webhook_rotate"),
    path("webhooks/<uuid:key>/trial/", views.webhook_trial, name="webhook_trial"),
    path("webhooks/<uuid:key>/pause/", views.webhook_pause, name="webhook_pause"),
    path("webhooks/<uuid:key>/resume/", views.webhook_resume, name="webhook_resume"),
    path("webhooks/<uuid:key>/repeat/", views.webhook_repeat, name="webhook_repeat"),
    path("webhooks/<uuid:key>/remove/", views.webhook_remove, name="webhook_remove"),
]
