// Opens pages of a record and tells when what stands there, for bench/page.py, which says what is measured and runs it.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { api, open, options, run, serve, test } from '../tests/web/lib.mjs';

const RUNS = Number(options.runs);
const SHOWN = 4; // of the answers of a page
const SLOW = 100; // milliseconds, of an answer that is worth a line

/** What stands at an address: the first thing of the record that it is for. */
async function places() {
  const server = await serve(options.record);
  const about = await api(server, '/api/record');
  console.log(Object.entries(about.counts).map(([name, n]) => `${n.toLocaleString('en')} ${name}`).join(', '));
  const told = async (key) => {
    const { items } = await api(server, `/api/reports?key=${encodeURIComponent(key)}`);
    return items.length ? (await api(server, `/api/reports/${items[0].id}`)).events.find((event) => event.reports.includes(items[0].id)) : null;
  };
  const large = await told(options.large);
  const series = await told(options.series);
  // The country that met most often, and the formulation that was used most often, of those at hand.
  const countries = (await api(server, '/api/entities?kind=country&limit=1000')).items;
  let party = { events: -1 };
  for (const { id } of countries) {
    const note = (await api(server, `/api/entities/${id}`)).notes.find((one) => one.of === id);
    if (note.events > party.events) party = { id, name: countries.find((one) => one.id === id).name, events: note.events, met: note.met[0]?.entity };
  }
  const formulations = (await api(server, `/api/events/${series.id}`)).formulations ?? [];
  const formulation = formulations.sort((a, b) => b.uses.length - a.uses.length)[0];
  const statements = await api(server, `/api/events/${large.id}/matrix`);
  const one = (await api(server, `/api/events/${series.id}/statements`)).items[0];
  console.log(`a meeting: ${large.reports.length} reports, ${statements.rows.length} statements, ${statements.columns.length} columns; a party: ${party.name}, ${party.events} meetings; a formulation: “${formulation?.phrase}”, ${formulation?.uses.length} uses`);
  await server.end();
  const word = one.content.split(' ').pop();
  return [
    ['nothing', '/no-such-page', 'h1'],
    ['home', '/', '.meetings li'],
    ['home, differing', '/?differs=true', '.meetings li, .note'],
    ['meeting', `/meeting/${large.id}`, '.matrix [role=gridcell]'],
    ['meeting, each report', `/meeting/${large.id}?fold=no`, '.matrix [role=gridcell]'],
    ['search, a word', `/search?words=${encodeURIComponent(word)}`, '.results li'],
    ['search, common words', '/search?words=willing+support', '.results li'],
    ['search, word and party', `/search?words=review&party=${party.id}`, '.results li'],
    ['party', `/party/${party.id}`, '.meetings li'],
    ['pair', `/pair/${party.id}/${party.met}`, '.meetings li'],
    ['formulation', `/formulation/${formulation?.id}`, '.uses li'],
    ['formulations', '/formulations', 'table tbody tr'],
    ['commitments', '/commitments', '.commitments li'],
    ['statement', `/statement/${one.id}`, 'h1'],
    ['report', `/report/${large.reports[0]}`, 'h1'],
  ].filter(([name]) => !options.only || name === options.only);
}

/** In the page: notes when the selector first finds something, and when that was painted; and the longest task. */
function watch(selector) {
  const seen = (globalThis.__seen = { content: null, task: 0 });
  const look = () => {
    if (seen.content !== null || !document.querySelector(selector)) return;
    seen.content = -1;
    requestAnimationFrame(() => setTimeout(() => (seen.content = performance.now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (seen.task = Math.max(seen.task, one.duration)))).observe({ type: 'longtask', buffered: true });
}

async function measure(server, where, selector) {
  const view = await open(server, { width: 1440, height: 900, allow: () => true });
  await view.tab.addInitScript(watch, selector);
  await view.to(where);
  const found = await view.tab.evaluate(() => {
    const answers = performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/'));
    return {
      paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      content: globalThis.__seen.content,
      complete: Math.max(0, ...answers.map((one) => one.responseEnd)),
      task: globalThis.__seen.task,
      nodes: document.querySelectorAll('*').length,
      answers: answers.map((one) => ({ path: one.name.replace(location.origin, ''), took: one.responseEnd - one.startTime, bytes: one.decodedBodySize })),
    };
  });
  await view.close();
  return found;
}

/** The system keeps nothing of the file in memory. */
function evict(file) {
  for (const name of [file, `${file}-wal`]) spawnSync('dd', [`if=${name}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
}

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const cell = (value, width) => String(Number.isFinite(value) ? Math.round(value) : '-').padStart(width);

function tell(name, which, found) {
  const of = (key) => found.map((one) => one[key] ?? NaN);
  const figures = ['paint', 'content', 'complete'].map((key) => cell(middle(of(key)), 7) + cell(Math.max(...of(key)), 7)).join('  ');
  console.log(`${name.padEnd(24)} ${which}  ${figures}  ${cell(Math.max(...of('task')), 5)}  ${cell(Math.max(...of('nodes')), 6)}  ${os.loadavg()[0].toFixed(1)}`);
}

test('all pages', async () => {
  const all = await places();
  console.log(`${''.padEnd(31)}first paint         content           all there        task   nodes  load\n${''.padEnd(31)}${' median   most '.repeat(3)}`);
  for (const [name, where, selector] of all) {
    const [cold, warm, again] = [[], [], []];
    for (let i = 0; i < RUNS; i++) {
      evict(options.record);
      const first = await serve(options.record);
      cold.push(await measure(first, where, selector));
      await first.end();
      const second = await serve(options.record);
      warm.push(await measure(second, where, selector));
      again.push(await measure(second, where, selector));
      await second.end();
    }
    tell(name, 'cold ', cold);
    tell('', 'warm ', warm);
    tell('', 'again', again);
    const slow = cold[0].answers.filter((one) => one.took > SLOW).sort((a, b) => b.took - a.took);
    for (const { path, took, bytes } of slow.slice(0, SHOWN)) console.log(`${''.padEnd(8)}${cell(took, 6)} ms, ${cell(bytes / 1000, 5)} kB  ${path.slice(0, 110)}`);
  }
});

await run();
