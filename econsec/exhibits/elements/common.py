"""Columns that the tables of several topics have in common: the same heading, written in the same way."""

from econsec.exhibits.elements.table import Column

#: A row that is a product, by its label and its code in the Harmonised System.
GOOD = (Column("label", "column.product"), Column("product", "column.hs", "code"))
PRODUCT, HS = GOOD
#: An economy: beside something else, or as what the row is about.
ECONOMY, ECONOMY_ROW = Column("name", "column.economy"), Column("label", "column.economy")
SUPPLIER, SUPPLIER_ROW = Column("name", "column.supplier"), Column("label", "column.supplier")
#: A figure of importer and of partner side by side, as a number or as a share.
SIDES = (Column("mine", "economy.importer", "int"), Column("theirs", "economy.partner", "int"))
SIDE_SHARES = (
    Column("importer", "economy.importer", "percent", bar=True),
    Column("partner", "economy.partner", "percent", bar=True),
)
YEAR, YEAR_ROW = Column("year", "table.year", "code"), Column("label", "routes.column.year", "code")
SHARE = Column("share", "column.share", "percent", bar=True)
FROM_RIVAL = Column("rival_share", "column.from_rival", "percent", bar=True)
NEED = Column("from_rival", "column.need", "usd_million")
IMPORTS, VALUE = Column("imports", "column.imports", "usd_million"), Column("value", "column.imports", "usd_million")
FIRST_SHARE = Column("first_share", "column.first_share", "percent")
CHANGE, TIMES = Column("change", "column.change", "points"), Column("times", "table.times", "dec1")
RANK, PLACE = Column("rank", "column.rank", "int"), Column("rank", "column.rank", "ordinal")
SINCE, STATUS = Column("since", "column.since", "date"), Column("status_text", "column.status")
ANNOUNCED = Column("announced", "column.announced", "date")
EFFECTIVE = Column("effective", "column.effective_from", "date")
GRADE, LIMIT = Column("grade_text", "column.grade"), Column("limit_text", "column.limit")
