"""The words that have a row of their own, the lists of names that words stand in, and the rows' first values."""
import collections
import re

import numpy

# In the order of ro_name_list (src/sentence/features.h).
LISTS = ('country', 'nationality', 'capital', 'city', 'region', 'body', 'initiative', 'office', 'given', 'surname', 'town', 'town word')
MOST_WORDS = 52000


def column(line, n):
    fields = line.rstrip('\n').split('\t')
    return fields[n].split('|') if n < len(fields) and fields[n] else []


def rows_of(path):
    with open(path, encoding='utf-8') as file:
        return [line for line in file if line.strip() and not line.startswith('#')]


def listed_words(folder):
    """word -> bits of LISTS. Of names of several words each word that has a capital; of offices all words."""
    bits = collections.defaultdict(int)

    def add(name, texts, small=False):
        for text in texts:
            for word in re.findall(r"[\w.'’&-]+", text):
                if len(word) > 1 and (small or word[0].isupper()):
                    bits[word] |= 1 << LISTS.index(name)

    for line in rows_of(f'{folder}/countries.tsv'):
        add('country', column(line, 2) + column(line, 3))
        add('nationality', column(line, 4))
        add('capital', column(line, 5) + column(line, 6))
    for line in rows_of(f'{folder}/cities.tsv'):
        add('city', column(line, 0) + column(line, 2))
    for line in rows_of(f'{folder}/regions.tsv'):
        add('region', column(line, 0) + column(line, 1))
    for line in rows_of(f'{folder}/bodies.tsv'):
        add('body', column(line, 1) + column(line, 2))
    for line in rows_of(f'{folder}/initiatives.tsv'):
        add('initiative', column(line, 1) + column(line, 2))
    for line in rows_of(f'{folder}/offices.tsv'):
        titles = column(line, 0) + column(line, 1)
        add('office', titles)
        add('office', [t.lower() for t in titles], small=True)
    for line in rows_of(f'{folder}/given_names.txt'):
        add('given', [line.strip()])
    for line in rows_of(f'{folder}/surnames.txt'):
        add('surname', [line.strip()])
    for line in rows_of(f'{folder}/towns.txt'):
        name = line.strip()
        add('town word' if ' ' in name else 'town', [name])
    return bits


def choose(counts, pieces):
    """Words with a row: BERT's words and pieces of words, and those seen at least twice, the most frequent ones."""
    known = [w for w in pieces.names if not w.startswith('[') and counts[w] < 2]
    seen = [w for w, n in counts.most_common() if n > 1]
    return (seen[:MOST_WORDS - len(known)] + known)[:MOST_WORDS]


def first_values(words, pieces, embeddings, width):
    """Mean of BERT's embeddings of each word's pieces, reduced to `width` dimensions by principal components, deviation 0.1."""
    means = numpy.stack([embeddings[[pieces.ids[w]] if w in pieces.ids else pieces.of_word(w)].mean(0) for w in words]).astype(numpy.float32)
    means -= means.mean(0)
    _, vectors = numpy.linalg.eigh(means.T @ means)
    reduced = means @ vectors[:, ::-1][:, :width]
    return reduced / reduced.std() * 0.1
