"""Currencies: what an organisation has subscribed to, and one fixed rate for each day (facts §5.2).

`CurrencyRate` is how much of the foreign currency one unit of the organisation's own buys.
"""

from decimal import Decimal
from typing import Final

# Code: (Xero's description, units that one US dollar buys). Rounded, and the same on every day.
KNOWN: Final = {
    code: (description, Decimal(rate))
    for code, description, rate in (
        ("AED", "United Arab Emirates Dirham", "3.6725"),
        ("ARS", "Argentine Peso", "1040"),
        ("AUD", "Australian Dollar", "1.53"),
        ("BRL", "Brazilian Real", "5.45"),
        ("CAD", "Canadian Dollar", "1.38"),
        ("CHF", "Swiss Franc", "0.88"),
        ("CLP", "Chilean Peso", "950"),
        ("CNY", "Chinese Yuan Renminbi", "7.2"),
        ("COP", "Colombian Peso", "4100"),
        ("CZK", "Czech Koruna", "23"),
        ("DKK", "Danish Krone", "6.87"),
        ("EGP", "Egyptian Pound", "48.5"),
        ("EUR", "Euro", "0.92"),
        ("FJD", "Fiji Dollar", "2.25"),
        ("GBP", "British Pound", "0.78"),
        ("HKD", "Hong Kong Dollar", "7.8"),
        ("HUF", "Hungarian Forint", "362"),
        ("IDR", "Indonesian Rupiah", "15700"),
        ("ILS", "Israeli New Shekel", "3.7"),
        ("INR", "Indian Rupee", "84"),
        ("JPY", "Japanese Yen", "150"),
        ("KES", "Kenyan Shilling", "129"),
        ("KRW", "South Korean Won", "1370"),
        ("LKR", "Sri Lankan Rupee", "295"),
        ("MXN", "Mexican Peso", "18.5"),
        ("MYR", "Malaysian Ringgit", "4.4"),
        ("NGN", "Nigerian Naira", "1600"),
        ("NOK", "Norwegian Krone", "10.8"),
        ("NZD", "New Zealand Dollar", "1.66"),
        ("PGK", "Papua New Guinea Kina", "3.9"),
        ("PHP", "Philippine Peso", "57"),
        ("PKR", "Pakistani Rupee", "278"),
        ("PLN", "Polish Zloty", "3.96"),
        ("RON", "Romanian New Leu", "4.57"),
        ("SAR", "Saudi Arabian Riyal", "3.75"),
        ("SEK", "Swedish Krona", "10.5"),
        ("SGD", "Singapore Dollar", "1.34"),
        ("THB", "Thai Baht", "34.5"),
        ("TRY", "Turkish Lira", "34"),
        ("TWD", "New Taiwan Dollar", "32"),
        ("USD", "United States Dollar", "1"),
        ("VND", "Vietnamese Dong", "25300"),
        ("WST", "Samoan Tala", "2.75"),
        ("ZAR", "South African Rand", "17.8"),
    )
}
ONE: Final = Decimal("1.000000")


class Currencies:
    """The organisation's own currency, and those that it subscribed to."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._subscribed = [base]

    def all(self) -> list[str]:
        return list(self._subscribed)

    def has(self, code: str) -> bool:
        return code in self._subscribed

    def subscribe(self, code: str) -> None:
        self._subscribed.append(code)

    def day_rate(self, code: str) -> Decimal:
        """Return how much of this currency one unit of the base currency buys, with six decimals."""
        if code == self.base or code not in KNOWN or self.base not in KNOWN:
            return ONE
        return (KNOWN[code][1] / KNOWN[self.base][1]).quantize(ONE)


def description_of(code: str) -> str:
    return KNOWN[code][0] if code in KNOWN else code
