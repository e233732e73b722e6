"""Letters of strangers: whatever comes, a bounded value is read and no word of it is lost.

What would take for ever (a time that grows with the square of what was sent) stands among the odd ones: it would not end.
"""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabinet.actions.inbox.reading import html_text
from kabinet.actions.inbox.reading.authenticity import is_proved
from kabinet.actions.inbox.reading.html_text import text_of_html
from kabinet.actions.inbox.reading.letter import MOST_FILES, Read, read_letter
from kabinet.actions.inbox.reading.quotations import own_words
from kabinet.records.lengths import LETTER_TEXT, LINE, MESSAGE, NAME
from tests.actions.inbox.odd_letters import ODD
from tests.actions.inbox.quoted_letters import QUOTED


def kept(read: Read) -> None:
    """What a database and a page can keep."""
    assert len(read.sender) <= LINE
    assert len(read.subject) <= LINE
    assert len(read.sender_name) <= NAME
    assert len(read.own) <= MESSAGE
    assert len(read.whole) <= LETTER_TEXT
    assert len(read.files) <= MOST_FILES
    said = (read.sender, read.sender_name, read.subject, read.own, read.whole)
    for text in (
        *said,
        *(each.name for each in read.files),
        *(word for line in read.headers for word in line),
    ):
        text.encode()
        assert "\0" not in text
    assert "\n" not in read.subject + read.sender_name


def test_there_are_enough_of_them() -> None:
    assert len(ODD) >= 60


@pytest.mark.parametrize("name", ODD)
def test_an_odd_letter_is_read(name: str) -> None:
    odd = ODD[name]
    read = read_letter(odd.raw)
    kept(read)
    got = {
        "sender": read.sender,
        "subject": read.subject,
        "own": read.own,
        "files": [each.name for each in read.files],
        "readable": read.readable,
    }
    assert {key: got[key] for key in odd.read} == odd.read


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw: bytes) -> None:
    kept(read_letter(raw))


HEADERS = st.sampled_from(
    [
        "From",
        "Subject",
        "Content-Type",
        "Content-Disposition",
        "Content-Transfer-Encoding",
        "References",
        "Date",
    ]
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["multipart/mixed; boundary=b", "message/rfc822", "text/html; charset=evil", "base64", "=?koi8-r?B?7dU=?=",
         'attachment; filename="=?x?Q?=FF?="', "multipart/report; report-type=delivery-status; boundary=b"]
    ),
)  # fmt: skip


@given(
    st.lists(st.tuples(HEADERS, VALUES), max_size=6),
    st.lists(
        st.one_of(st.binary(max_size=60), st.just(b"--b"), st.just(b"--b--"), st.just(b"")), max_size=12
    ),
)
def test_any_shape_is_read(headers: list[tuple[str, str]], lines: list[bytes]) -> None:
    head = b"".join(f"{name}: {value}\n".encode("utf-8", "replace") for name, value in headers)
    kept(read_letter(head + b"\n" + b"\n".join(lines)))


@given(
    st.text(max_size=300),
    st.binary(max_size=300),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=60),
)
def test_a_well_made_letter_says_what_was_put_in(text: str, content: bytes, name: str) -> None:
    made = EmailMessage()
    made["From"] = "a@x.example"
    made.set_content(text.replace("\r", ""), cte="base64")
    made.add_attachment(content or b"x", maintype="application", subtype="octet-stream", filename=f"f{name}")
    read = read_letter(made.as_bytes())
    assert read.sender == "a@x.example"
    assert [each.content for each in read.files] == [content or b"x"]


@pytest.mark.parametrize("mailer", QUOTED)
def test_what_a_mailer_quotes_is_folded(mailer: str) -> None:
    text, own = QUOTED[mailer]
    assert own_words(text) == own


@given(st.text(max_size=500))
def test_folding_loses_no_answer(text: str) -> None:
    assert bool(own_words(text)) is bool(text.strip())


