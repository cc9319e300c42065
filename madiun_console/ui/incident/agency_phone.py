"""How an agency is reached from this PC: its telephone link and its WhatsApp link, where a number is known."""

from __future__ import annotations

from urllib.parse import quote

from madiun_console.domain import phone
from madiun_console.domain.rulebook import Recipient


def agency_number(recipient: Recipient) -> str | None:
    """The number to call, its own before the national short code; None when the tables name none."""
    return _normalised(recipient.contact.phone) or recipient.agency.national_short_code or None


def agency_link(recipient: Recipient) -> str | None:
    """The tel: link, or None."""
    number = agency_number(recipient)
    return phone.tel(number) if number else None


def whatsapp_link(recipient: Recipient, text: str) -> str | None:
    """The wa.me link with the message in it, or None when no mobile number is known."""
    number = _normalised(recipient.contact.whatsapp) or agency_number(recipient)
    link = phone.wa_me(number) if number else None
    return f"{link}?text={quote(text, safe='')}" if link else None


def shown_number(recipient: Recipient) -> str:
    """The number as people read it; empty when none is known."""
    number = agency_number(recipient)
    return phone.display(number) if number else ""


def _normalised(written: str) -> str:
    """A number of the tables as it is dialled; what is no number we know the form of stays as it was written."""
    own = written.strip()
    return phone.normalise(own) or own
