// Tests the example front end: builds the site from a running service with the sample journal, publishes and withdraws an
// article, refreshes the site, and checks the pages in Chromium. Usage: see .ci/front-end.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [url, key, modules, browserPath, work] = process.argv.slice(2);
const example = new URL('../../../examples/journal-front-end/', import.meta.url).pathname;
const site = join(work, 'site');
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')));
const axe = await readFile(join(modules, 'axe-core/axe.min.js'), 'utf8');
const environment = {
  ...process.env,
  OFFPRINT_URL: url,
  OFFPRINT_JOURNAL: 'tidal-archaeology',
  DATA_DIR: join(work, 'data'),
  SITE_DIR: site,
};
const arguments_ = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function start(...options) {
  return spawn('node', options, { cwd: example, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function build(...options) {
  const from = performance.now();
  const program = start('build.mjs', ...options);
  program.stdout.pipe(process.stdout);
  const [code] = await once(program, 'exit');
  assert.equal(code, 0, 'the build succeeds');
  return (performance.now() - from) / 1000;
}

async function edit(method, path, body, type = 'application/json') {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': type, 'If-Match': '*' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
}

const read = name => readFile(join(site, name), 'utf8');
const exists = name =>
  read(name).then(
    () => true,
    () => false,
  );

// First build
const seconds = await build();
assert.ok(seconds < 30, `the first build takes ${seconds} s`);
const journal = (await (await fetch(`${url}/v1/journals/tidal-archaeology`)).json()).id;
const listed = await (await fetch(`${url}/v1/articles?limit=100&fields=slug&journal=${journal}`)).json();
const withdrawn = 'a-tide-table-of-1703-again';
assert.deepEqual(
  (await readdir(join(site, 'articles'))).sort(),
  [...listed.items.map(item => item.slug), withdrawn].sort(),
);
const trap = 'articles/a-fish-trap-of-the-ninth-century/index.html';
assert.match(await read(trap), /<img src="\/files\/[^"]+\/fig1\.svg"/);
assert.match(await read('articles/how-long-is-a-leader/index.html'), /<math/);
assert.match(await read('articles/dating-the-saltwick-wreck/index.html'), /Retracted/);
assert.match(await read('articles/masaid-al-samak/index.html'), /<h1 lang="ar" dir="rtl">/);
// This article was withdrawn before the first build, so the site has never had its title.
assert.match(await read(`articles/${withdrawn}/index.html`), /content="noindex">[^]*<h1>Withdrawn article<\/h1>/);
assert.ok(JSON.parse(await read('headers.json')).gone.includes(`/articles/${withdrawn}/`));
await checkLinks();

// Publish an article, whose title contains markup characters, and refresh the site.
const title = 'Nets & <script>alert("knots")</script>';
const issue = (await (await fetch(`${url}/v1/issues?journal=${journal}&limit=1`)).json()).items[0].id;
const created = await edit('POST', '/v1/articles', {
  journal,
  issue,
  title,
  language: 'en',
  type: 'research-article',
  abstract: 'A & B',
  contributors: [{ role: 'author', kind: 'person', given: 'Ada', family: "O'Neill" }],
});
const page = `articles/${created.slug}/index.html`;
await build('--refresh');
assert.equal(await exists(page), false, 'drafts are not public');
await edit('PUT', `/v1/articles/${created.id}/publication`);
await build('--refresh');
const html = await read(page);
assert.ok(
  html.includes('Nets &amp; &lt;script&gt;alert(&quot;knots&quot;)&lt;/script&gt;') && !html.includes('<script>alert'),
);
assert.ok((await read('index.html')).includes(created.slug));
assert.ok((await read(`issues/${issue}/index.html`)).includes(created.slug));

// A new version replaces the page.
await edit('PATCH', `/v1/articles/${created.id}`, { subtitle: 'Second thoughts' }, 'application/merge-patch+json');
await edit('PUT', `/v1/articles/${created.id}/publication`);
await build('--refresh');
assert.match(await read(page), /Second thoughts/);

// A withdrawn article keeps its address and its title.
await edit('PUT', `/v1/articles/${created.id}/withdrawal`, { reason: 'The nets were not ours.' });
await build('--refresh');
const tombstone = await read(page);
assert.match(tombstone, /<meta name="robots" content="noindex">/);
assert.match(tombstone, /The nets were not ours\./);
assert.ok(tombstone.includes('<h1>Nets &amp; &lt;script&gt;'));
assert.ok(!(await read('index.html')).includes(created.slug));
assert.ok(!(await read(`issues/${issue}/index.html`)).includes(created.slug));
assert.ok(JSON.parse(await read('headers.json')).gone.includes(`/articles/${created.slug}/`));
await build('--refresh');
assert.equal(await read(page), tombstone);

// Reinstate the article while the program follows the change feed.
const following = start('build.mjs', '--follow');
await once(following.stdout, 'data');
await edit('DELETE', `/v1/articles/${created.id}/withdrawal`);
for (let i = 0; i < 60 && (await read(page)) === tombstone; i++) await new Promise(done => setTimeout(done, 500));
following.kill();
assert.match(await read(page), /Second thoughts/);
await edit('PUT', `/v1/articles/${created.id}/withdrawal`, { reason: 'The nets were not ours.' });

// A complete build has the same pages.
await build('--refresh');
const before = await texts();
await build();
assert.deepEqual(await texts(), before);
await checkLinks();

// Pages in a browser
const server = start('serve.mjs', '0');
const address = String(await once(server.stdout, 'data'))
  .trim()
  .replace(/\/$/, '');
const gone = await fetch(`${address}/articles/${created.slug}/`);
assert.equal(gone.status, 410);
assert.equal((await fetch(`${address}/nothing-here`)).status, 404);
const problems = [];
const browser = await chromium.launch({ executablePath: browserPath, args: arguments_ });
const shown = [
  '/',
  `/issues/${issue}/`,
  '/articles/a-fish-trap-of-the-ninth-century/',
  '/articles/how-long-is-a-leader/',
  '/articles/masaid-al-samak/',
  `/articles/${created.slug}/`,
  '/search/?q=fish+trap',
  '/404.html',
];
for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
]) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const tab = await context.newPage();
  tab.on('console', message => {
    // Chromium also reports the expected status of the page of the withdrawn article.
    if (!message.text().includes('410 (Gone)')) problems.push(`${tab.url()}: ${message.text()}`);
  });
  tab.on('pageerror', error => problems.push(`${tab.url()}: ${error}`));
  for (const path of shown) {
    await tab.goto(address + path);
    if (path.startsWith('/search')) await tab.waitForSelector('#hits .entry');
    await tab.screenshot({
      path: join(work, 'screenshots', `${path.replace(/[^a-z0-9]+/g, '-')}-${colorScheme}-${width}.png`),
    });
    const result = await tab.evaluate(`${axe}; axe.run()`);
    result.violations.forEach(each =>
      problems.push(
        `${path} (${colorScheme}, ${width}): ${each.id} at ${each.nodes.map(node => node.target).slice(0, 3)}`,
      ),
    );
    const overflow = await tab.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (overflow > 0) problems.push(`${path} (${width}): ${overflow} pixels too wide`);
    const broken = await tab.evaluate(
      '[...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.src)',
    );
    broken.forEach(image => problems.push(`${path}: ${image} is not shown`));
  }
  await context.close();
}

