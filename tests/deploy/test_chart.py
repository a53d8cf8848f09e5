"""The chart, rendered by Helm's own engine and held against Kubernetes' own schemas."""

import json
import re

import helm_python
import kubernetes_validate
import pytest
import yaml

from service import __version__
from service.cli import LONGEST_GOODBYE_S
from service.settings import Settings
from tests.conftest import ROOT

CHART = ROOT / "deploy" / "chart"
VERSIONS = ("1.25", "1.31", "1.37")
NAME = "try-sonograph"
WARNING = 2
OPEN = {"networkPolicy": {"from": [{"namespaceSelector": {}}]}}
KINDS = {
    "Deployment",
    "HorizontalPodAutoscaler",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "Service",
    "ServiceAccount",
}
VALUES = {
    "as it is": {},
    "bare": {
        "autoscaling": {"enabled": False},
        "disruptionBudget": {"enabled": False},
        "networkPolicy": {"enabled": False},
        "replicas": 3,
    },
    "all": OPEN
    | {
        "image": {"repository": "somewhere/sonograph", "tag": "9.9.9"},
        "imagePullSecrets": [{"name": "secret"}],
        "settings": {"max_upload_bytes": 100_000_000, "cors_origins": "https://example.org"},
        "spool": {"medium": "Memory", "sizeLimit": "500Mi"},
        "service": {"type": "LoadBalancer", "annotations": {"a": "b"}},
        "ingress": {
            "enabled": True,
            "className": "nginx",
            "host": "example.org",
            "tlsSecret": "tls",
            "annotations": {"a": "b"},
        },
        "serviceAccount": {"annotations": {"a": "b"}},
        "podAnnotations": {"a": "b"},
        "podLabels": {"c": "d"},
        "nodeSelector": {"kubernetes.io/arch": "amd64"},
        "tolerations": [{"key": "a", "operator": "Exists"}],
        "affinity": {"nodeAffinity": {}},
    },
}


def rendered(values=None):
    """Give the manifests by their kinds."""
    files = helm_python.Chart.load(str(CHART)).render(values or {}, name="try", namespace="here")
    texts = [text for name, text in files.items() if name.endswith(".yaml")]
    found = [one for text in texts for one in yaml.safe_load_all(text) if one]
    assert len({one["kind"] for one in found}) == len(found)
    return {one["kind"]: one for one in found}


def pod(values=None):
    return rendered(values)["Deployment"]["spec"]["template"]


