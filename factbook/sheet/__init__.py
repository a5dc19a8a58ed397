"""What each page shows: a factbook to frozen views, already sorted, grouped, worded and linked.

Each function depends on a `Lookup` of the factbook and at most one id, so that pages can be made
one by one, in any order and in any process.
"""

from factbook.sheet.cases import CasesPage, cases_in_order, cases_page, cases_per_page
from factbook.sheet.choices import lookup_of
from factbook.sheet.compare import ComparePage, compare_page
from factbook.sheet.corrections import CorrectionsPage, corrections_page
from factbook.sheet.entity import Sheet, entity_sheet
from factbook.sheet.glossary import GlossaryPage, glossary_page
from factbook.sheet.home import Home, home
from factbook.sheet.index import Index, kind_index
from factbook.sheet.lanes import TimelinePage, event_count, timeline_page
from factbook.sheet.lookup import Lookup
from factbook.sheet.paging import ROWS, Part, part_count
from factbook.sheet.questions import QuestionsPage, question_count, questions_page
from factbook.sheet.source import SourcePage, SourcesPage, source_page, sources_page

__all__ = [
    "ROWS",
    "CasesPage",
    "ComparePage",
    "CorrectionsPage",
    "GlossaryPage",
    "Home",
    "Index",
    "Lookup",
    "Part",
    "QuestionsPage",
    "Sheet",
    "SourcePage",
    "SourcesPage",
    "TimelinePage",
    "cases_in_order",
    "cases_page",
    "cases_per_page",
    "compare_page",
    "corrections_page",
    "entity_sheet",
    "event_count",
    "glossary_page",
    "home",
    "kind_index",
    "lookup_of",
    "part_count",
    "question_count",
    "questions_page",
    "source_page",
    "sources_page",
    "timeline_page",
]