// The search shows corrections and links to the pages of this site.
const tab = await browser.newPage();
await tab.goto(`${address}/search/?q=fish+trabs`);
await tab.click('#status a');
await tab.click('#hits a[href="/articles/a-fish-trap-of-the-ninth-century/"]');
assert.match(await tab.title(), /fish trap/i);
await browser.close();

// Lighthouse
const lighthouse = createRequire(import.meta.url).resolve(join(modules, 'lighthouse/cli/index.js'));
for (const path of ['/', '/articles/a-fish-trap-of-the-ninth-century/', '/search/']) {
  const program = spawn(
    'node',
    [
      lighthouse,
      address + path,
      '--quiet',
      '--output=json',
      '--throttling-method=provided',
      `--chrome-flags=--headless ${arguments_.join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: browserPath }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const chunks = [];
  program.stdout.on('data', chunk => chunks.push(chunk));
  await once(program, 'close');
  const report = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  for (const [name, category] of Object.entries(report.categories)) {
    const score = Math.round(category.score * 100);
    console.log(`Lighthouse ${path} ${name}: ${score}`);
    // The performance depends on the load of this computer.
    if (score < (name === 'performance' ? 90 : 100)) {
      const failed = category.auditRefs
        .map(each => report.audits[each.id])
        .filter(audit => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode !== 'informative');
      problems.push(`Lighthouse ${path} ${name}: ${score} (${failed.map(audit => audit.id)})`);
    }
  }
}
server.kill();
assert.deepEqual(problems, []);
console.log('The example front end is correct.');

async function texts() {
  return Promise.all((await pages()).map(async name => [name, await read(name)]));
}

async function pages() {
  const names = await readdir(site, { recursive: true });
  return names.filter(name => name.endsWith('.html')).sort();
}

/** Checks that all links within the site lead to a page and an element of the site. */
async function checkLinks() {
  const texts = new Map();
  for (const name of await pages()) texts.set('/' + name.replace(/index\.html$/, ''), await read(name));
  const wrong = [];
  for (const [path, text] of texts) {
    for (const [, link] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(https?:|mailto:)/.test(link)) continue;
      const { pathname, hash } = new URL(link.replaceAll('&amp;', '&'), 'http://site' + path);
      const target = texts.get(pathname);
      if (target === undefined ? !(await exists(pathname)) : hash && !target.includes(` id="${hash.slice(1)}"`)) {
        wrong.push(`${path}: ${link}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
}
