#!/usr/bin/env python3
"""An `add` of a web archive that is killed again and again, and begun again each time, ends with the record that one run gives.

usage: interrupted.py --readout BIN --data DIR --bench DIR [--megabytes 12] [--kills 10] [--seed 1] [--work DIR]

The archive is written here: pages as bench/warc.py makes them, with the meetings of bench/growth.py as articles. Fails where the exports differ by a byte, where a
report is there twice or not at all, or where no run was killed. Prints how long the one run took, at how many megabytes a second, and all runs that were killed.
"""
import argparse
import gzip
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time


def write(path, megabytes, seed, data):
    """Returns how many pages the archive holds."""
    import growth
    import warc
    pick, writer, size, n = random.Random(seed), growth.Writer(seed, data), 0, 0
    with open(path, "wb") as out:
        while size < megabytes << 20:
            n += 1
            report = writer.report()
            frame = warc.page(pick, n).decode()
            head, article, foot = frame.partition("<article>")[0], f"<h1>{report['title']}</h1><p>{report['text']}</p>", frame.partition("</article>")[2]
            date = f'<meta property="article:published_time" content="{report["date"]}">'
            body = (head.replace("</head>", date + "</head>") + "<article>" + article + "</article>" + foot).encode()
            answer = warc.record("response", n, b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body, "application/http; msgtype=response")
            size += len(answer)
            out.write(gzip.compress(answer, 1, mtime=0))
    return n


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "bench"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--megabytes", type=int, default=12)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    options = parser.parse_args()
    sys.path.insert(0, options.bench)
    env = dict(os.environ, READOUT_DATA=options.data)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        archive = os.path.join(folder, "pages.warc.gz")
        pages = write(archive, options.megabytes, options.seed, options.data)

        def command(record):
            return [options.readout, "add", "--quiet", "--record", os.path.join(folder, record), archive]

        def export(record):
            done = subprocess.run([options.readout, "export", "--record", os.path.join(folder, record)], check=True, env=env, capture_output=True).stdout
            return hashlib.sha256(done).hexdigest(), sum(line.startswith(b'{"type":"report"') for line in done.split(b"\n"))

        begun = time.perf_counter()
        subprocess.run(command("once.db"), check=True, env=env)
        took = time.perf_counter() - begun
        print(f"{pages} pages, {options.megabytes} MB: {took:.1f} s, {options.megabytes / took:.1f} MB/s")
        pick, killed, spent = random.Random(options.seed), 0, 0.0
        for _ in range(options.kills):
            begun = time.perf_counter()
            run = subprocess.Popen(command("killed.db"), env=env, stderr=subprocess.DEVNULL)
            try:
                run.wait(timeout=pick.uniform(0.02, 0.4) * took)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                killed += 1
            spent += time.perf_counter() - begun
        begun = time.perf_counter()
        subprocess.run(command("killed.db"), check=True, env=env)
        print(f"killed {killed} times: {spent + time.perf_counter() - begun:.1f} s in all, {time.perf_counter() - begun:.1f} s of it the last run")
        (once, n_once), (again, n_again) = export("once.db"), export("killed.db")
    print(f"{n_once} and {n_again} reports, exports {'the same' if once == again else 'not the same'}")
    sys.exit(once != again or n_once != pages or n_again != pages or killed == 0)


if __name__ == "__main__":
    main()
