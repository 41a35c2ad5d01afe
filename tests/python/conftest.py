import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "examples" / "reports"


def pytest_addoption(parser):
    parser.addoption("--readout", required=True, help="the command, to compare with")


class Command:
    """The command, on the project's own lists, in a folder of its own."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def __call__(self, *args, given=b"", status=0):
        environment = {**os.environ, "READOUT_DATA": str(ROOT / "data"), "NO_COLOR": "1"}
        done = subprocess.run([self.path, *map(str, args)], input=given, capture_output=True, cwd=self.folder, env=environment)
        assert done.returncode == status, done.stderr.decode()
        return done.stdout


@pytest.fixture(scope="session")
def command(request, tmp_path_factory):
    return Command(request.config.getoption("--readout"), tmp_path_factory.mktemp("command"))


@pytest.fixture(scope="session")
def sample_paths():
    return sorted(str(path) for path in SAMPLES.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def command_record(command):
    """A record of the samples, made by the command."""
    path = command.folder / "command.db"
    command("add", "--quiet", "--record", path, SAMPLES)
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The same, made by the package."""
    import readout

    path = tmp_path_factory.mktemp("made") / "made.db"
    with readout.Record(path, "a") as record:
        tally = record.add(SAMPLES)
    assert (tally.read, tally.failed, tally.failures) == (11, 0, ())
    return path


@pytest.fixture
def record(made):
    import readout

    with readout.Record(made) as record:
        yield record
