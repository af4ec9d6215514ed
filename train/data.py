"""Treebanks and labelled text as paragraphs of tokens. Standard library only."""
import gzip
import json

# GUM's genres with a stated free licence; the others (wikiHow and fiction above all) teach nothing here.
FREE = set("news interview bio voyage textbook vlog speech conversation".split())


class Token:
    __slots__ = ("form", "lemma", "upos", "xpos", "feats", "head", "deprel", "space", "joined", "name")

    def __init__(self, form, lemma="_", upos="X", xpos="FW", feats="_", head=0, deprel="dep", space=True, joined=False, name="O"):
        self.form, self.lemma, self.upos, self.xpos, self.feats = form, lemma, upos, xpos, feats
        self.head, self.deprel, self.space, self.joined, self.name = head, deprel, space, joined, name


def open_text(path):
    return (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="\n")


def read_conllu(path, genres=None):
    """Documents as (id, paragraphs); a paragraph is a list of sentences, a sentence a list of Token.
    head is 1-based in its sentence, 0 for the root; space: a space follows; joined: same multiword token as the last."""
    documents, paragraphs, sentence, keep, multi_end, multi_space, genre_ok = [], None, [], True, 0, True, True
    pending = None
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                pending = line.partition("=")[2].strip()
                paragraphs, genre_ok = [], genres is None
                documents.append([pending, paragraphs, genre_ok])
            elif line.startswith("# meta::genre") and genres is not None:
                documents[-1][2] = line.partition("=")[2].strip() in genres
            elif line.startswith("# newpar") and "_block" not in line:
                paragraphs.append([])
            elif line.startswith("#"):
                continue
            elif line:
                c = line.split("\t")
                if "." in c[0]:
                    continue
                no_space = "SpaceAfter=No" in c[9].split("|")
                if "-" in c[0]:
                    first, last = c[0].split("-")
                    multi_begin, multi_end, multi_space = int(first), int(last), not no_space
                    continue
                i = int(c[0])
                inside = i <= multi_end
                space = (multi_space if i == multi_end else False) if inside else not no_space
                sentence.append(Token(c[1], c[2], c[3], c[4], c[5], int(c[6]), c[7], space, inside and i > multi_begin))
            elif sentence:
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(sentence)
                sentence, multi_end = [], 0
    return [(name, [p for p in ps if p]) for name, ps, ok in documents if ok]


def text_of(paragraph):
    """The paragraph's text, and each token's (begin, end) in it. A multiword token's words lie side by side."""
    out, spans, at = [], [], 0
    for sentence in paragraph:
        for t in sentence:
            spans.append((at, at + len(t.form)))
            out.append(t.form + (" " if t.space else ""))
            at += len(out[-1])
    return "".join(out).rstrip(), spans
