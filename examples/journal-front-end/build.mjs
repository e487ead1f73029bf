// Builds the site of a journal from Offprint. Usage: node build.mjs [--refresh | --follow]
//
// Without options, the site is built from the complete export. With --refresh, only changes since the last build are
// read. With --follow, the program waits for changes and updates the site until it is stopped.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from './src/api.mjs';
import { Renderer } from './src/render.mjs';
import { Store } from './src/store.mjs';
import { sync } from './src/sync.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const config = {
  api: process.env.OFFPRINT_URL ?? 'http://localhost:8080',
  journal: process.env.OFFPRINT_JOURNAL ?? 'tidal-archaeology',
  site: process.env.SITE_URL?.replace(/\/+$/, '') ?? null,
  data: process.env.DATA_DIR ?? join(here, 'data'),
  output: process.env.SITE_DIR ?? join(here, 'site'),
};
const mode = process.argv[2] ?? '';
if (!['', '--refresh', '--follow'].includes(mode)) {
  console.error('Usage: node build.mjs [--refresh | --follow]');
  process.exit(2);
}

const store = await Store.open(config.data);
if (mode === '') {
  store.state.cursor = null;
  await rm(config.output, { recursive: true, force: true });
}
const api = new Api(config.api);
const renderer = new Renderer(config, api, store);

let wait = false;
do {
  const start = performance.now();
  const changed = await sync(api, store, config.journal, wait);
  const isEmpty = changed.articles.length + changed.issues.length === 0;
  if (!wait || !isEmpty) {
    const pages = await renderer.render(changed);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${changed.articles.length} changed articles, ${pages} pages written, ${api.requests} requests, ${seconds} s`,
    );
  }
  store.state.cursor = changed.next;
  await store.saveState();
  // The service does not let more than a maximum number of clients wait.
  if (wait && isEmpty && performance.now() - start < 1000) await new Promise(done => setTimeout(done, 5000));
  wait = true;
} while (mode === '--follow');
