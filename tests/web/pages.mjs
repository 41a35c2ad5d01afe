// Each page is opened: narrow and wide, light and dark. No console error, no request to another host, axe-core finds nothing, nothing is
// wider than the window.
import assert from 'node:assert/strict';
import { accessible, fits, open, run, settled, test } from './lib.mjs';
import { PAGES, server, statements } from './sample.mjs';

for (const width of [1440, 320]) {
  test(`every page, ${width} pixels wide`, async () => {
    const view = await open(server, { width, height: width < 500 ? 640 : 900 });
    const wrong = [];
    for (const [name, where] of Object.entries(PAGES)) {
      await view.to(where);
      assert.ok((await view.tab.textContent('h1')).trim(), `${name} has a title`);
      assert.ok((await view.tab.title()).endsWith('– Readout'), `${name} has a window title`);
      assert.equal(await view.tab.locator('[role="alert"]').count(), 0, `${name}: ${await view.tab.locator('[role="alert"]').allTextContents()}`);
      await fits(view.tab, name);
      await accessible(view.tab, name).catch((error) => wrong.push(error.message));
      await view.tab.emulateMedia({ colorScheme: 'dark' }); // in which colours alone are others
      await accessible(view.tab, `${name}, dark`, ['color-contrast']).catch((error) => wrong.push(error.message));
      await view.tab.emulateMedia({ colorScheme: 'light' });
    }
    assert.deepEqual(wrong, []);
    await view.close();
  });
}

test('a thing that is not there is said so', async () => {
  const view = await open(server, { allow: (text) => text.includes('404') });
  await view.to('/meeting/e-0000000000000000');
  assert.ok((await view.tab.textContent('[role="alert"]')).length > 10);
  await accessible(view.tab, 'no such meeting');
  await view.close();
});

test('wall screen, zoom to 400 %, the theme chosen', async () => {
  const wide = await open(server, { width: 3840, height: 2160 });
  await wide.to(PAGES.meeting);
  await fits(wide.tab, 'a wall screen');
  await wide.tab.click('[aria-label^="Colours"]');
  assert.equal(await wide.tab.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await wide.tab.evaluate(() => getComputedStyle(document.body).color), 'rgb(232, 230, 225)');
  await wide.tab.reload();
  await settled(wide.tab);
  assert.equal(await wide.tab.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await accessible(wide.tab, 'dark by choice');
  await wide.close();
});

test('texts from the right are from the right, and in their language', async () => {
  const view = await open(server);
  await view.to(PAGES['report in Arabic']);
  const paragraph = view.tab.locator('.report-text p').first();
  assert.equal(await paragraph.evaluate((one) => getComputedStyle(one).direction), 'rtl');
  assert.equal(await view.tab.locator('.report-text').getAttribute('lang'), 'ar');
  await view.close();
});

test('everything is reached by keyboard, and what has the focus is seen', async () => {
  const view = await open(server);
  await view.to(PAGES.meeting);
  await view.tab.keyboard.press('Tab');
  assert.equal(await view.tab.evaluate(() => document.activeElement.className), 'skip');
  await view.tab.keyboard.press('Enter');
  assert.equal(await view.tab.evaluate(() => document.activeElement.id), 'main');
  const seen = new Set();
  for (let i = 0; i < 400; i++) {
    await view.tab.keyboard.press('Tab');
    const at = await view.tab.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return null;
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      return { what: one.outerHTML.slice(0, 120), inMatrix: Boolean(one.closest('.matrix')), outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, inWindow: box.bottom > 0 && box.top < innerHeight };
    });
    if (!at) break;
    assert.ok(at.outlined && at.inWindow, `the focus is not seen on ${at.what}`);
    seen.add(at.inMatrix ? 'matrix' : at.what);
  }
  assert.ok(seen.has('matrix') && seen.size > 30, `${seen.size} stops`);
  await view.close();
});

test('shortcuts are listed, and can be switched off', async () => {
  const view = await open(server);
  await view.to('/');
  await view.tab.keyboard.press('?');
  await view.tab.waitForSelector('dialog[open]');
  assert.ok((await view.tab.locator('dialog dt').count()) >= 9);
  await accessible(view.tab, 'the list of shortcuts');
  await view.tab.uncheck('dialog input[type=checkbox]');
  await view.tab.keyboard.press('Escape');
  await view.tab.keyboard.press('3');
  assert.equal(new URL(view.tab.url()).pathname, '/');
  await view.tab.click('[aria-label="Shortcuts"]');
  await view.tab.check('dialog input[type=checkbox]');
  await view.tab.keyboard.press('Escape');
  await view.tab.keyboard.press('3');
  await settled(view.tab);
  assert.equal(new URL(view.tab.url()).pathname, '/commitments');
  assert.equal(await view.tab.evaluate(() => document.activeElement.tagName), 'H1');
  await view.close();
});

test('each table as CSV, each view a citation, and paper', async () => {
  const view = await open(server);
  for (const name of ['home', 'meeting', 'statement', 'report', 'formulation', 'formulations', 'commitments', 'timeline', 'network', 'search', 'names', 'decisions']) {
    await view.to(PAGES[name]);
    const [download] = await Promise.all([view.tab.waitForEvent('download'), view.tab.getByRole('button', { name: /^Table as CSV/ }).first().click()]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const part of stream) text += part;
    assert.ok(text.trim().split('\r\n').length >= 2, `${name}: ${text}`);
    await view.tab.click('.cite summary');
    await view.tab.waitForSelector('.cite button');
    const cited = await view.tab.textContent('.cite');
    assert.ok(cited.includes('Readout') && cited.includes(server.base), `${name}: ${cited}`);
  }
  await view.to(PAGES.meeting);
  await view.tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await view.tab.emulateMedia({ media: 'print' });
  assert.equal(await view.tab.locator('.print-only tbody tr').count(), statements.length);
  assert.equal(await view.tab.locator('.top').isVisible(), false);
  await view.close();
});

await run();
