"""The network: hashed embeddings, layers over the line, heads. Trained in floats that mimic the shipped integers.

A token's activations are one row; each layer reads columns of it and writes its own behind them:
    [ embedding | layer 1 | layer 2 | ... ]
Activations lie in 0..1 (0..127 shipped), weights are int8 with a scale per row, sums int32.
    window   clamp(W [x(t-1) x(t) x(t+1)] + b)
    gated    z, c = clamp(W x + b); h(t) = h(t-1) + z(t) (c(t) - h(t-1)), half of the channels from each end
"""
import torch
import torch.nn.functional as F
from torch import nn

ROWS = {"prefix": 4096, "suffix2": 1024, "suffix3": 4096, "suffix4": 8192, "shape": 512, "place": 64}


class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, g):
        return g


class Scan(torch.autograd.Function):
    """h(t) = h(t-1) + z(t) (c(t) - h(t-1)) over the first dimension."""
    @staticmethod
    def forward(ctx, z, c):
        out = torch.empty_like(c)
        h = torch.zeros_like(c[0])
        for t in range(len(c)):
            h = torch.lerp(h, c[t], z[t])
            out[t] = h
        ctx.save_for_backward(z, c, out)
        return out

    @staticmethod
    def backward(ctx, g):
        z, c, out = ctx.saved_tensors
        keep, total = 1 - z, torch.empty_like(g)
        a = torch.zeros_like(g[0])
        for t in range(len(g) - 1, -1, -1):
            a = torch.addcmul(g[t], a, keep[t + 1]) if t + 1 < len(g) else g[t]
            total[t] = a
        before = torch.cat([torch.zeros_like(out[:1]), out[:-1]])
        return total * (c - before), total * z


class Clamp(torch.autograd.Function):
    """Clamp to 0..1, with a little gradient outside so that no unit dies; quantised: to the nearest of 0..127 of 127."""
    @staticmethod
    def forward(ctx, x, quantised=False):
        y = x.clamp(0, 1)
        ctx.save_for_backward(x == y)
        return y.mul_(127).round_().div_(127) if quantised else y

    @staticmethod
    def backward(ctx, g):
        inside, = ctx.saved_tensors
        return torch.where(inside, g, g * 0.02), None


def quantise_rows(w):
    """Weights as int8 with a scale per row would have them."""
    scale = w.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
    return Round.apply(w / scale) * scale


def quantise_activations(x):
    return Round.apply(x * 127) / 127


class Dense(nn.Module):
    """Rows of weights, batch normalisation folded in when shipped, clamp. signed: no clamp, -1..1 instead."""
    def __init__(self, columns, rows, gain=0.3, offset=0.2, signed=False):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(rows, columns) / columns ** 0.5)
        self.gain = nn.Parameter(torch.full((rows,), float(gain)))
        self.offset = nn.Parameter(torch.full((rows,), float(offset)))
        self.register_buffer("mean", torch.zeros(rows))
        self.register_buffer("variance", torch.ones(rows))
        self.signed, self.quantised, self.frozen = signed, False, False

    def rows(self):
        return quantise_rows(self.weight) if self.quantised else self.weight

    def normalise(self, y):
        return F.batch_norm(y, self.mean, self.variance, self.gain, self.offset, self.training and not self.frozen, 0.05, 1e-5)

    def finish(self, y):
        y = self.normalise(y)
        if not self.signed:
            return Clamp.apply(y, self.quantised)
        y = y.clamp(-1, 1)
        return quantise_activations(y) if self.quantised else y

    def forward(self, x):
        return self.finish(F.linear(x, self.rows()))


class Output(nn.Module):
    """Logits: int32 sums with one scale for all rows, so that they can be compared as they are."""
    def __init__(self, columns, rows):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(rows, columns) * 0.05)
        self.bias = nn.Parameter(torch.zeros(rows))
        self.quantised = False

    def forward(self, x):
        w = self.weight
        if self.quantised:
            scale = w.detach().abs().max().clamp_min(1e-8) / 127
            w = Round.apply(w / scale) * scale
        return F.linear(x, w, self.bias)


