// Sets up an empty service in a browser: creates a journal, imports a zip of JATS files after a trial, and creates the key of
// an editor, who signs in with a second browser. Prints one line per error, and writes the HTML of the pages to <output>/html
// and screenshots to <output>/screenshots.
//
//   node desk-first-run.mjs <url of the service> <admin key> <folder of node_modules> <browser> <output>
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';

const [base, key, modules, browserPath, output] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const axe = readFileSync(join(modules, 'axe-core', 'axe.min.js'), 'utf8');
mkdirSync(join(output, 'html'), { recursive: true });
mkdirSync(join(output, 'screenshots'), { recursive: true });

const ARTICLES = 40;
const MAX_PAGES = 12;
const MAX_SECONDS = 60;
const MAX_PAGE_BYTES = 50_000;
const wrong = new Set();
const complain = line => wrong.add(line);
const expect = (actual, expected, what) => JSON.stringify(actual) === JSON.stringify(expected)
  || complain(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);

/** Returns a zip archive with uncompressed files. */
function zipOf(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2); // The names are UTF-8.
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), common, path, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, path);
    offset += 30 + path.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

const jats = number => `<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en"><front><journal-meta>
<journal-title-group><journal-title>Annals of the Estuary</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.5555/annals.${number}</article-id>
<title-group><article-title>Mud bank ${number}</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Garrow</surname><given-names>Edith</given-names></name><bio><p>Digs in mud.</p></bio></contrib></contrib-group>
<pub-date date-type="pub"><day>4</day><month>3</month><year>2024</year></pub-date>
<abstract><p>The mud bank ${number} and its reeds.</p></abstract>
</article-meta></front></article>`;
const archive = { name: 'annals.zip', mimeType: 'application/zip',
  buffer: zipOf(Array.from({ length: ARTICLES }, (_, i) => [`article-${i + 1}.xml`, jats(i + 1)])) };

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

async function opened(options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', message => ['error', 'warning'].includes(message.type()) && !/status of 422/.test(message.text())
    && complain(`${page.url()} console: ${message.text().slice(0, 300)}`));
  page.on('pageerror', error => complain(`${page.url()} script: ${error.message.slice(0, 300)}`));
  page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:')
    || complain(`${page.url()} loads ${request.url()}`));
  return page;
}

let pages = 0;
/** Checks the page that the browser shows. */
async function look(page, name) {
  const html = await page.content();
  writeFileSync(join(output, 'html', `first-run-${name}.html`), html);
  const bytes = gzipSync(html).length;
  if (bytes > MAX_PAGE_BYTES) {
    complain(`${name} has ${bytes} compressed bytes`);
  }
  // The policy of the page does not apply to scripts evaluated by the test.
  await page.evaluate(axe + ';0');
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  }));
  for (const violation of violations) {
    const { target, failureSummary } = violation.nodes[0];
    complain(`${name} axe ${violation.id} ×${violation.nodes.length}: ${target.join(' ')} — ${failureSummary.split('\n')[1]?.trim()}`);
  }
  const state = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - window.innerWidth,
    messages: /\bdesk[A-Z]\w+/.exec(document.body.innerText)?.[0],
  }));
  if (state.wide > 0 || state.messages) {
    complain(`${name} is ${state.wide} px too wide, and has the untranslated text ${state.messages}`);
  }
  await page.screenshot({ path: join(output, 'screenshots', `first-run-${name}.png`), fullPage: true });
}

/** Follows a link or submits a form, and checks the next page. */
async function go(page, selector, name) {
  pages++;
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
  await look(page, name);
}

/** Starts an import and returns its counts. The report reloads itself until the import is complete. */
async function imported(page, selector, name) {
  pages++;
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
  await page.locator('progress').waitFor({ state: 'detached', timeout: 60_000 });
  await look(page, name);
  return (await page.locator('nav.views li').allInnerTexts()).map(each => /\d+/.exec(each)?.[0] ?? '');
}

const begin = Date.now();
const page = await opened({ javaScriptEnabled: process.env.SCRIPTS !== 'off' });
pages++;
await page.goto(base + '/');
await look(page, 'site');
await go(page, 'main a[href="/desk/welcome"]', 'sign-in');
await page.fill('#key', key);
await go(page, 'main button.main', 'journal');
await page.fill('#title', 'Annals of the Estuary');
await page.fill('#electronicIssn', '2049-3630');
await page.fill('#doiPrefix', '10.5555');
await go(page, 'main button.main', 'records');
await page.setInputFiles('#files', archive);
expect(await imported(page, 'main button.main', 'trial'), ['', String(ARTICLES), '0', '0', '0'], 'The trial');
if (!await page.locator('main code').count()) {
  complain('The trial does not list the biographies, which articles cannot contain');
}
await go(page, 'nav.crumbs a', 'imports');
await page.setInputFiles('#files', archive);
expect(await imported(page, 'main form[enctype] button:last-of-type', 'import'), ['', String(ARTICLES), '0', '0', '0'], 'The import');
await go(page, 'nav.menu a[href="/desk"]', 'overview');
await go(page, 'main a[href="/desk/welcome"]', 'editor');
expect(await page.locator('nav.steps li.done').count(), 2, 'The steps that are done');
await page.fill('#name', 'Ines');
await go(page, 'main button.main', 'key');
const secret = await page.inputValue('#secret');
const ines = await opened();
pages++;
await ines.goto(base + '/desk');
await ines.fill('#key', secret);
await go(ines, 'main button.main', 'of-the-editor');
if (!/Ines/.test(await ines.textContent('header')) || !/Mud bank/.test(await ines.textContent('main'))) {
  complain('The editor does not see the articles');
}
const seconds = (Date.now() - begin) / 1000;
const own = pages - 2; // Without the pages of the editor.
if (own > MAX_PAGES || seconds > MAX_SECONDS) {
  complain(`The first run takes ${own} pages and ${seconds.toFixed(1)} s`);
}
const { items } = await (await fetch(base + '/v1/articles?limit=1')).json().then(all => ({ items: all.total }));
expect(items, ARTICLES, 'Articles that readers see');
console.log(`First run: ${own} pages, ${seconds.toFixed(1)} s`);

// All steps in dark mode, from right to left, and at 320 pixels.
for (const mode of [{ name: 'dark', colorScheme: 'dark' }, { name: 'rtl', language: 'ar' }, { name: 'narrow', viewport: { width: 320, height: 640 } }]) {
  const view = await opened({ colorScheme: mode.colorScheme ?? 'light', ...mode.viewport && { viewport: mode.viewport } });
  await view.goto(base + '/desk');
  await view.fill('#key', key);
  await Promise.all([view.waitForURL(base + '/desk'), view.press('#key', 'Enter')]);
  for (const step of ['', '/journal', '/records', '/editor']) {
    await view.goto(`${base}/desk/welcome${step}${mode.language ? '?lang=' + mode.language : ''}`);
    await look(view, `welcome${step.replace('/', '-')}-${mode.name}`);
  }
  await view.context().close();
}
await browser.close();
for (const line of wrong) {
  console.log('WRONG ' + line);
}
console.log(`${wrong.size} wrong in the first run`);
process.exitCode = wrong.size ? 1 : 0;
