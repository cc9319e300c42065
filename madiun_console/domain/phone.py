"""Telephone numbers: one spelling for storage (E.164), one for the screen, one that hides the caller."""

from __future__ import annotations

import unicodedata

REGION = "ID"
COUNTRY = "+62"
CITY_AREA_CODE = "351"  # Madiun: callers leave it out when they read a fixed-line number aloud
_MOBILE = "+628"
_LONGEST = 64  # a longer text is not a number somebody typed
_SEPARATORS = frozenset(" \t\r\n\u00a0.-/()_\u2010\u2011\u2012\u2013\u2014")
_HIDDEN = "••••"


def normalise(text: str) -> str | None:
    """Return the E.164 form of a typed number, the digits of a short code or extension, or None.

    0812…, +62 812…, 62812…, 0062 812… and +62 (0)812… are one number whatever separates the digits.
    Numbers of 3 to 5 digits (110, 112, internal extensions) stay as they are. Never raises.
    """
    compact = _compact(text)
    if compact is None:
        return None
    if not compact.startswith("+"):
        if 3 <= len(compact) <= 5:
            return compact
        if compact.startswith("00"):
            compact = "+" + compact[2:]
    for guess in _readings(compact):
        number = _valid(guess)
        if number is not None:
            return number
    return None


def display(number: str) -> str:
    """Return a stored number as people read it: "0812 3456 7890", "0351 464 123", "+44 20 7946 0958"."""
    if number.startswith(_MOBILE):
        national = "0" + number[len(COUNTRY) :]
        middle = 4 + (len(national) - 4) // 2
        return f"{national[:4]} {national[4:middle]} {national[middle:]}".strip()
    if not number.startswith("+"):
        return number
    import phonenumbers as pn

    try:
        parsed = pn.parse(number, None)
    except pn.NumberParseException:
        return number
    if not number.startswith(COUNTRY):
        return pn.format_number(parsed, pn.PhoneNumberFormat.INTERNATIONAL)
    national = pn.format_number(parsed, pn.PhoneNumberFormat.NATIONAL)
    area, _, line = national.replace("(", "").replace(")", "").partition(" ")
    if not line.isdigit():
        return national
    middle = len(line) // 2
    return f"{area} {line[:middle]} {line[middle:]}"


def masked(number: str) -> str:
    """Return a stored number with at least four digits hidden: "0812 •••• 7890"; short codes stay.

    A short code (110) or an extension names an office and no caller. What is no number is all hidden.
    """
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return _HIDDEN
    if not number.startswith("+"):
        return number if len(number) <= 5 else _HIDDEN
    national = "0" + number[len(COUNTRY) :] if number.startswith(COUNTRY) else number
    head = 4 if number.startswith(COUNTRY) else 3
    tail = max(0, min(4, len(national) - head - 4))
    ending = national[-tail:] if tail else ""
    return f"{national[:head]} {_HIDDEN} {ending}".rstrip()


def wa_me(number: str) -> str | None:
    """Return the WhatsApp link of a mobile number, or None for a fixed line or a short code."""
    if number.startswith(_MOBILE):
        return f"https://wa.me/{number[1:]}"
    if not number.startswith("+") or number.startswith(COUNTRY):
        return None
    import phonenumbers as pn

    try:
        kind = pn.number_type(pn.parse(number, None))
    except pn.NumberParseException:
        return None
    mobile = {pn.PhoneNumberType.MOBILE, pn.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    return f"https://wa.me/{number[1:]}" if kind in mobile else None


def tel(number: str) -> str:
    """Return the tel: link that a softphone or a mobile opens."""
    return f"tel:{number}"


def _compact(text: str) -> str | None:
    """Return the digits (with a leading + where it was typed), or None when anything else is in it."""
    if len(text) > _LONGEST:
        return None
    digits: list[str] = []
    plus = False
    for char in text:
        value = unicodedata.decimal(char, None)
        if value is not None:
            digits.append(str(value))
        elif char in "+\uff0b":
            if digits or plus:
                return None
            plus = True
        elif char not in _SEPARATORS and unicodedata.category(char) != "Cf":
            # Cf: invisible direction marks come along when a number is copied from WhatsApp
            return None
    return ("+" if plus else "") + "".join(digits) if digits else None


def _readings(compact: str) -> tuple[str, ...]:
    """Return the ways to read the digits, the most literal first."""
    if compact.startswith(COUNTRY + "0"):
        return (COUNTRY + compact[len(COUNTRY) + 1 :],)
    if compact.startswith("+"):
        return (compact,)
    if compact.startswith("620"):
        return (COUNTRY + compact[3:],)
    if compact.startswith("628"):
        return ("+" + compact, compact)
    if compact.startswith("0"):
        return (compact,)
    if len(compact) <= 7:  # a fixed-line number without its area code
        return (COUNTRY + CITY_AREA_CODE + compact, compact)
    return (compact, "+" + compact) if compact.startswith("62") else (compact,)


def _valid(text: str) -> str | None:
    import phonenumbers as pn

    try:
        parsed = pn.parse(text, REGION)
    except pn.NumberParseException:
        return None
    if not pn.is_valid_number(parsed):
        return None
    return pn.format_number(parsed, pn.PhoneNumberFormat.E164)
