from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kabinet.jobs"
    label = "jobs"
