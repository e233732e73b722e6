"""A select of hundreds of names is what Django's own would be."""

import re

import pytest
from django import forms

from kabinet.pages.oversight.lists.long_select import LongSelect

OFFERED = [("", "Любые"), ("1", "ООО «Ромашка» & <сыновья>"), ("2", 'АО "Лютик"'), (3, "3")]


@pytest.mark.parametrize("value", [None, "", "1", 3, '"><script>'])
@pytest.mark.parametrize("attrs", [{}, {"id": "filter-partner", "required": True, "disabled": False}])
def test_it_draws_what_a_select_draws(value: object, attrs: dict[str, object]) -> None:
    drawn = [kind(choices=OFFERED).render("partner", value, attrs) for kind in (LongSelect, forms.Select)]
    ours, djangos = (re.sub(r">\s+<", "><", each) for each in drawn)
    assert ours == djangos
