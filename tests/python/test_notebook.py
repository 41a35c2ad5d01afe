"""The notebook runs, by the interpreter of these tests, and shows what it says that it shows."""
import pytest

from conftest import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
jupyter_client = pytest.importorskip("jupyter_client")


def shown(cell):
    """What a cell shows: its types, and all text."""
    kinds, text = set(), ""
    for output in cell.get("outputs", []):
        kinds |= set(output.get("data", {}))
        text += output.get("text", "") + output.get("data", {}).get("text/plain", "")
    return kinds, text


def test_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    path = ROOT / "docs" / "notebooks" / "comparison.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without what it shows"
    kernel = jupyter_client.AsyncKernelManager(kernel_name="python3", transport="ipc", ip=str(tmp_path / "kernel"))
    nbclient.NotebookClient(notebook, km=kernel, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    by_code = {cell.source: shown(cell) for cell in notebook.cells if cell.cell_type == "code"}
    assert sum("image/svg+xml" in kinds for kinds, _ in by_code.values()) == 3
    assert sum("text/html" in kinds for kinds, _ in by_code.values()) >= 5
    told = next(text for code, (_, text) in by_code.items() if "events(told=True)" in code)
    assert "'2024-02-22', 6, 3" in told and "'2024-08-20', 5, 2" in told
    quotes = next(text for code, (_, text) in by_code.items() if "statement.evidence" in code)
    assert quotes.count(" – ") >= 3
    names = next(text for code, (_, text) in by_code.items() if "undo" in code).splitlines()
    assert names == ["Foreign ministers' talks in Jakarta", "Meeting of Penny Wong and Retno Marsudi"]