class Batch:
    """Lines side by side. index[t, b] is a token's place among the packed ones, or their number where there is none."""
    def __init__(self, lengths):
        self.lengths = torch.tensor(lengths)
        n, longest = int(self.lengths.sum()), int(self.lengths.max())
        starts = torch.cumsum(self.lengths, 0) - self.lengths
        t = torch.arange(longest)[:, None]
        self.valid = t < self.lengths[None]
        self.index = torch.where(self.valid, starts[None] + t, torch.tensor(n))
        self.flat = self.index.reshape(-1)
        self.shape = (longest, len(lengths))
        line = torch.repeat_interleave(torch.arange(len(lengths)), self.lengths)
        self.at = torch.arange(n) - starts[line]
        self.line = line
        self.slot = self.at * len(lengths) + line
        self.count = n
        place = torch.arange(n)
        self.before = lambda k: torch.where(self.at >= k, place - k, torch.tensor(n))
        self.after = lambda k: torch.where(self.at + k < self.lengths[line], place + k, torch.tensor(n))

    def pad(self, x):
        """Packed [n, c] to [t, b, c], zeros where there is no token."""
        extended = torch.cat([x, x.new_zeros(1, x.shape[1])])
        return extended.index_select(0, self.flat).view(*self.shape, -1)

    def pack(self, x):
        return x.reshape(self.shape[0] * self.shape[1], -1).index_select(0, self.slot)

    def window(self, x, reach):
        extended = torch.cat([x, x.new_zeros(1, x.shape[1])])
        parts = [extended.index_select(0, self.before(k)) for k in range(reach, 0, -1)] + [x]
        return torch.cat(parts + [extended.index_select(0, self.after(k)) for k in range(1, reach + 1)], 1)


class Window(nn.Module):
    kind = "window"

    def __init__(self, columns, rows, reach=1):
        super().__init__()
        self.dense, self.reach, self.rows = Dense(columns * (2 * reach + 1), rows), reach, rows

    def forward(self, x, batch):
        return self.dense(batch.window(x, self.reach))


