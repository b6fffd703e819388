"""Which tests a mutant can show in at all: those in which its statement comes out otherwise (weak mutation).

The files are loaded with every statement that holds one of the mutants made to work out, beside its own value, what the
changed expression would give. A test in which the two never differ cannot tell the mutant from the code. Where both
cannot be worked out side by side (a call that changes something), or the change is of the statement itself, every test
that runs the statement may show it.
"""

import ast
import copy
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from eval.faults import Mutant, changes_of, source_of

# The expression of each kind of statement whose value is compared; of a test only whether it holds.
_COMPARED: dict[type[ast.stmt], str] = {
    ast.If: "test",
    ast.While: "test",
    ast.Return: "value",
    ast.Assign: "value",
    ast.AnnAssign: "value",
    ast.AugAssign: "value",
    ast.For: "iter",
}
# Calls that change something or use something up: not to be made twice.
_CHANGING = {"append", "add", "pop", "extend", "update", "setdefault", "insert", "remove", "discard", "next", "iter"}
_USED_UP = {"generator", "map", "filter", "zip", "enumerate", "reversed", "list_iterator", "tuple_iterator"}


class Infections:
    """The mutants that each test may show; `begin` says which test runs now."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.of_file: dict[str, list[Mutant]] = defaultdict(list)
        for mutant in mutants:
            self.of_file[str(mutant.path)].append(mutant)
        self.shown: dict[Mutant, list[int]] = defaultdict(list)  # numbers of tests
        self.test, self.seen = -1, set[Mutant]()
        self.on: list[bool] = []  # as long as it holds something, statements are compared
        self.others: list[tuple[Mutant, ...]] = []  # by number of the statement
        sys.meta_path.insert(0, _Finder(self))

    def begin(self, test: int) -> None:
        self.test, self.seen, self.on[:] = test, set(), [True]

    def end(self) -> None:
        self.on.clear()

    def reached(self, number: int) -> None:
        """The statement with that number runs: its mutants may show."""
        for mutant in self.others[number]:
            self._note(mutant)

    def compared(self, number: int, value: Any, others: Sequence[Callable[[], Any]], is_test: bool) -> Any:
        """`value`, unchanged; the mutants whose expression gives another one are noted."""
        self.on.clear()
        for mutant, other in zip(self.others[number], others, strict=True):
            if mutant not in self.seen and _differs(value, other, is_test):
                self._note(mutant)
        self.on.append(True)
        return value

    def _note(self, mutant: Mutant) -> None:
        if mutant not in self.seen:
            self.seen.add(mutant)
            self.shown[mutant].append(self.test)

    def code_of(self, path: str) -> CodeType:
        """The compiled file, with its statements compared."""
        tree = ast.parse(source_of(Path(path)))
        nodes = list(ast.walk(tree))
        within = _statements(tree)
        of_statement: dict[ast.stmt, list[tuple[Mutant, ast.AST]]] = defaultdict(list)
        for mutant in self.of_file[path]:
            of_statement[within[nodes[mutant.node]][0]].append((mutant, nodes[mutant.node]))
        for statement, mutants in of_statement.items():
            self._watch(tree, statement, mutants, within)
        return compile(ast.fix_missing_locations(tree), path, "exec")

    def _watch(
        self,
        tree: ast.Module,
        statement: ast.stmt,
        mutants: Sequence[tuple[Mutant, ast.AST]],
        within: dict[ast.AST, tuple[ast.stmt, str]],
    ) -> None:
        field = _COMPARED.get(type(statement), "")
        root = getattr(statement, field, None)
        comparable = root is not None and not _changes_something(root)
        inside = [(m, n) for m, n in mutants if comparable and n is not statement and within[n][1] == field]
        rest = [m for m, n in mutants if (m, n) not in inside]
        if inside and root is not None:
            setattr(statement, field, self._comparison(root, inside, field == "test"))
        if rest:
            self.others.append(tuple(rest))
            call = ast.Call(ast.Name("faults_reached", ast.Load()), [ast.Constant(len(self.others) - 1)], [])
            before = ast.If(ast.Name("faults_on", ast.Load()), [ast.Expr(call)], [])
            _put_before(tree, statement, before)

    def _comparison(self, root: ast.expr, inside: Sequence[tuple[Mutant, ast.AST]], is_test: bool) -> ast.IfExp:
        others = []
        for mutant, node in inside:
            new = changes_of(node)[mutant.change]()
            changed = copy.deepcopy(new if node is root else copy.deepcopy(root, {id(node): new}))
            nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
            others.append(ast.Lambda(nothing, changed))  # type: ignore[arg-type]
        self.others.append(tuple(mutant for mutant, _ in inside))
        plain = copy.deepcopy(root)
        told = [ast.Constant(len(self.others) - 1), root, ast.Tuple(others, ast.Load()), ast.Constant(is_test)]
        compared = ast.Call(ast.Name("faults_compared", ast.Load()), told, [])
        return ast.IfExp(ast.Name("faults_on", ast.Load()), compared, plain)


def _differs(value: Any, other: Callable[[], Any], is_test: bool) -> bool:
    try:
        changed = other()
        if is_test:
            return bool(value) != bool(changed)
        return type(value).__name__ in _USED_UP or bool(value != changed)
    except Exception:
        return True


def _changes_something(root: ast.AST) -> bool:
    for node in ast.walk(root):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in _CHANGING:
                return True
    return False


def _statements(tree: ast.Module) -> dict[ast.AST, tuple[ast.stmt, str]]:
    """For every node the innermost statement around it and the field of it that holds the node; "" for itself."""
    found: dict[ast.AST, tuple[ast.stmt, str]] = {}

    def go(node: ast.AST, statement: ast.stmt | None, field: str) -> None:
        for name, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST):
                    continue
                at = (statement, field) if statement is not node else (statement, name)
                if isinstance(child, ast.stmt):
                    found[child] = child, ""
                    go(child, child, "")
                elif at[0] is not None:
                    found[child] = at[0], at[1]
                    go(child, at[0], at[1])
                else:
                    go(child, None, "")

    go(tree, None, "")
    return found


def _put_before(tree: ast.Module, statement: ast.stmt, before: ast.stmt) -> None:
    for node in ast.walk(tree):
        for _, body in ast.iter_fields(node):
            if isinstance(body, list) and any(one is statement for one in body):
                body.insert(next(i for i, one in enumerate(body) if one is statement), before)
                return


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, infections: Infections) -> None:
        super().__init__(name, path)
        self.infections = infections

    def get_code(self, fullname: str) -> CodeType:
        return self.infections.code_of(self.path)

    def exec_module(self, module: ModuleType) -> None:
        names = {"on": self.infections.on, "reached": self.infections.reached, "compared": self.infections.compared}
        vars(module).update({f"faults_{name}": value for name, value in names.items()})
        super().exec_module(module)


class _Finder(MetaPathFinder):
    """Loads the files that hold mutants."""

    def __init__(self, infections: Infections) -> None:
        self.infections = infections

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        if not fullname.startswith("recount."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or spec.origin not in self.infections.of_file:
            return None
        loader = _Loader(fullname, spec.origin, self.infections)
        return spec_from_file_location(
            fullname, spec.origin, loader=loader, submodule_search_locations=spec.submodule_search_locations
        )
