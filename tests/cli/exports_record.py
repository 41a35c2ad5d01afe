"""Records for the tests of exports: the samples, two meetings of the acceptance, and reports with all that formats must escape."""
import json, os, subprocess

ODD = [
    {"id": "a", "outlet": "=cmd|' /C calc'!A0", "title": "+1 <b>&amp; \"more\"; a, b\\", "date": "2027-04-20", "url": "https://wire.example/a?x=1&y=2",
     "text": "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Namibia in Tokyo on 19 April 2027.\n\nRuiz said that Panama will open \"a port\n"
             "of 5 < 6 & ]]> ports\", and that 和平 🕊 מרחבא مرحبا \u0007 \ufffe matter.\n\nKent will visit Japan on 5 May 2027."},
    {"id": "b", "outlet": "وكالة الأنباء", "title": "中文標題", "date": "2027-04-20",
     "text": "Panama's Foreign Minister Ana Ruiz and Namibia's Foreign Minister Mark Kent met in Tokyo on 19 April 2027. The two ministers agreed that =1+1 is two. "
             "Kent said that Namibia supports ‘和平’ and opposes war."},
    {"id": "c", "outlet": "'=quoted", "date": "2027-06-01", "text": "Foreign Minister Ana Ruiz of Panama will not meet Foreign Minister Mark Kent of Namibia "
     "in June 2027. The visit of Ana Ruiz to Japan planned for 7 June 2027 was cancelled, the ministry said."},
]


class Readout:
    def __init__(self, binary, data):
        self.binary, self.env = os.path.abspath(binary), dict(os.environ, READOUT_DATA=os.path.abspath(data))

    def run(self, *args, status=0, **options):
        done = subprocess.run([self.binary, *map(str, args)], env=self.env, capture_output=True, **options)
        assert done.returncode == status, (args, done.returncode, done.stderr.decode(errors="replace"))
        return done

    def lines(self, record):
        return [json.loads(line) for line in self.run("export", "--record", record).stdout.splitlines()]

    def export(self, record, format, folder, *more):
        """The path of the file, or folder, that it is exported to."""
        path = os.path.join(folder, f"{os.path.basename(record)}.{format}")
        self.run("export", "--quiet", "--record", record, "--format", format, "--output", path, *more)
        return path


def make(readout, folder, reports):
    """(name, record) of each: what stands in folders of reports, and the odd ones, with people's decisions."""
    records = {"samples": reports[:1], "all": reports}
    for name, folders in records.items():
        readout.run("add", "--quiet", "--record", os.path.join(folder, name), *folders)
    with open(os.path.join(folder, "odd.jsonl"), "w", encoding="utf-8") as out:
        for item in ODD:
            out.write(json.dumps(item) + "\n")
    odd = os.path.join(folder, "odd")
    readout.run("add", "--quiet", "--record", odd, os.path.join(folder, "odd.jsonl"))
    for old, new in (("Ana Ruiz", '=HYPERLINK("x";"y")<&>'), ("Panama", "-Panama, 'P' ]]> \ufffe")):
        readout.run("review", "--record", odd, "--who", "@Ana", "--when", "2027-07-01T00:00:00Z", "--", "rename", old, new)
    return [(name, os.path.join(folder, name)) for name in (*records, "odd")]
