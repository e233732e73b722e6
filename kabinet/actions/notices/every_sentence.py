"""Each sentence that the history and notices can hold, by the names of the version in force: built before it comes out."""

from collections.abc import Iterator, Mapping

from kabinet.actions.notices import kinds
from kabinet.records.versions import vendor_names
from kabinet.regulation.text import Text

STAND_IN = "…"


def every_sentence() -> Iterator[Text]:
    """Of every kind, variant and reader, a stand-in for each of its data; KeyError for a name that no version has."""
    russian, english = (_StandIns(vendor_names.vendor().marks(each)) for each in ("ru", "en"))
    for declared in kinds.declared().values():
        for words in declared.words.values():
            for said in (words.history, *words.notices.values()):
                yield Text(said.ru.format_map(russian), said.en.format_map(english))


class _StandIns(dict[str, str]):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(names)

    def __missing__(self, mark: str) -> str:
        if mark.lower().startswith("vendor_"):
            raise KeyError(mark)
        return STAND_IN
