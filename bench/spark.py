#!/usr/bin/env python3
"""The record of generated reports on Spark, in a cluster of two workers on this machine: time and shuffled bytes of each step, and whether it is the command's.

usage: spark.py [--size 20000,100000] [--readout build/release/readout] [--seed 1] [--data data] [--work DIR] [--workers 2] [--memory 2048] [--partitions 8]
                [--kill] [--command] [--rate] [--spacy MODEL] [--plot docs/spark.svg]

Run it with a Python that has PySpark and the wheel, and a Java. Reports are those of growth.py. --command holds the record against that of `readout add`, to the byte;
--kill ends a worker while reports are read and another while they are settled. --rate reads copies of the sample reports by the command, by Spark and, with --spacy, by a job
in mapInPandas that runs that pipeline over the same texts, in turns, one core each: words a second. --plot draws what the sizes took.
"""
import argparse
import hashlib
import json
import math
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

import growth

ROOT = pathlib.Path(__file__).resolve().parent.parent


def session(options, cores=1):
    from pyspark.sql import SparkSession

    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_HOSTNAME="localhost", SPARK_WORKER_DIR=f"{options.work}/workers")
    builder = SparkSession.builder.master(f"local-cluster[{options.workers},{cores},{options.memory}]")
    settings = {"spark.driver.memory": "512m", "spark.executor.memory": f"{options.memory}m", "spark.sql.shuffle.partitions": options.partitions,
                "spark.sql.execution.arrow.maxRecordsPerBatch": 256, "spark.ui.showConsoleProgress": "false", "spark.task.maxFailures": 8,
                "spark.ui.port": 4050}
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def children(pid, found):
    """Processes below one, by /proc."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()
                words = open(f"/proc/{entry}/cmdline", "rb").read().split(b"\0")
            except OSError:
                continue
            parents[int(entry)] = int(fields[1]), words
    below = [pid]
    for one in below:
        below += [child for child, (parent, _) in parents.items() if parent == one]
    return [one for one in below if one in parents and any(found in word for word in parents[one][1])]


def kill_worker():
    """Ends an executor, the youngest."""
    found = children(os.getpid(), b"CoarseGrainedExecutorBackend")
    if found:
        os.kill(max(found), signal.SIGKILL)
    return bool(found)


def stages(spark):
    """Of each stage of the job: what it wrote for others."""
    url = f"{spark.sparkContext.uiWebUrl}/api/v1/applications/{spark.sparkContext.applicationId}/stages?status=complete"
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


def generate(options, size, path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = growth.Writer(options.seed, options.data)
    os.makedirs(path, exist_ok=True)
    for part, start in enumerate(range(0, size, 2500)):
        rows = [writer.report() for _ in range(min(2500, size - start))]
        pq.write_table(pa.Table.from_pylist(rows), f"{path}/{part:05}.parquet")


def words_of(path):
    import pyarrow.parquet as pq

    return sum(len(text.split()) for text in pq.read_table(path, columns=["text"]).column("text").to_pylist())


def digest(folder):
    """Of the lines, in the order of the files."""
    found, size = hashlib.sha256(), 0
    for part in sorted(pathlib.Path(folder, "lines").glob("part-*")):
        text = part.read_bytes()
        found.update(text)
        size += text.count(b"\n")
    return found.hexdigest(), size


def of_command(options, path, work):
    import pyarrow.parquet as pq

    environment = dict(os.environ, READOUT_DATA=options.data)
    start = time.perf_counter()
    adding = subprocess.Popen([options.readout, "add", "--quiet", "--record", f"{work}/command.db", "-"], stdin=subprocess.PIPE, env=environment)
    for part in sorted(pathlib.Path(path).glob("*.parquet")):
        for row in pq.read_table(part).to_pylist():
            adding.stdin.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")  # as the package gives it
    adding.stdin.close()
    if adding.wait() != 0:
        sys.exit("readout add failed")
    took = time.perf_counter() - start
    exported = subprocess.run([options.readout, "export", "--record", f"{work}/command.db", "--format", "jsonl"], env=environment, check=True, capture_output=True).stdout
    lines = exported.split(b"\n", 1)[1]
    return hashlib.sha256(lines).hexdigest(), lines.count(b"\n"), took


def grow(options, spark, size):
    import readout.spark

    work = f"{options.work}/{size}"
    shutil.rmtree(work, ignore_errors=True)
    generate(options, size, f"{work}/reports")
    killed = threading.Timer(20, kill_worker)
    before, start = len(stages(spark)), time.perf_counter()
    if options.kill:
        killed.start()
    findings = readout.spark.read(spark.read.parquet(f"{work}/reports").repartition(4 * options.partitions))
    findings.write.parquet(f"{work}/findings")
    reading = time.perf_counter() - start
    if options.kill:
        killed.join()
        killed = threading.Timer(15, kill_worker)
        killed.start()
    readout.spark.record(spark.read.parquet(f"{work}/findings"), f"{work}/steps", f"{work}/record")
    took = time.perf_counter() - start
    if options.kill:
        killed.join()
    done = stages(spark)[: len(stages(spark)) - before]
    shuffled = sum(stage["shuffleWriteBytes"] for stage in done)
    seconds = sum(stage["executorRunTime"] for stage in done) / 1000
    found, lines = digest(f"{work}/record")
    row = {"size": size, "seconds": took, "reading": reading, "shuffled": shuffled, "executors": seconds, "lines": lines, "sha256": found}
    print(f"{size:8} reports: {took:7.0f} s ({reading:.0f} s reading), {took / size * 1000:.1f} ms each, executors {seconds / size * 1000:.1f} ms each, "
          f"{shuffled / size / 1000:.1f} kB each shuffled, {lines} lines", flush=True)
    kept = sorted(pathlib.Path(work, "steps").iterdir())
    for step in kept:
        bytes_of = sum(one.stat().st_size for one in step.rglob("*.parquet"))
        row.setdefault("steps", {})[step.name] = bytes_of
    if options.command:
        theirs, n, their_seconds = of_command(options, f"{work}/reports", work)
        same = theirs == found
        row["command"] = their_seconds
        print(f"         the command: {their_seconds:.0f} s, {n} lines: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
        if not same:
            sys.exit(1)
    return row


# -- words a second -----------------------------------------------------------------------------------------------------------------


def sample_texts(options, n):
    texts = [path.read_text() for path in sorted((ROOT / "examples/reports").rglob("*.txt"))]
    return [{"id": f"copy-{i}", "text": texts[i % len(texts)]} for i in range(n)]


def spacy_job(model):
    def run(frames):
        import pandas
        import spacy

        pipeline = spacy.load(model)
        for frame in frames:
            docs = pipeline.pipe(frame["text"])
            yield pandas.DataFrame({"n": [len([token.dep_ for token in doc]) + len(doc.ents) for doc in docs]})

    return run


def rate(options):
    import readout.spark

    options.workers = 1
    spark = session(options)
    reports = sample_texts(options, options.texts)
    words = sum(len(report["text"].split()) for report in reports)
    path = f"{options.work}/rate"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    with open(f"{path}/reports.jsonl", "w") as out:
        out.writelines(json.dumps(report) + "\n" for report in reports)
    table = spark.read.json(f"{path}/reports.jsonl").repartition(1).persist()
    table.count()

    def by_command():
        subprocess.run([options.readout, "read", "--threads", "1", f"{path}/reports.jsonl"], stdout=subprocess.DEVNULL, check=True,
                       env=dict(os.environ, READOUT_DATA=options.data))

    jobs = {"command": by_command, "spark": lambda: readout.spark.read(table).selectExpr("sum(length(findings))").collect()}
    if options.spacy:
        jobs["spacy"] = lambda: table.mapInPandas(spacy_job(options.spacy), "n bigint").selectExpr("sum(n)").collect()
    took = {name: [] for name in jobs}
    for turn in range(options.turns + 1):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            if turn > 0:  # the first loads
                took[name].append(time.perf_counter() - start)
    for name, seconds in took.items():
        print(f"{name:8} {words / statistics.median(seconds):9.0f} words/s (median of {options.turns}; {words} words; "
              f"{' '.join(f'{one:.2f}' for one in seconds)} s)")
    spark.stop()


# -- a picture ----------------------------------------------------------------------------------------------------------------------


def fit(rows):
    """log seconds = log a + b log size."""
    x, y = [math.log(row["size"]) for row in rows], [math.log(row["seconds"]) for row in rows]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    b = sum((p - mean_x) * (q - mean_y) for p, q in zip(x, y)) / sum((p - mean_x) ** 2 for p in x)
    return math.exp(mean_y - b * mean_x), b


def plot(rows, path):
    a, b = fit(rows)
    low, high = min(row["size"] for row in rows), max(row["size"] for row in rows)
    top = max(row["seconds"] for row in rows) * 1.2
    place = lambda size, seconds: (60 + 400 * math.log(size / low) / math.log(high / low), 240 - 200 * math.log(max(seconds, 1)) / math.log(top))
    line = " ".join("%.1f,%.1f" % place(size, a * size**b) for size in (low, high))
    marks = "".join('<circle cx="%.1f" cy="%.1f" r="4"/><text x="%.1f" y="%.1f">%d: %.0f s</text>' % (*place(row["size"], row["seconds"]),
                    place(row["size"], row["seconds"])[0] - 20, place(row["size"], row["seconds"])[1] - 10, row["size"], row["seconds"]) for row in rows)
    pathlib.Path(path).write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 270" font-family="sans-serif" font-size="12"><title>Seconds by reports, both '
                                  f'logarithmic</title><polyline points="{line}" fill="none" stroke="currentColor"/>{marks}<text x="60" y="260">reports; the line: '
                                  f"seconds = {a:.3g} × reports^{b:.2f}</text></svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="20000")
    parser.add_argument("--readout", default=str(ROOT / "build/release/readout"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default=str(ROOT / "data"))
    parser.add_argument("--work", default="/tmp/readout-spark")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--rate", action="store_true")
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--spacy")
    parser.add_argument("--plot")
    options = parser.parse_args()
    if options.rate:
        return rate(options)
    spark = session(options)
    rows = [grow(options, spark, int(size)) for size in options.size.split(",")]
    spark.stop()
    os.makedirs(options.work, exist_ok=True)
    pathlib.Path(options.work, "measured.json").write_text(json.dumps(rows, indent=1))
    if len(rows) > 1:
        print("seconds = %.3g × reports^%.2f" % fit(rows))
    if options.plot:
        plot(rows, options.plot)


if __name__ == "__main__":
    main()
