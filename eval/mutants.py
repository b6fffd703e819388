"""How many small faults in the reading rules the tests would notice: a mutation run over claims/ and find/.

    uv run python -m eval.mutants [--most 500] [--seed 1] [--only recount/claims] [--tests find] [--list] [--budget 10]
        [--jobs 1]

A mutant is one change: an operator, a comparison, a constant, a negation, a returned value, a removed statement or
swapped branches. One process loads everything and runs the tests once, keeping what the language pack says; for each
mutant it forks, changes the code of one function, and runs the tests that reach the changed statement until one fails:
those first that caught most before, then the golden ones. A mutant on which a test does not end counts as caught; one
that outlives `--budget` seconds of tests as survived. Words of reasons (strings with a space), defaults, decorators and
annotations are not mutated; tests that draw their own examples are not run. Prints the share caught by module, with its
95 % interval; with `--list` every survivor too, as it is found. It is no part of CI.
"""

import argparse
import ast
import copy
import functools
import gc
import importlib
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from eval.intervals import wilson

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("recount/claims", "recount/find")
FORGETFUL = (*TARGETS, "recount/link", "recount/tally", "tests")  # where what was computed is forgotten for a mutant
TESTS = ("claims", "find", "knowledge", "link", "tally", "test_rules.py", "test_promises.py", "test_golden.py")
GOLDEN = "test_golden"  # looks at all that is read, so that its tests go first
SLACK = 10.0  # seconds beyond the budget before a mutant counts as looping

_PREFIXES = tuple(str(ROOT / target) for target in TARGETS)
_FORGETFUL = tuple(str(ROOT / place) for place in FORGETFUL)

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


# Putting a change into the running code


def functions_in(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods of a compiled module (not of functions inside functions)."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            if const.co_flags & 0x02 == 0:  # a class body: no fast locals
                yield from functions_in(const)


def function_of(module: ModuleType, qualname: str) -> FunctionType | None:
    """The plain function under a name, without cache or property around it."""
    value: Any = module
    for part in qualname.split("."):
        value = vars(value)[part]
    value = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", None) or value
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    return value if isinstance(value, FunctionType) else None


def module_of(path: Path) -> ModuleType:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def put_in(mutant: Mutant) -> bool:
    """Changes the code of the mutant's function in place, for all who hold it; forgets what was computed before."""
    function = function_of(module_of(mutant.path), mutant.function)
    tree, _ = changed(mutant)
    code = compile(tree, str(mutant.path), "exec")
    new = next((c for c in functions_in(code) if c.co_qualname == mutant.function), None)
    if function is None or new is None or new.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = new
    for module in list(sys.modules.values()):
        if (getattr(module, "__file__", None) or "").startswith(_FORGETFUL):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    return True


# Running the tests


class Remembered:
    """A language pack that says again what it said."""

    def __init__(self, pack: Any) -> None:
        self.pack = pack
        self.language, self.name, self.version = pack.language, pack.name, pack.version
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.parses: dict[str, Any] = {}

    def split(self, text: str) -> list[tuple[int, int]]:
        if text not in self.spans:
            self.spans[text] = self.pack.split(text)
        return list(self.spans[text])

    def parse(self, sentences: Sequence[str], threads: int = 1) -> list[Any]:
        missing = [s for s in dict.fromkeys(sentences) if s not in self.parses]
        self.parses.update(zip(missing, self.pack.parse(missing, threads), strict=True) if missing else ())
        return [self.parses[s] for s in sentences]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pack, name)


def remember_parses() -> None:
    """Puts a memory around the pack, for every module that asks for one by `load_pack`."""
    from recount.language import pack

    load = pack.load_pack

    @functools.cache
    def remembering(language: str) -> Any:
        loaded = load(language)
        return None if loaded is None else Remembered(loaded)

    pack.load_pack = remembering


