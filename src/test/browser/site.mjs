// Checks the site as a crawler, in a browser and with axe. Prints one line per error, and writes the HTML of all pages to
// <output>/html and screenshots to <output>/screenshots. axe checks the light and dark pages, and with --nightly also the
// pages written from right to left and the narrow pages.
//
//   node site.mjs <url of the service> <key> <folder of node_modules> <browser> <output> [--nightly]
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [base, key, modules, browserPath, output, nightly] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const axe = readFileSync(join(modules, 'axe-core', 'axe.min.js'), 'utf8');
mkdirSync(join(output, 'html'), { recursive: true });
mkdirSync(join(output, 'screenshots'), { recursive: true });

const wrong = new Set();
const complain = line => wrong.add(line);
const since = Date.now();
const seconds = () => ((Date.now() - since) / 1000).toFixed(1) + ' s';

// --- articles missing from the sample: a hostile article, a draft, a withdrawn article

async function api(method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { Authorization: 'Bearer ' + key, 'Content-Type': 'application/json', 'If-Match': '*' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path} ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

const HOSTILE = `"><img src=x onerror="window.attacked='K'"><script>window.attacked='K'</script>{{7*7}}{msg:search}</title>`;
const hostile = kind => HOSTILE.replaceAll('K', kind);
const journal = (await api('GET', '/v1/journals')).items[0];
const written = [];
async function write(article, publish) {
  const made = await api('POST', '/v1/articles', { journal: journal.id, language: 'en', type: 'research-article', ...article });
  written.push(made);
  return publish ? api('PUT', `/v1/articles/${made.id}/publication`, {}) : made;
}
const attack = await write({
  title: 'Hostile \u202Eesreveר ' + hostile('title'),
  subtitle: hostile('subtitle'),
  abstract: hostile('abstract'),
  keywords: [hostile('keyword'), 'javascript:alert(1)'],
  contributors: [
    { role: 'author', given: hostile('given'), family: 'O\u202E\u2066Hara', affiliations: [{ name: hostile('affiliation') }] },
    { role: 'author', kind: 'organization', name: hostile('organization') },
  ].map(({ affiliations, ...each }) => each),
  references: [{ text: hostile('reference') }],
  statements: { ethics: hostile('statement') },
  funding: [{ funder: hostile('funder'), awards: [hostile('award')] }],
}, true);
const draft = await write({ title: 'Draftonlyword of nobody' }, false);
const withdrawn = await write({ title: 'Withdrawnonlyword of nobody' }, true);
await api('PUT', `/v1/articles/${withdrawn.id}/withdrawal`, { reason: 'Published twice. ' + hostile('reason') });
// Wait until the articles are indexed.
await new Promise(resolve => setTimeout(resolve, 2000));

// --- crawl: every link of every page, starting from the home page and robots.txt

const unescape = text => text.replace(/&(amp|lt|gt|quot|#39);/g, (all, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);
const seen = new Map(); // path -> { status, depth, from }
const pages = new Map(); // path -> html
const MOST = 1500;

function links(html) {
  const found = [];
  for (const tag of html.match(/<(a|link|img|script|form|source)\s[^>]*>/g) ?? []) {
    const href = /\s(?:href|src|action)="([^"]*)"/.exec(tag);
    if (href) {
      found.push({ href: unescape(href[1]), isPlain: tag.startsWith('<a ') && !/rel="[^"]*nofollow/.test(tag) });
    }
  }
  return found;
}

const queue = [{ path: '/', depth: 0, from: 'nowhere' }];
const queued = new Set(['/']);
/**
 * Queues an address on this site. Arabic is the only language crawled in addition to the default. Links from a page with a
 * language parameter, and from one search to another, are not followed.
 */
function add(href, depth, from) {
  const address = new URL(href, base + from);
  if (address.origin !== new URL(base).origin || !/^https?:$/.test(address.protocol)) {
    return null;
  }
  const path = address.pathname + address.search;
  if (!queued.has(path)) {
    if (/[?&]lang=(?!ar)/.test(path)) {
      return null;
    }
    if (/[?&]lang=/.test(from) || (/^\/search\?/.test(from) && /^\/search\?/.test(path)) || queued.size > MOST) {
      return null;
    }
    queued.add(path);
    queue.push({ path, depth, from });
  }
  return address;
}

