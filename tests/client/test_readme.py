"""The example of the README runs as it stands there."""

import re

from tests.conftest import ROOT

EXAMPLE = re.compile(r"<!-- python -->\n```python\n(.*?)```\n", re.DOTALL)


def test_the_example_of_the_readme(service, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (text,) = EXAMPLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    found = {}
    exec(text.replace("http://127.0.0.1:8000", service.url), found)
    told = capsys.readouterr().out
    assert told.startswith("<mel (128, 277) float32, unit 'dB': frequency ")
    assert "Fault(parameter='n_mels'" in told
    assert found["png"].startswith(b"\x89PNG")
    assert found["spectrum"].values.argmax() == 500
    assert found["both"]["mel"].shape == (40, 63)
    assert list(found["sheet"]) == ["n_fft=512", "n_fft=1024"]
    assert (found["again"] == found["mel"].values).all()
    found["service"].close()
