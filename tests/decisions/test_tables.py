"""What every decision asks of the trade that it is given."""

import pandas as pd
import pytest

from econsec.decisions.tables import of_year
from econsec.errors import NoDataError
from econsec.flows.reported import reported


def test_an_account_is_no_complete_table_and_the_error_says_so():
    rows = pd.DataFrame({"year": 2025, "exporter": ["CHN"], "importer": "JPN", "product": "850511", "value": 1.0})
    with pytest.raises(NoDataError, match=r"no complete flows of 2025 \(there is: account\)"):
        of_year(reported(rows, by="JPN"), 2025)
