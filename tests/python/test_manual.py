"""The examples of the manual are run."""
import doctest
import re

import pytest

from conftest import ROOT


def test_examples(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert failed == 0 and tried > 25


def test_readme(capsys):
    for file, say in (("python/README.md", "that Panama will open a port"), ("README.md", "Panama will open a port")):
        (example,) = re.findall(r"```python\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), flags=re.DOTALL)
        exec(compile(example, file, "exec"), {})
        assert say in capsys.readouterr().out