OURS = "mx.kabinet.example"
VERDICTS = [
    ("dmarc", [f"{OURS}; dmarc=pass header.from=zmk.example"], True),
    ("dmarc with a policy in a comment", [f"{OURS}; dmarc=pass (p=reject dis=none) header.from=zmk.example"], True),
    ("dmarc of another domain", [f"{OURS}; dmarc=pass header.from=evil.example"], False),
    ("dmarc that failed", [f"{OURS}; dmarc=fail header.from=zmk.example; dkim=pass header.d=zmk.example"], False),
    ("dmarc that nobody asks for", [f"{OURS}; dmarc=none header.from=zmk.example"], False),
    ("a signature of the domain", [f"{OURS}; dkim=pass header.d=zmk.example header.s=s1"], True),
    ("a signature by its user", [f"{OURS}; dkim=pass header.i=@zmk.example"], True),
    ("a signature of a domain below", [f"{OURS}; dkim=pass header.d=mail.zmk.example"], True),
    ("a signature of the top domain", [f"{OURS}; dkim=pass header.d=example"], False),
    ("a signature of somebody else", [f"{OURS}; dkim=pass header.d=evil.example"], False),
    ("a domain that ends alike", [f"{OURS}; dkim=pass header.d=evilzmk.example"], False),
    ("an envelope of the domain", [f"{OURS}; spf=pass smtp.mailfrom=bounce@zmk.example"], True),
    ("an envelope of another", [f"{OURS}; spf=pass smtp.mailfrom=bounce@sender.example"], False),
    ("softfail", [f"{OURS}; spf=softfail smtp.mailfrom=zmk.example"], False),
    ("another server", ["mx.evil.example; dmarc=pass header.from=zmk.example"], False),
    ("a name that begins alike", [f"{OURS}.evil.example; dmarc=pass header.from=zmk.example"], False),
    ("below one of ours that fails",
     [f"{OURS}; dmarc=fail header.from=zmk.example", f"{OURS}; dmarc=pass header.from=zmk.example"], False),
    ("a foreign one above ours", ["mx.evil.example; none", f"{OURS}; dmarc=pass header.from=zmk.example"], True),
    ("with a version", [f"{OURS} 1; dmarc=pass header.from=zmk.example"], True),
    ("hidden in a comment", [f"{OURS}; dmarc=fail (x; dmarc=pass header.from=zmk.example) header.from=zmk.example"], False),
    ("hidden in a quoted reason", [f'{OURS}; spf=fail reason="dmarc=pass header.from=zmk.example"'], False),
    ("nothing", [], False),
    ("no result", [f"{OURS}; none"], False),
    ("open brackets", [f"{OURS}; " + "(" * 4000 + "dmarc=pass header.from=zmk.example"], False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "proved"), [case[1:] for case in VERDICTS], ids=[case[0] for case in VERDICTS]
)
def test_only_the_trusted_server_proves_a_sender(verdicts: list[str], proved: bool) -> None:
    assert is_proved(verdicts, OURS, "saveliev@zmk.example") is proved


@given(st.lists(st.text(max_size=300), max_size=5))
def test_no_other_words_prove_a_sender(verdicts: list[str]) -> None:
    assert not is_proved(verdicts, OURS, "saveliev@zmk.example")


HOSTILE = {
    "nested": "<div>",
    "ends of what is not open": "</x><div>",
    "ends that close nothing there": "<div><table></div></table>",
    "lists": "<ul><li>",
    "headings in links": "<h1><a>",
    "bold, each another": "<b x{n}>",
    "bold across tables": "<b x{n}><table></b></table>",
    "spans": '<span style="a>b">',
}


@pytest.mark.parametrize("shape", HOSTILE.values(), ids=HOSTILE)
def test_what_is_nested_as_no_letter_is_costs_no_more_than_its_length(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library's time grows with the square of how much is open at a time: it never gets so much."""
    seen: list[str] = []
    told = html_text.nh3.clean
    monkeypatch.setattr(html_text.nh3, "clean", lambda html, **said: seen.append(html) or told(html, **said))
    html = "".join(shape.format(n=n) for n in range(3_000))
    assert text_of_html(f"<style>x</style>{html}deep &amp; well<p>below").split() == [
        "deep",
        "&",
        "well",
        "below",
    ]
    assert not any("<b" in each or "<span" in each for each in seen)
    assert all(each.count("<div>") + each.count("<ul>") + each.count("<h1>") <= 600 for each in seen)


def test_form_that_nobody_closed_takes_no_quotation_away() -> None:
    """Old mailers open fonts and never close them."""
    assert text_of_html(f"<blockquote>{'<font>x ' * 900}</blockquote>").startswith("> x x")
