"""Rows to bytes and back: frozen types as JSON, exactly; packed where they are long."""

import json
import zlib
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from recount.errors import StoreError

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:  # made once, since making one costs more than many rows
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: object, kind: Any = None) -> str:
    """The value as JSON in one line; the same value gives the same text. `kind` names its type where it is no class."""
    return _adapter(kind or type(value)).dump_json(value).decode("utf-8")


def from_json(kind: type[T], text: str | bytes) -> T:
    """What `to_json` had. Raises StoreError for text that is not of this kind."""
    try:
        return _adapter(kind).validate_json(text)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise StoreError(f"a row of {kind.__name__} in the store is damaged ({error.error_count()} faults)") from None


def pack(data: bytes) -> bytes:
    """The bytes, compressed; the same bytes give the same."""
    return zlib.compress(data, 6)


def unpack(packed: bytes, what: str) -> bytes:
    """What `pack` had. Raises StoreError that names `what` where it is damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        raise StoreError(f"{what} in the store is damaged; recount verify tells all that is") from None


def plain(value: object) -> str:
    """Plain values as JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
