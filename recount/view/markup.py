"""HTML built from values: whatever is not already markup is escaped, so no report can write into a page."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from recount.view.glyphs import visible


class Markup(str):
    """A string that is HTML already. Only `element` and `escaped` make one."""

    __slots__ = ()


Content: TypeAlias = "str | Iterable[Content] | None"

_VOID = frozenset({"meta", "br"})


def escaped(text: str) -> Markup:
    """Text as HTML, with quotes escaped, and control codes and reordering marks made visible."""
    return Markup(escape(visible(text), quote=True))


def element(name: str, /, *content: Content, **attributes: str | bool | None) -> Markup:
    """One element. Content: text, which is escaped; markup, which is not; None, left out; or any of these in a row.

    Attributes: None and False are left out, True stands bare; a trailing underscore is dropped (`class_`) and others
    become hyphens (`aria_label`).
    """
    head = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(head if name in _VOID else f"{head}{joined(content)}</{name}>")


def joined(content: Content) -> Markup:
    """Content in a row, without an element around it."""
    if content is None:
        return Markup("")
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return escaped(content)
    return Markup("".join(joined(part) for part in content))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(value)}"'
