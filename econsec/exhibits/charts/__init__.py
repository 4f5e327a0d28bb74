"""The chart forms: each takes a tidy frame with ready labels and returns an Altair chart.

No form computes economics; they lay out what they are given. Texts come in the reader's language, colours from the
palette of the report. Frames are cut to the columns that are drawn, so that nothing else travels in the file.
"""

from econsec.exhibits.charts import altair_speed  # noqa: F401 - it makes Altair fast
from econsec.exhibits.charts.along_time.area import areas
from econsec.exhibits.charts.along_time.curves import curves
from econsec.exhibits.charts.along_time.levels import levels
from econsec.exhibits.charts.along_time.months import months
from econsec.exhibits.charts.along_time.slope import slope
from econsec.exhibits.charts.along_time.time import gantt, heat, lines
from econsec.exhibits.charts.along_time.timeline import timeline
from econsec.exhibits.charts.by_row.cascade import cascade
from econsec.exhibits.charts.by_row.compare import bars, dumbbell, span
from econsec.exhibits.charts.by_row.composition import matrix, stacked
from econsec.exhibits.charts.by_row.pairs import pairs
from econsec.exhibits.charts.by_row.swing import swings
from econsec.exhibits.charts.by_row.zones import zones
from econsec.exhibits.charts.flows.chord import chord
from econsec.exhibits.charts.parts import SECOND, Series
from econsec.exhibits.charts.points.place import places
from econsec.exhibits.charts.points.scatter import scatter
from econsec.exhibits.charts.points.squares import squares
from econsec.exhibits.charts.points.swarm import swarm
from econsec.exhibits.charts.two_sides import economies, two_sides

__all__ = [
    "SECOND",
    "Series",
    "areas",
    "bars",
    "cascade",
    "chord",
    "curves",
    "dumbbell",
    "economies",
    "gantt",
    "heat",
    "levels",
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
    "two_sides",
    "zones",
]
