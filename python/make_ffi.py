#!/usr/bin/env python3
"""make_ffi.py HEADERS OUT: the module by which cffi calls the library (ABI mode), made from the installed headers alone.

Headers declare one function a READOUT_API, and hold nothing for the preprocessor but guards, includes and numbers."""
import pathlib
import re
import sys

import cffi

ORDER = ["error.h", "readout.h"]  # the others include these


def declarations(header):
    """What a header declares, for cffi: without comments, the preprocessor's lines and what is C++'s."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", header.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r'#ifdef __cplusplus\n(extern "C" \{|\})\n#endif', "", text)
    numbers = re.findall(r"^#define (\w+) (\d+)$", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*#[^\n]*", "", text, flags=re.MULTILINE).replace("READOUT_API ", "")
    return "".join("#define %s %s\n" % number for number in numbers) + text


def main():
    folder, out = pathlib.Path(sys.argv[1]), sys.argv[2]
    rest = sorted(path.name for path in folder.glob("*.h") if path.name not in ORDER)
    ffi = cffi.FFI()
    for name in ORDER + rest:
        ffi.cdef(declarations(folder / name))
    ffi.set_source("readout._ffi", None)
    ffi.emit_python_code(out)


main()
