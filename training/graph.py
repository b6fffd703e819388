"""Writes the parser as an ONNX graph by hand, so that every product is fused and its quantisation known.

One graph takes one sentence: P word pieces, W words + 1 (row 0 is the root). A second one scores relations once the
tree is known.

Quantised products have weights of seven bits (-63..63) by column: on processors without VNNI pairs of 8-bit products
are summed in 16 bits, and 2 * 255 * 63 fits where 2 * 255 * 127 does not. Activations are scaled anew for every call.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
CONTRIB = "com.microsoft"
WEIGHT_LIMIT = 63


class Graph:
    """Collects nodes and weights; values are known by their names."""

    def __init__(self, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: object) -> list[str]:
        """A node; its outputs are named after its place."""
        names = [f"v{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def constant(self, value: NDArray[np.generic]) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, x: str, weight: Array, bias: Array | None, exact: bool = False) -> str:
        """x @ weight (in, out) + bias, in eight bits unless `exact` or the graph is in float."""
        if not self.quantised or exact:
            (y,) = self.add("MatMul", [x, self.constant(weight)])
            return y if bias is None else self.add("Add", [y, self.constant(bias)])[0]
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / WEIGHT_LIMIT
        whole = np.rint(weight / scale).astype(np.int8)
        inputs = [x, self.constant(whole), self.constant(scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.add("DynamicQuantizeMatMul", inputs, domain=CONTRIB)[0]

    def table(self, ids: str, rows: Array) -> str:
        """Rows of an embedding table; in eight bits with a scale a row, and only the rows asked for are widened."""
        if not self.quantised:
            return self.add("Gather", [self.constant(rows), ids])[0]
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
        whole = np.rint(rows / scale).astype(np.int8)
        (taken,) = self.add("Gather", [self.constant(whole), ids])
        (wide,) = self.add("Cast", [taken], to=TensorProto.FLOAT)
        (scales,) = self.add("Gather", [self.constant(scale.astype(np.float32)), ids])
        return self.add("Mul", [wide, scales])[0]

    def skip_norm(self, x: str, skip: str, weight: Array, bias: Array) -> str:
        """LayerNorm of x + skip: in two steps, since the fused one is a plain loop on a CPU and slower."""
        (total,) = self.add("Add", [x, skip])
        inputs = [total, self.constant(weight), self.constant(bias)]
        return self.add("LayerNormalization", inputs, epsilon=1e-12)[0]

    def gelu(self, x: str) -> str:
        """The tanh form, as in training."""
        return self.add("FastGelu", [x], domain=CONTRIB)[0]

    def split(self, x: str, sizes: list[int]) -> list[str]:
        """Cuts the last axis."""
        return self.add("Split", [x, self.constant(np.array(sizes, dtype=np.int64))], len(sizes), axis=-1)

    def layer(self, x: str, w: dict[str, Array], name: str, heads: int) -> str:
        """One BERT layer over x (1, L, D)."""
        width = w[f"{name}.out.weight"].shape[0]
        q, k, v = self.split(self.linear(x, w[f"{name}.qkv.weight"].T, w[f"{name}.qkv.bias"]), [width] * 3)
        (mixed,) = self.add("MultiHeadAttention", [q, k, v], domain=CONTRIB, num_heads=heads)
        out = self.linear(mixed, w[f"{name}.out.weight"].T, w[f"{name}.out.bias"])
        x = self.skip_norm(out, x, w[f"{name}.norm1.weight"], w[f"{name}.norm1.bias"])
        inner = self.gelu(self.linear(x, w[f"{name}.up.weight"].T, w[f"{name}.up.bias"]))
        out = self.linear(inner, w[f"{name}.down.weight"].T, w[f"{name}.down.bias"])
        return self.skip_norm(out, x, w[f"{name}.norm2.weight"], w[f"{name}.norm2.bias"])

    def model(self, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, tuple[int, str]]) -> bytes:
        """The finished model; outputs map a public name to its type and the value it shows."""
        for name, (_, value) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        graph = helper.make_graph(
            self.nodes,
            "recount-language-en",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, kind, None) for name, (kind, _) in outputs.items()],
            self.weights,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="recount")
        model.ir_version = 8
        return model.SerializeToString(deterministic=True)


def parser_graph(w: dict[str, Array], sizes: dict[str, int], word_layers: int, quantised: bool) -> bytes:
    """The parser: word vectors, arcs, tags and names of one sentence.

    Inputs: `pieces` and `shapes` (P) int32; `pool` (W, P) float32, whose rows average each word's pieces.
    Outputs: `vectors` (W, D); `arcs` (W, W), words by heads; `upos`, `xpos`, `feats` (W) class numbers; `names`
    (W, 7) scores; `rel_dep`, `rel_head` (W, R') for the relation graph. Row 0 is the root everywhere.
    """
    g = Graph(quantised)
    heads = sizes["heads"]
    length = g.add("Shape", ["pieces"])[0]
    positions = g.constant(w["positions.weight"].astype(np.float16 if quantised else np.float32))
    (near,) = g.add("Slice", [positions, g.constant(np.array([0])), length, g.constant(np.array([0]))])
    if quantised:
        (near,) = g.add("Cast", [near], to=TensorProto.FLOAT)
    (shape,) = g.add("Gather", [g.constant(w["shapes.weight"]), "shapes"])
    (placed,) = g.add("Add", [near, shape])
    axis = g.constant(np.array([0]))
    (word,) = g.add("Unsqueeze", [g.table("pieces", w["words.weight"]), axis])
    (placed,) = g.add("Unsqueeze", [placed, axis])
    x = g.skip_norm(word, placed, w["norm.weight"], w["norm.bias"])
    for i in range(sizes["piece_layers"]):
        x = g.layer(x, w, f"piece_layers.{i}", heads)
    (x,) = g.add("MatMul", ["pool", x])
    for i in range(word_layers):
        x = g.layer(x, w, f"word_layers.{i}", heads)
    (x,) = g.add("Squeeze", [x, axis])
    parts = ["arc_dep", "arc_head", "rel_dep", "rel_head", "tags.hidden", "names.hidden"]
    joint = np.concatenate([w[f"{part}.weight"] for part in parts]).T
    all_parts = g.linear(x, joint, np.concatenate([w[f"{part}.bias"] for part in parts]))
    dep, head, rel_dep, rel_head, tag, name = g.split(all_parts, [len(w[f"{part}.bias"]) for part in parts])
    arcs = arc_scores(g, g.gelu(dep), g.gelu(head), w)
    scores = g.linear(g.add("Relu", [tag])[0], w["tags.out.weight"].T, w["tags.out.bias"])
    best = [g.add("ArgMax", [s], axis=1, keepdims=0)[0] for s in g.split(scores, [sizes[k] for k in TAGS])]
    names = g.linear(g.add("Relu", [name])[0], w["names.out.weight"].T, w["names.out.bias"], exact=True)
    floats = {"vectors": x, "arcs": arcs, "names": names, "rel_dep": rel_dep, "rel_head": rel_head}
    outputs = {key: (TensorProto.FLOAT, value) for key, value in floats.items()}
    outputs |= {key: (TensorProto.INT64, value) for key, value in zip(TAGS, best, strict=True)}
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "pieces": (TensorProto.INT32, ["P"]),
        "shapes": (TensorProto.INT32, ["P"]),
        "pool": (TensorProto.FLOAT, ["W", "P"]),
    }
    return g.model(inputs, outputs)


TAGS = ("upos", "xpos", "feats")


def arc_scores(g: Graph, dep: str, head: str, w: dict[str, Array]) -> str:
    """(W, W): the bilinear product and each head's own score, which rides along as a last column."""
    size = w["arc.weight"].shape[0]
    joint = np.concatenate([w["arc.weight"].T / np.float32(size**0.5), w["arc_bias.weight"].T], 1)
    moved = g.linear(head, joint, np.concatenate([np.zeros(size, np.float32), w["arc_bias.bias"]]), exact=True)
    moved, own = g.split(moved, [size, 1])
    (product,) = g.add("MatMul", [dep, g.add("Transpose", [moved], perm=[1, 0])[0]])
    return g.add("Add", [product, g.add("Transpose", [own], perm=[1, 0])[0]])[0]


def relation_graph(w: dict[str, Array], sizes: dict[str, int]) -> bytes:
    """Relations (W) as class numbers, from `dep` (W, R') and its heads' rows `head` (W, R'); in float."""
    g = Graph(quantised=False)
    cut = [sizes["rel_sum"], sizes["rel_product"]]
    dep_sum, dep_product = g.split("dep", cut)
    head_sum, head_product = g.split("head", cut)
    (total,) = g.add("Relu", [g.add("Add", [dep_sum, head_sum])[0]])
    (product,) = g.add("Mul", [dep_product, head_product])
    (joint,) = g.add("Concat", [total, product], axis=1)
    (best,) = g.add("ArgMax", [g.linear(joint, w["rel.weight"].T, w["rel.bias"])], axis=1, keepdims=0)
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "dep": (TensorProto.FLOAT, ["W", sum(cut)]),
        "head": (TensorProto.FLOAT, ["W", sum(cut)]),
    }
    return g.model(inputs, {"relations": (TensorProto.INT64, best)})
