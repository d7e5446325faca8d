"""The names of countries in sentences; a code without a name here stands for itself."""

from __future__ import annotations

from typing import Final

from weeklypm.domain.values import Message, message

# fmt: off
NAMED: Final = frozenset({
    "AT", "AU", "BE", "BR", "CA", "CH", "CN", "DE", "DK", "ES", "FI", "FR", "GB", "HK", "ID", "IE", "IN", "IT", "JP",
    "KR", "MX", "MY", "NL", "NO", "NZ", "PH", "PL", "PT", "SE", "SG", "TH", "TW", "US", "VN",
})
# fmt: on


def country_name(country: str) -> Message | str:
    """Return how a country is called, by its ISO 3166 code."""
    return message(f"calendar.country.{country.lower()}") if country.upper() in NAMED else country
