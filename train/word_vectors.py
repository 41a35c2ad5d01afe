"""word_vectors.py --bert FOLDER --words FILE --tool WORD_TOOL --out OUT.vectors: what words mean, as static vectors, for comparing statements.

BERT (train/fetch_bert.py) reads the sentences of FILE (WORK/texts/open.words of make_models.py: a word a line, an empty line between sentences). A stem's
vector is the mean over its places of a middle layer's states, averaged over the pieces of the word (Bommasani et al. 2020, Interpreting pretrained
contextualized representations via reductions to static embeddings). The mean and the first components that all share are taken out (Mu and Viswanath 2018),
and DIMS principal components kept, each vector scaled to length 1 and rounded to int8.

OUT: "ROVEC1\\0\\0", then uint32 little-endian: how many, dimensions; the stems' hashes (uint64, src/base/hash.h with seed 8, rising), then the vectors.
"""
import argparse
import collections
import os
import struct
import subprocess
import sys

import numpy
import torch

from bert import WIDTH, Bert, Pieces, arithmetic

LAYER, DIMS, COMMON, LEAST, MOST_WORDS, BATCH = 6, 48, 3, 3, 18000, 32


def sentences(path):
    with open(path, encoding='utf-8') as file:
        for block in file.read().split('\n\n'):
            if block.strip():
                yield block.split('\n')


def stems_of(tool, forms):
    """form -> stem, of the forms that are one word."""
    lines = subprocess.run([tool], input='\n'.join(forms) + '\n', capture_output=True, text=True, check=True).stdout.split('\n')
    return {form: line.strip() for form, line in zip(forms, lines) if line.strip() and ' ' not in line.strip()}


def states(bert, ids, lengths):
    mask = torch.where(torch.arange(ids.shape[1])[None, :] < lengths[:, None], 0.0, -1e4)[:, None, None, :].to(torch.bfloat16)
    x = bert.norm(bert.words(ids) + bert.positions[:ids.shape[1]])
    for layer in bert.layers[:LAYER]:
        x = layer(x, mask, bert.dropout)
    return x.float()


@torch.no_grad()
def means(folder, read, stem_of):
    """stem -> mean state; stems by how often they stand, the most frequent first."""
    count = collections.Counter(stem_of[w] for words in read for w in words if w in stem_of)
    stems = [s for s, n in count.most_common(MOST_WORDS) if n >= LEAST]
    index = {s: i for i, s in enumerate(stems)}
    pieces = Pieces(f'{folder}/pieces.txt')
    bert = Bert(len(pieces.names))
    bert.load(f'{folder}/bert.npz')
    bert.eval()
    total, places = torch.zeros(len(stems), WIDTH), torch.zeros(len(stems))
    order = sorted(range(len(read)), key=lambda i: len(read[i]))
    for at in range(0, len(order), BATCH):
        rows, spots = [], []
        for k, i in enumerate(order[at:at + BATCH]):
            row = [pieces.start]
            for word in read[i]:
                of_word = pieces.of_word(word)
                if len(row) + len(of_word) > 200:
                    break
                if word in stem_of and stem_of[word] in index:
                    spots.append((k, len(row), len(of_word), index[stem_of[word]]))
                row += of_word
            rows.append(row + [pieces.end])
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        for k, row in enumerate(rows):
            ids[k, :len(row)] = torch.tensor(row)
        with arithmetic():
            x = states(bert, ids, torch.tensor([len(row) for row in rows]))
        if spots:
            of = torch.tensor([s[3] for s in spots])
            total.index_add_(0, of, torch.stack([x[k, first:first + n].mean(0) for k, first, n, _ in spots]))
            places.index_add_(0, of, torch.ones(len(spots)))
        if at // BATCH % 200 == 0:
            print(f'{at} of {len(order)} sentences', flush=True)
    return stems, (total / places.clamp(min=1)[:, None]).numpy()


def reduce(vectors):
    centred = vectors - vectors.mean(0)
    _, _, axes = numpy.linalg.svd(centred, full_matrices=False)
    kept = centred @ axes[COMMON:COMMON + DIMS].T
    return kept / numpy.linalg.norm(kept, axis=1, keepdims=True).clip(1e-9)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('bert', 'words', 'tool', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--keep', help='where the unreduced vectors are kept')
    a = ap.parse_args()
    read = list(sentences(a.words))
    forms = sorted({w for words in read for w in words if any(c.isalpha() for c in w)})
    stems, vectors = means(a.bert, read, stems_of(a.tool, forms))
    if a.keep:
        numpy.savez(a.keep, stems=numpy.array(stems), vectors=vectors)
    hashes = subprocess.run([a.tool, 'hash'], input='\n'.join(stems) + '\n', capture_output=True, text=True, check=True).stdout.split()
    rows = sorted((int(h, 16), i) for i, h in enumerate(hashes))
    small = numpy.clip(numpy.round(reduce(vectors) * 127), -127, 127).astype(numpy.int8)
    with open(a.out + '.part', 'wb') as out:
        out.write(b'ROVEC1\0\0' + struct.pack('<II', len(rows), DIMS))
        out.write(b''.join(struct.pack('<Q', h) for h, _ in rows))
        out.write(small[[i for _, i in rows]].tobytes())
    os.replace(a.out + '.part', a.out)
    print(f'{len(rows)} words, {os.path.getsize(a.out)} bytes', file=sys.stderr)


if __name__ == '__main__':
    main()
