"""Compiling ahead of time: the first call of a kernel takes seconds, so it must not be a visitor's."""

import numpy as np

from .batch import rank_batch
from .codes import ReachTable, pack
from .filters import Filters
from .impact import people_by_lacks, requirement_impact
from .near_miss import Program, Sight, near_miss
from .need import Need, Needs, Requirement
from .people import People, Person
from .ranking import rank


def warm() -> None:
    """Compile every kernel, or load it from the cache on disk, by ranking one made-up person."""
    chances = np.zeros((4, 221, 32))
    chances[1:, 111:] = 0.9
    table = ReachTable(chances, 110)
    codes = {1: pack(2, 60, 3)}
    people = People.build([Person(1, codes, Filters(found=True))])
    need = Need(1, (Requirement(1, 2),))
    rank(people, need, table, 1)
    rank_batch(people, Needs.of([need]), table, 1)
    requirement_impact(people, need, table)
    people_by_lacks(people, need, table)
    sight = Sight(Needs.of([need]), table)
    near_miss({}, sight, raise_code=lambda skill, level: codes[skill], programs=[Program(1, codes)])
