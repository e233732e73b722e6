"""A year of the calendar as the XML of xmlcalendar: to be corrected by hand and imported again."""

from datetime import date
from xml.sax.saxutils import quoteattr

from kabinet.regulation.working_time.years.official import Year


def written(year: Year) -> str:
    """The whole file; reading it back gives the same working and shortened days."""
    names = list(dict.fromkeys(name.ru for _, name in sorted(year.holidays.items())))
    titles = "".join(
        f'\n    <holiday id="{number}" title={quoteattr(name)}/>' for number, name in enumerate(names, 1)
    )
    lines = {day: f't="1" h="{names.index(name.ru) + 1}"' for day, name in year.holidays.items()}
    lines |= {move.target: 't="1"' + _source(move.source) for move in year.moves}
    lines |= dict.fromkeys(year.working_weekends, 't="3"')
    lines |= dict.fromkeys(year.short_days, 't="2"')
    days = "".join(f'\n    <day d="{day:%m.%d}" {rest}/>' for day, rest in sorted(lines.items()))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<calendar year="{year.number}" lang="ru" country="ru">'
        f"\n  <holidays>{titles}\n  </holidays>\n  <days>{days}\n  </days>\n</calendar>\n"
    )


def _source(source: date | None) -> str:
    return f' f="{source:%m.%d}"' if source else ""
