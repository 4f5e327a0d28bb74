"""The chart forms: each takes a tidy frame with ready labels and returns an Altair chart.

No form computes economics; they lay out what they are given. Texts come in the reader's language, colours from the
palette of the report. Frames are cut to the columns that are drawn, so that nothing else travels in the file.
"""

from econsec.exhibits.charts.area import areas
from econsec.exhibits.charts.cascade import cascade
from econsec.exhibits.charts.chord import chord
from econsec.exhibits.charts.compare import bars, dumbbell, span
from econsec.exhibits.charts.compose import matrix, stacked
from econsec.exhibits.charts.curves import curves
from econsec.exhibits.charts.months import months
from econsec.exhibits.charts.pairs import pairs
from econsec.exhibits.charts.parts import SECOND, Series
from econsec.exhibits.charts.place import places
from econsec.exhibits.charts.scatter import scatter
from econsec.exhibits.charts.slope import slope
from econsec.exhibits.charts.squares import squares
from econsec.exhibits.charts.swarm import swarm
from econsec.exhibits.charts.swing import swings
from econsec.exhibits.charts.time import gantt, heat, lines
from econsec.exhibits.charts.timeline import timeline
from econsec.exhibits.charts.zones import zones

__all__ = [
    "SECOND",
    "Series",
    "areas",
    "bars",
    "cascade",
    "chord",
    "curves",
    "dumbbell",
    "gantt",
    "heat",
    "lines",
    "matrix",
    "months",
    "pairs",
    "places",
    "scatter",
    "slope",
    "span",
    "squares",
    "stacked",
    "swarm",
    "swings",
    "timeline",
    "zones",
]
