"""A head of the model for said: how likely a word is a cue, stands in a content, heads a source.

Learnt from the same articles as said.weights, over what the encoder computes for each word. Its fourth output is
always 1, so that the program knows in what unit the others are."""
import tempfile
from pathlib import Path

import numpy as np

import export

HIDDEN, EPOCHS, BATCH = 64, 3, 2048
NAME = "said"


def columns(model):
    """Where the columns that heads read begin, and how many they are."""
    top = next(body for n, _, _, body in export.read_file(model).tables if n == "top")
    begin, count = np.frombuffer(top, dtype="<u4")[:2]
    return int(begin), int(count)


def identity(torch, net, count):
    hidden, output = net.Dense(count, count, gain=1, offset=0), net.Output(count, count)
    with torch.no_grad():
        hidden.weight.copy_(torch.eye(count))
        output.weight.copy_(torch.eye(count))
    return hidden, output


def activations(ask, model, articles):
    """[tokens][columns] in 0..127 for each article: a head that changes nothing is put on the model for this."""
    import net
    import torch
    begin, count = columns(model)
    with tempfile.TemporaryDirectory() as folder:
        probe = str(Path(folder) / "probe.model")
        export.add_head(model, probe, NAME, begin, *identity(torch, net, count))
        for i in range(0, len(articles), 50):
            some = articles[i:i + 50]
            numbers = ask("rows", [str(a.path) for a in some], probe)
            for a in some:
                size = numbers.one() * count
                yield a, numbers.many(size // 4).view(np.uint8).reshape(-1, count)


def labels(article):
    """[tokens][3] and what of it counts: a word that no cue can be tells nothing about cues."""
    count = len(article.tokens)
    y, counts = np.zeros((count, 3), np.float32), np.ones((count, 3), np.float32)
    counts[:, 0] = 0
    heads = {x[0] for x in article.attributions}
    for token, _, _ in article.examples:
        counts[token, 0] = token in heads or token not in article.aside
    y[list(heads), 0] = 1
    for g in article.gold:
        y[list(article.tokens_in(g["content"])), 1] = 1
        y[list(article.tokens_in(g["source"])), 2] = 1
    return y, counts


def fit(ask, model, articles, out):
    """Trains the head and writes the model with it to `out`."""
    import net
    import torch
    torch.manual_seed(1)
    torch.set_num_threads(1)
    x, y, counts = [], [], []
    for a, rows in activations(ask, model, articles):
        x.append(rows)
        labelled = labels(a)
        y.append(labelled[0])
        counts.append(labelled[1])
    x, y, counts = np.concatenate(x), np.concatenate(y), np.concatenate(counts)
    begin, width = columns(model)
    hidden, output = net.Dense(width, HIDDEN), net.Output(HIDDEN, 4)
    parameters = [*hidden.parameters(), *output.parameters()]
    step = torch.optim.Adam(parameters, lr=0.003)
    plan = torch.optim.lr_scheduler.OneCycleLR(step, 0.006, total_steps=EPOCHS * (len(x) // BATCH + 1) + 1)
    rng = np.random.default_rng(1)
    for epoch in range(EPOCHS):
        order, total = rng.permutation(len(x)), 0.0
        hidden.quantised = output.quantised = hidden.frozen = epoch == EPOCHS - 1
        for i in range(0, len(order), BATCH):
            picked = np.sort(order[i:i + BATCH])
            scores = output(hidden(torch.from_numpy(x[picked]).float() / 127))[:, :3]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                scores, torch.from_numpy(y[picked]), torch.from_numpy(counts[picked]))
            step.zero_grad()
            loss.backward()
            step.step()
            plan.step()
            total += float(loss) * len(picked)
        print(f"head epoch {epoch + 1}: loss {total / len(order):.4f}", flush=True)
    with torch.no_grad():
        output.weight[3] = 0
        output.bias[3] = 1
    export.add_head(model, out, NAME, begin, hidden, output)
