#!/usr/bin/env python3
"""test_check_layers.py CHECK: each violation, planted in a sound little tree, fails and is named with file and line."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = sys.argv.pop()

SOUND = {
    "src/base/CMakeLists.txt": "ro_layer(base SOURCES a.c LIBS m)\n",
    "src/base/a.c": '#include "base/a.h"\n\n#include <stdio.h>\n',
    "src/base/a.h": "#include <readout/error.h>\n",
    "src/source/CMakeLists.txt": "# a comment, with ro_layer(nothing)\nro_layer(source\n  SOURCES s.c # USES report\n  USES base)\n",
    "src/source/s.c": '#include <lexbor/html/html.h>\n\n#include "base/a.h"\n#include "letters.inc"\n',
    "src/report/report.h": "",
    "src/store/CMakeLists.txt": "ro_layer(store SOURCES s.c USES base)\n",
    "src/store/s.c": "#include <sqlite3.h>\n",
    "src/format/CMakeLists.txt": "ro_layer(format SOURCES f.c USES base)\n",
    "src/format/f.c": '#include "base/a.h"\n',
    "src/store/store.h": "",
    "cli/main.c": '#include <readout/error.h>\n#include <stdio.h>\n#include "server/serve.h"\n#include "talk.h"\n',
    "cli/talk.h": "#include <stdbool.h>\n",
    "server/serve.h": "#include <readout/error.h>\n",
    "server/http.c": '#include "serve.h"\n#include "base/library.h"\n#include <microhttpd.h>\n#include <sys/socket.h>\n#include <yyjson.h>\n',
    "include/readout/error.h": "#include <stddef.h>\n/* READOUT_NOT */ void readout_open(void); enum { READOUT_OK };\n",
    "python/readout/_library.py": "import json\nfrom ._ffi import ffi\nlib = None\nlib.readout_open(lib.READOUT_OK)\n",
    "python/readout/table.py": "from . import _library\n\n\ndef f():\n    import pandas\n    import pyarrow.csv\n",
}


class CheckLayers(unittest.TestCase):
    def run_with(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**SOUND, **changes}.items():
                file = pathlib.Path(folder) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            return subprocess.run([CHECK, folder], capture_output=True, text=True, check=False)

    def violates(self, changes, *named):
        result = self.run_with(changes)
        self.assertEqual(result.returncode, 1, result.stderr)
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        for words in named:
            self.assertIn(words, lines[0])

    def test_sound_tree_passes(self):
        result = self.run_with({})
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_layer_not_declared(self):
        self.violates(
            {"src/source/s.c": '#include "base/a.h"\n  #  include "report/report.h"\n'}, "src/source/s.c:2:", "USES report"
        )

    def test_comment_declares_nothing(self):
        self.violates({"src/source/s.c": '#include "report/report.h"\n'}, "src/source/s.c:1:")

    def test_layer_above(self):
        self.violates({"src/base/CMakeLists.txt": "\nro_layer(base SOURCES a.c USES source)\n"}, "src/base/CMakeLists.txt:2:", '"source"')

    def test_unknown_layer(self):
        self.violates({"src/base/CMakeLists.txt": "ro_layer(base SOURCES a.c USES sources)\n"}, '"sources"')
        self.violates({"src/extra/x.c": ""}, "src/extra")

    def test_store_and_format(self):
        self.violates({"src/format/CMakeLists.txt": "ro_layer(format SOURCES f.c USES base store)\n"}, '"format" and "store"')
        self.violates({"src/format/f.c": '#include "store/store.h"\n'}, "src/format/f.c:1:")

    def test_sqlite_elsewhere(self):
        self.violates({"src/format/f.c": "#include <sqlite3.h>\n"}, "src/format/f.c:1:", "src/store")

    def test_ways_around(self):
        self.violates({"src/source/s.c": '#include "../report/report.h"\n'}, "src/source/s.c:1:")
        self.violates({"src/source/s.c": '#include "s.h"\n'}, '"source/s.h"')
        self.violates({"src/source/s.c": '#include <report/report.h>\n'}, "src/source/s.c:1:")

    def test_command_sees_the_public_headers_only(self):
        self.violates({"cli/main.c": '#include "base/a.h"\n'}, "cli/main.c:1:")
        self.violates({"cli/main.c": "\n#include <base/a.h>\n"}, "cli/main.c:2:")
        self.violates({"cli/main.c": "#include <yyjson.h>\n"}, "cli/main.c:1:")

    def test_server_sees_the_public_headers_only(self):
        self.violates({"server/handle.c": '#include "base/library.h"\n'}, "server/handle.c:1:")
        self.violates({"server/handle.c": "#include <microhttpd.h>\n"}, "server/handle.c:1:")
        self.violates({"server/http.c": '#include "base/a.h"\n'}, "server/http.c:1:")
        self.violates({"cli/main.c": '#include "server/http.h"\n'}, "cli/main.c:1:")

    def test_public_headers_know_no_library(self):
        self.violates({"include/readout/readout.h": "#include <sqlite3.h>\n"}, "include/readout/readout.h:1:")
        self.violates({"include/readout/readout.h": '#include "base/a.h"\n'}, "include/readout/readout.h:1:")

    def test_package(self):
        for line in ("import sqlite3", "import pandas", "from ctypes import CDLL", "import requests", "import urllib.request", "from ._ffi import ffi",
                     "lib.ro_open()", "lib.READOUT_NOT", "lib.readout_other"):  # fmt: skip
            self.violates({"python/readout/more.py": "import os\n%s\n" % line}, "python/readout/more.py:2:")

    def test_build_file_without_its_layer(self):
        self.violates({"src/base/CMakeLists.txt": "ro_layer(source)\n"}, "src/base/CMakeLists.txt:1:")


if __name__ == "__main__":
    unittest.main()