const robots = await (await fetch(base + '/robots.txt')).text();
const sitemaps = [...robots.matchAll(/^Sitemap:\s*(\S+)/gim)].map(match => match[1]);
if (!sitemaps.length) {
  complain('robots.txt names no sitemap');
}
const listed = [];
for (const sitemap of sitemaps) {
  for (const [, address] of (await (await fetch(new URL(sitemap).pathname.replace(/^/, base))).text()).matchAll(/<loc>([^<]*)<\/loc>/g)) {
    if (/\.xml|sitemap/.test(address)) {
      sitemaps.push(address);
    } else {
      listed.push(unescape(address));
    }
  }
}

const plainDepth = new Map([['/', 0]]); // minimum number of plain links from the home page
const anchors = [];
while (queue.length) {
  const { path, depth, from } = queue.shift();
  const answer = await fetch(base + path, { redirect: 'manual', headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
  const type = answer.headers.get('Content-Type') ?? '';
  const text = type.includes('text/html') ? await answer.text() : (await answer.arrayBuffer(), '');
  seen.set(path, { status: answer.status, from });
  if ([301, 302, 303, 307, 308].includes(answer.status)) {
    const to = add(answer.headers.get('Location'), depth, path);
    if (to && plainDepth.has(path)) {
      plainDepth.set(to.pathname + to.search, plainDepth.get(path));
    }
    continue;
  }
  if (answer.status !== 200) {
    complain(`${path} answers ${answer.status}, linked from ${from}`);
    continue;
  }
  if (!type.includes('text/html') || path.startsWith('/docs')) {
    continue;
  }
  pages.set(path, text);
  if (/draftonlyword|withdrawnonlyword/i.test(text) || text.includes(`/articles/${draft.slug}`) || text.includes(`/articles/${withdrawn.slug}`)) {
    complain(`${path} shows a draft or a withdrawn article`);
  }
  for (const { href, isPlain } of links(text)) {
    if (/^javascript:/i.test(href.trim())) {
      complain(`${path} links to ${href}`);
    }
    if (href.startsWith('#')) {
      anchors.push([path, path, href.slice(1)]);
      continue;
    }
    const to = add(href, depth + 1, path);
    if (to) {
      const target = to.pathname + to.search;
      if (isPlain && plainDepth.has(path) && !plainDepth.has(target)) {
        plainDepth.set(target, plainDepth.get(path) + 1);
      }
      if (to.hash) {
        anchors.push([path, target, to.hash.slice(1)]);
      }
    }
  }
}
for (const [from, target, id] of anchors) {
  const html = pages.get(target);
  if (html && id && !html.includes(`id="${decodeURIComponent(id)}"`)) {
    complain(`${from} links to ${target}#${id}, which is not there`);
  }
}
let published = 0;
for (let next = '/v1/articles?limit=100'; next;) {
  const answer = await fetch(base + next);
  const { items, links: { next: more } = {} } = await answer.json();
  for (const item of items) {
    published++;
    const depth = plainDepth.get('/articles/' + item.slug);
    if (depth === undefined || depth > 10) {
      complain(`/articles/${item.slug} is ${depth === undefined ? 'not reached' : depth + ' links away'} from the start page`);
    }
    if (!listed.includes(`${base}/articles/${item.slug}`)) {
      complain(`/articles/${item.slug} is in no sitemap`);
    }
  }
  next = more ? more.replace(base, '') : null;
}
let number = 0;
for (const [path, html] of pages) {
  if (!/[?&]lang=/.test(path)) {
    writeFileSync(join(output, 'html', `${String(++number).padStart(3, '0')}${path.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}.html`), html);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(match => match[1]);
    ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => complain(`${path} has the id ${id} twice`));
    if ((html.match(/<h1[\s>]/g) ?? []).length !== 1) {
      complain(`${path} has not one h1`);
    }
  }
}
console.log(`${seen.size} addresses, ${pages.size} pages, ${published} published articles (${seconds()})`);

// --- in a browser

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
const find = pattern => [...pages.keys()].find(path => pattern.test(path) && !/[?&]lang=/.test(path));
const articlePages = [...pages].filter(([path]) => /^\/articles\/[^/?]+$/.test(path));
const withText = pattern => articlePages.find(([, html]) => pattern.test(html))?.[0];
const kinds = {
  home: '/',
  journal: `/journals/${journal.slug}`,
  issues: `/journals/${journal.slug}/issues`,
  issue: find(/\/issues\/[^/]+$/),
  years: `/journals/${journal.slug}/articles`,
  year: find(/\/articles\/\d{4}$/),
  about: `/journals/${journal.slug}/about`,
  article: withText(/<figure/),
  table: withText(/<table/),
  formula: withText(/<math/),
  retracted: withText(/class="banner bad"/),
  hostile: `/articles/${attack.slug}`,
  version: find(/\/articles\/[^/]+\/v\d+$/),
  translation: find(/\/articles\/[^/]+\/[a-z]{2}(-[A-Za-z]+)?$/),
  bilingual: find(/\/beside\//),
  cite: find(/\/articles\/[^/]+\/cite$/),
  search: '/search?q=tidal',
  searchHelp: '/search',
  author: find(/^\/authors\//),
  affiliation: find(/^\/affiliations\//),
  keyword: find(/keyword/),
  notFound: '/nowhere',
  withdrawn: `/articles/${withdrawn.slug}`,
};
const modes = [
  { name: 'light', viewport: { width: 1280, height: 900 }, colorScheme: 'light', hasAxe: true },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', hasAxe: true },
  { name: 'rtl', viewport: { width: 1024, height: 800 }, colorScheme: 'light', language: 'ar' },
  { name: 'narrow', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
];
let checked = 0;
for (const mode of modes) {
  const context = await browser.newContext({ viewport: mode.viewport, colorScheme: mode.colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let here = '';
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !/status of 4(04|10)/.test(message.text())) {
      complain(`${here} (${mode.name}) console: ${message.text().slice(0, 300)}`);
    }
  });
  page.on('pageerror', error => complain(`${here} (${mode.name}) script: ${error.message.slice(0, 300)}`));
  page.on('dialog', dialog => { complain(`${here} (${mode.name}) opens a dialog`); dialog.dismiss(); });
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) {
      complain(`${here} (${mode.name}) loads ${request.url()}`);
    }
  });
  for (const [kind, path] of Object.entries(kinds)) {
    if (!path) {
      complain(`No page of the kind ${kind} was found`);
      continue;
    }
    here = kind + ' ' + path;
    await page.goto(base + path + (mode.language ? (path.includes('?') ? '&' : '?') + 'lang=' + mode.language : ''));
    const state = await page.evaluate(() => ({
      attacked: window.attacked,
      scripts: [...document.scripts].filter(script => !/\/assets\//.test(script.src) && script.type !== 'application/ld+json').length,
      wide: document.documentElement.scrollWidth - window.innerWidth,
      direction: document.documentElement.dir,
    }));
    if (state.attacked || state.scripts) {
      complain(`${here} runs a script of ${state.attacked}`);
    }
    if (state.wide > 0) {
      const widest = await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest('.scroll,[role=region],pre,.formula'))
        .slice(0, 3).map(element => element.tagName + '.' + element.className).join(' '));
      complain(`${here} (${mode.name}) is ${state.wide} px wider than the window: ${widest}`);
    }
    const outside = await page.evaluate(() => [...document.querySelectorAll('.reading figure')].filter(figure => {
      const { left, right } = figure.getBoundingClientRect();
      const column = figure.closest('.reading').getBoundingClientRect();
      return left < column.left - 1 || right > column.right + 1;
    }).length);
    if (outside) {
      complain(`${here} (${mode.name}) has ${outside} figures outside its column`);
    }
    if (mode.language && state.direction !== 'rtl') {
      complain(`${here} is not written from right to left`);
    }
    if (mode.hasAxe || nightly) {
      // The policy of the page does not apply to scripts evaluated by the test.
      await page.evaluate(axe + ';0');
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      }));
      checked++;
      for (const violation of violations) {
        const { target, failureSummary } = violation.nodes[0];
        complain(`${here} (${mode.name}) axe ${violation.id} ×${violation.nodes.length}: ${target.join(' ')} — ${failureSummary.split('\n')[1]?.trim()}`);
      }
    }
    await page.screenshot({ path: join(output, 'screenshots', `${kind}-${mode.name}.png`), fullPage: kind !== 'article' && kind !== 'table' && kind !== 'formula' });
  }
  // A table with long rows uses the width of the page, but not more.
  await page.goto(base + kinds.table);
  const widths = await page.evaluate(() => {
    const figure = document.querySelector('.text figure.table');
    figure.querySelectorAll('td').forEach(cell => { cell.style.minWidth = '60rem'; });
    const column = figure.closest('.reading');
    return { text: document.querySelector('.text p').offsetWidth, figure: figure.offsetWidth, column: column.offsetWidth,
      wide: document.documentElement.scrollWidth - window.innerWidth };
  });
  if (widths.figure !== widths.column || widths.wide > 0 || (mode.viewport.width > 1200 && widths.figure <= widths.text)) {
    complain(`A wide table (${mode.name}) has the widths ${JSON.stringify(widths)}`);
  }
  await context.close();
}
console.log(`${checked} views by axe (${seconds()})`);

