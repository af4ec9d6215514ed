"""all-MiniLM-L6-v2 (Apache-2.0) from its package's files: word pieces and the encoder, without other libraries."""
import json
import math
import struct
import unicodedata

import numpy
import torch
import torch.nn.functional as F
from torch import nn


class Pieces:
    def __init__(self, path):
        self.number = {line.rstrip("\n"): i for i, line in enumerate(open(path, encoding="utf-8"))}
        self.cache = {}

    def word(self, form, most=8):
        """The numbers of a word's pieces; it is folded to small letters without accents first."""
        if form in self.cache:
            return self.cache[form]
        plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
        parts, run = [], ""
        for c in plain:
            if c.isalnum():
                run += c
            else:
                parts += [run, c] if run else [c]
                run = ""
        parts += [run] if run else []
        out = []
        for p in parts:
            at = 0
            while at < len(p):
                end = len(p)
                while end > at and ("##" if at else "") + p[at:end] not in self.number:
                    end -= 1
                if end == at:
                    out.append(100)
                    break
                out.append(self.number[("##" if at else "") + p[at:end]])
                at = end
        self.cache[form] = out = out[:most] or [100]
        return out


def read_safetensors(path):
    with open(path, "rb") as f:
        size, = struct.unpack("<Q", f.read(8))
        head, body = json.loads(f.read(size)), f.read()
    out = {}
    for name, d in head.items():
        if name != "__metadata__" and d["dtype"] == "F32":
            b, e = d["data_offsets"]
            out[name] = torch.from_numpy(numpy.frombuffer(body[b:e], dtype="<f4").reshape(d["shape"]).copy())
    return out


class Plain(torch.autograd.Function):
    """Hands gradients down in plain order: torch 1.13's GELU reads others wrongly when it goes back."""
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, g):
        return g.contiguous().clone()


def gelu(x):
    return Plain.apply(F.gelu(x.contiguous()))


class Layer(nn.Module):
    def __init__(self, w, at):
        super().__init__()
        get = lambda n: nn.Parameter(w[f"{at}.{n}"])
        self.qkv = nn.Parameter(torch.cat([w[f"{at}.attention.self.{n}.weight"] for n in ("query", "key", "value")]))
        self.qkv_bias = nn.Parameter(torch.cat([w[f"{at}.attention.self.{n}.bias"] for n in ("query", "key", "value")]))
        self.out, self.out_bias = get("attention.output.dense.weight"), get("attention.output.dense.bias")
        self.n1, self.n1b = get("attention.output.LayerNorm.weight"), get("attention.output.LayerNorm.bias")
        self.up, self.up_bias = get("intermediate.dense.weight"), get("intermediate.dense.bias")
        self.down, self.down_bias = get("output.dense.weight"), get("output.dense.bias")
        self.n2, self.n2b = get("output.LayerNorm.weight"), get("output.LayerNorm.bias")

    def forward(self, x, mask):
        b, t, d = x.shape
        q, k, v = F.linear(x, self.qkv, self.qkv_bias).view(b, t, 3, 12, d // 12).permute(2, 0, 3, 1, 4)
        a = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(d // 12) + mask, 3)
        y = F.linear((a @ v).transpose(1, 2).reshape(b, t, d), self.out, self.out_bias)
        x = F.layer_norm(x + F.dropout(y, 0.1, self.training), (d,), self.n1, self.n1b, 1e-12)
        y = F.linear(gelu(F.linear(x, self.up, self.up_bias)), self.down, self.down_bias)
        return F.layer_norm(x + F.dropout(y, 0.1, self.training), (d,), self.n2, self.n2b, 1e-12)


class MiniLM(nn.Module):
    width = 384

    def __init__(self, path):
        super().__init__()
        w = read_safetensors(path)
        self.pieces = nn.Parameter(w["embeddings.word_embeddings.weight"], requires_grad=False)
        self.places = nn.Parameter(w["embeddings.position_embeddings.weight"], requires_grad=False)
        self.kind = nn.Parameter(w["embeddings.token_type_embeddings.weight"][0], requires_grad=False)
        self.n, self.nb = nn.Parameter(w["embeddings.LayerNorm.weight"]), nn.Parameter(w["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(w, f"encoder.layer.{i}") for i in range(6))

    def lower(self, pieces, valid, count):
        """The first `count` layers' output: what is kept of them where they are not trained."""
        x = self.pieces[pieces] + self.places[:pieces.shape[1]] + self.kind
        x = F.layer_norm(x, (self.width,), self.n, self.nb, 1e-12)
        mask = (~valid)[:, None, None, :].float() * -1e4
        for layer in self.layers[:count]:
            x = layer(x, mask)
        return x

    def upper(self, x, valid, count):
        mask = (~valid)[:, None, None, :].float() * -1e4
        for layer in self.layers[count:]:
            x = layer(x, mask)
        return x
