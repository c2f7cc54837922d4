"""Commands that make a project and open the app."""

import os
import sys
from pathlib import Path

import click

from app.cli.common import in_project, main
from app.workbench import project as projects


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a project in FOLDER.

    Example:  workbench init interviews
    """
    click.echo(f"Made {projects.init(folder)}. Next: workbench add FILE --project {folder}")


@main.command()
@in_project
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
def run(*, folder: Path, port: int, host: str) -> None:
    """Open the app in the browser.

    Example:  workbench run --project interviews --port 8501
    """
    with projects.open_project(folder) as project:
        root = project.folder.root
    click.echo(f"Opening http://{host}:{port} for {root}; Ctrl+C ends it.")
    os.environ["WORKBENCH_PROJECT"] = str(root)
    script = Path(__file__).parents[1] / "ui" / "entry" / "served.py"
    options = ["--server.port", str(port), "--server.address", host, "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    os.execv(sys.executable, command)  # noqa: S606  # our own script; the process becomes the app
