"""The network: MiniLM's encoder with shape vectors, pooled to words on the way, and joint heads.

Two layers run over word pieces; then each word's pieces are averaged, and the other layers run over words. The start
mark stays as the first row: it is the root in arcs.

Symbols in shapes: B sentences, P pieces (with the start and end marks), W words + 1 (the start mark first), D 384.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Sizes:
    """What fixes the network's form."""

    upos: int
    xpos: int
    feats: int
    deprels: int
    names: int
    shapes: int
    vocabulary: int = 30522
    width: int = 384
    heads: int = 12
    inner: int = 1536
    piece_layers: int = 2
    word_layers: int = 4
    arc: int = 256
    rel_sum: int = 192
    rel_product: int = 128
    tag: int = 256
    name: int = 128

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Layer(nn.Module):
    """A BERT layer, post-norm; names follow the roles so that pretrained weights map on."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        d = sizes.width
        self.heads, self.dropout = sizes.heads, dropout
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=1e-12)
        self.up = nn.Linear(d, sizes.inner)
        self.down = nn.Linear(sizes.inner, d)
        self.norm2 = nn.LayerNorm(d, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (B, L, D); mask (B, 1, 1, L) is added to attention scores."""
        b, length, d = x.shape
        q, k, v = self.qkv(x).view(b, length, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(b, length, d)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class Head(nn.Module):
    """A hidden layer and scores."""

    def __init__(self, width: int, hidden: int, out: int) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(width, hidden), nn.Linear(hidden, out)
        self.drop = nn.Dropout(0.25)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.drop(functional.relu(self.hidden(x))))


class Parser(nn.Module):
    """Pieces in, scores out."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, skip_top: float = 0.0) -> None:
        super().__init__()
        self.sizes, self.skip_top = sizes, skip_top
        d = sizes.width
        self.words = nn.Embedding(sizes.vocabulary, d)
        self.positions = nn.Embedding(512, d)
        self.shapes = nn.Embedding(sizes.shapes, d)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.piece_layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.piece_layers))
        self.word_layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.word_layers))
        self.word_drop = nn.Dropout(0.25)
        self.arc_dep = nn.Linear(d, sizes.arc)
        self.arc_head = nn.Linear(d, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        nn.init.zeros_(self.arc.weight)
        rel = sizes.rel_sum + sizes.rel_product
        self.rel_dep, self.rel_head = nn.Linear(d, rel), nn.Linear(d, rel)
        self.rel = nn.Linear(rel, sizes.deprels)
        self.tags = Head(d, sizes.tag, sizes.upos + sizes.xpos + sizes.feats)
        self.names = Head(d, sizes.name, sizes.names)

    def load_pretrained(self, weights: dict[str, Tensor]) -> None:
        """Takes the encoder's weights by their names in the BERT checkpoint."""
        take = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            # every piece has token type 0, so its vector joins the positions
            "positions.weight": weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        layers = [f"piece_layers.{i}" for i in range(self.sizes.piece_layers)]
        layers += [f"word_layers.{i}" for i in range(self.sizes.word_layers)]
        roles = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i, layer in enumerate(layers):
            old = f"encoder.layer.{i}"
            for end in ("weight", "bias"):
                parts = [weights[f"{old}.attention.self.{role}.{end}"] for role in ("query", "key", "value")]
                take[f"{layer}.qkv.{end}"] = torch.cat(parts)
                for new, role in roles.items():
                    take[f"{layer}.{new}.{end}"] = weights[f"{old}.{role}.{end}"]
        missing, unexpected = self.load_state_dict(take, strict=False)
        if unexpected or any(name.split(".")[0] in ("words", "piece_layers", "word_layers") for name in missing):
            raise ValueError("the pretrained weights do not fit")

    def encode(self, pieces: Tensor, shapes: Tensor, word_of: Tensor, words: int) -> tuple[Tensor, Tensor]:
        """Word vectors (B, W, D) and their mask (B, W).

        pieces, shapes (B, P) with 0 as padding; word_of (B, P): the row each piece is averaged into, 0 for the start
        mark, and `words` (a row that is dropped) for the end mark and padding.
        """
        length = pieces.shape[1]
        x = self.words(pieces) + self.positions.weight[:length] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mask = attention_mask(pieces != 0)
        for layer in self.piece_layers:
            x = layer(x, mask)
        spread = functional.one_hot(word_of, words + 1)[:, :, :words].to(x.dtype)  # (B, P, W)
        counts = spread.sum(1)
        x = spread.transpose(1, 2) @ x / counts.clamp(min=1).unsqueeze(2)
        real = counts > 0
        mask = attention_mask(real)
        for i, layer in enumerate(self.word_layers):
            if i == len(self.word_layers) - 1 and self.training and torch.rand(()).item() < self.skip_top:
                continue
            x = layer(x, mask)
        return x, real

    def arcs(self, x: Tensor) -> Tensor:
        """Scores (B, W, W) of each word (rows) for each head (columns, 0 is the root)."""
        dep = self.word_drop(functional.gelu(self.arc_dep(x), approximate="tanh"))
        head = self.word_drop(functional.gelu(self.arc_head(x), approximate="tanh"))
        return dep @ self.arc(head).transpose(1, 2) / self.sizes.arc**0.5 + self.arc_bias(head).transpose(1, 2)

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """Scores (B, W, R) of the relations to the given heads (B, W)."""
        dep = self.rel_dep(x)
        head = self.rel_head(x).gather(1, heads.unsqueeze(2).expand(-1, -1, dep.shape[2]))
        k = self.sizes.rel_sum
        joint = torch.cat([functional.relu(dep[..., :k] + head[..., :k]), dep[..., k:] * head[..., k:]], 2)
        return self.rel(self.word_drop(joint))

    def tag_scores(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """UPOS, XPOS and feature scores, each (B, W, n)."""
        upos, xpos, feats = self.tags(x).split([self.sizes.upos, self.sizes.xpos, self.sizes.feats], 2)
        return upos, xpos, feats


def attention_mask(real: Tensor) -> Tensor:
    """(B, L) of bool to what is added to scores, (B, 1, 1, L)."""
    return torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None, :]