class Run:
    """A plugin that, where pytest would run the tests, runs them once, and then once more for each mutant."""

    def __init__(self, most: int, seed: int, only: str | None, budget: float, jobs: int, list_all: bool) -> None:
        self.random = random.Random(seed)
        self.most, self.only, self.budget, self.jobs, self.list_all = most, only, budget, jobs, list_all
        self.reached: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
        self.catches = Counter[str]()
        self.outcomes: dict[Mutant, str] = {}
        self.running: dict[int, tuple[Mutant, int]] = {}  # by process: what it tries, and where it tells

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        chosen = self._chosen()
        items = [item for item in session.items if not hasattr(getattr(item, "obj", None), "hypothesis")]
        self._baseline(items)
        gc.collect()
        gc.freeze()
        for mutant in chosen:
            if len(self.running) >= self.jobs:
                self._collect()
            self._begin(mutant)
        while self.running:
            self._collect()
        return True

    def _chosen(self) -> list[Mutant]:
        found = [m for path in files(self.only) for m in mutants_of(path)]
        return self.random.sample(found, min(self.most, len(found)))

    def _baseline(self, items: list[pytest.Item]) -> None:
        """Which statements of the targets each test reaches. A test that fails by itself is left out."""
        failed = 0
        for item in items:
            lines: set[tuple[str, int]] = set()
            sys.settrace(functools.partial(_watch, lines))
            passed = passes(item)
            sys.settrace(None)
            failed += not passed
            for place in lines if passed else ():
                self.reached[place].append(item)
        print(f"{len(items)} tests, of which {failed} fail by themselves", file=sys.stderr, flush=True)

    def _begin(self, mutant: Mutant) -> None:
        """Forks a process that tries the mutant; one that no test reaches needs none."""
        items = self._reaching(mutant)
        self.random.shuffle(items)
        items.sort(key=lambda item: (-self.catches[item.nodeid], GOLDEN not in item.nodeid))
        if not items:
            self._note(mutant, "survived")
            return
        inlet, outlet = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(inlet)
            _be_mutant(mutant, items, self.budget, outlet)
        os.close(outlet)
        self.running[child] = mutant, inlet

    def _collect(self) -> None:
        """Waits for one of the running processes to end, and takes what it tells."""
        child, status = os.wait()
        mutant, inlet = self.running.pop(child)
        with os.fdopen(inlet) as told:
            by = told.read()
        if by:
            self.catches[by] += 1
        self._note(mutant, "caught by time" if os.WIFSIGNALED(status) else "caught" if by else "survived")

    def _note(self, mutant: Mutant, outcome: str) -> None:
        self.outcomes[mutant] = outcome
        if self.list_all and outcome == "survived":
            print(told_of(mutant), flush=True)
        if len(self.outcomes) % 25 == 0:
            caught = sum(o != "survived" for o in self.outcomes.values())
            print(f"{len(self.outcomes)} tried: {caught} caught", file=sys.stderr, flush=True)

    def _reaching(self, mutant: Mutant) -> list[pytest.Item]:
        lines = range(mutant.line, mutant.end + 1)
        return list(dict.fromkeys(item for i in lines for item in self.reached.get((str(mutant.path), i), ())))


def _watch(lines: set[tuple[str, int]], frame: Any, event: str, _: Any) -> Any:
    """Notes the lines of the target files; other frames are not watched."""
    path = frame.f_code.co_filename
    if not path.startswith(_PREFIXES):
        return None

    def note(inner: Any, kind: str, _: Any) -> Any:
        lines.add((path, inner.f_lineno))
        return note

    return note


def passes(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    return all(report.passed or report.skipped for report in runtestprotocol(item, log=False, nextitem=None))


def _be_mutant(mutant: Mutant, items: Sequence[pytest.Item], budget: float, outlet: int) -> None:
    """The child's whole life: it writes the name of the test that caught it, if one does, or is ended by the alarm."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(
        signal.ITIMER_PROF, budget + SLACK
    )  # of processor time: other work on the machine changes no outcome
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        if not put_in(mutant):
            os._exit(1)
        for item in items:
            if not passes(item):
                os.write(outlet, item.nodeid.encode())
                break
            if time.process_time() > budget:
                break
    finally:
        os._exit(0)


def files(only: str | None) -> list[Path]:
    found = [path for target in TARGETS for path in sorted((ROOT / target).rglob("*.py"))]
    return [path for path in found if only is None or str(path.relative_to(ROOT)).startswith(only)]


def told_of(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(ROOT)}:{mutant.line} {mutant.function}: {changed(mutant)[1]}"


def show(outcomes: dict[Mutant, str]) -> None:
    total, caught = Counter[str](), Counter[str]()
    for mutant, outcome in outcomes.items():
        name = str(mutant.path.relative_to(ROOT))
        total[name] += 1
        caught[name] += outcome != "survived"
    for name in sorted(total):
        print(f"{name:42s} {caught[name]:4d} of {total[name]:4d}  {caught[name] / total[name]:5.0%}")
    share = caught.total() / max(total.total(), 1)
    bounds = wilson(caught.total(), total.total())
    between = f", 95 % interval {bounds[0]:.1%} to {bounds[1]:.1%}" if bounds else ""
    by_time = sum(outcome == "caught by time" for outcome in outcomes.values())
    print(f"{'all':42s} {caught.total():4d} of {total.total():4d}  {share:5.1%}{between} ({by_time} by time)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=500, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only files whose path begins so")
    parser.add_argument("--tests", default=",".join(TESTS), help="which files and folders of tests/")
    parser.add_argument("--budget", type=float, default=10.0, help="seconds of tests for one mutant")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants are tried at a time")
    parser.add_argument("--list", action="store_true", help="list the survivors, each as it is found")
    given = parser.parse_args()
    os.chdir(ROOT)
    remember_parses()
    run = Run(given.most, given.seed, given.only, given.budget, given.jobs, given.list)
    begin = time.perf_counter()
    pytest.main(
        [*(f"tests/{name}" for name in given.tests.split(",")), "-q", "-p", "no:cacheprovider", "--no-header"],
        plugins=[run],
    )
    show(run.outcomes)
    print(f"seed {given.seed}, {time.perf_counter() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
