/** Which names may be one thing's: offered to the reviewer, who decides. */
import type { Entity } from '../types';

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Edits between two words, letters added, left out or put for others; more than `most` is told as most + 1. */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    if (Math.min(...row) > most) return most + 1;
    before = row;
  }
  return before[b.length]!;
}

export interface Candidate {
  a: Entity;
  b: Entity;
  because: string;
  weight: number;
}

function compare(a: Entity, b: Entity): { because: string; weight: number } | null {
  const names = (entity: Entity) => [entity.name, ...entity.aliases].map(plain).filter(Boolean);
  const [x, y] = [plain(a.name), plain(b.name)];
  if (names(a).some((name) => names(b).includes(name))) return { because: 'they share a name', weight: 4 };
  const [left, right] = [x.split(' '), y.split(' ')];
  if ([...left].sort().join(' ') === [...right].sort().join(' ')) return { because: 'the same words in another order', weight: 4 };
  const most = Math.floor(Math.min(x.length, y.length) / 5);
  const apart = edits(x, y, most);
  if (apart <= most) return { because: `${apart} ${apart === 1 ? 'letter' : 'letters'} apart`, weight: 3 };
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.every((word) => word.length > 2 && long.includes(word))) return { because: 'one name is part of the other', weight: a.kind === 'person' ? 2 : 1 };
  return null;
}

/** Pairs of one kind that share a word, or its first four letters; those that a person decided on together are left out. */
export function candidates(entities: readonly Entity[]): Candidate[] {
  const blocks = new Map<string, Entity[]>();
  for (const entity of entities) {
    const keys = new Set(plain(entity.name).split(' ').filter((word) => word.length > 2).map((word) => `${entity.kind} ${word.slice(0, 4)}`));
    for (const key of keys) {
      const block = blocks.get(key) ?? [];
      block.push(entity);
      blocks.set(key, block);
    }
  }
  const seen = new Set<string>();
  const found: Candidate[] = [];
  for (const block of blocks.values()) {
    if (block.length > 60) continue; // a word that very many names have says nothing
    block.forEach((a, i) =>
      block.slice(i + 1).forEach((b) => {
        const key = [a.id, b.id].sort().join(' ');
        if (seen.has(key)) return;
        seen.add(key);
        if (a.reviews?.some((id) => b.reviews?.includes(id))) return;
        const like = compare(a, b);
        // The name that more places have stays.
        if (like) found.push(places(a) >= places(b) ? { a, b, ...like } : { a: b, b: a, ...like });
      }),
    );
  }
  return found.sort((p, q) => q.weight - p.weight || p.a.name.localeCompare(q.a.name) || p.b.id.localeCompare(q.b.id));
}

function places(entity: Entity): number {
  return entity.evidence?.length ?? 0;
}
