// What the browser tests share: a record, a server on it, a browser that forgives nothing.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(`${process.env.READOUT_WEB_TESTS}/package.json`);
const { chromium } = require('playwright-core');
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const options = Object.fromEntries(process.argv.slice(2).flatMap((word, i, all) => (word.startsWith('--') ? [[word.slice(2), all[i + 1]]] : [])));
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'readout-web-'));
const ending = [];
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

const page = fs.readFileSync(path.join(options.page, 'index.html'), 'utf8');
if (!page.includes('page.js')) {
  console.error('tests/web: skipped: the program was built without its page (READOUT_WEB, node and npm)');
  process.exit(77);
}

/** Runs the command; its standard output. */
export function readout(...args) {
  const done = spawnSync(options.readout, args, { cwd: options.root, encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, READOUT_DATA: options.data } });
  assert.ok(done.status === 0, `readout ${args.join(' ')}: ${done.status}: ${done.stderr}`);
  return done.stdout;
}

export function record(name, ...paths) {
  const file = path.join(work, name);
  readout('add', '--quiet', '--record', file, ...paths);
  return file;
}

export function file(name, text) {
  const at = path.join(work, name);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
  return at;
}

export function contents(at) {
  return fs.readFileSync(at, 'utf8');
}

/** `readout serve` on a free port: {base, token, end}. */
export async function serve(recordFile, ...args) {
  const child = spawn(options.readout, ['serve', '--record', recordFile, '--port', '0', ...args], { cwd: options.root, env: { ...process.env, READOUT_DATA: options.data }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const end = () => new Promise((done) => (child.exitCode === null ? (child.once('exit', done), child.kill('SIGTERM')) : done()));
  ending.push(end);
  return new Promise((done, failed) => {
    const look = (bytes) => {
      said += bytes;
      const base = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said);
      const token = /token[^A-Za-z0-9]+([A-Za-z0-9_-]{16,})/i.exec(said);
      if (base && token) done({ base: base[1], token: token[1], end });
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', (code) => failed(new Error(`readout serve ended with ${code}: ${said}`)));
    setTimeout(() => failed(new Error(`readout serve did not say where it is: ${said}`)), 30_000).unref();
  });
}

let browser;
/** A window on a server. What it logs as an error, and each request to another host, fails the test when it is closed. */
export async function open(server, { width = 1280, height = 900, dark = false, token = false, allow = () => false } = {}) {
  browser ??= await chromium.launch({ executablePath: process.env.READOUT_CHROMIUM, args: ['--no-sandbox', '--disable-background-networking'] });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', acceptDownloads: true });
  const tab = await context.newPage();
  const wrong = [];
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !allow(message.text())) wrong.push(`${tab.url()}: console: ${message.text()}`);
  });
  tab.on('pageerror', (error) => wrong.push(`${tab.url()}: ${error.stack}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${server.base}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) wrong.push(`a request to ${url}`);
  });
  if (token) await tab.addInitScript((value) => sessionStorage.setItem('readout-token', value), server.token);
  tab.setDefaultTimeout(30_000);
  return {
    tab,
    to: async (where) => {
      await tab.goto(server.base + where);
      await settled(tab);
    },
    close: async () => {
      await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}

/** Lets files go over an element, as a mouse would. */
export async function drop(tab, selector, files) {
  const dataTransfer = await tab.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await tab.dispatchEvent(selector, 'dragover', { dataTransfer });
  await tab.dispatchEvent(selector, 'drop', { dataTransfer });
}

/** Nothing loads any more. */
export async function settled(tab) {
  await tab.waitForLoadState('networkidle');
  await tab.waitForFunction(() => !document.querySelector('.wait'));
}

/** axe-core's findings of WCAG 2.2 A and AA and of good practice; none is good. axe is run past the page's policy, by the browser itself. */
export async function accessible(tab, what, only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) {
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(AXE);
  const { violations } = await tab.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), only);
  const said = violations.map((one) => `${what}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} – ${node.failureSummary}`).join(' | ')}`);
  if (said.length) throw new Error(said.join('\n'));
}

/** The page is no wider than its window. */
export async function fits(tab, what) {
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${what}: wider than the window by ${over} pixels`);
}

export async function api(server, where, body) {
  const answer = await fetch(server.base + where, body === undefined ? {} : { method: 'POST', headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${where}: ${answer.status}`);
  return answer.headers.get('content-type').includes('json') ? answer.json() : answer.text();
}

const tests = [];
export function test(name, run) {
  tests.push({ name, run });
}

/** Runs the tests in their order, and ends the process. */
export async function run() {
  let failed = 0;
  for (const { name, run: body } of tests) {
    const begun = Date.now();
    try {
      await body();
      console.log(`ok    ${name} (${Date.now() - begun} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}\n${error.stack}`);
    }
  }
  await browser?.close();
  for (const end of ending) await end();
  console.log(`${tests.length - failed} of ${tests.length} tests`);
  process.exit(failed ? 1 : 0);
}
