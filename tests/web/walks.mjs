// The ways that people walk through the page, and checks 1, 2, 6, 7 and 8 of those who use it: the analyst's claim, the scholar's first and
// last use, the fact-checker's edited page, the reviewer's three keys, the watcher's feed.
import assert from 'node:assert/strict';
import http from 'node:http';
import { accessible, api, contents, drop, file, open, readout, record, run, serve, settled, test } from './lib.mjs';
import { claimed, edited, fiveYears, hostile, LATER, misspelled, NEW, OLD } from './reports.mjs';

const db = record('walks.db', ...fiveYears(), ...claimed(), ...misspelled());
const server = await serve(db);
const events = (await api(server, '/api/events?told=true')).items;
const party = (event, name) => event.parties.some((one) => one.of === name);
const country = Object.fromEntries((await api(server, '/api/entities?kind=country&limit=1000')).items.map((one) => [one.name, one.id]));
const mogadishu = events.find((event) => party(event, country.Somalia));

test('find a meeting, a cell, the passages', async () => {
  const view = await open(server);
  const { tab } = view;
  await view.to('/');
  await tab.keyboard.press('/');
  await tab.fill('[name=words]', '"fish market"');
  await tab.keyboard.press('Enter');
  await settled(tab);
  assert.match(tab.url(), /words=/);
  await tab.click('.results a[href^="/meeting/"]');
  await settled(tab);
  assert.match(await tab.textContent('h1'), /Mutua|Omar/);
  assert.match(await tab.textContent('main'), /2 reports, 2 origins/);
  const row = tab.locator('.matrix-row:not(.by)', { hasText: 'sovereignty' });
  await row.locator('.matrix-cell.said').first().click();
  await settled(tab);
  const panes = tab.locator('.pane');
  await panes.nth(1).waitFor();
  for (const i of [0, 1]) assert.match(await panes.nth(i).locator('mark.chosen').first().textContent(), /sovereignty|supports/);
  assert.notEqual(await panes.nth(0).locator('select').inputValue(), await panes.nth(1).locator('select').inputValue());
  await accessible(tab, 'passages');
  const address = tab.url();

  // A cell by keyboard, its neighbours by keyboard; where words differ they are underlined.
  await tab.keyboard.press('Escape');
  await tab.locator('.matrix [tabindex="0"]').focus();
  await tab.keyboard.press('Control+Home');
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('Enter');
  await panes.nth(1).waitFor();
  let differing = 0;
  for (let i = 0; i < 7; i++) {
    differing += await tab.locator('.pane ins.differs').count();
    await tab.keyboard.press('j');
    await settled(tab);
  }
  assert.ok(differing > 0, 'differences are marked');
  await tab.keyboard.press('Escape');
  await tab.waitForFunction(() => !document.querySelector('dialog[open]'));
  assert.ok(await tab.evaluate(() => document.activeElement.closest('.matrix')), 'the focus is in the matrix again');

  // The address leads to the same passages, in another window.
  const other = await open(server);
  await other.tab.goto(address);
  await settled(other.tab);
  assert.match(await other.tab.locator('.pane mark.chosen').first().textContent(), /sovereignty|supports/);
  await other.close();
  await view.close();
});

test('two texts scroll together, each to what the other says', async () => {
  const view = await open(server, { width: 1200, height: 420 });
  const { tab } = view;
  const line = (await api(server, `/api/events/${mogadishu.id}/statements`)).items.find((one) => one.content.includes('regular consultations'));
  const [a, b] = mogadishu.reports;
  await view.to(`/meeting/${mogadishu.id}?s=${line.id}&a=${a}&b=${b}`);
  const left = tab.locator('.pane-text').nth(0);
  const right = tab.locator('.pane-text').nth(1);
  const inView = (pane) => pane.evaluate((one) => { const mark = one.querySelector('mark.chosen').getBoundingClientRect(); const box = one.getBoundingClientRect(); return mark.top >= box.top - 1 && mark.bottom <= box.bottom + 1; });
  assert.ok((await inView(left)) && (await inView(right)), 'both begin at their passage');
  const end = await right.evaluate((one) => one.scrollTop);
  assert.ok(end > 0, 'the text is longer than its pane');
  await tab.waitForTimeout(300);
  await left.evaluate((one) => one.scrollTo(0, 0));
  await tab.waitForFunction(() => document.querySelectorAll('.pane-text')[1].scrollTop < 5);
  await tab.waitForTimeout(300);
  await left.evaluate((one) => one.scrollTo(0, one.scrollHeight));
  await tab.waitForFunction((most) => document.querySelectorAll('.pane-text')[1].scrollTop >= most - 5, end);
  await tab.locator('.passages').getByLabel('Scroll together').uncheck();
  await tab.waitForTimeout(300);
  await left.evaluate((one) => one.scrollTo(0, 0));
  await tab.waitForTimeout(300);
  assert.ok((await right.evaluate((one) => one.scrollTop)) >= end - 5, 'not together: the other stays');
  await view.close();
});

