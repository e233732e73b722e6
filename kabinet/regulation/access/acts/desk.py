"""Work at the desk: whose ticket it is, what belongs together, and what a desk keeps for itself."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Merger
from kabinet.regulation.access.checks import life, paper
from kabinet.regulation.access.declared import BY_APPLICANT, Declared, of_organisation
from kabinet.regulation.access.granted import (
    APPLICANT,
    LEADS_OF_DESK,
    NO_LEG,
    PARTNER_SERVES,
    STAFF,
    SUPPORT,
    VENDOR_STAFF,
    Grant,
    P,
    V,
)
from kabinet.regulation.access.meanwhile import ASSIGNED, LIVES_ON
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(Act.TAKE, SUPPORT, records=Kind.TAKEN, conflicts=ASSIGNED),
    Declared(Act.ASSIGN, SUPPORT, records=Kind.ASSIGNED, conflicts=ASSIGNED),
    Declared(Act.LINK, (*APPLICANT, *SUPPORT), records=Kind.LINKED),
    Declared(
        Act.MERGE,
        SUPPORT,
        records=Kind.MERGED,
        typed=Merger,
        demands=(life.merging,),
        conflicts=LIVES_ON | {Kind.PASSED_ON},
    ),
    Declared(Act.ABSORB, SUPPORT, records=Kind.ABSORBED),
    Declared(Act.TAG, SUPPORT, records=Kind.TAGGED),
    Declared(Act.ADD_WATCHER, SUPPORT, records=Kind.WATCHER_ADDED),
    Declared(
        Act.ACKNOWLEDGE,
        SUPPORT,
        records=Kind.ACKNOWLEDGED,
        conflicts=frozenset({Kind.ACKNOWLEDGED}),
    ),
    Declared(Act.ASK_PLACE, APPLICANT, records=Kind.PLACE_ASKED, while_considered=True, denied=BY_APPLICANT),
    Declared(Act.GIVE_PLACE, SUPPORT, records=Kind.PLACE_GIVEN, while_considered=True, speaks=True),
    Declared(Act.END_PLACE, SUPPORT, records=Kind.PLACE_ENDED, while_considered=True),
    Declared(
        Act.CHANGE_CONTACT,
        (*APPLICANT, *PARTNER_SERVES),
        records=Kind.CONTACT_CHANGED,
        conflicts=LIVES_ON | {Kind.CONTACT_CHANGED},
        denied=BY_APPLICANT,
    ),
    of_organisation(Act.KEEP_CANNED, *LEADS_OF_DESK, denial="not_lead", demands=(paper.own_desk,)),
    of_organisation(Act.KEEP_RULES, *LEADS_OF_DESK, denial="not_lead", demands=(paper.own_desk,)),
    of_organisation(Act.KEEP_ON_CALL, *LEADS_OF_DESK, denial="not_lead", demands=(paper.own_desk,)),
    of_organisation(
        Act.KEEP_PROBLEM,
        *(Grant(P, NO_LEG, STAFF), Grant(V, NO_LEG, VENDOR_STAFF)),
        denial="only_keeper",
        demands=(paper.own_house("other_keeper"),),
    ),
    of_organisation(
        Act.SORT_LETTERS,
        *(Grant(P, NO_LEG, STAFF), Grant(V, NO_LEG, VENDOR_STAFF)),
        denial="only_sorter",
        demands=(paper.own_desk,),
    ),
)
