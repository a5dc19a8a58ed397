"""What each page shows: a factbook to frozen views, already sorted, grouped, worded and linked.

Each function depends on a `Lookup` of the factbook and at most one id, so that pages can be made
one by one, in any order and in any process.
"""

from factbook.sheet.cases import CasesPage, cases_page
from factbook.sheet.compare import ComparePage, compare_page
from factbook.sheet.corrections import CorrectionsPage, corrections_page
from factbook.sheet.entity import Sheet, entity_sheet
from factbook.sheet.glossary import GlossaryPage, glossary_page
from factbook.sheet.home import Home, home
from factbook.sheet.index import Index, kind_index
from factbook.sheet.lanes import TimelinePage, timeline_page
from factbook.sheet.lookup import Lookup
from factbook.sheet.questions import QuestionsPage, questions_page
from factbook.sheet.source import SourcePage, SourcesPage, source_page, sources_page

__all__ = [
    "CasesPage",
    "ComparePage",
    "CorrectionsPage",
    "GlossaryPage",
    "Home",
    "Index",
    "Lookup",
    "QuestionsPage",
    "Sheet",
    "SourcePage",
    "SourcesPage",
    "TimelinePage",
    "cases_page",
    "compare_page",
    "corrections_page",
    "entity_sheet",
    "glossary_page",
    "home",
    "kind_index",
    "questions_page",
    "source_page",
    "sources_page",
    "timeline_page",
]
