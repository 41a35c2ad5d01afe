// Pictures of each page for docs/page/, light and dark, wide and narrow: to be looked at, and kept.
//
//   tests/web/run pictures.mjs --readout BINARY --data FOLDER --page FOLDER --root FOLDER --to FOLDER [--only PART-OF-A-NAME] [--whole yes]
import fs from 'node:fs';
import path from 'node:path';
import { open, options, run, test } from './lib.mjs';
import { PAGES, server } from './sample.mjs';

fs.mkdirSync(options.to, { recursive: true });
for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const dark of [false, true]) {
    test(`${width} pixels wide, ${dark ? 'dark' : 'light'}`, async () => {
      const view = await open(server, { width, height, dark });
      for (const [name, where] of Object.entries(PAGES)) {
        if (!name.includes(options.only ?? '')) continue;
        await view.to(where);
        const to = `${name.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase()}-${width > 500 ? 'wide' : 'narrow'}-${dark ? 'dark' : 'light'}.png`;
        await view.tab.screenshot({ path: path.join(options.to, to), fullPage: options.whole === 'yes' });
      }
      await view.close();
    });
  }
}

await run();
