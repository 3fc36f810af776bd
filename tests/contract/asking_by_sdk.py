"""Tells the stories through the official SDK: each question calls the method that is meant for it."""

import inspect
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from xero_python.api_client.serializer import serialize

from tests.contract.official_sdk import Sdk, snake
from tests.contract.published import BASE, Operation, called_by
from tests.contract.stories.telling import Json

_PLAIN: Final = {"str", "bool", "int", "float", "object"}
_SELF_EVIDENT: Final = {"xero_tenant_id", "content_type"}


class SdkAsk:
    """Called as an `Ask` is."""

    def __init__(self, sdk: Sdk) -> None:
        self._sdk = sdk
        self._finder = sdk.accounting.get_model_finder()
        self.called: list[str] = []  # operationIds

    def __call__(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Json:
        path, _, query = path.partition("?")
        assert not query, "a story says `params`, not a query"
        operation = called_by(method, f"{BASE}/{path}")
        assert operation is not None, f"{method} {path}"
        call = getattr(self._sdk.accounting, snake(operation.operation_id))
        body = content if json is None else self._model(_name_of(operation), json)
        arguments = dict(self._arguments(call, operation.names_in(f"/{path}"), params or {}, body))
        self.called.append(operation.operation_id)
        return _as_json(call(self._sdk.tenant, **arguments))

    def _arguments(
        self, call: Any, in_path: Mapping[str, str], query: Mapping[str, Any], body: Any
    ) -> Iterator[tuple[str, Any]]:
        said = {_letters(name): value for name, value in {**in_path, **query}.items()}
        for name, parameter in inspect.signature(call).parameters.items():
            if _letters(name) in said:
                yield name, said.pop(_letters(name))
            elif name == "content_type":
                yield name, "image/png"
            elif parameter.default is inspect.Parameter.empty and name not in _SELF_EVIDENT:
                yield name, body
        assert not said, f"the SDK has no parameter for {said}"

    def _model(self, kind: str, value: Any) -> Any:
        """Build the SDK's own model, as an app would by hand."""
        if kind.startswith("list["):
            return [self._model(kind[5:-1], each) for each in value]
        if kind.startswith("date"):
            return date.fromisoformat(value)
        if kind in _PLAIN:
            return value
        model = self._finder.find_model(kind)
        if issubclass(model, Enum):
            return model(value)
        names = {key: name for name, key in model.attribute_map.items()}
        return model(
            **{names[key]: self._model(model.openapi_types[names[key]], each) for key, each in value.items()}
        )


def _letters(name: str) -> str:
    return name.replace("_", "").lower()


def _name_of(operation: Operation) -> str:
    """Return the name of the model that the operation takes."""
    reference: str = (operation.body or {}).get("$ref", "")
    return reference.rsplit("/", 1)[-1]


def _as_json(result: Any) -> Json:
    if result is None:
        return {}
    answer = serialize(result)
    return answer if isinstance(answer, dict) else {"File": answer}
