#!/usr/bin/env python3
"""Runs the commands of a transcript and holds what they print against it.

usage: transcripts.py --readout BIN --data DIR --examples DIR FILE...

A FILE is Markdown: its ```console blocks are run in order in one empty folder, where `examples` is the sample reports. A line that begins
with `$ ` is a command (a `\\` at its end goes on); what follows, to the next command or the block's end, is what it prints on standard
output. A line `…` stands for any lines, `…` inside a line for anything. A line `[exit N]` is the exit status where it is not 0. A block that begins
```console fresh starts in a new folder. Other blocks are left alone.
"""
import argparse, os, re, shutil, subprocess, sys, tempfile


def blocks(path):
    """(line, fresh, lines) of each console block."""
    out, current = [], None
    for number, line in enumerate(open(path, encoding="utf-8").read().split("\n"), 1):
        if current is None and line.startswith("```console"):
            current = (number, "fresh" in line, [])
        elif current is not None and line.startswith("```"):
            out.append(current)
            current = None
        elif current is not None:
            current[2].append(line)
    return out


def commands(lines):
    """(offset, command, wanted lines) of a block."""
    out = []
    for offset, line in enumerate(lines):
        if out and out[-1][1].endswith("\\") and not out[-1][2]:
            out[-1][1] = out[-1][1][:-1] + line.strip()
        elif line.startswith("$ "):
            out.append([offset, line[2:], []])
        elif out:
            out[-1][2].append(line)
    return out


def fits(wanted, got):
    """The wanted lines against the printed ones; `…` alone is any number of lines."""
    if not wanted:
        return not got
    if wanted[0].strip() == "…":
        return any(fits(wanted[1:], got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    pattern = ".*".join(re.escape(part) for part in wanted[0].rstrip().split("…"))
    return re.fullmatch(pattern, got[0].rstrip()) is not None and fits(wanted[1:], got[1:])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "examples"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("files", nargs="+")
    args = ap.parse_args()
    env = {k: v for k, v in os.environ.items() if not k.startswith("READOUT") and k not in ("COLUMNS", "NO_COLOR")}
    env.update(PATH=os.path.dirname(os.path.abspath(args.readout)) + os.pathsep + env["PATH"], READOUT_DATA=os.path.abspath(args.data), LC_ALL="C.UTF-8")
    run = failed = 0
    folders = []
    try:
        for path in args.files:
            folders.append(None)
            for number, fresh, lines in blocks(path):
                if folders[-1] is None or fresh:
                    folders.append(tempfile.mkdtemp())
                    os.symlink(os.path.abspath(args.examples), os.path.join(folders[-1], "examples"))
                for offset, command, wanted in commands(lines):
                    done = subprocess.run(["bash", "-c", command], cwd=folders[-1], env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                                          errors="replace", timeout=120)
                    got = done.stdout.rstrip("\n").split("\n") if done.stdout else []
                    if done.returncode:
                        got.append(f"[exit {done.returncode}]")
                    while wanted and not wanted[-1].strip():
                        wanted.pop()
                    run += 1
                    if not fits(wanted, got):
                        failed += 1
                        print(f"{path}:{number + 1 + offset}: $ {command}")
                        print("wanted:\n  " + "\n  ".join(wanted) + "\ngot:\n  " + "\n  ".join(got))
                        print("standard error:\n  " + "\n  ".join(done.stderr.rstrip().split("\n")))
    finally:
        for folder in folders:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
    print(f"{run - failed} passed, {failed} failed")
    sys.exit(failed > 0 or run == 0)


if __name__ == "__main__":
    main()
