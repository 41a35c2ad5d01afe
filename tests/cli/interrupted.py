#!/usr/bin/env python3
"""An `add` of a web archive that is killed again and again, and begun again each time, ends with the record that one run gives.

usage: interrupted.py --readout BIN --data DIR --bench DIR [--megabytes 20] [--kills 10] [--longest 0.4] [--threads N] [--seed 1] [--work DIR]

The archive is written here, as bench/warc.py makes it. A run is killed at a moment between its start and --longest of the time that the one run took. Fails where the exports
differ by a byte, where a kill lost reports that were there before, where `check` finds a fault, where a page is no report, or
two, or a paragraph of its article is in the report's text not as often as in the article, and where no run was killed.
Prints how fast `text` and `add` went through the archive, what each killed run left, and how many paragraphs the main texts lack.
"""
import argparse
import contextlib
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder, self.env = options, folder, dict(os.environ, READOUT_DATA=options.data)
        self.archive = os.path.join(folder, "pages.warc.gz")

    def command(self, what, record, *words):
        threads = ["--threads", str(self.options.threads)] if self.options.threads and what in ("add", "text") else []
        return [self.options.readout, what, *threads, *(["--record", os.path.join(self.folder, record)] if record else []), *words]

    def seconds(self, *words):
        """By the clock, and of the processors."""
        begun, before = time.perf_counter(), os.times()
        subprocess.run(self.command(*words), check=True, env=self.env, stdout=subprocess.DEVNULL)
        took, after = time.perf_counter() - begun, os.times()
        return took, after.children_user + after.children_system - before.children_user - before.children_system

    def killed(self, record, after):
        """Was it, or had it ended?"""
        run = subprocess.Popen(self.command("add", record, "--quiet", self.archive), env=self.env, stderr=subprocess.DEVNULL)
        try:
            run.wait(timeout=after)
            return False
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            return True

    def lines(self, record):
        with subprocess.Popen(self.command("export", record), env=self.env, stdout=subprocess.PIPE) as run:
            yield from run.stdout
        if run.returncode != 0:
            sys.exit(f"export of {record}: status {run.returncode}")

    def held(self, record):
        """How many reports the file holds, and of how many of them nothing is concluded yet."""
        path = os.path.join(self.folder, record)
        if not os.path.exists(path):
            return 0, 0
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            if not file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'unsettled'").fetchone()[0]:
                return 0, 0
            return tuple(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("report", "unsettled"))

    def digest(self, record):
        """Of the export; and its reports, as (address, text, main text)."""
        hashed, reports = hashlib.sha256(), []
        for line in self.lines(record):
            hashed.update(line)
            if line.startswith(b'{"type":"report"'):
                report = json.loads(line)
                reports.append((report["source"], report["text"], "\n\n".join(report["text"][start:end] for start, end in report["main"])))
        return hashed.hexdigest(), reports


def faults(reports, articles):
    """What of the archive's articles is not in the reports, or more than once; and how many paragraphs are not in a main text."""
    found, seen, left_out = [], set(), 0
    for url, text, main_text in reports:
        if url in seen or url not in articles:
            found.append(f"{url} is there twice, or was never given")
            continue
        seen.add(url)
        whole = "\n\n".join(articles[url])
        found += [f"{url}: \"{paragraph[:80]}\"" for paragraph in articles[url] if text.count(paragraph) != whole.count(paragraph)]
        left_out += sum(paragraph not in main_text for paragraph in articles[url])
    return found + [f"{url} is not there" for url in articles if url not in seen], left_out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "bench"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--longest", type=float, default=0.4)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    options = parser.parse_args()
    sys.path.insert(0, options.bench)
    import warc
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        bench = Bench(options, folder)
        size, of_pages, articles = warc.write(bench.archive, options.megabytes, sent=0.15, seed=options.seed, data=options.data)
        words = sum(paragraph.count(" ") + 1 for article in articles.values() for paragraph in article)
        print(f"{len(articles)} pages with articles of {words} words, {of_pages / 2**20:.0f} MB of an archive of {size / 2**20:.0f} MB, {os.path.getsize(bench.archive) / 2**20:.0f} on disk", flush=True)
        for what, record in (("text", None), ("add", "once.db")):
            took, busy = bench.seconds(what, record, "--quiet", bench.archive)
            print(f"{what}: {took:.1f} s, {size / 2**20 / took:.1f} MB/s, {len(articles) / took:.0f} pages/s; of the processors {busy:.1f} s", flush=True)
        pick, killed, before, begun = random.Random(options.seed), 0, 0, time.perf_counter()
        for _ in range(options.kills):
            after = pick.uniform(0.02, options.longest) * took
            was = bench.killed("killed.db", after)
            killed += was
            there, unsettled = bench.held("killed.db")
            print(f"{f'killed after {after:.1f} s' if was else 'ended'}: {there} reports, {there - unsettled} of them settled", flush=True)
            if there < before:
                sys.exit("failed: reports that were there are not there any more")
            before = there
        last, _ = bench.seconds("add", "killed.db", "--quiet", bench.archive)
        print(f"killed {killed} times: {time.perf_counter() - begun:.1f} s in all, {last:.1f} s of it the last run", flush=True)
        bench.seconds("check", "killed.db", "--quiet")
        (once, reports_once), (again, reports_again) = bench.digest("once.db"), bench.digest("killed.db")
    (wrong, left_out), (wrong_again, _) = faults(reports_once, articles), faults(reports_again, articles)
    wrong += wrong_again
    print(f"{left_out} of {sum(map(len, articles.values()))} paragraphs left out of the main text")
    print("".join(f"{fault}\n" for fault in wrong[:20]) + f"{len(reports_once)} and {len(reports_again)} reports, {len(wrong)} faults, exports {'the same' if once == again else 'not the same'}")
    sys.exit(once != again or bool(wrong) or killed == 0)


if __name__ == "__main__":
    main()
