"""Zips that are not CEPII's: each is refused in a sentence, and nothing is added."""

from __future__ import annotations

import zipfile

import pytest
from baci_years import VERSION, countries, products

from econsec.errors import EconsecError
from econsec.store import add_baci
from econsec.store.baci import archive, shelf

HEADER = "t,i,j,k,v,q\n"
GOOD = "2024,156,392,010121,1.0,2.0\n"
NAME = f"BACI_HS17_Y2024_{VERSION}.csv"
LIST, OTHER = f"country_codes_{VERSION}.csv", f"product_codes_HS17_{VERSION}.csv"
COUNTRIES, PRODUCTS = countries().to_csv(index=False), products().to_csv(index=False)


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))


def pack(path, **changes):
    members = {"year": (NAME, HEADER + GOOD), "countries": (LIST, COUNTRIES), "products": (OTHER, PRODUCTS)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in (members | changes).values():
            opened.writestr(name, text)
    return path


def patched(path, place, value):
    """Change two bytes of the description of the first member, in both places where it stands."""
    content = bytearray(path.read_bytes())
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    for at in (local + place, central + place + 2):
        content[at : at + 2] = value.to_bytes(2, "little")
    path.write_bytes(content)
    return path


QUANTITY = HEADER + "2024,156,392,010121,1.0,{}\n"
VALUE = HEADER + "2024,156,392,010121,{},1.0\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"countries": (LIST, COUNTRIES.replace("China", "Côte").encode("latin-1", "replace"))}, "cannot be read"),
        ({"countries": (LIST, COUNTRIES.encode("utf-16"))}, "cannot be read"),
        ({"products": (OTHER, "")}, "cannot be read"),
        ({"products": (OTHER, "code,description\n")}, "has no rows"),
        ({"countries": (LIST, COUNTRIES + '1,"open\n')}, "cannot be read"),
        ({"year": (NAME, HEADER)}, "a header and no rows"),
        ({"year": (NAME, "")}, "begins with ''"),
        ({"year": (NAME, (HEADER + GOOD).encode("utf-16"))}, "begins with"),
        ({"year": (NAME, HEADER + GOOD + '2024,156,392,"010129,1.0,2.0\n')}, "HS17 2024"),
        *[({"year": (NAME, QUANTITY.format(one))}, "no finite number") for one in ("NaN", "inf", "-inf", "1e999")],
        *[({"year": (NAME, VALUE.format(one))}, "no finite number|cannot be read") for one in ("NaN", "inf", "1e999")],
        ({"year": (NAME, QUANTITY.format("-2.0"))}, "a quantity of -2.000 tonnes"),
        ({"again": (f"copy/{NAME}", HEADER + GOOD)}, "holds 2024 twice"),
    ],
    ids=str,
)
def test_a_list_or_a_year_that_cannot_be_is_refused(tmp_path, changes, said):
    with pytest.raises(EconsecError, match=said):
        add_baci(pack(tmp_path / "one.zip", **changes))
    assert shelf.stored() == ()


@pytest.mark.parametrize(("place", "value", "said"), [(6, 1, "is encrypted"), (8, 9, "packed by method 9")])
def test_what_cannot_be_unpacked_is_said_before_anything_is_unpacked(tmp_path, place, value, said):
    with pytest.raises(EconsecError, match=said):
        add_baci(patched(pack(tmp_path / "one.zip"), place, value))
    assert not (tmp_path / "store").exists()


def test_a_list_that_unpacks_to_gigabytes_is_a_trap(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_LISTED", 100)
    with pytest.raises(EconsecError, match="would unpack to"):
        add_baci(pack(tmp_path / "one.zip"))
    assert not (tmp_path / "store").exists()
