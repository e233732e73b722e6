"""What list pages show: a page of lines costs the same number of questions for ten tickets and for a million."""

from kabinet.records.lists.counts import count_tickets, nav_counts
from kabinet.records.lists.filters import Filters
from kabinet.records.lists.marked import BEGINS, ENDS, Marked, marked
from kabinet.records.lists.problems import Register, Wish, count_register, products, register
from kabinet.records.lists.question import Nothing, Question, read_question
from kabinet.records.lists.rows import Key, Page, Row, Versions
from kabinet.records.lists.search import count_found, search, with_number
from kabinet.records.lists.similar import Similar, similar
from kabinet.records.lists.strip import Cell, Days, Strip, days, strip
from kabinet.records.lists.tickets import client_list, queue

__all__ = [
    "BEGINS",
    "ENDS",
    "Cell",
    "Days",
    "Filters",
    "Key",
    "Marked",
    "Nothing",
    "Page",
    "Question",
    "Register",
    "Row",
    "Similar",
    "Strip",
    "Versions",
    "Wish",
    "client_list",
    "count_found",
    "count_register",
    "count_tickets",
    "days",
    "marked",
    "nav_counts",
    "products",
    "queue",
    "read_question",
    "register",
    "search",
    "similar",
    "strip",
    "with_number",
]
