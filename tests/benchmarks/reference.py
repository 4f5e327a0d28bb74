"""What an analyst writes with NumPy and pandas for the same work: clear, dense, and the yardstick for speed."""

from __future__ import annotations

import numpy as np
import pandas as pd


def complexity(table: pd.DataFrame) -> int:
    """RCA, ECI, PCI, proximity, density and opportunity gain of each year, on full matrices."""
    parts = []
    for year, of in table.groupby("year"):
        exporter, product = (pd.factorize(of[key], sort=True) for key in ("exporter", "product"))
        x = np.zeros((len(exporter[1]), len(product[1])))
        x[exporter[0], product[0]] = of["value"]
        rca = (x / x.sum(axis=1, keepdims=True)) / (x.sum(axis=0) / x.sum())
        m = (rca >= 1).astype(float)
        diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
        values, vectors = np.linalg.eig((m / diversity[:, None]) @ (m / ubiquity).T)
        eci = np.real(vectors[:, np.argsort(-np.real(values))[1]])
        eci *= np.sign(np.corrcoef(eci, diversity)[0, 1])
        pci = m.T @ eci / ubiquity
        pci = (pci - pci.mean()) / pci.std()
        phi = m.T @ m / np.maximum(ubiquity[:, None], ubiquity)
        density = m @ phi / phi.sum(axis=0)
        gain = ((1 - m) * pci) @ (phi / phi.sum(axis=0)) - density * pci
        parts.append(
            pd.DataFrame(
                {
                    "year": year,
                    "exporter": np.repeat(exporter[1], m.shape[1]),
                    "product": np.tile(product[1], m.shape[0]),
                    "rca": rca.ravel(),
                    "density": density.ravel(),
                    "gain": gain.ravel(),
                }
            )
        )
    return len(pd.concat(parts, ignore_index=True))


def tci(table: pd.DataFrame) -> int:
    """All pairs of exporters with the same baskets as importers, one exporter at a time."""
    x = table.pivot_table(index="exporter", columns="product", values="value", aggfunc="sum", fill_value=0.0).to_numpy()
    share = x / x.sum(axis=1, keepdims=True)
    return np.stack([100 * (1 - np.abs(share - row).sum(axis=1) / 2) for row in share]).size


def hhi(table: pd.DataFrame) -> int:
    """Concentration of suppliers, by group-by."""
    keys = ["year", "importer", "product"]
    flow = table.groupby([*keys, "exporter"], as_index=False)["value"].sum()
    flow["square"] = (flow["value"] / flow.groupby(keys)["value"].transform("sum")) ** 2
    return len(flow.groupby(keys, as_index=False)["square"].sum())


def top(table: pd.DataFrame) -> int:
    """The three largest suppliers, by sorting."""
    keys = ["year", "importer", "product"]
    flow = table.groupby([*keys, "exporter"], as_index=False)["value"].sum()
    flow["share"] = flow["value"] / flow.groupby(keys)["value"].transform("sum")
    ranked = flow.sort_values([*keys, "value", "exporter"], ascending=[True, True, True, False, True])
    return len(ranked.groupby(keys).head(3))


def flags(table: pd.DataFrame) -> int:
    """Supplier HHI, largest share, rival's share, world HHI and imports over exports, by group-by."""
    keys = ["importer", "product"]
    flow = table.groupby([*keys, "exporter"], as_index=False, observed=True)["value"].sum()
    flow["share"] = flow["value"] / flow.groupby(keys)["value"].transform("sum")
    flow["square"] = flow["share"] ** 2
    flow["rival"] = flow["share"].where(flow["exporter"] == "E001", 0.0)
    made = flow.groupby(keys, as_index=False).agg(
        imports=("value", "sum"), hhi=("square", "sum"), top=("share", "max"), rival=("rival", "sum")
    )
    sold = flow.groupby(["exporter", "product"], as_index=False)["value"].sum()
    sold["square"] = (sold["value"] / sold.groupby("product")["value"].transform("sum")) ** 2
    world = sold.groupby("product")["square"].sum()
    made["world"] = made["product"].map(world)
    made = made.merge(sold.rename(columns={"exporter": "importer", "value": "exports"}), on=keys, how="left")
    ratio = made["imports"] / made["exports"]
    rules = {
        "ec": (made.hhi > 0.4) & ~(ratio <= 1),
        "cepii": (made.hhi > 0.4) & (made.world > 0.4) & ~(ratio <= 1),
        "merics": ~(ratio <= 2) & (made.rival > 0.5) & (made.hhi > 0.4),
        "meti": made.hhi > 0.5,
        "cabinet_office": made.top > 0.5,
    }
    return len(pd.concat([made.assign(rule=name, passed=passed) for name, passed in rules.items()]))
