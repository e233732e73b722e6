"""Reading a ticket: changes nothing of it."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.declared import About, Declared
from kabinet.regulation.access.granted import READERS

DECLARED = (
    Declared(Act.SEE, (), About.READING, by_program=True, by_reach=True),
    Declared(Act.WATCH, READERS, About.READING),
)