class Gated(nn.Module):
    """Rows of the weights: z forwards, z backwards, c forwards, c backwards."""
    kind = "gated"

    def __init__(self, columns, rows):
        super().__init__()
        self.dense, self.rows = Dense(columns, 2 * rows), rows
        with torch.no_grad():
            self.dense.offset[:rows] = torch.linspace(0.1, 0.7, rows // 2).repeat(2)
            self.dense.gain[:rows] = 0.25

    def forward(self, x, batch):
        y = batch.pad(self.dense(x))
        half = self.rows // 2
        z = y[..., :self.rows] * (127 / 128)
        c = y[..., self.rows:]
        both_z = torch.cat([z[..., :half], z[..., half:].flip(0)], 2)
        both_c = torch.cat([c[..., :half], c[..., half:].flip(0)], 2)
        h = Scan.apply(both_z, both_c)
        h = torch.cat([h[..., :half], h[..., half:].flip(0)], 2)
        return batch.pack(quantise_activations(h) if self.dense.quantised else h)


class Embedding(nn.Module):
    """Sum of rows, halved when shipped: a row's entry is -127..127 of 1/254."""
    def __init__(self, words, width):
        super().__init__()
        self.sizes = [words] + list(ROWS.values())
        self.starts = [sum(self.sizes[:i]) for i in range(len(self.sizes))]
        self.table = nn.Embedding(sum(self.sizes), width, sparse=True)
        nn.init.normal_(self.table.weight, std=0.06)
        self.bias = nn.Parameter(torch.full((width,), 0.5))
        self.quantised = False

    def forward(self, features):
        rows = self.table(features)
        bias = self.bias
        if self.quantised:
            rows = Round.apply(rows.clamp(-0.5, 0.5) * 254) / 254
            bias = Round.apply(bias * 254) / 254
        return Clamp.apply(rows.sum(1) + bias, self.quantised)


class Net(nn.Module):
    """config: {"words", "width", "layers": [[kind, from, rows, reach?]], "top": from, "tags", "relations", "names"}"""
    def __init__(self, config):
        super().__init__()
        self.config = c = config
        self.embedding = Embedding(c["words"], c["width"])
        ends, self.layers = [c["width"]], nn.ModuleList()
        for kind, begin, rows, *reach in c["layers"]:
            columns = ends[-1] - begin
            self.layers.append(Window(columns, rows, *reach) if kind == "window" else Gated(columns, rows))
            ends.append(ends[-1] + rows)
        self.top = c["top"]
        self.add_heads(ends[-1] - self.top)
        self.drop = c.get("drop", 0.3)

    def add_heads(self, top):
        """The heads, over `top` columns."""
        c, w = self.config, self.config["heads"]
        self.end_hidden, self.end = Dense(top, w["end"]), Output(w["end"], 1)
        self.tag_hidden, self.tag = Dense(top, w["tag"]), Output(w["tag"], len(c["tags"]))
        self.name_hidden, self.name = Dense(top, w["name"]), Output(w["name"], len(c["names"]))
        self.dependent = Dense(top, w["arc"])
        self.governor = Dense(top, w["arc"], gain=0.3, offset=0.0, signed=True)
        self.root = nn.Parameter(torch.zeros(w["arc"]))
        self.distance = nn.Parameter(torch.zeros(64))
        self.arc_scale = nn.Parameter(torch.tensor(1.0))
        # the label's hidden layer reads the dependent's row and its governor's, as a dense layer over both
        self.label_hidden = Dense(2 * top, w["label"])
        self.label_root = nn.Parameter(torch.full((top,), 0.2))
        self.label = Output(w["label"], len(c["relations"]))

    def quantise(self, on=True):
        for m in self.modules():
            if hasattr(m, "quantised"):
                m.quantised = on

    def freeze(self, on=True):
        for m in self.modules():
            if isinstance(m, Dense):
                m.frozen = on

    def dropout(self, x, rate, batch):
        """The same channels for all tokens of a line: kinder to the gated layers, and cheaper to draw."""
        if not self.training or not rate:
            return x
        keep = (torch.rand(batch.shape[1], x.shape[1]) >= rate).float() / (1 - rate)
        return x * keep.index_select(0, batch.line)

    def encode(self, features, batch):
        """The columns from `top`; a layer reads whole columns of earlier layers."""
        parts, ends = [self.dropout(self.embedding(features), 0.1, batch)], [0, self.config["width"]]

        def columns(begin):
            some = parts[ends.index(begin):]
            return some[0] if len(some) == 1 else torch.cat(some, 1)
        for layer, (_, begin, *_) in zip(self.layers, self.config["layers"]):
            parts.append(self.dropout(layer(columns(begin), batch), self.drop, batch))
            ends.append(ends[-1] + layer.rows)
        return columns(self.top)

    def arcs(self, top, batch):
        """Scores [b, dependent, governor], the last column the root's."""
        d, g = self.dependent(top), self.governor(top)
        root = self.root.clamp(-1, 1)
        distance = self.distance
        if self.dependent.quantised:
            root = Round.apply(root * 127) / 127
        d, g = batch.pad(d).transpose(0, 1), batch.pad(g).transpose(0, 1)
        scores = torch.cat([d @ g.transpose(1, 2), (d @ root)[..., None]], 2)
        n = batch.shape[0]
        t = torch.arange(n)
        far = (t[None] - t[:, None]).clamp(-31, 31) + 31
        far = F.pad(distance[far], (0, 1), value=0.0) + F.pad(torch.zeros(n, n), (0, 1), value=1.0) * distance[63]
        return (scores + far) * self.arc_scale

    def labels(self, top, governors):
        """governors: for each token its governor's place among the packed, or their number for the root."""
        root = self.label_root.clamp(0, 1)[None]
        if self.dependent.quantised:
            root = quantise_activations(root)
        own, other = self.label_hidden.rows().split(top.shape[1], 1)
        y = F.linear(top, own) + F.linear(torch.cat([top, root]), other).index_select(0, governors)
        return self.label(self.label_hidden.finish(y))
