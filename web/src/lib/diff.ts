/** What two passages have in common, word by word: E. W. Myers, An O(ND) Difference Algorithm, Algorithmica 1986. */

export interface Stretch {
  text: string;
  same: boolean;
}

/** Past this many edits the two are called different throughout: rewordings that share next to nothing. */
const MAX_EDITS = 1200;

const words = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;

interface Token {
  text: string;
  key: string;
  isWord: boolean;
}

function tokens(text: string): Token[] {
  const parts = words
    ? Array.from(words.segment(text), (s) => ({ text: s.segment, isWord: s.isWordLike ?? false }))
    : Array.from(text.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu), (m) => ({ text: m[0], isWord: /[\p{L}\p{N}]/u.test(m[0]) }));
  return parts.map((part) => ({ ...part, key: part.text.toLocaleLowerCase().normalize('NFC') }));
}

/** Of two lists of keys, which places of each are in the longest common sequence. */
export function common(a: readonly string[], b: readonly string[]): { a: boolean[]; b: boolean[] } {
  const inA = new Array<boolean>(a.length).fill(false);
  const inB = new Array<boolean>(b.length).fill(false);
  const max = Math.min(a.length + b.length, MAX_EDITS);
  const offset = max + 1;
  const furthest = new Int32Array(2 * max + 3);
  const trail: Int32Array[] = [];
  for (let d = 0; d <= max; d++) {
    trail.push(furthest.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
      let x = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest[offset + k] = x;
      if (x >= a.length && y >= b.length) {
        back(trail, offset, d, a.length, b.length, inA, inB);
        return { a: inA, b: inB };
      }
    }
  }
  return { a: inA, b: inB };
}

function back(trail: Int32Array[], offset: number, edits: number, toX: number, toY: number, inA: boolean[], inB: boolean[]): void {
  let x = toX;
  let y = toY;
  for (let d = edits; d >= 0; d--) {
    const furthest = trail[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
    const fromK = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : furthest[offset + fromK]!;
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x--;
      y--;
      inA[x] = true;
      inB[y] = true;
    }
    x = fromX;
    y = fromY;
  }
}

function stretches(all: readonly Token[], kept: ReadonlyMap<number, boolean>): Stretch[] {
  const out: Stretch[] = [];
  let last = true;
  all.forEach((token, i) => {
    // Signs and spaces go with the words before them, so that marks are whole.
    const same = token.isWord ? kept.get(i)! : last || !nextDiffers(all, kept, i);
    const before = out[out.length - 1];
    if (before && before.same === same) before.text += token.text;
    else out.push({ text: token.text, same });
    last = same;
  });
  return out;
}

function nextDiffers(all: readonly Token[], kept: ReadonlyMap<number, boolean>, from: number): boolean {
  for (let i = from + 1; i < all.length; i++) if (all[i]!.isWord) return !kept.get(i)!;
  return false;
}

/** Both passages in stretches that the other has too, or has not. */
export function difference(a: string, b: string): { a: Stretch[]; b: Stretch[] } {
  const left = tokens(a);
  const right = tokens(b);
  const leftWords = left.flatMap((t, i) => (t.isWord ? [i] : []));
  const rightWords = right.flatMap((t, i) => (t.isWord ? [i] : []));
  const both = common(
    leftWords.map((i) => left[i]!.key),
    rightWords.map((i) => right[i]!.key),
  );
  return {
    a: stretches(left, new Map(leftWords.map((at, i) => [at, both.a[i]!]))),
    b: stretches(right, new Map(rightWords.map((at, i) => [at, both.b[i]!]))),
  };
}
