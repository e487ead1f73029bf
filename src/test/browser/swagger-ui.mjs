// Uses Swagger UI like an editor and prints the displayed results, one JSON object per line:
//   {"operation": "createArticle", "code": "201"} …, and at the end {"hosts": ["127.0.0.1:8080"]}
//
//   node swagger-ui.mjs <url of the service> <key> <folder of playwright-core> <browser> [<folder for pictures>]
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [url, key, library, browserPath, pictures] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(library);

const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
page.setDefaultTimeout(120_000);
const hosts = new Set();
page.on('request', request => {
  const { protocol, host } = new URL(request.url());
  if (protocol !== 'data:' && protocol !== 'blob:') {
    hosts.add(host);
  }
});

const print = line => console.log(JSON.stringify(line));
let count = 0;

async function authorize() {
  const begin = Date.now();
  await page.goto(url + '/docs');
  await page.locator('.opblock-tag').first().waitFor();
  print({ firstTagAfterMilliseconds: Date.now() - begin, tags: await page.locator('.opblock-tag').evaluateAll(
    tags => tags.map(tag => tag.dataset.tag)) });
  if (await page.locator('.opblock').count()) {
    throw new Error('The operations are not collapsed.');
  }
  // Readers need no key, so the contract that is displayed first has no operation that requires one.
  await page.locator('#contract').selectOption('editors');
  await page.locator('.opblock-tag[data-tag="Publishing"]').waitFor();
  await page.locator('.auth-wrapper .authorize').click();
  await page.locator('.modal-ux input').fill(key);
  await page.locator('.modal-ux button.authorize').click();
  await page.locator('.modal-ux button.btn-done').click();
  // Open all tags, which are collapsed at first.
  while (await page.locator('.opblock-tag[data-is-open="false"]').count()) {
    await page.locator('.opblock-tag[data-is-open="false"]').first().click();
  }
}

/** Opens an operation, replaces the default values if values are given, executes it, and returns the displayed body. */
async function execute(operation, { id, body } = {}) {
  const block = page.locator(`.opblock[id$="-${operation}"]`);
  if (!(await block.getAttribute('class')).includes('is-open')) {
    await block.locator('.opblock-summary-control').click();
  }
  if (id) {
    await block.locator('tr[data-param-name="id"] input').fill(id);
  }
  if (body) {
    await block.locator('textarea.body-param__text').fill(JSON.stringify(body, null, 2));
  }
  const answered = page.waitForResponse(response => response.url().startsWith(url + '/v1/'));
  await block.locator('button.execute').click();
  await (await answered).finished();
  const shown = block.locator('.live-responses-table .response');
  const code = (await shown.locator('.response-col_status').innerText()).trim().split(/\s/)[0];
  const text = shown.locator('.response-col_description .highlight-code pre').first();
  const content = (await text.count()) ? await text.innerText() : '';
  if (pictures) {
    count += 1;
    await page.screenshot({ path: join(pictures, `${String(count).padStart(2, '0')}-${operation}.png`) });
  }
  await block.locator('.opblock-summary-control').click();
  print({ operation, code });
  return content;
}


await authorize();
const first = JSON.parse(await execute('createArticle'));
const { id, issue, section } = JSON.parse(await execute('createArticle'));
if (id === first.id) {
  throw new Error('Executed twice, it made one article.');
}
await execute('replaceContents', {
  id: issue.id,
  body: { sections: [{ section: section.id, articles: [id, first.id] }] },
});
await execute('publishArticle', { id });
await execute('patchArticle', { id, body: { title: 'Withies: how boats find the channel' } });
await execute('publishArticle', { id, body: { kind: 'correction', note: 'The title was wrong.' } });
await execute('withdrawArticle', { id });
await execute('reinstateArticle', { id });
await execute('retractArticle', { id });
// These operations return no body or a redirect.
await execute('deleteArticle');
await execute('getCurrentIssue');
print({ hosts: [...hosts] });
await browser.close();
