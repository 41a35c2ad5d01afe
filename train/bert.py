"""BERT (Devlin et al. 2019) in torch: the encoder, its word pieces, and its weights as `fetch_bert.py` leaves them."""
import numpy
import torch
from torch import nn
from torch.nn import functional as F

LAYERS, WIDTH, HEADS = 12, 768, 12
MAX_PIECES = 510


def arithmetic():
    """In bfloat16 where the processor multiplies in it (AMX, AVX512-BF16): 2 to 2.5 times as fast there, .6 times without."""
    return torch.autocast('cpu', torch.bfloat16, enabled=torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())


class Pieces:
    """Greedy longest match of a word's pieces."""

    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.names = [line.rstrip('\n') for line in file]
        self.ids = {name: i for i, name in enumerate(self.names)}
        self.unknown, self.start, self.end = (self.ids[x] for x in ('[UNK]', '[CLS]', '[SEP]'))
        self.known = {}

    def of_word(self, word):
        pieces = self.known.get(word)
        if pieces is None:
            pieces = self.known[word] = self.split(word)
        return pieces

    def split(self, word):
        word, at, out = word.replace('’', "'").replace('‘', "'").replace('“', '"').replace('”', '"'), 0, []
        while at < len(word) and len(out) < 12:
            # Marks inside a word stand for themselves, as BERT's own tokenizer has it.
            apart = at > 0 and not (word[at].isalnum() and word[at - 1].isalnum())
            prefix = '##' if at > 0 and not apart else ''
            end = len(word)
            while end > at and prefix + word[at:end] not in self.ids:
                end -= 1
            if end == at:
                out.append(self.unknown)
                at += 1
            else:
                out.append(self.ids[prefix + word[at:end]])
                at = end
        return out or [self.unknown]


class Dropout:
    """Dropout whose masks are slices of one pool of random bits: drawing them anew costs a sixth of a training step."""

    def __init__(self, share, size=1 << 23):
        self.size = size
        self.pool = ((torch.rand(2 * size) >= share).float() / (1 - share)).to(torch.bfloat16)

    def __call__(self, x, training):
        if not training or x.numel() > self.size:
            return x
        at = int(torch.randint(self.size, (1,)))
        return x * self.pool[at:at + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.joined_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, dropout):
        b, n, _ = x.shape
        q, k, v = self.attention(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = torch.softmax(q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask, -1) @ v
        y = self.joined(y.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.joined_norm(x + dropout(y, self.training))
        y = self.narrow(F.gelu(self.wide(x)))
        return self.norm(x + dropout(y, self.training))


class Bert(nn.Module):
    def __init__(self, pieces=28996):
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = Dropout(0.1)

    def forward(self, ids, lengths):
        """ids: batch × pieces. Gives batch × pieces × WIDTH."""
        n = ids.shape[1]
        mask = torch.where(torch.arange(n)[None, :] < lengths[:, None], 0.0, -1e4)[:, None, None, :].to(torch.bfloat16)
        x = self.dropout(self.norm(self.words(ids) + self.positions[:n]), self.training)
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        return x

    def load(self, path):
        weights = numpy.load(path)

        def take(name, transpose=False):
            value = torch.from_numpy(weights[name]).float()
            return value.t().contiguous() if transpose else value

        def norm(module, name):
            module.weight.data.copy_(take(f'{name}/LayerNorm/gamma'))
            module.bias.data.copy_(take(f'{name}/LayerNorm/beta'))

        def dense(module, *names):
            module.weight.data.copy_(torch.cat([take(f'{x}/kernel', True) for x in names]))
            module.bias.data.copy_(torch.cat([take(f'{x}/bias') for x in names]))

        self.words.weight.data.copy_(take('embeddings/word_embeddings'))
        self.positions.data.copy_(take('embeddings/position_embeddings') + take('embeddings/token_type_embeddings')[0])
        norm(self.norm, 'embeddings')
        for i, layer in enumerate(self.layers):
            at = f'encoder/layer_{i}'
            dense(layer.attention, *(f'{at}/attention/self/{x}' for x in ('query', 'key', 'value')))
            dense(layer.joined, f'{at}/attention/output/dense')
            norm(layer.joined_norm, f'{at}/attention/output')
            dense(layer.wide, f'{at}/intermediate/dense')
            dense(layer.narrow, f'{at}/output/dense')
            norm(layer.norm, f'{at}/output')
