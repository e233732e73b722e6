"""People of an organisation."""

from tests.pages.table.lines import CLIENT, PARTNER, VENDOR, Line, only
from tests.pages.table.tickets import _ORLOVA, _ZMK

_NOT_LEADS = {"gordeeva": 403, "zhdanov": 403}
_NOT_OWN = {"frolov": 403, **dict.fromkeys((*PARTNER, *VENDOR), 403)}
_HANDS_IN = only("saveliev", "arefyev", **{**_NOT_OWN, "arkhipova": 200})
_MANAGES = only("saveliev", "arefyev", **_NOT_OWN)
CONTACTS = [
    Line("clients/new/", only("arkhipova", **_NOT_LEADS)),
    Line("clients/new/template/", only("arkhipova", **_NOT_LEADS)),
    Line("organisations/<int:key>/history/", only(*CLIENT, *PARTNER, *VENDOR, frolov=403), _ZMK),
    Line("organisations/<int:key>/people/", only(*CLIENT, *PARTNER, *VENDOR, status=303), _ZMK),
    Line("organisations/<int:key>/people/add/", _HANDS_IN, _ZMK),
    Line("organisations/<int:key>/people/form/", _HANDS_IN, _ZMK),
    Line("organisations/<int:key>/people/form/template/", _HANDS_IN, _ZMK),
    Line("people/forms/<uuid:key>/", only("arefyev", "arkhipova", **_NOT_LEADS), {"key": "form letter"}),
    Line(
        "people/forms/<uuid:key>/",
        only("arefyev", "arkhipova", status=422, **_NOT_LEADS),
        {"key": "form letter"},
        method="POST",
    ),
    Line("organisations/<int:key>/people/<int:person>/", _MANAGES, _ORLOVA),
    Line(
        "organisations/<int:key>/people/<int:person>/rights/",
        only("saveliev", "arefyev", status=422, **_NOT_OWN),
        _ORLOVA,
        method="POST",
    ),
    Line("organisations/<int:key>/people/<int:person>/remove/", _MANAGES, _ORLOVA),
    Line("organisations/<int:key>/people/<int:person>/link/", {**_MANAGES, "shulgin": 200}, _ORLOVA),
    Line("organisations/<int:key>/people/<int:person>/factors/", {**_MANAGES, "shulgin": 200}, _ORLOVA),
    Line("confirmations/", only("shulgin", titova=403, lapteva=403)),
    Line("confirmations/decide/", only("shulgin", status=422, titova=403, lapteva=403), method="POST"),
]
# Whoever has no token is nobody here, signed in or not; tests/api/test_table.py asks with tokens.
