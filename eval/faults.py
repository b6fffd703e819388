"""Small faults that can be put into a file of code: each one changed operator, comparison, constant, negation, returned
value, removed statement or pair of branches."""

import ast
import copy
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One change: of the node with number `node` (in the order of ast.walk) of a file, the `change`th one it allows."""

    path: Path
    function: str  # qualified name of the module's function that holds it
    node: int
    change: int
    line: int  # where the statement that holds the node begins
    end: int  # the last line of that statement, or of its head where it has a body


# What can be changed


def changes_of(node: ast.AST) -> list[Callable[[], ast.AST | None]]:
    """Makers of what may stand in a node's place; None removes it."""
    makers: list[Callable[[], ast.AST | None]] = []
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        other = _COMPARISONS[type(node.ops[0])]()
        makers.append(lambda: ast.Compare(node.left, [other], node.comparators))
    elif isinstance(node, ast.BoolOp):
        joint = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        makers.append(lambda: ast.BoolOp(joint, node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        makers.append(lambda: node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        swapped = _OPERATORS[type(node.op)]()
        makers.append(lambda: ast.BinOp(node.left, swapped, node.right))
    elif isinstance(node, ast.Constant):
        makers.extend(_other_constant(node))
    elif isinstance(node, ast.IfExp):
        makers.append(lambda: ast.IfExp(node.test, node.orelse, node.body))
    elif isinstance(node, ast.stmt):
        makers.extend(_other_statement(node))
    return makers


def _other_constant(node: ast.Constant) -> Iterator[Callable[[], ast.AST | None]]:
    value = node.value
    if isinstance(value, bool):
        yield lambda: ast.Constant(not value)
    elif isinstance(value, int):
        yield lambda: ast.Constant(value + 1)
    elif isinstance(value, str) and value and " " not in value:
        yield lambda: ast.Constant(value + "X")


def _other_statement(node: ast.stmt) -> Iterator[Callable[[], ast.AST | None]]:
    if isinstance(node, ast.If):
        yield lambda: ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Return) and node.value is not None:
        if not isinstance(node.value, ast.Constant):
            yield lambda: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.AugAssign | ast.Continue | ast.Break) or _is_call(node):
        yield lambda: None


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


class Place(ast.NodeVisitor):
    """The functions of a module and the nodes inside them that a change may be made at."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.path, self.number = path, {id(node): i for i, node in enumerate(ast.walk(tree))}
        self.names: list[str] = []
        self.found: list[Mutant] = []
        self.visit(tree)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.names.append(node.name)
        for child in node.body:
            if isinstance(child, ast.FunctionDef):
                self.visit(child)
        self.names.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.names.append(node.name)
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        for statement in body:
            self._keep(statement, (statement.lineno, statement.lineno))
        self.names.pop()

    def _keep(self, node: ast.AST, lines: tuple[int, int]) -> None:
        lines = (node.lineno, _end_of_head(node)) if isinstance(node, ast.stmt) else lines
        for i, _ in enumerate(changes_of(node)):
            self.found.append(Mutant(self.path, ".".join(self.names), self.number[id(node)], i, *lines))
        annotation = getattr(node, "annotation", None)  # of a local name: never evaluated
        for child in ast.iter_child_nodes(node):
            if child is not annotation:
                self._keep(child, lines)


def _end_of_head(node: ast.stmt) -> int:
    """A head that is written over several lines is run as its later ones: its first may be a bare bracket."""
    body: list[ast.stmt] = getattr(node, "body", [])
    return max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno


@functools.cache
def source_of(path: Path) -> str:
    """The file as it was when the run began, whatever is done to it since."""
    return path.read_text(encoding="utf-8")


def mutants_of(path: Path) -> list[Mutant]:
    return Place(path, ast.parse(source_of(path))).found


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        if node is not self.old:
            return self.generic_visit(node)
        if self.new is not None:
            return ast.copy_location(copy.deepcopy(self.new), node)
        return ast.copy_location(ast.Pass(), node)


def changed(mutant: Mutant) -> tuple[ast.Module, str]:
    """The module with the change made, and the changed line before and after."""
    tree = ast.parse(source_of(mutant.path))
    node = next(n for i, n in enumerate(ast.walk(tree)) if i == mutant.node)
    new = changes_of(node)[mutant.change]()
    before = ast.unparse(node).splitlines()[0]
    after = ast.unparse(ast.fix_missing_locations(new)).splitlines()[0] if new is not None else "(removed)"
    mutated = ast.fix_missing_locations(_Replace(node, new).visit(tree))
    return mutated, f"{before}  ->  {after}"
