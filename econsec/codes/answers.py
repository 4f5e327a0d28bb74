"""Answers kept for who asks the same again: the other language of a report asks what the first has asked.

What a public function answers hangs on its arguments alone. So an answer is found by what was asked to the letter: the
function, and all that its arguments hold, frames with every figure. Who asks gets an answer of his own to write to,
never another's. Where no folder is named, as in JupyterLab, or what is asked cannot be written down, nothing is kept.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from collections.abc import ItemsView, KeysView, ValuesView
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import singledispatch
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Answer = TypeVar("Answer")

#: Names the folder; set by who runs the same notebook in several languages, for its own runs only.
FOLDER = "ECONSEC_ANSWERS"
#: Seconds of processor below which an answer is not worth a file.
WORTH = 0.002
_SIZE = 20
_TABLES = (pd.DataFrame, pd.Series, pd.Index, np.ndarray)


def kept(question: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
    """Return what was answered to a question before, else the answer given now, and keep it.

    Parameters
    ----------
    question : tuple
        All that the answer hangs on.
    answer : callable
        Gives it; what it raises is raised, and nothing is kept.

    Examples
    --------
    >>> kept(("half", 4), lambda: 4 / 2)
    2.0
    """
    folder = os.environ.get(FOLDER)
    name = asked(question) if folder else None
    if folder is None or name is None:
        return answer()
    file = Path(folder) / name
    with suppress(Exception):  # not there, or not whole: then it is asked anew
        return cast("Answer", _read(file))
    started = time.process_time()
    found = answer()
    if time.process_time() - started >= WORTH:
        with suppress(Exception):  # a disk that is full, or what cannot be written down
            _write(file, pickle.dumps(found, protocol=5))
    return found


def asked(question: tuple[object, ...]) -> str | None:
    """Return a name for all that a question holds; None where it holds what has no fixed form.

    Examples
    --------
    >>> asked((1, "a")) == asked((1, "a")), asked((1, "a")) == asked((1, "b"))
    (True, False)
    >>> asked((1, (n for n in "a")))
    """
    digest = blake2b(digest_size=_SIZE)
    try:
        _Letters(digest.update).dump(question)
    except Exception:  # noqa: BLE001 - whatever keeps an object of a notebook from being written down
        return None
    return digest.hexdigest()


class _Sink:
    def __init__(self, write: Callable[[bytes], None]) -> None:
        self.write = write


class _Letters(pickle.Pickler):
    """Writes down what objects hold, to be compared and never read again: what is equal is written alike.

    A frame is its columns, whatever the blocks and chunks that they lie in; the same text twice is not the same object
    twice, so nothing is written as "see above" (`fast`).
    """

    def __init__(self, write: Callable[[bytes], None]) -> None:
        super().__init__(cast("Any", _Sink(write)), protocol=5)
        self.fast = True

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle has it
        if isinstance(value, (type, FunctionType)):
            return _code(value)
        if isinstance(value, _TABLES) and type(value).__module__.partition(".")[0] not in {"pandas", "numpy"}:
            return NotImplemented  # who makes a table of his own keeps more in it
        if (parts := _parts(value)) is not None:
            return tuple, ((type(value), *parts),)
        return NotImplemented


def _code(value: type | FunctionType) -> Any:  # noqa: ANN401 - as pickle has it
    """Write ours as what this code says and what it closes over; what a notebook's hangs on, nobody knows."""
    name, home = value.__qualname__, value.__module__
    if home == "__main__":
        raise pickle.PicklingError(name)
    if isinstance(value, type) or not (value.__closure__ or "<" in name):
        return NotImplemented  # by name
    if not home.startswith("econsec."):
        raise pickle.PicklingError(name)
    code, held = value.__code__, [cell.cell_contents for cell in value.__closure__ or ()]
    return tuple, ((home, name, code.co_code, code.co_linetable, value.__defaults__, value.__kwdefaults__, held),)


@singledispatch
def _parts(value: object) -> tuple[object, ...] | None:
    """Return what a frame, a column or one of our own is made of; None of what pickle knows how to write."""
    # What one of ours has worked out meanwhile is no part of what is asked.
    return ([getattr(value, field.name) for field in fields(value)],) if is_dataclass(value) else None


@_parts.register
def _(value: pd.DataFrame) -> tuple[object, ...]:
    return value.attrs, value.index, value.columns, [column.array for _, column in value.items()]


@_parts.register
def _(value: pd.Series) -> tuple[object, ...]:
    return value.attrs, value.index, value.name, value.array


@_parts.register
def _(value: pd.Index) -> tuple[object, ...]:
    return tuple(value.names), getattr(value, "freq", None), value.array


@_parts.register
def _(value: pd.RangeIndex) -> tuple[object, ...]:
    return value.name, value.start, value.stop, value.step


@_parts.register
def _(value: pd.MultiIndex) -> tuple[object, ...]:
    return tuple(value.names), [value.get_level_values(level) for level in range(value.nlevels)]


@_parts.register
def _(value: pd.arrays.NumpyExtensionArray) -> tuple[object, ...]:
    return (value.to_numpy(),)


@_parts.register
def _(value: pd.arrays.ArrowExtensionArray) -> tuple[object, ...]:
    whole = pa.chunked_array(value.__arrow_array__()).combine_chunks()
    return repr(value.dtype), str(whole.type), pa.record_batch([whole], ["_"]).serialize().to_pybytes()


@_parts.register
def _(value: np.ndarray) -> tuple[object, ...]:
    return value.dtype, value.shape, value.tolist() if value.dtype.hasobject else value.tobytes()


@_parts.register
def _(value: np.ma.MaskedArray) -> tuple[object, ...]:
    return value.mask, value.fill_value, value.data


@_parts.register(KeysView)
@_parts.register(ValuesView)
@_parts.register(ItemsView)
def _(value: Iterable[object]) -> tuple[object, ...]:
    return (list(value),)


def _read(file: Path) -> object:
    found = file.read_bytes()
    if blake2b(found[_SIZE:], digest_size=_SIZE).digest() != found[:_SIZE]:
        raise ValueError(file.name)
    return pickle.loads(memoryview(found)[_SIZE:])  # noqa: S301 - written by another run of the same notebook


def _write(file: Path, text: bytes) -> None:
    """Write it whole or not at all, with its own digest before it."""
    descriptor, made = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(blake2b(text, digest_size=_SIZE).digest())
            out.write(text)
        Path(made).replace(file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
