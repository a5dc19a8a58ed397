"""Reading: the quantities, periods and numerals that German and English words tell."""

from factbook.reading.found import FoundPeriod, FoundQuantity, Numeral
from factbook.reading.reader import LANGUAGES, Reader, reader

__all__ = ["LANGUAGES", "FoundPeriod", "FoundQuantity", "Numeral", "Reader", "reader"]
