"""A vector for each word by itself, from MiniLM's lower layers, by principal axes: the embedding's beginning.

vectors.py MINILM WORDS.txt OUT.npz WIDTH"""
import sys

import numpy
import torch

from minilm import MiniLM, Pieces

LAYERS = (0, 2, 4)  # whose inputs are averaged: the lower ones know most of a word by itself


@torch.no_grad()
def encode(net, rows):
    """[words, 384]: the mean over a word's pieces and over LAYERS."""
    longest = max(map(len, rows))
    pieces = torch.tensor([r + [0] * (longest - len(r)) for r in rows])
    valid = torch.tensor([[True] * len(r) + [False] * (longest - len(r)) for r in rows])
    x = net.pieces[pieces] + net.places[:longest] + net.kind
    x = torch.nn.functional.layer_norm(x, (net.width,), net.n, net.nb, 1e-12)
    mask = (~valid)[:, None, None, :].float() * -1e4
    inside = valid.clone()
    inside[:, 0] = False
    for i, r in enumerate(rows):
        inside[i, len(r) - 1] = False
    weight = inside.float()[:, :, None]
    total = 0
    for i, layer in enumerate(net.layers):
        if i in LAYERS:
            total = total + (x * weight).sum(1) / weight.sum(1)
        x = layer(x, mask)
    return (total / len(LAYERS)).numpy()


def main():
    path, words, out, width = sys.argv[1], open(sys.argv[2], encoding="utf-8").read().split("\n"), sys.argv[3], int(sys.argv[4])
    torch.set_num_threads(1)
    net, pieces = MiniLM(path + "/model.safetensors").eval(), Pieces(path + "/vocab.txt")
    rows = [[101] + pieces.word(w) + [102] for w in words]
    order = sorted(range(len(words)), key=lambda i: len(rows[i]))
    found = numpy.zeros((len(words), net.width), dtype="f4")
    for k in range(0, len(order), 512):
        part = order[k:k + 512]
        found[part] = encode(net, [rows[i] for i in part])
    found -= found.mean(0)
    axes = numpy.linalg.svd(found[:20000], full_matrices=False)[2]
    vectors = found @ axes[:width].T
    numpy.savez(out, words=numpy.array(words), vectors=(vectors / vectors.std()).astype("f2"))


if __name__ == "__main__":
    main()
