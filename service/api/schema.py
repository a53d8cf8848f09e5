"""Parameter models as JSON data, for the OpenAPI document and for the catalogue alike."""

from typing import Any

from pydantic import BaseModel


def parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    """Describe the fields of a parameter model.

    Parameters
    ----------
    model : type
        A flat model.

    Returns
    -------
    list of dict
        For each field its `name`, `description` and JSON `schema`, in the model's order, but those
        of a group (see `service.parameters.advanced`) last. A default of None is spelt ``"none"``,
        as in a query.
    """
    properties = model.model_json_schema().get("properties", {})
    first_needed = sorted(properties.items(), key=lambda item: "x-group" in item[1])
    return [_parameter(name, dict(schema)) for name, schema in first_needed]


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    schema.pop("title", None)
    description = schema.pop("description")
    if schema.get("default", "") is None:
        schema["default"] = "none"
    return {"name": name, "description": description, "schema": schema}