// --- by keyboard

async function tab() {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(base + kinds.article);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press('Enter');
  const then = await page.evaluate(() => document.activeElement.id);
  if (first !== 'skip' || then !== 'main') {
    complain(`The first key leads to ${first}, and from there to ${then}`);
  }
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document;
      const { top, bottom, width } = element.getBoundingClientRect();
      return { name: element.outerHTML.slice(0, 80), isSeen: width > 0 && bottom > 0 && top < innerHeight,
        outline: parseFloat(getComputedStyle(element).outlineWidth) };
    });
    if (!focused.isSeen || !(focused.outline >= 2)) {
      complain(`Nobody sees that the focus is on ${focused.name}`);
    }
  }
  await page.close();
}
await tab();

// --- references and figures

async function overlays() {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ reducedMotion: 'reduce', colorScheme });
    for (const [name, link, overlay] of [['reference', '.text a[role=doc-biblioref]', '.popover:popover-open'], ['figure', '.text a.image', 'dialog.viewer[open]']]) {
      const path = withText(name === 'reference' ? /role="doc-biblioref"/ : /class="image"/);
      await page.goto(base + path);
      await page.locator(link).first().focus();
      await page.keyboard.press('Enter');
      await page.locator(overlay).waitFor({ timeout: 5000 });
      const text = await page.locator(overlay).innerText();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (!text.trim() || wide > 0) {
        complain(`${path} (${colorScheme}) opens a ${name} with the text "${text}", ${wide} px too wide`);
      }
      await page.evaluate(axe + ';0');
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      }));
      violations.forEach(violation => complain(`${path} (${colorScheme}, ${name}) axe ${violation.id}: ${violation.nodes[0].target.join(' ')} — ${violation.nodes[0].failureSummary.split('\n')[1]?.trim()}`));
      await page.screenshot({ path: join(output, 'screenshots', `open-${name}-${colorScheme}.png`) });
      await page.keyboard.press('Escape');
      const isBack = await page.evaluate(selector => document.activeElement === document.querySelector(selector), link);
      if (await page.locator(overlay).count() || !isBack) {
        complain(`${path}: the Escape key does not return from the ${name} to its link`);
      }
    }
    await page.close();
  }
}
await overlays().catch(error => complain('References and figures: ' + error.message.split('\n')[0]));

// --- without scripts

async function walk() {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(base + '/');
  if (!await page.locator('nav.menu a').count()) {
    await page.locator('.journals a').first().click();
  }
  await page.locator('nav.menu a').nth(1).click();
  await page.locator('ul.issues a').first().click();
  await page.locator('.listed h3 a').first().click();
  const title = await page.locator('h1').innerText();
  if (!(await page.locator('#citation').innerText()).length) {
    complain('Without scripts an article shows no citation');
  }
  await page.locator('#find').fill(title.split(/\s+/).slice(0, 4).join(' '));
  await page.locator('form.find button').click();
  if (!(await page.locator('.listed h3').allInnerTexts()).includes(title)) {
    complain(`Without scripts a search for ${title} does not find it`);
  }
}
await walk().catch(error => complain('Without scripts: ' + error.message.split('\n')[0]));
await browser.close();

for (const article of written) {
  await fetch(base + '/v1/articles/' + article.id, { method: 'DELETE', headers: { Authorization: 'Bearer ' + key, 'If-Match': '*' } });
}
for (const line of wrong) {
  console.log('WRONG ' + line);
}
console.log(`${wrong.size} wrong (${seconds()})`);
process.exitCode = wrong.size ? 1 : 0;
