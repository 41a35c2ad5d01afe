#!/usr/bin/env python3
"""A page that was edited is a new version; what was quoted from the old one stays quoted from it.

usage: versions.py --readout BIN --data DIR

Fails where an edited page is not version 2 of its report, whichever came first; a quote is not what stands at its spans in the version that it names; a sentence that was
edited away is quoted from the new text; a decision on it moves to the sentence that took its place, or is not listed where its version is not there; or a quote that is lost is
not reported.
"""
import argparse, json, os, sqlite3, subprocess, sys, tempfile

PAGE = """<html><head><title>Ruiz meets Kent</title><link rel="canonical" href="https://ministry.example/news/7">
<meta property="article:published_time" content="2023-06-03"><meta property="article:modified_time" content="2023-06-{day:02}"></head><body><article>
<h1>Ruiz meets Kent</h1><p>LIMA, June 3, 2023 -- Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize in Lima on 3 June 2023.</p>
<p>{sentence}</p><p>Kent said that Belize will send a delegation of engineers to Panama in the autumn.</p></article></body></html>"""
OLD = "Ruiz said that Panama will open a new port for the fishing boats of Belize."
NEW = "Ruiz said that Panama will open a small port for the fishing boats of Belize."


class Versions:
    def __init__(self, options, folder):
        self.readout, self.folder, self.failed = options.readout, folder, 0
        self.env = dict(os.environ, READOUT_DATA=options.data, READOUT_WHO="a person")
        os.chdir(folder)
        for name, day, sentence in (("old.html", 4, OLD), ("new.html", 9, NEW)):
            with open(name, "w", encoding="utf-8") as out:
                out.write(PAGE.format(day=day, sentence=sentence))

    def run(self, record, *words, status=0):
        done = subprocess.run([self.readout, words[0], "--record", record + ".db", *words[1:]], env=self.env, capture_output=True)
        if done.returncode != status:
            sys.exit(f"{' '.join(words)}: status {done.returncode}, not {status}: {done.stderr.decode()}")
        return done.stdout.decode()

    def lines(self, record):
        return [json.loads(line) for line in self.run(record, "export").splitlines()]

    def check(self, condition, what):
        if not condition:
            self.failed += 1
            print("failed: " + what)


def quotes(lines):
    """(line, evidence) wherever evidence stands."""
    for line in lines:
        for holder in [line, *line.get("values", []), *line.get("uses", [])]:
            for evidence in holder.get("evidence", []):
                yield line, evidence


def resolve(versions, record):
    """Every quote stands where it is said to stand, in its version."""
    lines = versions.lines(record)
    texts = {line["id"]: line["text"] for line in lines if line["type"] == "report"}
    found = [(line, e) for line, e in quotes(lines) if e["spans"]]
    for line, evidence in found:
        quote = " … ".join(texts[evidence["report"]][start:end] for start, end in evidence["spans"])
        versions.check(quote == evidence["quote"], f"{line['type']} {line['id']}: {evidence['quote']!r} is {quote!r} in its version")
    return lines, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    options.readout, options.data = os.path.abspath(options.readout), os.path.abspath(options.data)
    with tempfile.TemporaryDirectory() as folder:
        versions = Versions(options, folder)
        versions.run("record", "add", "--quiet", "old.html")
        before, _ = resolve(versions, "record")
        said = next(line for line in before if line["type"] == "statement" and "new port" in line["evidence"][0]["quote"])
        decision = json.loads(versions.run("record", "review", "accept", said["id"], "--json").splitlines()[0])

        versions.run("record", "add", "--quiet", "new.html")
        lines, found = resolve(versions, "record")
        reports = sorted((line for line in lines if line["type"] == "report"), key=lambda line: line["version"])
        versions.check([r["version"] for r in reports] == [1, 2] and len({r["key"] for r in reports}) == 1, "an edited page is version 2")
        versions.check(OLD in reports[0]["text"] and NEW in reports[1]["text"], "by the day of the change")
        versions.check(reports[0]["text"] == before[1]["text"] and reports[0]["id"] == before[1]["id"], "the first version stays what it was")
        held = {e["quote"]: e["report"] for _, e in found if " port " in e["quote"]}
        versions.check(any("new port" in quote for quote in held) and any("small port" in quote for quote in held), f"both are quoted: {held}")
        versions.check(all(report == reports["small port" in quote]["id"] for quote, report in held.items()), f"each from its version: {held}")
        state = next(line for line in lines if line["type"] == "review")
        versions.check(state["state"] == "in-force" and all(m["sha256"] == reports[0]["sha256"] for m in state["members"]), "a decision stays with the version it was made on")

        versions.run("other", "add", "--quiet", "new.html")
        versions.run("other", "add", "--quiet", "old.html")
        with open("decided.jsonl", "w", encoding="utf-8") as out:
            out.write(json.dumps(decision) + "\n")
        versions.run("other", "review", "--quiet", "import", "decided.jsonl")
        versions.check(versions.run("other", "export") == versions.run("record", "export"), "whichever version came first")

        versions.run("alone", "add", "--quiet", "new.html")
        versions.run("alone", "review", "--quiet", "import", "decided.jsonl")
        lost = versions.run("alone", "review", "--unbound", "--json")
        versions.check(decision["id"] in lost and '"unbound"' in lost, "without its version a decision is listed as one that does not bind")
        versions.check(not any(line.get("verdict") for line in versions.lines("alone")), "and does not move to what took the sentence's place")
        versions.run("alone", "merge", "--quiet", "record.db")
        versions.check(versions.run("alone", "export") == versions.run("record", "export"), "with its version it binds again")

        versions.run("record", "check", "--deep")
        versions.run("record", "backup", "--quiet", "--plain", "plain.db")
        os.replace("plain.db", "record.db")
        with sqlite3.connect("record.db") as db:  # the sentence is lost in the kept text, too
            for table in ("report", "findings"):
                row = db.execute(f"SELECT rowid, body FROM {table} WHERE body LIKE '%new port%'").fetchone()
                db.execute(f"UPDATE {table} SET body = ? WHERE rowid = ?", (row[1].replace("a new port", "an old dock"), row[0]))
            db.execute("UPDATE report SET text = replace(text, 'a new port', 'an old dock')")
        db.close()
        faults = [json.loads(line) for line in versions.run("record", "check", "--json", status=1).splitlines()]
        versions.check(any(f["fault"] == "statement" and "is not what stands at its spans" in f["message"] for f in faults), f"a lost quote is reported: {faults[:2]}")
        versions.run("record", "reread", "--quiet")
        versions.check(versions.run("record", "export") == versions.run("other", "export"), "reading again from the original mends it")
        versions.run("record", "check", "--deep")
    print(f"{versions.failed} failed")
    sys.exit(versions.failed > 0)


if __name__ == "__main__":
    main()
