"""Papers of an organisation: statuses, groups, licences, contracts, agreements, certificates, systems."""
