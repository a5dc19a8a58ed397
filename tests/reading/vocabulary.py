"""The unit words of the tests: surface form to unit id, German and English."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.reading import Reader, reader


def _forms(units: Mapping[str, str]) -> dict[str, str]:
    return {form: unit for unit, forms in units.items() for form in forms.split(", ")}


GERMAN = _forms(
    {
        "USD": "US-Dollar, USD, US-$, $, Dollar",
        "EUR": "Euro, EUR, €",
        "CNY": "Yuan, CNY",
        "percent": "Prozent, %",
        "times": "doppelt, Doppelte, mal, fach",
        "GPU": "GPU, GPUs",
        "CPU": "CPU, CPUs",
        "chip": "Chip, Chips",
        "system": "System, Systeme, Systemen",
        "model": "Modell, Modelle, Modellen",
        "parameter": "Parameter, Parametern",
        "data_centre": "Rechenzentrum, Rechenzentren, Datacenter",
        "site": "Standort, Standorte, Standorten",
        "connection": "Glasfaseranschluss, Glasfaseranschlüsse, Glasfaseranschlüssen",
        "company": "Firma, Firmen",
        "W": "Watt, W",
        "MW": "Megawatt, MW",
        "GW": "Gigawatt, GW",
        "EFLOPS": "EFLOPS, ExaFLOPS",
        "GB": "Gigabyte, GB",
        "PB": "Petabyte, PB",
        "m": "Meter, Metern",
        "km": "Kilometer, Kilometern, km",
        "mile": "Meile, Meilen",
        "m2": "Quadratmeter, Quadratmetern, m²",
        "ha": "Hektar, ha",
        "year": "Jahr, Jahre, Jahren, Jahres",
        "month": "Monat, Monate, Monaten, Monats",
        "day": "Tag, Tage, Tagen",
    }
)
ENGLISH = _forms(
    {
        "USD": "USD, US dollar, US dollars, US$, $, dollar, dollars",
        "EUR": "EUR, euro, euros, €",
        "CNY": "yuan, CNY",
        "percent": "percent, per cent, %",
        "times": "times, twice, double",
        "GPU": "GPU, GPUs",
        "CPU": "CPU, CPUs",
        "system": "system, systems",
        "parameter": "parameter, parameters",
        "data_centre": "data centre, data centres",
        "site": "site, sites",
        "connection": "connection, connections",
        "MW": "megawatt, megawatts, MW",
        "GW": "gigawatt, gigawatts, GW",
        "EFLOPS": "EFLOPS, exaFLOPS",
        "GB": "gigabyte, gigabytes, GB",
        "km": "kilometre, kilometres, km",
        "mile": "mile, miles",
        "m2": "square metre, square metres, m²",
        "ha": "hectare, hectares, ha",
        "year": "year, years",
        "month": "month, months",
        "day": "day, days",
    }
)


def german() -> Reader:
    """Give the German reader of the tests."""
    return reader("de", GERMAN)


def english() -> Reader:
    """Give the English reader of the tests."""
    return reader("en", ENGLISH)
