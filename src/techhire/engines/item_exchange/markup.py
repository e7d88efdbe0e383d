"""XML on its way out: small elements and one way to write them, so that nothing is escaped by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element as it will be written, names and all."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]

    @property
    def holds_text(self) -> bool:
        """Whether spaces inside would be read as text."""
        return any(isinstance(child, str) for child in self.children)


def element(tag: str, attributes: Mapping[str, str], *children: Element | str) -> Element:
    """An element in one call."""
    return Element(tag, attributes, children)


def serialized(root: Element) -> str:
    """The document, indented where indenting adds no text."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _written(root, 0) + "\n"


def _written(node: Element, depth: int) -> str:
    attributes = "".join(
        f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in node.attributes.items()
    )
    if not node.children:
        return f"<{node.tag}{attributes}/>"
    start, end = f"<{node.tag}{attributes}>", f"</{node.tag}>"
    if node.holds_text or node.tag in {
        "p",
        "pre",
        "code",
        "qti-simple-choice",
        "qti-simple-associable-choice",
    }:
        return start + "".join(_inline(child) for child in node.children) + end
    space = "\n" + "  " * (depth + 1)
    inside = "".join(
        space + (child.translate(_TEXT) if isinstance(child, str) else _written(child, depth + 1))
        for child in node.children
    )
    return start + inside + "\n" + "  " * depth + end


def _inline(child: Element | str) -> str:
    return child.translate(_TEXT) if isinstance(child, str) else _written(child, 0)