test('check 1: what one side alone claims is shown as its claim', async () => {
  const view = await open(server);
  const { tab } = view;
  await view.to('/?differs=true');
  await tab.locator(`.meetings a[href="/meeting/${mogadishu.id}"]`).click();
  await settled(tab);
  const row = tab.locator('.matrix-row', { hasText: 'fish market' });
  assert.match(await row.textContent(), /claimed by Kenya only/);
  assert.deepEqual(await row.locator('.matrix-cell').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label').replace(/^.*: /, ''))), ['said', 'not mentioned']);
  assert.doesNotMatch(await tab.locator('.matrix-row', { hasText: 'regular consultations' }).textContent(), /claimed by/);
  await row.locator('.row-name').click();
  await tab.locator('.pane').nth(1).waitFor();
  assert.match(await tab.locator('.pane').nth(1).locator('.why').textContent(), /not mentioned/);
  await view.close();
});

test('follow a formulation; check 2: first and last use of each phrase open their quotes', async () => {
  const view = await open(server);
  const { tab } = view;
  await view.to(`/party/${country.Kenya}`);
  await tab.locator('.picture svg a').first().waitFor();
  assert.match(await tab.locator('.picture svg').getAttribute('aria-label'), /^Meetings of Kenya:/);
  await tab.locator(`a[href="/pair/${country.Kenya}/${country.Uganda}"]`).click();
  await settled(tab);
  assert.match(await tab.textContent('h1'), /Kenya and Uganda/);
  assert.equal(await tab.locator('.meetings li').count(), 5 + (await tab.locator('.meetings li', { hasText: 'mentioned in' }).count()));
  await tab.locator('.picture svg a').first().waitFor();
  assert.match(await tab.locator('.picture svg').getAttribute('aria-label'), /Kenya and Uganda/);
  const pair = tab.url();
  const table = tab.locator('#formulations tbody tr');
  const expected = { 'African solutions to African problems': [2019, 2023], 'shared prosperity': [2019, 2021] };
  const seen = await table.evaluateAll((rows) => rows.map((one) => ({ phrase: one.querySelector('th').textContent, uses: Array.from(one.querySelectorAll('td a'), (link) => [link.textContent, link.getAttribute('href')]) })));
  for (const [phrase, years] of Object.entries(expected)) {
    const row = seen.find((one) => one.phrase === phrase);
    assert.ok(row, `${phrase} is among ${seen.map((one) => one.phrase)}`);
    assert.deepEqual(row.uses.map(([date]) => Number(date.slice(-4))), years, phrase);
  }
  for (const { phrase, uses } of seen) {
    assert.equal(uses.length, 2, phrase);
    for (const [date, href] of uses) {
      await view.to(href);
      assert.ok((await tab.locator('mark.chosen').allTextContents()).join('').toLowerCase().includes(phrase.toLowerCase()), `${phrase}, ${date}`);
      assert.ok((await tab.textContent('.head')).includes(date), `a report of ${date}`);
    }
  }
  await tab.goto(pair);
  await settled(tab);
  await tab.getByRole('link', { name: 'shared prosperity', exact: true }).last().click();
  await settled(tab);
  assert.equal(await tab.textContent('h1'), 'shared prosperity');
  const changes = await tab.locator('.uses li').evaluateAll((all) => all.map((one) => one.querySelector('.change').textContent.trim()));
  assert.equal(changes.length, 4);
  assert.equal(changes[3], 'dropped');
  assert.equal(await tab.locator('.picture svg').getAttribute('role'), 'group');
  await tab.locator('.picture svg a').last().click();
  await settled(tab);
  assert.match(tab.url(), /\/(meeting|formulation)\//);
  await view.close();
});

test('search narrows by facets, and all of it stands in the address', async () => {
  const view = await open(server);
  const { tab } = view;
  await view.to('/search?words=Uganda&in=statements');
  const found = async () => Number((await tab.textContent('.search-layout [role=status]')).match(/\d+/)[0]);
  const all = await found();
  const facet = (name) => tab.locator('.facet-values a', { hasText: name });
  await facet('2021').click();
  await settled(tab);
  const { searchParams } = new URL(tab.url());
  assert.deepEqual([searchParams.get('since'), searchParams.get('until'), searchParams.get('in')], ['2021', '2021', 'statements']);
  const inYear = await found();
  assert.ok(inYear > 0 && inYear < all, `${inYear} of ${all}`);
  await facet(/^Jeje Odongo$/).click();
  await settled(tab);
  assert.equal(await tab.inputValue('[name=speaker]'), 'Jeje Odongo', 'the form has the name, the address the identity');
  assert.match(new URL(tab.url()).searchParams.get('speaker'), /^n-/);
  await tab.selectOption('[name=act]', 'position');
  await tab.keyboard.press('Enter');
  await tab.getByRole('button', { name: 'Search' }).click();
  await settled(tab);
  assert.match(new URL(tab.url()).searchParams.get('speaker'), /^n-/);
  await tab.reload();
  await settled(tab);
  assert.equal(await tab.inputValue('[name=act]'), 'position');
  const few = await found();
  assert.ok(few > 0 && few <= inYear, `${few} of ${inYear}`);
  await facet('2021').click();
  await settled(tab);
  assert.equal(new URL(tab.url()).searchParams.get('since'), null);
  assert.ok((await found()) > few);
  await tab.goBack();
  await settled(tab);
  assert.equal(await found(), few);
  await view.close();
});

test('check 6: an edited page is version 2, old quotes stand in version 1, a lost one is told', async () => {
  const both = record('edited.db', edited.before());
  const first = await serve(both);
  const line = (await api(first, `/api/events/${(await api(first, '/api/events?told=true')).items[0].id}/statements`)).items.find((one) => one.evidence[0].quote.includes('new port'));
  const view = await open(first, { token: true });
  const { tab } = view;
  await view.to(`/statement/${line.id}`);
  await tab.locator('a.quote', { hasText: 'new port' }).click();
  await settled(tab);
  const permalink = tab.url();
  assert.equal(await tab.locator('mark.chosen').textContent(), OLD);
  assert.equal(await tab.locator('main', { hasText: /Version 1 of/ }).count(), 0);
  await view.to(`/statement/${line.id}`);
  await tab.getByRole('button', { name: 'Accept' }).click();
  await tab.waitForSelector('text=accepted by a person');
  readout('add', '--quiet', '--record', both, edited.after());
  await tab.goto(permalink);
  await settled(tab);
  assert.match(await tab.textContent('main'), /Version 1 of 2/);
  assert.equal(await tab.locator('mark.chosen').textContent(), OLD);
  await tab.getByRole('link', { name: /^Version 2/ }).click();
  await settled(tab);
  assert.ok((await tab.textContent('.report-text')).includes(NEW));
  assert.ok(!(await tab.textContent('.report-text')).includes(OLD));
  await view.close();

  // The decision on the old words goes to a record that has the new ones alone: it is told as lost, and nothing is marked.
  const alone = record('alone.db', edited.after());
  const decision = (await api(first, '/api/reviews')).items[0];
  readout('review', '--quiet', 'import', file('decision.jsonl', JSON.stringify(decision)), '--record', alone);
  const second = await serve(alone);
  const other = await open(second);
  await other.to('/review?tab=decisions');
  const told = other.tab.locator('.decisions li');
  assert.equal(await told.count(), 1);
  assert.match(await told.textContent(), /no longer binds/);
  assert.ok((await told.textContent()).includes('new port'));
  await other.to(`/meeting/${(await api(second, '/api/events?told=true')).items[0].id}`);
  assert.equal(await other.tab.locator('main', { hasText: 'accepted by a person' }).count(), 0);
  await other.close();
});

const persons = async () => (await api(server, '/api/entities?kind=person&limit=1000')).items.map((one) => one.name).filter((name) => /^Alfred Mut/.test(name));

test('check 7: two names are merged by one key and parted by another; the token is asked for once', async () => {
  const view = await open(server, { allow: (text) => text.includes('401') });
  const { tab } = view;
  assert.deepEqual((await persons()).sort(), ['Alfred Muttua', 'Alfred Mutua']);
  await view.to('/review');
  assert.match(await tab.locator('.items li[aria-selected=true]').textContent(), /Alfred Mut/);
  await tab.waitForSelector('.document mark.chosen');
  await tab.keyboard.press('m');
  const dialog = tab.locator('dialog[open]');
  await dialog.getByLabel('Token').fill('not-the-token-of-this-server');
  await dialog.getByLabel(/name/).fill('A reviewer');
  await accessible(tab, 'the token');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => document.querySelector('dialog[open] input')?.value === '', null, { timeout: 10_000 });
  await dialog.getByLabel('Token').fill(server.token);
  await tab.keyboard.press('Enter');
  await tab.waitForSelector('.toast:has-text("Merged")');
  assert.deepEqual(await persons(), ['Alfred Mutua'], 'the name that more reports have stays');
  await accessible(tab, 'what was done is told');
  await tab.keyboard.press('u');
  await tab.waitForSelector('.toast:has-text("Undone")');
  assert.equal((await persons()).length, 2);

  // Now with the token at hand: one key. The document stays in view meanwhile.
  await settled(tab);
  assert.match(await tab.locator('.items li[aria-selected=true]').textContent(), /Alfred Mut/);
  assert.ok(await tab.locator('.document').isVisible());
  await tab.keyboard.press('m');
  await tab.waitForSelector('.toast:has-text("Merged")');
  assert.equal((await persons()).length, 1);

  // By name: tick, next, merge are three; and by button.
  await tab.getByRole('button', { name: /^Undo/ }).click();
  await tab.waitForSelector('.toast:has-text("Undone")');
  await view.to('/review?tab=names&called=Alfred');
  assert.equal(await tab.locator('.items li').count(), 2);
  for (const key of ['x', 'j', 'm']) await tab.keyboard.press(key);
  await tab.waitForSelector('.toast:has-text("Merged")');
  assert.equal((await persons()).length, 1);
  await view.close();
});

test('check 7: a decision survives what is dropped in, and is undone in the list', async () => {
  const view = await open(server, { token: true });
  const { tab } = view;
  await view.to('/add');
  await drop(tab, '.drop', [LATER, { name: 'empty.txt', text: '' }]);
  await tab.waitForSelector('.jobs li:has-text("Done: 1 report added")');
  await accessible(tab, 'what was added');
  assert.match(await tab.textContent('main'), /empty\.txt: empty/);
  await tab.locator('.jobs a').first().click();
  await settled(tab);
  assert.ok(await tab.locator('.meetings li', { hasText: '21 November 2023' }).count(), 'the meeting is in the list');
  assert.equal((await persons()).length, 1, 'the later report\'s spelling is his, too');
  await view.to('/review?tab=decisions');
  const merges = tab.locator('.decisions li', { hasText: /^merge.*in force/ });
  assert.equal(await merges.count(), 1);
  await merges.getByRole('button', { name: /^Undo/ }).click();
  await tab.waitForSelector('.toast:has-text("Undone")');
  assert.equal((await persons()).length, 2);
  await view.close();
});

test('check 7: "not the same" is remembered', async () => {
  const view = await open(server, { token: true });
  const { tab } = view;
  await view.to('/review');
  const offered = tab.locator('.items li', { hasText: 'Alfred Mut' });
  assert.equal(await offered.count(), 1);
  await tab.keyboard.press('n');
  await tab.waitForSelector('.toast:has-text("Kept apart")');
  await tab.reload();
  await settled(tab);
  assert.equal(await offered.count(), 0);
  assert.equal((await api(server, '/api/reviews?state=in-force')).items[0].action, 'not-same');
  assert.equal((await persons()).length, 2);
  await view.close();
});

test('a status that a person sets, a correction, a rejected statement', async () => {
  const view = await open(server, { token: true });
  const { tab } = view;
  await view.to(`/meeting/${mogadishu.id}`);
  const market = tab.locator('.commitments > li', { hasText: 'fish market' });
  await market.locator('select').selectOption('dropped');
  await tab.waitForSelector('.toast:has-text("Status set")');
  await settled(tab);
  await tab.reload();
  await settled(tab);
  assert.equal(await market.locator('select').inputValue(), 'dropped');
  const row = tab.locator('.matrix-row', { hasText: 'wells' });
  await row.locator('.row-name').click();
  await tab.locator('.passages').getByRole('button', { name: 'Reject' }).click();
  await tab.waitForSelector('text=rejected by a person');
  await tab.keyboard.press('Escape');
  await settled(tab);
  await tab.waitForFunction(() => !Array.from(document.querySelectorAll('.matrix-row')).some((one) => one.textContent.includes('wells')));
  await tab.keyboard.press('u');
  await tab.waitForSelector('.toast:has-text("Undone")');
  await settled(tab);
  await row.waitFor();
  await view.close();
});

test('check 8: a feed is polled; the new meeting and the changed readout stand in the feed of their own', async () => {
  let day = '10';
  const news = http.createServer((request, response) => {
    const base = `http://127.0.0.1:${news.address().port}`;
    const isFeed = request.url === '/feed.rss';
    response.writeHead(200, { 'Content-Type': isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8' });
    response.end(
      isFeed
        ? `<rss version="2.0"><channel><title>Ministry</title><link>${base}/</link><description>News</description><item><title>Ruiz meets Kent</title><link>${base}/news/7</link><guid>${base}/news/7</guid><pubDate>Sat, ${day} Jun 2023 10:00:00 GMT</pubDate></item></channel></rss>`
        : contents(day === '10' ? edited.before() : edited.after()).replace('https://ministry.example', base),
    );
  });
  await new Promise((done) => news.listen(0, '127.0.0.1', done));
  const watched = await serve(record('watched.db', ...claimed()), '--allow-private');
  const view = await open(watched, { token: true });
  const { tab } = view;
  const entries = async () => (await api(watched, '/api/feed.atom')).match(/<entry>.*?<\/entry>/gs) ?? [];
  const before = (await entries()).length;
  const poll = async () => {
    await view.to('/add');
    const jobs = await tab.locator('.jobs li').count();
    await tab.fill('[name=urls]', `http://127.0.0.1:${news.address().port}/feed.rss`);
    await tab.getByRole('button', { name: 'Fetch and add' }).click();
    await tab.locator('.jobs li').nth(jobs).waitFor();
    await tab.waitForSelector('.jobs li:first-child:has-text("Done")');
  };
  await poll();
  await view.to('/');
  assert.equal(await tab.locator('.meetings li', { hasText: 'Lima' }).count(), 1);
  const met = await entries();
  assert.equal(met.length, before + 1);
  assert.match(met[0], /Ruiz|Kent/);
  day = '11';
  await poll();
  const changed = await entries();
  assert.equal(changed.length, before + 2);
  assert.match(changed[0], /Ruiz meets Kent/);
  const href = await tab.locator('link[type="application/atom+xml"]').getAttribute('href');
  assert.equal(href, '/api/feed.atom');
  assert.match(await tab.locator('.foot').textContent(), /Atom feed/);
  await view.close();
  await new Promise((done) => news.close(done));
});

test('script in every field is text', async () => {
  const bad = await serve(record('hostile.db', ...hostile()));
  const event = (await api(bad, '/api/events?told=true')).items[0];
  const reports = (await api(bad, '/api/reports?limit=10')).items;
  assert.ok(reports[0].title.includes('<script>'), 'the title is as it was given');
  const line = (await api(bad, `/api/events/${event.id}/statements`)).items[0];
  const view = await open(bad);
  const { tab } = view;
  tab.on('dialog', (dialog) => assert.fail(`a dialog: ${dialog.message()}`));
  const places = ['/', `/meeting/${event.id}`, `/meeting/${event.id}?fold=no&s=${line.id}&a=${reports[0].id}&b=${reports[1].id}`, `/statement/${line.id}`, ...reports.map((one) => `/report/${one.id}`),
    '/commitments', '/formulations', '/timeline', '/network', '/search?words=bridge', `/search?words=${encodeURIComponent('<img src=x onerror=globalThis.hurt=1>')}`, '/review?tab=names', '/review?tab=%3Cscript%3E', `/party/${event.parties[0].of}`];
  for (const where of places) {
    await view.to(where);
    const found = await tab.evaluate(() => ({
      hurt: globalThis.hurt,
      scripts: Array.from(document.scripts, (one) => one.getAttribute('src')),
      made: document.querySelectorAll('img, iframe, object, embed, b[onclick], [onerror], [onload], [srcdoc]').length,
      links: Array.from(document.querySelectorAll('a[href], svg a'), (one) => one.getAttribute('href')).filter((href) => !/^(\/|#)/.test(href)),
    }));
    assert.deepEqual(found, { hurt: undefined, scripts: ['/page.js'], made: 0, links: [] }, where);
  }
  await view.to(`/report/${reports[0].id}`);
  assert.ok((await tab.textContent('h1')).includes('<script>'));
  await view.close();
});

test('the page keeps to its policy: nothing inline, nothing from elsewhere', async () => {
  const answer = await fetch(`${server.base}/`);
  const policy = answer.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  const markup = await answer.text();
  assert.doesNotMatch(markup, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=/i);
});

await run();
