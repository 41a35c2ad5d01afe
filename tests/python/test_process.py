"""Threads, forks, what is not there, types."""
import gc
import os
import pathlib
import subprocess
import sys
import threading
import time

import pytest

import readout
from conftest import SAMPLES

LONG = "".join("Foreign Minister Ana Ruiz of Panama said on %d June 2023 that Panama will open port %d.\n\n" % (i % 28 + 1, i) for i in range(800))


def test_threads_read_at_once(sample_paths):
    alone = [readout.read(path=path).line for path in sample_paths]
    out, raised = {}, []

    def work(number):
        try:
            out[number] = [readout.read(path=path).line for path in sample_paths]
            assert readout.read(path=sample_paths[number]).tokens
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised and all(out[i] == alone for i in range(8))


def test_threads_share_a_record(tmp_path, sample_paths):
    raised = []
    with readout.Record(tmp_path / "r.db", "a") as record:

        def work(run):
            try:
                run()
            except BaseException as error:
                raised.append(error)

        def look():
            for _ in range(10):
                for event in record.events():
                    record.statements(event)

        adding = [lambda path=path: record.add(path, threads=1) for path in sample_paths]
        threads = [threading.Thread(target=work, args=(run,)) for run in [*adding, look, look, look]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not raised, raised
        with readout.Record(tmp_path / "one.db", "a") as one:
            one.add(SAMPLES)
            assert record.export() == one.export()


def test_others_run_while_one_reads():
    """The longest time that the interpreter was held is a small part of the call's."""
    readout.read("warm")
    took = []

    def work():
        started = time.perf_counter()
        readout.read(LONG)
        took.append(time.perf_counter() - started)

    thread = threading.Thread(target=work)
    longest, before = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    thread.join()
    assert longest < took[0] / 2, (longest, took)


def in_child(run):
    """What a forked child says; it must end by itself, with status 0."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            os.write(writing, run().encode())
            status = 0
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = file.read()
    assert os.waitpid(pid, 0)[1] == 0, said
    return said


def test_a_fork(tmp_path, sample_paths):
    line = readout.read(path=sample_paths[0]).line
    record = readout.Record(tmp_path / "r.db", "a")
    record.add(sample_paths[0])
    docs = readout.read_all(*sample_paths)
    next(docs)

    def use_record():
        try:
            record.events()
        except readout.ForkError as error:
            return str(error)
        return "no error"

    def use_docs():
        try:
            list(docs)
        except readout.ForkError as error:
            return str(error)
        return "no error"

    said = in_child(use_record)
    assert said.startswith('the record "%s" was opened in process %d and this is ' % (tmp_path / "r.db", os.getpid())), said
    assert said.endswith(": open it anew behind the fork")
    assert "begin anew behind the fork" in in_child(use_docs)
    assert in_child(lambda: str(readout.read(path=sample_paths[0]).line == line)) == "True"
    assert in_child(lambda: (record.close(), record.__del__(), "left")[2]) == "left"

    def open_again():
        with readout.Record(tmp_path / "r.db", "r+") as again:
            again.add(sample_paths[1])
            return str(len(again.reports()))

    assert in_child(open_again) == "2"
    assert len(record.reports()) == 2 and record.check() == []
    record.close()
    assert len(list(docs)) == len(sample_paths) - 1


def test_a_fork_while_threads_work(sample_paths):
    stop = threading.Event()

    def work():
        while not stop.is_set():
            readout.read(path=sample_paths[0])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            assert in_child(lambda: readout.read(path=sample_paths[1]).id) == sample_paths[1]
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def run(code, **environment):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment})


def test_pandas_and_pyarrow_are_not_needed(made):
    code = """
import sys
sys.modules.update(dict.fromkeys(["pandas", "pyarrow", "numpy"]))
import readout
with readout.Record(%r) as record:
    events = record.events()
    assert len(events) == 9 and record.compare(1)._repr_svg_() and record.sql("SELECT 1")[0] == (1,) and events._repr_html_()
    for run in (events.to_pandas, events.to_arrow, record.tables, record.frames, lambda: record.export("parquet", "x")):
        try:
            run()
        except ImportError as error:
            assert "pandas" in str(error) or "pyarrow" in str(error)
        else:
            raise AssertionError(run)
print("done")
""" % str(made)
    done = run(code)
    assert done.stdout == "done\n", done.stderr


def test_lists_elsewhere(tmp_path):
    done = run("import readout; readout.read('a')", READOUT_DATA=str(tmp_path / "none"))
    assert "readout.errors.FileError: cannot open \"%s" % (tmp_path / "none") in done.stderr
    done = run("import readout; print(readout.__version__)", READOUT_DATA="")
    assert done.stdout.strip().count(".") == 2


def test_docs_that_nobody_takes_are_not_read():
    def reports():
        for _ in range(10000):
            taken.append(1)
            yield {"text": "a"}

    taken = []
    for doc in readout.read_all(reports=reports()):
        break
    stages = readout.stages.read(reports())
    next(stages)
    del doc, stages
    gc.collect()
    assert not [thread for thread in threading.enumerate() if thread.name == "readout"]
    assert len(taken) < 2000


def test_nothing_is_printed_and_threads_end():
    done = run("import readout\nfor doc in readout.read_all(*[{'text': 'a'}] * 500): break\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = run("import readout\ndocs = readout.read_all(*[{'text': 'a'}] * 500)\nnext(docs)\nimport sys\nsys.exit(3)\n")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


def test_types_hold():
    pytest.importorskip("mypy")
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    command = [sys.executable, "-m", "mypy", "--config-file", root / "python" / "pyproject.toml", "--cache-dir", root / "build" / "mypy", "-p", "readout"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
