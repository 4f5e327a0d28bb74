"""``--cluster``: the workers of a Dask cluster as an executor, or one sentence on why there are none."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.language.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from distributed import Client
    from distributed.cfexecutor import ClientExecutor

#: So many times as long as for an answer a worker is waited for: a cluster that grows as needed takes minutes.
GIVE_UP = 10

Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Let a Dask cluster do it: its scheduler, such as tcp://10.0.0.5:8786."),
]


@contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """Give the workers of a Dask cluster as an executor; None where no address is given.

    What a worker does when it is lost is done by another; where none is left, one is waited for and then everything
    given up. How long to wait for an answer, and for ``tls://`` keys and
    certificates, is Dask's own configuration.

    Raises
    ------
    MissingToolError
        The package that speaks to a cluster is not installed.
    ParameterError
        No scheduler answers there.
    EconsecError
        The cluster has no worker.
    """
    if address is None:
        yield None
        return
    from econsec.errors import EconsecError, MissingToolError, ParameterError, in_brief

    try:
        import dask
        from dask.utils import parse_timedelta
        from distributed import Client
    except ImportError as error:
        raise MissingToolError(
            f"the package {error.name} is not installed, so that no cluster can be asked",
            hint='Install it with: pip install "econsec[cluster]"',
        ) from error
    patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    try:
        asyncio.run(_reach(address, patience))
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ParameterError(
            f"no Dask scheduler answers at {address} ({in_brief(error)})",
            expected="the address that `dask scheduler` printed, such as tcp://10.0.0.5:8786",
        ) from error
    with Client(address, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            hint = f"Run on each machine: dask worker {address}"
            raise EconsecError(f"the cluster at {address} has no worker", hint=hint) from error
        # What a call leaves is a file, which a cluster that remembers the answer would not make again.
        executor = client.get_executor(pure=False)
        ended = Event()
        watch = Thread(target=_watch, args=(client, address, executor, patience, ended), daemon=True)
        watch.start()
        try:
            yield executor
        finally:
            ended.set()
            watch.join(timeout=patience)


def _watch(client: Client, address: str, executor: ClientExecutor, patience: float, ended: Event) -> None:
    """Say that nobody is left who works, wait for another, and in the end give up what was asked for."""
    missing = 0
    while not ended.wait(patience):
        try:
            missing = 0 if client.nthreads(callback_timeout=patience) else missing + 1
        except (OSError, RuntimeError):  # a scheduler that is gone ends every task by itself
            continue
        if missing == 1:
            said = "The cluster at {address} has no worker left: one is waited for, {seconds:.0f} s at most"
            typer.echo(worded(said, address=address, seconds=GIVE_UP * patience), err=True)
        if missing > GIVE_UP:
            said = "No worker came: given up. Run on each machine: dask worker {address}"
            typer.echo(worded(said, address=address), err=True)
            executor.shutdown(wait=False)
            return


async def _reach(address: str, patience: float) -> None:
    """Speak to a scheduler and leave: a `Client` that finds none takes half a minute to go."""
    from distributed.comm.core import connect
    from distributed.security import Security

    await (await connect(address, timeout=patience, **Security().get_connection_args("client"))).close()
