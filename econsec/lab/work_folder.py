"""A folder to work in: copies of the notebooks, their schedule and the how-tos, which an upgrade leaves alone."""

from __future__ import annotations

import re
from pathlib import Path

from econsec import paths
from econsec.errors import EconsecError, ParameterError

START = "00_start_here.ipynb"
LANGUAGE = re.compile(r'language: str = \\"[a-z]+\\"')
README = """# Reports on economic security

- `econsec lab` opens JupyterLab here; begin with `notebooks/00_start_here.ipynb`.
- `econsec render --all` renders every report into `reports/`; open `reports/index.html`.
- `notebooks/reports.toml` says which reports there are and when each is due; `econsec run-due` renders what is due, and
  `econsec schedule` prints the line that lets a clock ask.
- `docs/`: how to use figures of your own (`own-data.md`), make a report of your own (`own-report.md`), and so on.

- `econsec lab`：ここでJupyterLabを開く。まず`notebooks/00_start_here.ipynb`から。
- `econsec render --all`：全レポートを`reports/`に出力する。`reports/index.html`を開く。
- `notebooks/reports.toml`：レポートの一覧と更新の予定。`econsec run-due`が期日の来たものを出力し、
  `econsec schedule`が定期実行の設定を表示する。
- `docs/`：使い方（英語）。手元のデータは`own-data.md`、独自のレポートは`own-report.md`など。
"""


def lay_out(folder: Path, *, language: str = "en") -> list[Path]:
    """Copy notebooks, their schedule and the how-tos into a folder; what is there already stays as it is.

    Parameters
    ----------
    folder : Path
        Made if need be.
    language : str
        en or ja: what the copies say in a notebook.

    Returns
    -------
    list of Path
        What was laid out, below the folder.

    Raises
    ------
    ParameterError
        It is the package's own folder, or inside it.
    EconsecError
        It cannot be written to.
    """
    root = folder.resolve()
    if root == paths.PACKAGE.parent or root.is_relative_to(paths.PACKAGE):
        raise ParameterError(f"{root} is where the package lies", expected="a folder of your own")
    # ECONSEC_HOME may name a folder that has data alone.
    roots = (paths.project(), paths.PACKAGE.parent, paths.PACKAGE / "_bundle")
    source = next(root for root in roots if (root / paths.PORTFOLIO).is_file())
    pages = [path for path in (source / "docs").glob("*.md") if path.name != "index.md"]
    made = []
    try:
        for name in ("notebooks", "reports", "docs"):
            (root / name).mkdir(parents=True, exist_ok=True)
        for path in sorted([*(source / "notebooks").glob("*.ipynb"), source / paths.PORTFOLIO, *pages]):
            target = root / path.relative_to(source)
            if target.exists():
                continue
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                text = LANGUAGE.sub(rf'language: str = \\"{language}\\"', text)
            _write(target, text)
            made.append(target.relative_to(root))
        if not (root / "README.md").exists():
            _write(root / "README.md", README)
            made.append(Path("README.md"))
    except OSError as error:
        where = error.filename or root
        raise EconsecError(f"{where}: {error.strerror}", expected="a folder that you may write to") from error
    return made


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all: half of one would stay, since what is there is left as it is."""
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
