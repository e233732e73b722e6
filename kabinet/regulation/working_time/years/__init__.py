"""Years of the production calendar: official tables, what is computed without one, reading and writing them."""

from kabinet.regulation.working_time.years.exporting import written
from kabinet.regulation.working_time.years.importing import LARGEST, imported
from kabinet.regulation.working_time.years.official import (
    LATEST,
    Decree,
    Year,
    computed_year,
    digest,
    official_years,
    year,
)
from kabinet.regulation.working_time.years.table import content_of, table_of, year_of, years_of

__all__ = [
    "LARGEST",
    "LATEST",
    "Decree",
    "Year",
    "computed_year",
    "content_of",
    "digest",
    "imported",
    "official_years",
    "table_of",
    "written",
    "year",
    "year_of",
    "years_of",
]