def dockerfile():
    """Give the instructions of the final stage, their line breaks joined."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return text.rpartition("\nFROM ")[2]


def test_helm_finds_nothing_to_criticise():
    found = helm_python.lint(str(CHART), strict=True)
    assert [one for one in found["messages"] if one["severity"] >= WARNING] == []
    assert found["errors"] == []


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("version", VERSIONS)
def test_kubernetes_knows_every_field(values, version):
    for manifest in rendered(values).values():
        kubernetes_validate.validate(manifest, version, strict=True)


def test_a_misspelt_field_would_be_found():
    manifest = rendered()["Deployment"]
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    container["livenesProbe"] = container.pop("livenessProbe")
    with pytest.raises(kubernetes_validate.ValidationError, match="livenesProbe"):
        kubernetes_validate.validate(manifest, VERSIONS[-1], strict=True)


def test_what_is_switched_off_is_not_there():
    assert set(rendered()) == KINDS
    assert set(rendered(VALUES["bare"])) == {"Deployment", "Service", "ServiceAccount"}
    assert set(rendered(VALUES["all"])) == {*KINDS, "Ingress"}


def test_replicas_are_the_autoscalers_or_the_callers():
    assert "replicas" not in rendered()["Deployment"]["spec"]
    assert rendered(VALUES["bare"])["Deployment"]["spec"]["replicas"] == 3


def test_everything_speaks_of_the_same_pods():
    found = rendered(VALUES["all"])
    labels = found["Deployment"]["spec"]["template"]["metadata"]["labels"].items()
    for selector in (
        found["Deployment"]["spec"]["selector"]["matchLabels"],
        found["Service"]["spec"]["selector"],
        found["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
        found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
    ):
        assert selector
        assert selector.items() <= labels
    assert found["Deployment"]["metadata"]["name"] == NAME
    assert found["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == NAME
    (rule,) = found["Ingress"]["spec"]["rules"]
    backend = rule["http"]["paths"][0]["backend"]["service"]
    ports = [port["name"] for port in found["Service"]["spec"]["ports"]]
    assert (backend["name"], backend["port"]["name"]) == (
        found["Service"]["metadata"]["name"],
        *ports,
    )


def test_probes_ask_for_what_the_service_answers():
    (container,) = pod()["spec"]["containers"]
    known = json.loads((ROOT / "openapi" / "openapi.json").read_text())["paths"]
    probes = {
        kind: container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")
    }
    assert {kind: probe["path"] for kind, probe in probes.items()} == {
        "startup": "/livez",
        "liveness": "/livez",
        "readiness": "/readyz",
    }
    assert {probe["path"] for probe in probes.values()} <= set(known)
    (port,) = container["ports"]
    assert {probe["port"] for probe in probes.values()} == {port["name"]}


def test_the_chart_and_the_image_agree():
    text = dockerfile()
    spec = pod()["spec"]
    (container,) = spec["containers"]
    user = spec["securityContext"]
    assert (
        re.search(r"^USER (.+)$", text, re.MULTILINE)[1]
        == f"{user['runAsUser']}:{user['runAsGroup']}"
    )
    assert (
        int(re.search(r"^EXPOSE (.+)$", text, re.MULTILINE)[1])
        == container["ports"][0]["containerPort"]
    )
    (mount,) = container["volumeMounts"]
    assert re.search(r"SONOGRAPH_SPOOL_DIR=(\S+)", text)[1] == mount["mountPath"]
    assert re.search(r'image.version="(.+?)"', text)[1] == __version__
    assert container["image"] == f"sonograph:{__version__}"
    assert yaml.safe_load((CHART / "Chart.yaml").read_text())["appVersion"] == __version__


def test_a_pod_may_do_next_to_nothing():
    spec = pod()["spec"]
    (container,) = spec["containers"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    assert {"cpu", "memory"} <= set(container["resources"]["limits"])
    policy = rendered()["NetworkPolicy"]["spec"]
    assert policy["egress"] == []
    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}


def test_settings_are_the_services_and_are_written_out():
    given = {"max_upload_bytes": 100_000_000, "max_duration_s": 12.5, "root_path": "/sound"}
    (container,) = pod({"settings": given})["spec"]["containers"]
    found = {one["name"]: one["value"] for one in container["env"]}
    assert {name.removeprefix("SONOGRAPH_").lower() for name in found} <= set(Settings.model_fields)
    assert found["SONOGRAPH_MAX_UPLOAD_BYTES"] == "100000000"
    assert found["SONOGRAPH_MAX_DURATION_S"] == "12.5"
    assert found["SONOGRAPH_ROOT_PATH"] == "/sound"


def test_a_pod_has_time_to_finish():
    spec = pod({"settings": {"shutdown_delay_s": 7.5, "deadline_s": 100.2}})["spec"]
    assert spec["terminationGracePeriodSeconds"] > 7.5 + 100.2 + LONGEST_GOODBYE_S


@pytest.mark.parametrize(
    "values",
    [
        {"replicas": "two"},
        {"imag": {}},
        {"image": {"repository": ""}},
        {"image": {"pullPolicy": "Sometimes"}},
        {"service": {"port": 0}},
        {"settings": {"MAX": 1}},
        {"settings": {"deadline_s": 0}},
        {"spool": {"sizeLimit": "much"}},
        {"resources": {"limits": {"memory": "2 GB"}}},
        {"autoscaling": {"minReplicas": 0}},
        {"ingress": {"path": "sound"}},
        {"ingress": {"enabled": True}},
    ],
    ids=str,
)
def test_wrong_values_are_refused(values):
    with pytest.raises(helm_python.HelmError):
        rendered(values)
