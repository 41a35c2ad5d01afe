import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "examples" / "reports"


def pytest_addoption(parser):
    parser.addoption("--readout", required=True, help="the command, to compare with")


@pytest.fixture(scope="session")
def command(request, tmp_path_factory):
    """The command, on the project's own lists, in a folder of its own."""
    folder = tmp_path_factory.mktemp("command")

    def run(*args, given=b""):
        environment = {**os.environ, "READOUT_DATA": str(ROOT / "data")}
        done = subprocess.run([request.config.getoption("--readout"), *map(str, args)], input=given, capture_output=True, cwd=folder, env=environment)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


@pytest.fixture(scope="session")
def spark():
    """Two threads; a task that fails is begun again."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2,4]").config("spark.sql.shuffle.partitions", 3).config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "512m").config("spark.ui.showConsoleProgress", "false")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
