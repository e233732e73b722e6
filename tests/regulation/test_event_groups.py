"""Of what programs are told: each fact is in one group, and each group has its words."""

from collections import Counter

from kabinet.regulation.facts import Kind
from kabinet.regulation.organisation.event_groups import GROUP_OF, GROUP_WORDS, KINDS, EventGroup


def test_each_fact_is_in_one_group_and_each_group_has_words() -> None:
    counted = Counter(kind for kinds in KINDS.values() for kind in kinds)
    assert counted == Counter(Kind)
    assert set(GROUP_OF) == set(Kind)
    assert set(KINDS) == set(GROUP_WORDS) == set(EventGroup)
    assert all(words.ru and words.en for words in GROUP_WORDS.values())
