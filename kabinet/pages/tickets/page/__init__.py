"""A ticket's page, part by part."""
