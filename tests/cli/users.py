#!/usr/bin/env python3
"""What each user must be able to do (docs/users.md), done by commands on reports of invented meetings (tests/readouts/users).

usage: users.py --readout BIN --data DIR --reports tests/readouts/users [USER…]

USER is analyst, scholar, journalist, secretariat, scientist, checker or reviewer; all without one. The tables are loaded by R where there is an Rscript, and by
pandas where tools/test-venv can have it; what was left out is said.
"""
import argparse, csv, html, json, os, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Desk:
    """A user's record, in a folder of its own; the reports are named as from their folder."""

    def __init__(self, args, user, folder):
        self.readout, self.folder, self.reports, self.failed = args.readout, folder, os.path.join(args.reports, user), 0
        self.env = dict(os.environ, READOUT_DATA=args.data, READOUT_WHO="a person")

    def run(self, *words, status=0, record="record"):
        done = subprocess.run([self.readout, words[0], "--record", os.path.join(self.folder, record + ".db"), *words[1:]], env=self.env, cwd=self.reports,
                              capture_output=True, encoding="utf-8")
        if done.returncode != status:
            sys.exit(f"{' '.join(words)}: status {done.returncode}, not {status}: {done.stderr}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def add(self, *paths, record="record"):
        self.run("add", "--quiet", *(paths or ["."]), record=record)

    def lines(self, record="record"):
        return Lines(self.run("export", record=record))

    def check(self, condition, what):
        if not condition:
            self.failed += 1
            print("failed: " + what)

    def equal(self, got, wanted, what):
        self.check(got == wanted, f"{what}: {got}, not {wanted}")


class Lines:
    """An export, by type and by identity."""

    def __init__(self, text):
        self.of = {}
        self.by_id = {}
        for line in map(json.loads, text.splitlines()):
            self.of.setdefault(line["type"], []).append(line)
            self.by_id[line.get("id")] = line

    def all(self, kind):
        return self.of.get(kind, [])

    def name(self, thing):
        return self.by_id[thing]["name"]

    def names(self, things):
        return sorted(self.name(thing) for thing in things)

    def file(self, report):
        return os.path.basename(self.by_id[report]["source"])

    def outlet(self, report):
        return self.by_id[report]["outlet"]

    def told(self):
        return sorted((e for e in self.all("event") if e["reports"]), key=lambda e: e["date"]["from"])

    def said(self, words, event=None):
        """The one statement with these words in its quotes."""
        found = [s for s in self.all("statement") if (event is None or s["event"] == event) and any(words in e["quote"] for e in s["evidence"])]
        if len(found) != 1:
            sys.exit(f"{len(found)} statements have {words!r}, not 1")
        return found[0]

    def is_quote(self, evidence):
        text = self.by_id[evidence["report"]]["text"]
        return bool(evidence["spans"]) and evidence["quote"] == " … ".join(text[start:end] for start, end in evidence["spans"])


# -- 1: compares readouts -------------------------------------------------------------------------------------------------------

def analyst(desk):
    desk.add()
    lines = desk.lines()
    meeting = next(e for e in lines.told() if e["kind"] == "meeting")
    kazakh, italian = {"1-mfa-kz.txt", "2-steppe-agency.txt", "3-caspian-portal.txt"}, {"4-farnesina.txt", "5-tevere-agency.txt", "6-adriatic-observer.html"}
    desk.equal({lines.file(r) for r in meeting["reports"]}, kazakh | italian, "accounts a day apart are of one meeting")

    consulate = lines.said("Consulate General of Italy", meeting["id"])
    desk.equal((consulate["act"], consulate["strength"], consulate["joint"]), ("commitment", "agreed", True), "what both are said to have agreed")
    desk.equal({lines.file(e["report"]) for e in consulate["evidence"]}, kazakh, "the reports that have the agreement")
    desk.equal(lines.names(consulate["claimed_by"]), ["Kazakhstan"], "it is the claim of one side")
    desk.equal({lines.file(a["report"]): a["kind"] for a in consulate["absence"]}, dict.fromkeys(italian, "not-mentioned"), "the other side's reports do not mention it")
    group = lines.said("Intergovernmental Working Group", meeting["id"])
    desk.equal(lines.names(group["claimed_by"]), ["Italy", "Kazakhstan"], "what both accounts have is claimed by both")

    matrix = desk.run("compare", meeting["id"], "--width", "200")
    rows = re.split(r"\n(?=  \S)", matrix)
    desk.equal(["claimed by Kazakhstan only" in row for row in rows if "Consulate General" in row or "Working Group on" in row], [True, False], "the matrix says whose claim")
    desk.check("6 reports, 2 origins" in matrix, "copies are folded into two origins")
    desk.equal(sorted(sorted(map(lines.file, o["reports"])) for o in lines.all("origin") if len(o["reports"]) > 1), [sorted(kazakh), sorted(italian)], "one for each side's text")
    desk.equal(sorted((o["name"], o["collected"]) for o in lines.all("origin") if len(o["reports"]) > 1),
               [("Ministry of Foreign Affairs and International Cooperation of Italy", True), ("Ministry of Foreign Affairs of the Republic of Kazakhstan", True)],
               "whose it is, and that it was collected")
    dates = next(d for d in lines.all("discrepancy") if d["event"] == meeting["id"] and d["field"] == "date")
    desk.equal({v["value"]: {lines.file(r) for r in v["reports"]} for v in dates["values"]}, {"2024-03-12": kazakh, "2024-03-13": italian}, "a disputed day, and who says which")

    desk.run("compare", meeting["id"], "--html", desk.path("page.html"))
    with open(desk.path("page.html"), encoding="utf-8") as page:
        text = page.read()
    links = re.findall(r'<a href="#([^"]+)"><q[^>]*>([^<]*Consulate General[^<]*)</q>', text)
    marked = {anchor: re.sub(r'<a class="no".*?</a>|<[^>]*>', "", words) for anchor, words in re.findall(r'<mark id="([^"]+)">(.*?)</mark>', text)}
    marks = [html.unescape(marked.get(anchor, "")) for anchor, _ in links]
    desk.equal((len(links), marks), (3, [html.unescape(quote) for _, quote in links]), "from the cell one gets to the words in each report")

    call = next(e for e in lines.told() if e["kind"] == "call")
    desk.check("claimed by Kazakhstan (no account of Italy collected)" in desk.run("show", call["id"], "--width", "200"), "an account that was not collected is another silence")


# -- 2: follows formulations ----------------------------------------------------------------------------------------------------

YEARS = ["2019", "2020", "2021", "2022", "2023"]
FOLLOWED = {
    "good neighbourliness": {"2019": "used", "2020": "kept", "2021": "kept", "2022": "too-short", "2023": "kept"},
    "African solutions to African problems": {"2019": "used", "2020": "kept", "2021": "strengthened", "2022": "too-short", "2023": "dropped"},
    "LAPSSET Corridor": {"2019": "used", "2020": "kept", "2021": "kept", "2022": "too-short", "2023": "dropped"},
    "mutual respect": {"2019": "used", "2020": "dropped"},
    "humanitarian corridors": {"2021": "new", "2022": "too-short", "2023": "dropped"},
}


def scholar(desk):
    desk.add()
    lines = desk.lines()
    year = {e["id"]: e["date"]["from"][:4] for e in lines.told()}
    desk.equal(sorted(year.values()), YEARS, "five years of one pair's meetings")
    followed = [json.loads(line) for line in desk.run("track", "--json", "Ethiopia and Kenya").splitlines()]
    desk.check({f["phrase"] for f in followed} >= FOLLOWED.keys(), f"the phrases are followed: {[f['phrase'] for f in followed]}")
    for f in followed:
        if f["phrase"] in FOLLOWED:
            became = {year[u["event"]]: "used" for u in f["uses"]} | {year[c["to"]]: c["change"] for c in f["between"]}
            desk.equal(became, FOLLOWED[f["phrase"]], f["phrase"])
        uses = sorted(f["uses"], key=lambda use: year[use["event"]])
        desk.equal(f["uses"], uses, f"the uses of {f['phrase']} by date")
        for use, when in ((uses[0], "first"), (uses[-1], "last")):
            shown = desk.run("show", use["event"], "--width", "1000")
            desk.check(use["evidence"] and all(lines.is_quote(e) and e["report"] in lines.by_id[use["event"]]["reports"] for e in use["evidence"]),
                       f"the {when} use of {f['phrase']} is quoted from reports of its meeting")
            words = [f["phrase"].lower(), *map(str.lower, f["variants"])]
            desk.check(all(any(w in e["quote"].lower() for w in words) for e in use["evidence"]), f"the {when} quotes of {f['phrase']} have it")
            desk.check(all(f"“{e['quote']}”" in shown for e in use["evidence"]), f"and stand where the meeting of {year[use['event']]} is shown")
        told = desk.run("track", f["phrase"], "--width", "1000")
        desk.check(all(f"“{e['quote']}”" in told for use in uses for e in use["evidence"]), f"following {f['phrase']} shows its quotes")
    shown = desk.run("track", "mutual respect", "--width", "200")
    desk.check("dropped  9 June 2020" in shown and "too short" not in shown, "dropped is said where reports are about as long")
    shown = desk.run("track", "good neighbourliness", "--width", "200")
    desk.check("too short to tell  6 February 2022" in shown and "dropped" not in shown, "and a wire of two sentences is too short to tell")


# -- 3: counts sources ----------------------------------------------------------------------------------------------------------

DERIVED = {"Luanda Times": "identical", "Gulf Daily": "near-copy", "Business Lagos": "near-copy", "Cape Ledger": "near-copy", "Pampas Post": "near-copy",
           "Nordic Mining News": "near-copy", "Africa Aviation Weekly": "near-copy", "Kinshasa Herald": "near-copy", "Global Brief": "paraphrase", "Lusophone Review": "paraphrase"}


def journalist(desk):
    desk.add("outlets.jsonl")
    lines = desk.lines()
    meeting = lines.told()[0]
    desk.equal((len(lines.told()), len(meeting["reports"]), meeting["origins"]), (1, 11, 1), "the agency and ten outlets with its story: meetings, reports, origins")
    desk.equal([(o["name"], o["collected"]) for o in lines.all("origin")], [("Atlantic News Agency", True)], "its origin is the agency's text, which was collected")
    kinds, first = {}, set()
    for d in lines.all("derivation"):
        ends, way = {lines.outlet(d["a"]): "b-from-a", lines.outlet(d["b"]): "a-from-b"}, d["direction"]
        if "Atlantic News Agency" in ends:
            other = next(o for o in ends if o != "Atlantic News Agency")
            kinds[other] = d["kind"]
            first |= {other} if way == ends["Atlantic News Agency"] else set()
    desk.equal(kinds, DERIVED, "what each is of the agency's text")
    desk.equal(first, set(DERIVED), "the agency was first")
    desk.check({s["origins"] for s in lines.all("statement")} == {1}, "ten outlets count once wherever they say something")
    for s in lines.all("statement"):
        agency = [e["quote"] for e in s["evidence"] if lines.outlet(e["report"]) == "Atlantic News Agency"]
        desk.check(not agency or s["content"] in agency, f"it is given in the agency's own words: {s['content']}")
    desk.check("11 reports, 1 origin\n" in desk.run("events"), "the list says so")

    desk.add("correspondent.jsonl")
    lines = desk.lines()
    meeting = lines.told()[0]
    desk.equal((len(lines.told()), len(meeting["reports"]), meeting["origins"]), (1, 12, 2), "with one who was there himself: meetings, reports, origins")
    own = lines.said("will not send troops")
    desk.equal(sorted({lines.outlet(e["report"]) for e in own["evidence"]}), ["Planalto Journal"], "what he alone has is his alone")
    desk.equal(lines.said("six patrol aircraft", meeting["id"])["origins"], 1, "and what eleven have is the agency's")


# -- 4: follows commitments -----------------------------------------------------------------------------------------------------

def secretariat(desk):
    desk.add()
    lines = desk.lines()
    spring, talks, autumn = lines.told()
    names = {"Maritime Security Action Plan", "Action Plan for Maritime Security", "Tunisian-Egyptian Action Plan for Maritime Security 2025-2028"}
    plans = [n for n in lines.all("entity") if names & {n["name"], *n["aliases"]}]
    desk.equal([n["kind"] for n in plans], ["instrument"], "a plan that reports of a meeting name in several ways is one instrument")
    plan = plans[0]
    desk.equal({plan["name"], *plan["aliases"]} & names, names, "it has three names")
    desk.equal({lines.file(e["report"])[:10] for e in plan["evidence"]} & {"2025-03-05", "2025-09-24"}, {"2025-03-05", "2025-09-24"}, "at a later meeting too")

    outcome = [d for d in lines.all("discrepancy") if d["field"] == "outcome"]
    desk.equal([{v["value"]: sorted({(lines.file(e["report"]), lines.is_quote(e)) for e in v["evidence"]}) for v in d["values"]} for d in outcome],
               [{"signed": [("2025-03-05-mfa-tunisia.txt", True)], "drafting": [("2025-03-12-briefing-egypt.txt", True)]}],
               "“signed” in March against “started drafting” a week later")
    shown = desk.run("show", spring["id"], "--width", "200")
    desk.check(re.search(r"Reports do not agree on\n  outcome\n    drafting: .*Egypt\n    signed: .*Tunisia\n", shown), "is flagged where the meeting is shown")
    desk.check(re.search(r"\* Meeting of [^\n]*\n *5 March 2025", desk.run("events")), "and in the list")

    commitments = {c["statement"]: c for c in lines.all("commitment")}
    commission = commitments[lines.said("Joint High Commission in Cairo before the end of the year")["id"]]
    desk.equal(([(lines.by_id[x["event"]]["date"]["from"], x["how"]) for x in commission["followed"]], commission["deadline"], commission["status"]),
               ([("2025-09-24", "reaffirmed")], "2025", "open"), "a later meeting reaffirms it")
    market = commitments[lines.said("Egypt will open its market")["id"]]
    desk.equal((lines.names(market["parties"]), market["deadline"], market["status"]), (["Hala Mansour"], "2025-07", "fulfilled"), "who, by when, and that it was done")
    carried = commitments[lines.said("without delay")["id"]]
    desk.equal(carried["target"], plan["id"], "a commitment is about the instrument, however it is called")
    lists = lines.said("lists of detained fishermen")
    desk.equal(commitments[lists["id"]]["status"], "unknown", "of which no later meeting speaks")
    parts = desk.run("commitments", "Egypt", "--width", "200").split("\n\n")
    about = next(part for part in parts if "lists of detained fishermen" in part)
    desk.check("status: no later evidence" in about and "by the account of: Egypt" in about, f"no evidence is not “not done”: {about}")
    desk.run("review", "status", lists["id"], "fulfilled", "--why", "the embassy has them")
    again = next(c for c in desk.lines().all("commitment") if c["statement"] == lists["id"])
    desk.equal((again["status"], len(again["reviews"])), ("fulfilled", 1), "people set the status")


# -- 5: counts events -----------------------------------------------------------------------------------------------------------

PLOVER = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
IN_R = """for (path in commandArgs(TRUE)) { t <- read.csv(path)
cat(basename(path), nrow(t), paste(names(t), collapse = ","), sum(t == "", na.rm = TRUE) + sum(is.na(t)), "\\n", sep = "\\t") }"""
IN_PANDAS = """import os, sys, pandas
for path in sys.argv[1:]:
    t = pandas.read_csv(path)
    print(os.path.basename(path), len(t), ",".join(t.columns), int(t.isna().sum().sum()), "", sep="\\t")"""


def loaded(command, script, paths):
    """By table: its rows, columns and empty cells, as a program loads it without any option."""
    done = subprocess.run([*command, script, *paths], capture_output=True, encoding="utf-8")
    if done.returncode or done.stderr:
        sys.exit(f"{command[0]}: {done.stderr}")
    return {name: (int(rows), columns.split(","), int(empty)) for name, rows, columns, empty, _ in (line.split("\t") for line in done.stdout.splitlines())}


def pandas_here():
    found = subprocess.run([os.path.join(HERE, "..", "..", "tools", "test-venv")], stdout=subprocess.PIPE, text=True)
    return found.stdout.strip() if found.returncode == 0 else None


def scientist(desk):
    desk.add()
    lines = desk.lines()
    desk.run("export", "--quiet", "--format", "csv", "--output", desk.path("tables"))
    tables, paths = {}, []
    for name in sorted(os.listdir(desk.path("tables"))):
        if name.endswith(".csv"):
            paths.append(os.path.join(desk.path("tables"), name))
            with open(paths[-1], encoding="utf-8", newline="") as table:
                tables[name] = list(csv.reader(table))
    for rows in tables.values():
        desk.check(all(len(row) == len(rows[0]) for row in rows), f"{rows[0]}: as many cells in each row")
    wanted = {name: (len(rows) - 1, rows[0], sum(cell == "" for row in rows[1:] for cell in row)) for name, rows in tables.items()}
    for command, script in ((["Rscript", "-e"], IN_R), ([pandas_here(), "-c"], IN_PANDAS)):
        if not command[0] or not shutil.which(command[0]):
            print(f"left out: {'R' if script == IN_R else 'pandas'} is not here")
            continue
        got = loaded(command, script, paths)
        for name, table in wanted.items():
            desk.equal(got.get(name), table, f"{name} as {command[0]} loads it: rows, columns, empty cells")

    quito = next(e for e in lines.told() if e["date"]["from"] == "2024-09-16")
    row = [dict(zip(tables["events.csv"][0], row)) for row in tables["events.csv"][1:] if row[0] == quito["id"]]
    desk.equal([r["countries"].split("; ") for r in row], [["Bolivia", "Argentina", "Uruguay", "Paraguay"]], "a meeting of four is one row with a list of actors")
    parties = [row for row in tables["event_parties.csv"][1:] if row[0] == quito["id"]]
    desk.equal(len(parties), 4, "and a row for each actor in the table of parties")
    coded = [json.loads(line) for line in desk.run("export", "--format", "plover").splitlines()]
    events, reports = ([c for c in coded if c.get("level") == level] for level in ("event", "report"))
    held = [e for e in lines.all("event") if e["reports"] or e["kind"] == "signing"]
    desk.equal(len(events), len(held), "coded on the level of events: one meeting, one line, and one of what was signed there")
    desk.equal({c["report"] for c in reports}, {r["id"] for r in lines.all("report")}, "and on the level of reports: each has some")
    desk.equal(len(reports), len(tables["plover_events.csv"]) - 1, "the table has as many")
    desk.check(all(c["type"] in PLOVER for c in coded), f"types are PLOVER's: {sorted({c['type'] for c in coded})}")
    desk.check(all(c["because"].strip() for c in coded), "nothing is coded without saying what fired")
    for c in reports:
        desk.equal(lines.by_id[c["report"]]["text"][c["start"]:c["end"]], c["quote"], "what fired stands in the report")
    kinds = {c["quote"].split()[0]: c["type"] for c in reports}
    desk.equal({word: kinds.get(word) for word in ("criticised", "demanded", "rejected", "threatened", "arrested")},
               {"criticised": "ACCUSE", "demanded": "REQUEST", "rejected": "REJECT", "threatened": "THREATEN", "arrested": "COERCE"}, "what was coded")


# -- 6: checks facts ------------------------------------------------------------------------------------------------------------

def quotes(lines):
    for line in (line for kind in ("event", "statement", "discrepancy") for line in lines.all(kind)):
        for holder in [line, *line.get("values", [])]:
            yield from (e for e in holder.get("evidence", []) if e["spans"])


def checker(desk):
    claim, lookalike = "Estonia will send forty instructors to the Irish cyber reserve next spring", "send four instructors to the Irish cyber reserve"
    desk.add("first")
    before = desk.lines()
    old = before.all("report")[0]
    kept = [(e["report"], e["spans"], e["quote"]) for e in quotes(before)]
    said = before.said("forty instructors")
    desk.equal([e["quote"] for e in said["evidence"]], [claim], "a claim leads to the exact words")
    decision = json.loads(desk.run("review", "accept", said["id"], "--json").splitlines()[0])
    gone = json.loads(desk.run("review", "accept", before.said("situation in Moldova")["id"], "--json").splitlines()[0])

    desk.add("edited")
    lines = desk.lines()
    versions = sorted(lines.all("report"), key=lambda r: r["version"])
    desk.equal([(r["version"], r["id"] == old["id"]) for r in versions], [(1, True), (2, False)], "the edited page is version 2, the old one stays version 1")
    desk.equal(versions[0]["text"], old["text"], "the archived text stays")
    for report, spans, quote in kept:
        desk.check(lines.is_quote({"report": report, "spans": spans, "quote": quote}), f"an old quote resolves in version 1 still: {quote!r}")
    desk.check(all(lines.is_quote(e) for e in quotes(lines)), "all quotes resolve, each in its version")
    desk.equal({e["report"] for e in quotes(lines) if e["quote"] == claim}, {versions[0]["id"]}, "what was edited away is quoted from version 1 alone")
    targets = [t for item in json.loads(desk.run("export", "--format", "annotations"))["first"]["items"] for t in item["target"]]
    exact = next(t for t in targets if t["selector"][0]["exact"] == claim)
    desk.equal((exact["source"], exact["state"]["cached"], exact["selector"][1]["start"]),
               ("https://mfa-estonia.example/news/2024/tamm-in-dublin", "urn:sha256:" + old["sha256"], old["text"].index(claim)), "its permalink: address, version, place")
    desk.run("check", "--deep")

    with open(desk.path("decided.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in (decision, gone))
    desk.add("edited", record="later")
    desk.run("review", "--quiet", "import", desk.path("decided.jsonl"), record="later")
    lost = desk.run("review", "--unbound", "--width", "200", record="later")
    desk.check(claim in lost and "discussed the situation in Moldova" in lost and lost.count("no longer binds") == 2, f"where version 2 is all there is, the quotes are reported lost: {lost}")
    later = desk.lines("later")
    desk.check(any(lookalike in e["quote"] for e in quotes(later)), "though version 2 has a lookalike")
    desk.equal([s["content"] for s in later.all("statement") if s["verdict"] or s["reviews"]], [], "nothing was moved to it")


# -- 7: corrects the machine ----------------------------------------------------------------------------------------------------

def persons(lines, family):
    return sorted((n["name"], *n["aliases"]) for n in lines.all("entity") if n["kind"] == "person" and family in n["name"])


def meeting_of(lines, day):
    return next(e for e in lines.told() if e["date"]["from"] == day)


def people(lines, day):
    return lines.names(p["person"] for p in meeting_of(lines, day)["parties"])


def reviewer(desk):
    desk.add("1-mae-romania.txt", "2-black-sea-wire.txt")
    plain = desk.lines()
    desk.equal(people(plain, "2024-05-08"), ["Ioana Văcaru", "Nika Abashidze", "Nikoloz Abashidze"], "the machine took a pet name for another person")
    words = ["merge", "Nikoloz Abashidze", "Nika Abashidze"]
    desk.run("review", *words)
    desk.equal((len(words), people(desk.lines(), "2024-05-08")), (3, ["Ioana Văcaru", "Nikoloz Abashidze"]), "merging two names takes three words, and joins them")
    desk.add("3-mfa-georgia.txt", "4-ferry-news.txt", "5-tbilisi-courier.txt")
    lines = desk.lines()
    desk.equal(people(lines, "2024-07-14"), ["Ioana Văcaru", "Nikoloz Abashidze"], "it holds for reports added later")
    texts = {lines.file(r["id"]): r["text"] for r in lines.all("report")}
    for name, text in texts.items():
        with open(os.path.join(desk.reports, name), encoding="utf-8") as file:
            desk.equal(text, file.read(), f"{name} stays as it was, visible")
    desk.check("Nika Abashidze" in desk.run("search", "Nika Abashidze").replace("[", "").replace("]", ""), "and is found by what it says")

    desk.run("review", "split", "Nikoloz Abashidze", "Tbilisi Courier")
    lines = desk.lines()
    line, minister = (next(p["person"] for p in meeting_of(lines, day)["parties"] if "Abashidze" in lines.name(p["person"])) for day in ("2024-11-12", "2024-07-14"))
    desk.check(line != minister, "a manager of the minister's name is parted from him")
    desk.run("review", "rename", line, "Nikoloz Abashidze (Batumi)")
    desk.check("Nikoloz Abashidze (Batumi)" in desk.run("events", "--width", "200"), "and called otherwise")

    ferry, line_pays = lines.said("start the ferry in September"), lines.said("subsidise the line")
    desk.run("review", "accept", ferry["id"])
    desk.run("review", "reject", line_pays["id"])
    shown = desk.lines()
    desk.equal((shown.by_id[ferry["id"]]["verdict"], shown.by_id[line_pays["id"]]["verdict"]), ("accepted", "rejected"), "one statement is accepted, one rejected")
    matrix = desk.run("compare", meeting_of(shown, "2024-07-14")["id"], "--width", "200")
    desk.check("1 statement rejected" in matrix and "subsidise the line" not in matrix, "the matrix says that one was rejected, and leaves it out")

    gelovanis = lambda: [names[0] for names in persons(desk.lines(), "Gelovani")]
    desk.add("6-cluj-gazette.txt", "7-mae-dinner.txt")
    desk.equal(gelovanis(), ["Levan Gelovani", "Levani Gelovani"], "two persons of nearly one name")
    desk.run("backup", "--quiet", desk.path("undecided.db"))
    desk.run("review", "not-same", "Levan Gelovani", "Levani Gelovani")
    desk.add("8-danube-daily.txt")
    desk.add("8-danube-daily.txt", record="undecided")
    desk.equal([names[0] for names in persons(desk.lines("undecided"), "Gelovani")], ["Levani Gelovani"], "whom the machine would join for a third report")
    desk.equal(gelovanis(), ["Levan Gelovani", "Levani Gelovani"], "stay apart: “not the same” is remembered")
    desk.add("9-batumi-radio.txt")
    lines = desk.lines()
    desk.equal(people(lines, "2024-12-04"), ["Ioana Văcaru", "Levan Gelovani", "Levani Gelovani"], "who was at the dinner")
    desk.equal({r["state"] for r in lines.all("review")}, {"in-force"}, "every decision survived more reports")

    for decision in lines.all("review"):
        desk.run("review", "undo", decision["id"])
    desk.add(*sorted(os.listdir(desk.reports)), record="plain")
    desk.equal({k: v for k, v in desk.lines().of.items() if k != "review"}, desk.lines("plain").of, "all of it undone, the machine's conclusions are back")


USERS = {user.__name__: user for user in (analyst, scholar, journalist, secretariat, scientist, checker, reviewer)}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "reports"):
        ap.add_argument("--" + name, required=True, type=os.path.abspath)
    ap.add_argument("user", nargs="*", choices=[[], *USERS], metavar="USER")
    args = ap.parse_args()
    failed = 0
    for user in args.user or USERS:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(args, user, folder)
            USERS[user](desk)
        print(f"{user}: {desk.failed} failed")
        failed += desk.failed
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
