"""The partials: fields that belong together, errors that lead to them, the sheet of everything."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from kabinet.pages.ui.component_sheet import samples
from kabinet.pages.ui.component_sheet.views import components
from kabinet.pages.ui.prose import prose
from tests.some import some


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context)


def test_a_field_ties_label_hint_and_error_to_its_control():
    drawn = rendered("{% field form.night_phone %}", form=samples.faulty_form())
    assert '<label class="field-label" for="id_night_phone">' in drawn
    control = re.search(r"<input[^>]*>", drawn)
    assert control
    described = re.search(r'aria-describedby="([^"]*)"', control[0])
    assert described
    assert all(f'id="{name}"' in drawn for name in some(described[1].split()))
    assert 'aria-invalid="true"' in control[0]
    assert "Не хватает двух цифр" in drawn


def test_recommended_and_origin_are_said():
    form = samples.SampleForm()
    assert "рекомендуем" in rendered("{% field form.version recommended=True %}", form=form)
    assert "из карточки" in rendered('{% field form.version origin="из карточки системы" %}', form=form)


def test_the_summary_links_to_every_faulty_field():
    form = samples.SampleForm({"version": "8.3"})
    summary = rendered("{% error_summary form %}", form=form)
    page = summary + rendered(
        "{% for one in form %}{% field one %}{% endfor %}{% choice_cards form.symptom %}{% yes_no form.no_other_way %}",
        form=form,
    )
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(form.errors) == 7
    assert all(f'id="{target}"' in page for target in targets)
    assert 'role="alert"' in summary
    assert "data-focus" in summary


def test_no_summary_without_errors():
    assert rendered("{% error_summary form %}", form=samples.SampleForm()).strip() == ""


def test_radio_cards_show_their_hints():
    drawn = rendered("{% choice_cards form.symptom %}", form=samples.SampleForm())
    assert drawn.count('type="radio"') == 2
    assert "<small>Обойти проблему нельзя или слишком дорого</small>" in drawn


def test_the_sheet_of_components(rf: RequestFactory):
    answer = components(rf.get("/look/"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(f'id="{name}"' in page for name in some(re.findall(r'\sfor="([^"]+)"', page)))


def test_the_composer_offers_each_audience_with_its_own_button():
    drawn = " ".join(rendered('{% include "ui/composer.html" %}', composer=samples.COMPOSER).split())
    assert re.findall(r'name="audience" value="(\w+)"', drawn) == ["public", "partner", "vendor_leg"]
    assert drawn.count(" checked") == 1
    assert re.findall(r'name="send" value="(\w+)"', drawn) == ["public", "partner", "vendor_leg"]
    assert drawn.index('id="audience-public"') < drawn.index("composer-tabs") < drawn.index("<textarea")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("раз\nдва\n\nтри", "<p>раз<br>два</p><p>три</p>"),
        ("Нужны:\n1. журнал;\n2) дамп", "<p>Нужны:</p><ol><li>журнал;</li><li>дамп</li></ol>"),
        ("- а\n- б", "<ul><li>а</li><li>б</li></ul>"),
        ("см. `core83.so`", "<p>см. <code>core83.so</code></p>"),
        ("было\n```\na < b\n```\nстало", "<p>было</p><pre><code>a &lt; b</code></pre><p>стало</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("", ""),
    ],
)
def test_typed_text(typed, shown):
    assert prose(typed) == shown


def test_addresses_become_links_and_stay_escaped():
    shown = prose('см. https://its.1c.ru/db?a=1&b="x".')
    link = "https://its.1c.ru/db?a=1&amp;b="
    assert (
        shown
        == f'<p>см. <a class="link" href="{link}" rel="noreferrer nofollow">{link}</a>&quot;x&quot;.</p>'
    )
    assert "<a" not in prose("javascript:alert(1)")
