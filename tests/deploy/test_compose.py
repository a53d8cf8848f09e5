"""The compose file: valid, and its replicas as confined as the chart's."""

import subprocess
import sys

import pytest
import yaml

from service import __version__
from service.cli import LONGEST_GOODBYE_S
from tests.conftest import ROOT

FILE = ROOT / "deploy" / "compose.yaml"


def checked(file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    return subprocess.run([*command, file], capture_output=True, text=True, check=False)


@pytest.fixture
def services():
    return yaml.safe_load(FILE.read_text())["services"]


def test_it_is_a_compose_file():
    done = checked(FILE)
    assert done.returncode == 0, done.stdout


def test_a_misspelt_key_would_be_found(tmp_path):
    wrong = tmp_path / "compose.yaml"
    wrong.write_text(FILE.read_text().replace("read_only", "readonly", 1))
    assert checked(wrong).returncode != 0


def test_every_container_may_do_next_to_nothing(services):
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_proxy_knows_the_replicas_and_nobody_outside_knows_any(services):
    proxy = services.pop("proxy")
    known = {value for name, value in proxy["environment"].items() if "REPLICA" in name}
    assert known == {f"{name}:8000" for name in services}
    assert set(proxy["depends_on"]) == set(services)
    assert all(port.startswith("127.0.0.1:") for port in proxy["ports"])
    for replica in services.values():
        assert replica["image"] == f"sonograph:{__version__}"
        assert "ports" not in replica


def test_replicas_have_time_to_finish_and_a_spool_of_their_own(services):
    del services["proxy"]
    for replica in services.values():
        given = replica["environment"]
        least = float(given["SONOGRAPH_SHUTDOWN_DELAY_S"]) + float(given["SONOGRAPH_DEADLINE_S"])
        assert int(replica["stop_grace_period"].removesuffix("s")) > least + LONGEST_GOODBYE_S
    assert len({tuple(replica["volumes"]) for replica in services.values()}) == len(services)
