// Checks the desk in a browser. Prints one line per error, and writes the HTML of the pages to <output>/html and screenshots
// to <output>/screenshots.
//
//   node desk.mjs <url of the service> <admin key> <folder of node_modules> <browser> <output>
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [base, key, modules, browserPath, output] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const axe = readFileSync(join(modules, 'axe-core', 'axe.min.js'), 'utf8');
mkdirSync(join(output, 'html'), { recursive: true });
mkdirSync(join(output, 'screenshots'), { recursive: true });

const MAX_PAGE_BYTES = 50_000;
const wrong = new Set();
const complain = line => wrong.add(line);
const since = Date.now();
const seconds = () => ((Date.now() - since) / 1000).toFixed(1) + ' s';
const isFailure = message => ['error', 'warning'].includes(message.type()) && !/status of 4(04|09|22)/.test(message.text());

async function api(method, path, body, token = key, type = 'application/json') {
  const answer = await fetch(base + path, {
    method,
    headers: { Authorization: 'Bearer ' + token, 'Content-Type': type, 'If-Match': '*' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path} ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

function expect(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    complain(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

/** Opens a page of a new browser session that is signed in with a key. */
async function signedIn(options = {}, token = key) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.here = '';
  page.on('console', message => isFailure(message) && complain(`${page.here || page.url()} console: ${message.text().slice(0, 300)}`));
  page.on('pageerror', error => complain(`${page.here || page.url()} script: ${error.message.slice(0, 300)}`));
  page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:')
    || complain(`${page.url()} loads ${request.url()}`));
  await page.goto(base + '/desk');
  await page.fill('#key', token);
  await page.press('#key', 'Enter');
  await page.waitForURL(base + '/desk');
  return page;
}

const journal = (await api('GET', '/v1/journals')).items[0];
const HOSTILE = `"><img src=x onerror="window.attacked=1"><script>window.attacked=1</script>{{7*7}}{msg:search}</title></textarea>`;
const draftOf = more => api('POST', '/v1/articles', { journal: journal.id, language: 'en', type: 'letter', ...more });
const hostile = await draftOf({
  title: 'Hostile ' + HOSTILE, abstract: HOSTILE, keywords: [HOSTILE.slice(0, 90)],
  contributors: [{ role: 'author', given: HOSTILE.slice(0, 90), family: 'O\u202EHara', affiliations: [{ text: HOSTILE }] }],
  references: [{ text: HOSTILE }], statements: { ethics: HOSTILE },
});

await api('POST', '/v1/api-keys', { name: HOSTILE, role: 'editor', journals: [journal.id] });
await api('POST', '/v1/people', { name: HOSTILE, role: 'editor' });

/** Simulated DataCite service, which rejects every record. */
const agency = createServer((request, response) => request.resume().on('end', () => response.writeHead(422).end(
  JSON.stringify({ errors: [{ source: 'creators', title: 'The name of a creator is invalid.' }] }))));
await new Promise(resolve => agency.listen(0, '127.0.0.1', resolve));

/** Publishes an article and returns its registration in the expected state. */
async function registered(more, state) {
  const { id } = await draftOf({ doi: `10.5555/desk.${Date.now()}`, ...more });
  await api('PUT', `/v1/articles/${id}/publication`, {});
  for (let i = 0; i < 240; i++) {
    const found = (await api('GET', `/v1/articles/${id}/registrations`)).items[0];
    if (found?.state === state) {
      return found;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error(`The registration of ${more.title} does not become ${state}`);
}

async function awaitState(registration, state) {
  for (let i = 0; i < 240; i++) {
    if ((await api('GET', '/v1/registrations/' + registration.id)).state === state) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  complain(`The registration ${registration.id} does not become ${state}`);
}

const account = await api('POST', '/v1/registration-accounts', { target: 'datacite', name: 'DataCite', test: true,
  baseUrl: `http://127.0.0.1:${agency.address().port}`, settings: { login: 'PRESS.TIDAL' }, secret: { value: 'password' } });
await api('PUT', `/v1/journals/${journal.id}/registration-plans`, { items: [{ account: account.id, kinds: ['article'], mode: 'confirm' }] });
const author = { role: 'author', given: 'Edith', family: 'Garrow' };
const waiting = await registered({ title: 'Waits for confirmation', contributors: [author] }, 'held');
const rejected = await registered({ title: 'Rejected ' + HOSTILE, contributors: [author] }, 'held');
await registered({ title: 'Without authors' }, 'held');
await api('POST', `/v1/registrations/${rejected.id}/attempts`);
await awaitState(rejected, 'refused');

// --- all pages, found by following links

const pages = new Map(); // path -> kind of the page
/** Returns the kind of a page: its path without ids and numbers, and without its query. */
const kindOf = path => path.replace(/\?.*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/\/\d+(?=\/|$)/g, '/n').slice(1).replaceAll('/', '-');

async function crawl() {
  const page = await signedIn({ javaScriptEnabled: false });
  const queue = ['/desk', `/desk/articles/${hostile.id}`];
  const seen = new Set(queue);
  const counts = new Map();
  while (queue.length) {
    const path = queue.shift();
    const answer = await page.goto(base + path).catch(error => {
      if (!error.message.includes('Download is starting')) {
        complain(`${path}: ${error.message.split('\n')[0]}`);
      }
      return null;
    });
    if (!answer) {
      continue; // The address is a download.
    }
    if (answer.status() !== 200) {
      complain(`${path} returns ${answer.status()}`);
      continue;
    }
    if (!path.startsWith('/desk')) {
      continue;
    }
    const html = await answer.text();
    const kind = kindOf(path);
    if (!pages.has(kind)) {
      pages.set(kind, path);
      writeFileSync(join(output, 'html', kind + '.html'), html);
    }
    const bytes = gzipSync(html).length;
    if (bytes > MAX_PAGE_BYTES) {
      complain(`${path} has ${bytes} compressed bytes`);
    }
    const targets = await page.evaluate(() => [...document.querySelectorAll('a[href], link[href], script[src], form[method=get]')]
      .map(each => each.href || each.src || each.action)
      .concat([...document.querySelectorAll('form[method=post]')].map(each => each.action).filter(each => !/sign-out|sign-in/.test(each))));
    for (const target of targets) {
      const { origin, pathname, search } = new URL(target);
      const to = pathname + search;
      const like = kindOf(to);
      // Three pages of each kind are enough, for example of articles.
      if (origin === base && !seen.has(to) && !/[?&]lang=/.test(search) && (counts.get(like) ?? 0) < 3 && (pathname.startsWith('/desk') || (counts.get('other') ?? 0) < 12)) {
        seen.add(to);
        const group = pathname.startsWith('/desk') ? like : 'other';
        counts.set(group, (counts.get(group) ?? 0) + 1);
        queue.push(to);
      }
    }
  }
  await page.context().close();
  console.log(`${seen.size} addresses, ${pages.size} kinds of pages (${seconds()})`);
}
await crawl();
for (const kind of ['desk', 'desk-articles', 'desk-articles-new', 'desk-articles-id', 'desk-articles-id-title', 'desk-articles-id-files',
  'desk-articles-id-matches', 'desk-articles-id-parts', 'desk-articles-id-history', 'desk-articles-id-publish', 'desk-imports', 'desk-registration', 'desk-issues',
  'desk-issues-id', 'desk-issues-id-publish', 'desk-journals', 'desk-journals-id-identity', 'desk-journals-id-sections', 'desk-people', 'desk-people-id', 'desk-keys', 'desk-keys-id']) {
  if (!pages.has(kind)) {
    complain(`No link leads to a page ${kind}`);
  }
}
pages.set('desk-articles-id-hostile', `/desk/articles/${hostile.id}/contributors`);
pages.set('desk-registration-refused', '/desk/registration?state=refused');
pages.set('desk-not-found', '/desk/articles/unknown');

const modes = [
  { name: 'light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'rtl', viewport: { width: 1024, height: 800 }, colorScheme: 'light', language: 'ar' },
  { name: 'narrow', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
];

async function look(page, mode, kind, path) {
  page.here = `${kind} (${mode.name})`;
  await page.goto(base + path + (mode.language ? (path.includes('?') ? '&' : '?') + 'lang=' + mode.language : ''));
  const state = await page.evaluate(() => ({
    attacked: window.attacked,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    widest: [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 3).map(each => each.tagName + '.' + each.className).join(' '),
    direction: document.documentElement.dir,
    ids: [...document.querySelectorAll('[id]')].map(each => each.id).filter((id, i, all) => all.indexOf(id) !== i),
    headings: document.querySelectorAll('h1').length,
    messages: /\bdesk[A-Z]\w+/.exec(document.body.innerText)?.[0],
  }));
  if (state.attacked) {
    complain(`${page.here} runs a script of a record`);
  }
  if (state.wide > 0) {
    complain(`${page.here} is ${state.wide} px wider than the window: ${state.widest}`);
  }
  if (mode.language && state.direction !== 'rtl' || state.ids.length || state.headings !== 1 || state.messages) {
    complain(`${page.here} has the direction ${state.direction}, ${state.headings} h1, repeated ids ${state.ids} and untranslated texts ${state.messages}`);
  }
  // The policy of the page does not apply to scripts evaluated by the test.
  await page.evaluate(axe + ';0');
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  }));
  for (const violation of violations) {
    const { target, failureSummary } = violation.nodes[0];
    complain(`${page.here} axe ${violation.id} ×${violation.nodes.length}: ${target.join(' ')} — ${failureSummary.split('\n')[1]?.trim()}`);
  }
  await page.screenshot({ path: join(output, 'screenshots', `${kind}-${mode.name}.png`), fullPage: true });
}
await Promise.all([0, 1].map(async half => {
  for (const mode of modes.filter((each, i) => i % 2 === half)) {
    const page = await signedIn({ viewport: mode.viewport, colorScheme: mode.colorScheme });
    for (const [kind, path] of pages) {
      await look(page, mode, kind, path);
    }
    await page.context().close();
  }
}));
console.log(`${pages.size * modes.length} views (${seconds()})`);

// --- tasks

/** Presses Tab until the element that the selector names has the focus. */
async function tabTo(page, selector) {
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(wanted => {
      const { activeElement: element } = document;
      const { top, bottom, width } = element.getBoundingClientRect();
      return { isWanted: element.matches(wanted), name: element.outerHTML.slice(0, 80),
        isSeen: width > 0 && bottom > 0 && top < innerHeight, outline: parseFloat(getComputedStyle(element).outlineWidth) };
    }, selector);
    if (!focus.isSeen || !(focus.outline >= 2)) {
      complain(`The focus is not visible on ${focus.name} at ${page.url()}`);
    }
    if (focus.isWanted) {
      return;
    }
  }
  throw new Error(`The keyboard does not reach ${selector} at ${page.url()}`);
}

async function press(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

const idOf = page => /articles\/([0-9a-f-]{36})/.exec(page.url())[1];
const stored = id => api('GET', '/v1/articles/' + id);
const named = pointer => `[name="${pointer}"]`;

/** S2: writes and publishes an article with the keyboard only. */
async function byKeyboard() {
  const page = await signedIn();
  await press(page, 'a[href="/desk/articles/new"]');
  await type(page, named('/title'), 'Whose mud is it?');
  await press(page, 'main button.main');
  const id = idOf(page);
  await press(page, `a[href$="${id}/contributors"]`);
  await press(page, 'button[value="add:/contributors"]');
  await type(page, named('/contributors/0/given'), 'Edith');
  await type(page, named('/contributors/0/family'), 'Garrow');
  await type(page, named('/contributors/0/affiliations'), 'Museum of the Tideline, Whitby');
  await press(page, '.save button.main');
  await press(page, 'nav.sections a[href$="/abstract"]');
  await type(page, named('/abstract'), 'The mud is ours.');
  await type(page, named('/keywords'), 'mud');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+s')]);
  await press(page, `a[href="/desk/articles/${id}"]`);
  await press(page, 'a[href$="/publish"]');
  await press(page, 'button[value=now]');
  const article = await stored(id);
  expect([article.status, article.title, article.abstract, article.keywords, article.contributors[0].family],
    ['published', 'Whose mud is it?', 'The mud is ours.', ['mud'], 'Garrow'], 'By keyboard');
  await page.context().close();
}

/** S3: writes, corrects and publishes an article without scripts. */
async function withoutScripts() {
  const page = await signedIn({ javaScriptEnabled: false });
  await page.click('a[href="/desk/articles/new"]');
  await page.fill(named('/title'), 'Reply without scripts');
  await page.click('main button.main');
  const id = idOf(page);
  await page.click('main a[href$="/publish"]');
  await page.click('button[value=now]');
  await page.click('.tasks a[href$="/title"]');
  await page.fill(named('/title'), 'Reply without any scripts');
  await page.click('.save button.main');
  await page.goto(`${base}/desk/articles/${id}/publish`);
  expect(await page.locator('ins').allTextContents(), ['Added: any '], 'Changes of the title');
  await page.selectOption('#kind', 'correction');
  await page.fill('#note', 'The title was wrong.');
  await page.click('button[value=now]');
  const article = await stored(id);
  expect([article.version, article.title], [2, 'Reply without any scripts'], 'Without scripts');
  await page.context().close();
}

/** S4 and S5: two editors change different fields of a form at the same time, then the same field. */
async function twoEditors() {
  const other = await api('POST', '/v1/api-keys', { name: 'Ines ' + Date.now(), role: 'editor', journals: [journal.id] });
  const { id } = await draftOf({ title: 'Two editors', abstract: 'The mud of Whitby.' });
  const [mine, theirs] = [await signedIn(), await signedIn({}, other.secret ?? other.key)];
  for (let round = 0; round < 5; round++) {
    await Promise.all([mine, theirs].map(page => page.goto(`${base}/desk/articles/${id}/abstract`)));
    await mine.fill(named('/abstract'), `The mud of Whitby, ${round}.`);
    await theirs.fill(named('/keywords'), `mud\n${round}`);
    await Promise.all([mine, theirs].map(page => page.click('.save button.main')));
    const { abstract, keywords } = await stored(id);
    expect([abstract, keywords], [`The mud of Whitby, ${round}.`, ['mud', String(round)]], 'Two editors');
  }
  await Promise.all([mine, theirs].map(page => page.goto(`${base}/desk/articles/${id}/abstract`)));
  await theirs.fill(named('/abstract'), 'The mud of Ribe.');
  await theirs.click('.save button.main');
  await mine.fill(named('/abstract'), 'The blue mud of Whitby.');
  await mine.click('.save button.main');
  expect(await mine.locator('.three h3').count(), 3, 'Texts of a conflict');
  await mine.screenshot({ path: join(output, 'screenshots', 'conflict.png'), fullPage: true });
  await mine.fill(named('/abstract'), 'The blue mud of Ribe.');
  await mine.click('.save button.main');
  expect((await stored(id)).abstract, 'The blue mud of Ribe.', 'A conflict');
  await Promise.all([mine, theirs].map(page => page.context().close()));
}

/** S7: an invalid field does not prevent other fields from being saved, and its message is next to it. */
async function invalidFields() {
  const page = await signedIn();
  const { id } = await draftOf({ title: 'Wrong fields', contributors: [{ role: 'author', family: 'Lin' }] });
  await page.goto(`${base}/desk/articles/${id}/contributors`);
  await page.fill(named('/contributors/0/orcid'), '0000-0002-1825-0098');
  await page.fill(named('/correspondence'), 'Bowen Lin, Whitby');
  await page.click('.save button.main');
  expect(await page.evaluate(() => document.activeElement.className), 'summary', 'The focus after an error');
  expect(await page.locator(named('/contributors/0/orcid')).getAttribute('aria-invalid'), 'true', 'An invalid ORCID iD');
  expect(await page.inputValue(named('/contributors/0/orcid')), '0000-0002-1825-0098', 'The invalid text');
  expect((await stored(id)).correspondence, 'Bowen Lin, Whitby', 'The valid field');
  await page.locator('.summary a').first().click();
  expect(await page.evaluate(() => document.activeElement.name), '/contributors/0/orcid', 'The link to the field');
  await page.context().close();
}

/** S8 and S9: pastes names, affiliations and references, and accepts the parts of the references. */
async function pastedLists() {
  const page = await signedIn();
  const { id } = await draftOf({ title: 'Pasted lists' });
  await page.goto(`${base}/desk/articles/${id}/contributors`);
  await page.click('details.paste summary');
  await page.fill('#paste-names', 'Edith Garrow1*, Bowen Lin1,2 and N. Okafor2');
  await page.fill('#paste-affiliations', '1 Museum of the Tideline, Whitby\n2 Institute of Mud, Ribe');
  await page.click('button[value="paste:/contributors"]');
  await page.click('button[value="up:/contributors/2"]');
  await page.click('.save button.main');
  const { contributors } = await stored(id);
  expect(contributors.map(each => [each.family, each.affiliations.length]), [['Garrow', 1], ['Okafor', 1], ['Lin', 2]], 'Pasted names');
  await page.goto(`${base}/desk/articles/${id}/references`);
  await page.click('details.paste summary');
  const works = Array.from({ length: 60 }, (_, i) => `${i + 1}. Okafor N, Reyes P. Tidal fish traps of the north. Journal of Tidal Archaeology. ${1960 + i};43(5):${i + 1}-${i + 9}.`);
  await page.fill('#paste-references', works.join('\n'));
  await page.click('button[value="paste:/references"]');
  await page.click('.save button.main');
  expect((await stored(id)).references.length, 60, 'Pasted references');
  await page.click('a[href$="/parts"]');
  await page.screenshot({ path: join(output, 'screenshots', 'parts.png'), fullPage: true });
  for (const box of await page.locator('[name=key]').all()) {
    await box.check();
  }
  await page.click('.save button.main');
  expect((await stored(id)).references.filter(each => each.partsFrom === 'suggestion').length, 50, 'Accepted parts');
  await page.context().close();
}

/** Uploads, describes and downloads a file. */
async function uploadedFile() {
  const page = await signedIn();
  const { id } = await draftOf({ title: 'Uploaded file' });
  await page.goto(`${base}/desk/articles/${id}/files`);
  await page.setInputFiles('#upload', { name: 'reeds of Whitby.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
  await page.click('.upload button');
  await page.fill(named('/files/0/label'), 'Reeds');
  await page.click('.save button.main');
  expect((await stored(id)).files.map(each => [each.name, each.label]), [['reeds of Whitby.csv', 'Reeds']], 'An uploaded file');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.files a')]);
  expect(readFileSync(await download.path(), 'utf8'), 'a,b\n1,2\n', 'The download');
  await page.context().close();
}

/** Creates, uses, replaces and revokes a key without scripts. */
async function keyOfAnEditor() {
  const page = await signedIn({ javaScriptEnabled: false });
  const create = async () => {
    await page.click('.save button.main');
    return page.inputValue('#secret');
  };
  await page.goto(base + '/desk/keys');
  await page.fill('#name', 'Key of an editor');
  await page.check('[name=role][value=some]');
  await page.check(`[name=journals][value="${journal.id}"]`);
  const old = await create();
  await page.screenshot({ path: join(output, 'screenshots', 'key.png'), fullPage: true });
  writeFileSync(join(output, 'html', 'key.html'), await page.content());
  const { id } = await api('GET', '/v1/me', undefined, old);
  await page.goto(`${base}/desk/keys/${id}`);
  await page.click('main a.button');
  const replaced = await create();
  await page.click('button[value=revoke]');
  const status = async token => (await fetch(base + '/v1/me', { headers: { Authorization: 'Bearer ' + token } })).status;
  expect([await status(old), await status(replaced)], [401, 200], 'A replaced key');
  await page.context().close();
}

/** Two administrators change different settings of a journal at the same time. */
async function journalSettings() {
  const [mine, theirs] = [await signedIn(), await signedIn({ javaScriptEnabled: false })];
  await Promise.all([mine, theirs].map(page => page.goto(`${base}/desk/journals/${journal.id}/policies`)));
  await theirs.fill(named('/policies/charges'), 'None.');
  await theirs.click('.save button.main');
  await mine.fill(named('/policies/archiving'), 'CLOCKSS.');
  await Promise.all([mine.waitForNavigation(), mine.keyboard.press('Control+s')]);
  const { policies } = await api('GET', '/v1/journals/' + journal.id);
  expect([policies.charges, policies.archiving], ['None.', 'CLOCKSS.'], 'Settings of a journal');
  await Promise.all([mine, theirs].map(page => page.context().close()));
}

/** S11: orders the articles of an issue with the keyboard while another editor adds an article, and undoes a change. */
async function board() {
  const page = await signedIn();
  const made = await api('POST', '/v1/issues', { journal: journal.id, volume: 'B' + Date.now() });
  const [first, second] = [await draftOf({ title: 'First', issue: made.id }), await draftOf({ title: 'Second', issue: made.id })];
  const order = async () => (await api('GET', `/v1/issues/${made.id}/contents`)).sections.flatMap(each => each.articles.map(article => article.title));
  await page.goto(`${base}/desk/issues/${made.id}`);
  await press(page, `button[value="up:${second.id}"]`);
  expect(await order(), ['Second', 'First'], 'The order');
  await draftOf({ title: 'Third', issue: made.id });
  await press(page, `button[value="up:${first.id}"]`);
  expect(await order(), ['Second', 'First', 'Third'], 'The order that another editor has changed');
  await press(page, `button[value="up:${first.id}"]`);
  expect(await order(), ['First', 'Second', 'Third'], 'The repeated change');
  await api('PATCH', `/v1/articles/${first.id}`, { title: 'Changed' }, key, 'application/merge-patch+json');
  await page.goto(`${base}/desk/articles/${first.id}/history`);
  await page.click('.history .acts a');
  await page.click('main button.main');
  expect((await stored(first.id)).title, 'First', 'The undone change');
  await page.context().close();
}

/** Confirms a registration with the keyboard, and follows the link to the field that the registration service rejects. */
async function registrations() {
  const page = await signedIn();
  await press(page, 'a[href="/desk/registration"]');
  await page.goto(`${base}/desk/registration?record=${waiting.record}`);
  await press(page, 'main .row button');
  await awaitState(waiting, 'refused');
  await page.goto(`${base}/desk/registration?state=refused`);
  expect(await page.locator('main .row').count(), 2, 'Rejected registrations');
  await press(page, `.row:has(form[action*="${waiting.id}"]) li a`);
  expect(page.url(), `${base}/desk/articles/${waiting.record}/contributors#f-contributors`, 'The field to correct');
  await page.context().close();
}

for (const task of [byKeyboard, withoutScripts, twoEditors, invalidFields, pastedLists, uploadedFile, board, registrations, journalSettings, keyOfAnEditor]) {
  const start = Date.now();
  await task().catch(error => complain(`${task.name}: ${error.message.split('\n').slice(0, 3).join(' ')}`));
  console.log(`${task.name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
agency.close();
for (const line of wrong) {
  console.log('WRONG ' + line);
}
console.log(`${wrong.size} wrong (${seconds()})`);
process.exitCode = wrong.size ? 1 : 0;
