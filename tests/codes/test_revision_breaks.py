"""Where a series passes from one revision to the next: said, and refused where the goods cannot be told apart."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.codes.revision_breaks import joints, kind
from econsec.errors import ParameterError


def series(product, *revisions):
    return pd.DataFrame({"product": product, "revision": revisions, "year": range(2021, 2021 + len(revisions))})


def test_a_series_in_one_revision_has_no_joint():
    assert joints(series("280530", "H6", "H6", "H6"), period="year").empty


@pytest.mark.parametrize(("code", "said"), [("280530", "1:1"), ("810194", "1:1"), ("811292", "1:n"), ("850511", "1:n")])
def test_a_joint_names_its_period_its_revisions_and_its_kind(code, said):
    found = joints(series(code, "H5", "H5", "H6", "H6"), period="year")
    assert found.to_numpy().tolist() == [[code, 2023, "HS2017", "HS2022", said]]


def test_revisions_without_a_correlation_and_codes_that_are_none_are_not_known():
    assert kind("280530", "H3", "HS2022") == "not known"
    assert kind("854143", "HS2017", "HS2022") == "not known", "HS 2017 has no such code"


def test_a_joint_that_hides_a_break_is_refused_unless_asked_for():
    broken = series("280530", "H3", "H6")
    with pytest.raises(ParameterError, match=r"280530 of H3 and of HS2022 .*in 2022. many=True"):
        joints(broken, period="year", many=False)
    assert joints(broken, period="year")["kind"].tolist() == ["not known"]
    both = pd.concat([series("280530", "H5", "H6"), broken.assign(product="850511")])
    assert joints(both, period="year")["product"].tolist() == ["280530", "850511"]
