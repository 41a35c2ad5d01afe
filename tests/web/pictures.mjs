// Pictures of each page for docs/page/, light and dark, wide and narrow: to be looked at, and kept.
//
//   tests/web/run pictures.mjs --readout BINARY --data FOLDER --page FOLDER --root FOLDER --to FOLDER [--only NAME,NAME…] [--whole yes]
import fs from 'node:fs';
import path from 'node:path';
import { open, options, run, test } from './lib.mjs';
import { event, PAGES, server } from './sample.mjs';

// What lies further down a page.
const FURTHER = { matrix: [`/meeting/${event.id}`, '#matrix'] };

fs.mkdirSync(options.to, { recursive: true });
for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const dark of [false, true]) {
    test(`${width} pixels wide, ${dark ? 'dark' : 'light'}`, async () => {
      const view = await open(server, { width, height, dark });
      for (const [name, where] of Object.entries({ ...PAGES, ...FURTHER })) {
        if (options.only && !options.only.split(',').includes(name)) continue;
        const [address, below] = [where].flat();
        await view.to(address);
        if (below) await view.tab.evaluate((selector) => document.querySelector(selector).scrollIntoView(), below);
        const to = `${name.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase()}-${width > 500 ? 'wide' : 'narrow'}-${dark ? 'dark' : 'light'}.png`;
        await view.tab.screenshot({ path: path.join(options.to, to), fullPage: options.whole === 'yes' });
      }
      await view.close();
    });
  }
}

await run();
