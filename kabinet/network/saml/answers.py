"""What a provider says of somebody who signed in there: one assertion, signed, for this desk, for one attempt, for now.

The signature may be the assertion's own or that of the whole answer. Which attempt it is for stands in the assertion alone,
for what is round it may be signed by nobody.
"""

import json
from dataclasses import dataclass
from typing import Final

from kabinet.network.hostile_xml import Element
from kabinet.network.provider import USER, Declined, Here, Identity, Provider, Unproven
from kabinet.network.saml import signatures
from kabinet.network.saml.elements import (
    ASSERTION,
    LEEWAY,
    LONGEST,
    PASSING,
    PROTOCOL,
    SIGNATURE,
    document,
    end_of,
    local,
    named,
    one,
    require_begun,
    require_destination,
    require_issuer,
    text,
    unpacked,
)

SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
KNOWN: Final = frozenset(
    ASSERTION + name for name in ("AudienceRestriction", "OneTimeUse", "ProxyRestriction")
)
# What is said of a NameID beside itself, and again when its session is to end.
OF_NAME: Final = ("Format", "NameQualifier", "SPNameQualifier")
# An attempt is long over by then, so what is kept of an answer need not be kept any longer, whatever it says.
LONGEST_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """Who it is, for which `request` of ours; the assertion called `name` is good once, `until` so many epoch seconds."""

    identity: Identity
    request: str
    name: str
    until: int


def answer(provider: Provider, *, said: str, here: Here, now: int) -> Answer:
    """Of what was posted, in base64. Raises Declined, Unproven."""
    body = unpacked(said)
    response = document(body, "Response")
    if one(one(response, PROTOCOL + "Status"), PROTOCOL + "StatusCode").get("Value") != SUCCESS:
        raise Declined
    signed = _signed(provider, body, response, now)
    if signed.tag == PROTOCOL + "Response":
        response, signed = signed, one(signed, ASSERTION + "Assertion")
    require_destination(response, here.back)
    require_issuer(response, provider, where_said=True)
    require_issuer(signed, provider)
    subject = one(signed, ASSERTION + "Subject")
    confirmed = _confirmed(subject, here, now)
    ends = (end_of(confirmed, now), _end_of_conditions(signed, here, now), _end_of_session(signed, now))
    return Answer(
        identity=_identity(provider, signed, one(subject, ASSERTION + "NameID")),
        request=confirmed.get("InResponseTo", ""),
        name=named(signed),
        until=min(*ends, now + LONGEST_SECONDS) + LEEWAY,
    )


def subject_of(provider: Provider, name: Element) -> str:
    """By which its people are told apart. One that is their login knows no capitals, as a login here."""
    said = text(name)
    return said.lower() if provider.login_claim == USER else said


def _signed(provider: Provider, body: bytes, response: Element, now: int) -> Element:
    """The answer or its assertion, as it is signed: one assertion where it belongs, and signatures nowhere else."""
    assertions = [each for each in response.iter() if local(each.tag) in ("Assertion", "EncryptedAssertion")]
    assertion = response.find(ASSERTION + "Assertion")
    if assertion is None or len(assertions) != 1:
        raise Unproven("not one assertion")
    of_all, of_it = response.findall(SIGNATURE), assertion.findall(SIGNATURE)
    found = [each for each in response.iter() if local(each.tag) == "Signature"]
    if len(found) != len(of_all) + len(of_it) or len(of_all) > 1 or len(of_it) > 1:
        raise Unproven("a signature elsewhere")
    if not found:
        raise Unproven("not signed")
    wanted, place = (response, "./") if of_all else (assertion, f"./{ASSERTION}Assertion/")
    signed = signatures.signed(provider, body, place=place, now=now)
    if signed.tag != wanted.tag or named(signed) != named(wanted):
        raise Unproven("another part is signed")
    return signed


def _confirmed(subject: Element, here: Here, now: int) -> Element:
    """That whoever brings it, in answer to a request, is who it speaks of."""
    confirmation = one(subject, ASSERTION + "SubjectConfirmation")
    if confirmation.get("Method") != BEARER:
        raise Unproven("confirmed in another way")
    data = one(confirmation, ASSERTION + "SubjectConfirmationData")
    if data.get("Recipient") != here.back:
        raise Unproven("another recipient")
    if not 0 < len(data.get("InResponseTo", "")) <= LONGEST:
        raise Unproven("not asked for")
    require_begun(data, now)
    return data


def _end_of_conditions(assertion: Element, here: Here, now: int) -> int:
    conditions = one(assertion, ASSERTION + "Conditions")
    if any(each.tag not in KNOWN for each in conditions):
        raise Unproven("an unknown condition")
    audiences = conditions.findall(ASSERTION + "AudienceRestriction")
    if not audiences or not all(
        here.name in [text(each) for each in audience.findall(ASSERTION + "Audience")]
        for audience in audiences
    ):
        raise Unproven("another audience")
    require_begun(conditions, now)
    return end_of(conditions, now)


def _end_of_session(assertion: Element, now: int) -> int:
    """That of the provider's own session, where it says one."""
    statement = one(assertion, ASSERTION + "AuthnStatement")
    name = "SessionNotOnOrAfter"
    return end_of(statement, now, name) if statement.get(name) else now + LONGEST_SECONDS


def _identity(provider: Provider, assertion: Element, name: Element) -> Identity:
    if name.get("Format") == PASSING:
        raise Unproven("a name that does not last")
    session = one(assertion, ASSERTION + "AuthnStatement").get("SessionIndex", "")
    of = {word: name.get(word, "") for word in OF_NAME if name.get(word)}
    if any(len(each) > LONGEST for each in (session, *of.values())):
        raise Unproven("a long name")
    login = text(name if provider.login_claim == USER else _attribute(assertion, provider.login_claim))
    return Identity(
        issuer=provider.issuer,
        subject=subject_of(provider, name),
        login=login,
        session=session,
        token=json.dumps({**of, "name": text(name), "session": session}, ensure_ascii=False),
    )


def _attribute(assertion: Element, name: str) -> Element:
    """Its one value."""
    found = [
        each
        for statement in assertion.findall(ASSERTION + "AttributeStatement")
        for each in statement.findall(ASSERTION + "Attribute")
        if each.get("Name") == name
    ]
    if len(found) != 1:
        raise Unproven("not one attribute of the login")
    return one(found[0], ASSERTION + "AttributeValue")
