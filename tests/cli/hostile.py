#!/usr/bin/env python3
"""Holds `readout text` against files made to hurt it: each must be named with its own error, in bounded time and memory, and what
is good beside it, or behind it in the same file, must be read.

usage: hostile.py --readout BIN --data DIR [--scale N] [--show]

The files are made here, in a folder that is gone afterwards. --scale makes the large ones N times as large, --show prints what each took.
"""
import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import zipfile

MOST_SECONDS, MOST_MEGABYTES = 20, 700
NOISE = random.Random(7)
MB = 1 << 20
GOOD = "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on 3 June 2023."


def record(kind, name, block, content_type="application/http", length=None):
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://x.example/{name}\r\nWARC-Record-ID: <urn:x:{name}>\r\n"
    head += f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(name, body, fields="", length=None, content_type="text/html"):
    return record("response", name, f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n{fields}\r\n".encode() + body, length=length)


def page(name):
    return answer(name, f"<p>{GOOD}".encode())


def packed(data, level=9):
    return gzip.compress(data, level, mtime=0)


def feed(inside):
    return b"<rss version='2.0'><channel><title>F</title>" + inside + b"</channel></rss>"


def line(name, text=GOOD):
    return json.dumps({"id": name, "text": text}).encode() + b"\n"


def laughs():
    entities = "".join(f"<!ENTITY l{i} \"{f'&l{i - 1};' * 10}\">" for i in range(1, 30))
    return f"<!DOCTYPE lolz [<!ENTITY l0 \"lol\">{entities}]>".encode() + feed(b"<item><description>&l29;</description></item>")


def cases(scale):
    """(file, bytes, what the errors must say, ids that must be read)"""
    big = 70 * MB * scale
    entry = b"<item><guid>first</guid><description>" + GOOD.encode() + b"</description></item>"
    yield "cut.warc", page("1") + page("2")[:-60], ["is cut off"], ["#urn:x:1"]
    yield "cut.warc.gz", packed(page("1")) + packed(page("2"))[:-60], ["it ends inside"], ["#urn:x:1"]
    yield "lying-long.warc", page("1") + answer("2", b"<p>x", length=100000) + page("3"), ["is cut off"], ["#urn:x:1", "#urn:x:3"]
    yield "lying-short.warc", page("1") + answer("2", b"<p>xyz", length=3) + page("3"), ["does not end after"], ["#urn:x:1", "#urn:x:3"]
    yield "lying-always.warc", b"".join(answer(str(i), b"<p>x", length=60 * MB) for i in range(50000 * scale)) + page("last"), ["is cut off"], ["#urn:x:last"]
    yield "lying-beyond.warc", page("1") + answer("2", b"x" * 100000, length=10**17), ["goes beyond the end"], ["#urn:x:1"]
    yield "garbage.warc", page("1") + NOISE.randbytes(big // 10) + page("3"), ["are no record of a web archive"], ["#urn:x:1", "#urn:x:3"]
    yield "heads.warc", page("1") + b"WARC/1.0\r\n" * (1000000 * scale) + page("3"), ["has a head that"], ["#urn:x:1", "#urn:x:3"]
    yield "endless-head.warc", page("1") + b"WARC/1.0\r\nx: " + b"y" * (big // 10) + b"\r\n" + page("3"), ["has a head that"], ["#urn:x:1", "#urn:x:3"]
    yield "no-length.warc", page("1") + b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + page("3"), ["no Content-Length"], ["#urn:x:1", "#urn:x:3"]
    yield "damaged.warc.gz", packed(page("1")) + packed(page("2"))[:80] + b"\xff" * 500 + packed(page("3")), ["cannot be expanded"], ["#urn:x:1", "#urn:x:3"]
    yield "trap.warc.gz", packed(page("1")) + packed(answer("2", b" " * big)) + packed(page("3")), ["200 times its size"], ["#urn:x:1", "#urn:x:3"]
    yield "magic.warc.gz", packed(page("1")) + b"\x1f\x8b\x08\0\0\0\0\0\0\xff" * (1000000 * scale) + packed(page("3")), ["cannot be expanded"], ["#urn:x:1", "#urn:x:3"]
    yield "large.warc", page("1") + answer("2", b"x" * big) + page("3"), ["is larger than"], ["#urn:x:1", "#urn:x:3"]
    yield "sent-trap.warc", page("1") + answer("2", packed(b" " * big), "Content-Encoding: gzip\r\n") + page("3"), ["200 times its size"], ["#urn:x:1", "#urn:x:3"]
    yield "sent-damaged.warc", page("1") + answer("2", b"\x1f\x8b\x08\0" + NOISE.randbytes(99), "Content-Encoding: gzip\r\n") + page("3"), ["cannot be expanded"], ["#urn:x:1", "#urn:x:3"]
    yield "sent-chunks.warc", answer("1", b"FFFFFFFFFFFFFF\r\n<p>" + GOOD.encode(), "Transfer-Encoding: chunked\r\n") + page("3"), [], ["#urn:x:1", "#urn:x:3"]
    yield "sent-odd.warc", page("1") + answer("2", b"x", "Content-Encoding: aes128gcm\r\n") + page("3"), ["\"aes128gcm\", which is not read"], ["#urn:x:1", "#urn:x:3"]
    yield "sent-often.warc", page("1") + answer("2", b"x" * 99, "Content-Encoding: " + "gzip, " * 10000 + "gzip\r\n"), ["which is not read"], ["#urn:x:1"]
    yield "charsets.warc", answer("1", b"<meta charset=utf-16><p>" + GOOD.encode() + b" caf\xe9", content_type="text/html; charset=ebcdic-no") + page("3"), [], ["#urn:x:1", "#urn:x:3"]
    yield "trap.jsonl.gz", packed(line("first") + b" " * big), ["200 times its size"], ["first"]
    yield "trap.html.gz", packed(b" " * big), ["200 times its size"], []
    yield "members.jsonl.gz", packed(line("first")) + packed(b" " * (20 * MB)) * (200 * scale), ["200 times its size"], ["first"]
    yield "cut.jsonl.gz", packed(line("first") + line("second", "x" * 99999))[:-20], ["it ends inside"], ["first"]
    yield "long.jsonl", line("first") + line("long", "x" * big) + line("last"), ["line 2 of \"", "larger than"], ["first", "last"]
    yield "deep.jsonl", line("first") + b"[" * 1000000 + b"\n" + b'{"a":' * 1000000 + b"\n" + line("last"), ["nests more than 64 levels"], ["first", "last"]
    yield "nul.jsonl", line("first") + line("nul", "a\0b") + b"\0\0\0\n" + line("last"), ["has a NUL", "is not JSON"], ["first", "last"]
    yield "bad.jsonl", line("first") + b'{"id":"x","text":"\xff\xfe"}\n' + line("last"), ["is not valid UTF-8"], ["first", "last"]
    yield "nul.txt", b"words\0words", ["has a NUL at byte 5"], []
    yield "bytes.txt", bytes(range(1, 256)) * 4000, [], []
    yield "deep.html", b"<div>" * 1000000, ["nests more than 2000 elements"], []
    yield "deep.md", b"> " * 1000000, ["opens more than 100 quotes and lists"], []
    yield "deep-list.md", b"".join(b" " * i + b"- x\n" for i in range(2000)), [], ["deep-list.md"]
    for name, piece in {"brackets": b"[", "links": b"[a](", "stars": b"*a **a ", "quotes": b">\n", "ticks": b"`a``", "tags": b"<a ", "pictures": b"![", "references": b"[a]: b\n", "lines": b"> - x\n"}.items():
        yield f"{name}.md", piece * (MB // len(piece)), [], [f"{name}.md"]
    yield "front.md", b"---\na: " + b"[" * 60000 + b"\n---\nx", ["nests more than 64 levels"], []
    yield "front-keys.md", b"---\n" + b"? a\n" * 16000 + b"---\nx", [], ["front-keys.md"]
    yield "front-anchors.md", b"---\na: &a [x]\n" + b"".join(b"k%d: &k%d [*a, *a]\n" % (i, i) for i in range(2000)) + b"---\nx", [], ["front-anchors.md"]
    yield "laughs.rss", laughs(), ["declares an entity"], []
    yield "file.rss", b"<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + feed(b"<item><description>&f;</description></item>"), ["declares an entity"], []
    yield "parameter.rss", b"<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://x.example/x.dtd'> %p;]>" + feed(entry), ["declares an entity"], []
    yield "attributes.rss", b"<rss><channel><item " + b"".join(b"a%d='x' " % i for i in range(50000)) + b">", ["is no XML"], []
    yield "deep.rss", feed(entry + b"<item><description>" + b"<b>" * 1000000), ["nests more than 1000 elements"], ["first"]
    yield "cut.rss", feed(entry + b"<item><title>x")[:-30], ["is no XML"], ["first"]
    yield "wrong.rss", feed(entry + b"<item><title>a & b</title></item>\n" * (100000 * scale)), ["its entry is left out", "nothing behind it is read"], ["first"]
    yield "long.rss", feed(entry + b"<item><guid>long</guid><description>" + b"x" * (big // 10) + b"</description></item>"), [], ["first", "long"]
    yield "many.rss", feed(entry + b"<item/>" * (1000000 * scale)), [], ["first"]
    yield "list.opml", b"<opml version='2.0'><body/></opml>", ["is OPML"], []
    yield "open.csv", b"id,text\nfirst," + GOOD.encode() + b"\nx,\"open\nlast," + GOOD.encode() + b"\n", ["line 3 of \"", "not closed"], ["first", "last"]
    yield "open-long.csv", b"id,text\nfirst," + GOOD.encode() + b"\nx,\"" + (b"y" * 9999 + b"\n") * (big // 10000), ["not closed"], ["first"]
    yield "open-often.csv", b"id,text\nfirst,\"" + GOOD.encode() + b"\"\n" + b"\"a\"\" \"\"\n" * (200000 * scale) + b"\"", ["not closed"], ["first"]
    yield "fields.csv", b"id,text\nfirst," + GOOD.encode() + b"\n" + b"," * 1000000 + b"\nlast," + GOOD.encode() + b"\n", ["line 3 of \"", "1000001 against 2 fields"], ["first", "last"]
    yield "columns.csv", b"a," * 1000000 + b"text\n1\n", ["is no header row"], []
    yield "no-header.csv", b"1,2\n3,4\n", ["is no header row"], []
    yield "cut.wacz", b"PK\x03\x04" + NOISE.randbytes(1000), ["cannot be read as a zip"], []


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def make(folder, scale):
    """Writes the files, and what is wanted of each."""
    with zipfile.ZipFile(f"{folder}/plain.zip", "w") as z:
        z.writestr("a.txt", "x")
    with zipfile.ZipFile(f"{folder}/trap.wacz", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("archive/1.warc", page("1"))
        z.writestr("archive/2.warc", page("2") + b" " * (70 * MB))
        z.writestr("archive/3.warc", page("3"))
    wanted = [("plain.zip", ["is a zip without web archives"], []), ("trap.wacz", ["archive/2.warc"], ["#urn:x:1", "#urn:x:3"])]
    for name, data, errors, ids in cases(scale):
        write(f"{folder}/{name}", data)
        wanted.append((name, errors, ids))
    write(f"{folder}/good.txt", GOOD.encode())
    write(f"{folder}/wanted.json", json.dumps(wanted).encode())


def run(command, path, good):
    """What was printed and said, seconds of processor time, peak megabytes. Killed after the most seconds."""
    with subprocess.Popen([*command, path, good], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        said = []
        reader = threading.Thread(target=lambda: said.append(child.stderr.read()))
        killer = threading.Timer(MOST_SECONDS * 5, child.kill)
        reader.start()
        killer.start()
        printed = child.stdout.read()
        reader.join()
        _, status, usage = os.wait4(child.pid, 0)
        killer.cancel()
        child.returncode = status
    return printed.decode(), said[0].decode("utf-8", "replace"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status


def check(command, folder, name, wanted, ids, good):
    printed, said, seconds, megabytes, status = run(command, f"{folder}/{name}", good)
    problems = []
    rows = [json.loads(row) for row in printed.splitlines()]
    read = [row["id"] for row in rows if "error" not in row]
    errors = "\n".join(row["error"] for row in rows if "error" in row)
    if os.waitstatus_to_exitcode(status) != (1 if errors else 0):
        problems.append(f"exit status {os.waitstatus_to_exitcode(status)}: {said[-300:]}")
    problems += [f"no error says '{part}': {errors[:300]}" for part in wanted if part not in errors]
    problems += [f"'{i}' was not read" for i in [*ids, "good.txt"] if not any(r.endswith(i) for r in read)]
    if seconds > MOST_SECONDS:
        problems.append(f"took {seconds:.1f} s")
    if megabytes > MOST_MEGABYTES:
        problems.append(f"took {megabytes:.0f} MB")
    return problems, f"{name:22} {seconds:6.2f} s {megabytes:5.0f} MB {len(read):7} read  {errors[:100].splitlines()[:1]}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout")
    ap.add_argument("--data")
    ap.add_argument("--scale", type=int, default=1)
    ap.add_argument("--show", action="store_true")
    ap.add_argument("--make", metavar="FOLDER", help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.make:
        make(args.make, args.scale)
        return
    command = [args.readout, "text", "--quiet", "--data", args.data, "--threads", "2"]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        # In another process: the peak of a child counts what its parent held when it was started.
        subprocess.run([sys.executable, __file__, "--make", folder, "--scale", str(args.scale)], check=True)
        with open(f"{folder}/wanted.json", encoding="utf-8") as file:
            wanted = json.load(file)
        for name, errors, ids in wanted:
            problems, shown = check(command, folder, name, errors, ids, f"{folder}/good.txt")
            failed += bool(problems)
            if args.show:
                print(shown)
            for problem in problems:
                print(f"{name}: {problem}", file=sys.stderr)
    print(f"{len(wanted)} hostile files, {failed} not as they should be")
    sys.exit(1 if failed else 0)


main()
