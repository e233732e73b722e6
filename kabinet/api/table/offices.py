"""Organisations and oversight."""

from kabinet.api import taken
from kabinet.api.offices import organisations, oversight, shapes
from kabinet.api.table.lines import read_line
from kabinet.regulation.organisation.api_scopes import Scope

READ = (
    read_line(
        "/organisations",
        "listOrganisations",
        organisations.list_organisations,
        "Организации",
        "Organisations",
        query=taken.OrganisationsAsked,
        answer=shapes.Organisations,
        scope=Scope.ORGANISATIONS,
    ),
    read_line(
        "/organisations/{organisation}",
        "readOrganisation",
        organisations.read_organisation,
        "Организация: люди, системы, бумаги",
        "An organisation: people, systems, papers",
        answer=shapes.Organisation,
        scope=Scope.ORGANISATIONS,
    ),
    read_line(
        "/violations",
        "listViolations",
        oversight.list_violations,
        "Нарушения регламента",
        "Violations of the regulation",
        query=taken.PageAsked,
        answer=shapes.Violations,
        scope=Scope.ORGANISATIONS,
    ),
    read_line(
        "/refusal-reports",
        "listRefusalReports",
        oversight.list_reports,
        "Сообщения об отказе принять обращение",
        "Reports of refused registrations",
        query=taken.PageAsked,
        answer=shapes.Reports,
        scope=Scope.ORGANISATIONS,
    ),
)
