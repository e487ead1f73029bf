// Browser part of sign-in.sh. Prints each step after it has succeeded, and stops at the first failure.
const { chromium } = require('playwright-core');
const assert = require('node:assert/strict');
const fs = require('node:fs');

const { ORIGIN, ADMIN_KEY, PASSWORD } = process.env;
const pictures = process.argv[2];
const LONG = 60_000;

const admin = (path, method = 'GET', body = undefined) =>
  fetch(ORIGIN + path, {
    method,
    headers: { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });

/** Opens an operation in Swagger UI, fills in its parameters, executes it, and returns status and body of the response. */
async function execute(page, tag, operation, parameters) {
  await page.goto(`${ORIGIN}/docs/#/${tag}/${operation}`);
  await page.reload();
  const block = page.locator(`#operations-${tag}-${operation}`);
  await block.locator('.opblock-body').waitFor({ timeout: LONG });
  for (const [name, value] of Object.entries(parameters)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  const answered = page.waitForResponse(
    (response) => response.request().method() !== 'GET' && response.url().startsWith(`${ORIGIN}/v1/`), { timeout: LONG });
  await block.locator('button.execute').click();
  const response = await answered;
  await block.locator('.responses-table.live-responses-table').waitFor({ timeout: LONG });
  const shown = await block.locator('.live-responses-table tbody .response-col_status').first().innerText();
  assert.match(shown, new RegExp(String(response.status())));
  return { status: response.status(), body: await response.json().catch(() => null) };
}

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(LONG);
    const bar = page.locator('#offprint-sign-in');

    await page.goto(`${ORIGIN}/docs/`);
    await bar.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(/\/realms\/journals\/protocol\/openid-connect\/auth/);
    console.log('the link at /docs opens Keycloak');
    await page.fill('#username', 'ines');
    await page.fill('#password', PASSWORD);
    await page.click('#kc-login');
    await page.waitForURL(`${ORIGIN}/docs**`);
    await bar.getByText('Signed in as Ines Moreau, no rights yet').waitFor();
    console.log('signed in, without rights');

    const cookie = (await context.cookies(ORIGIN)).find((each) => each.name === '__Host-offprint-session');
    assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Lax');
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.deepEqual((await context.cookies(ORIGIN)).map((each) => each.name), ['__Host-offprint-session']);
    console.log('one cookie, which scripts cannot read');

    assert.equal((await execute(page, 'Articles', 'createArticle', {})).status, 403);
    console.log('without rights, creating an article is forbidden');

    const people = await (await admin('/v1/people')).json();
    const ines = people.items.find((each) => each.name === 'Ines Moreau');
    const journals = await (await admin('/v1/journals')).json();
    const journal = journals.items.find((each) => each.slug === 'tidal-archaeology').id;
    const given = await admin(`/v1/people/${ines.id}/rights`, 'PUT', { role: 'editor', journals: [journal] });
    assert.equal(given.status, 200);
    console.log('an admin granted rights for one journal');

    const made = await execute(page, 'Articles', 'createArticle', {});
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await bar.getByText('Signed in as Ines Moreau, editor').waitFor();
    console.log(`created article ${made.body.id} in Swagger UI`);
    const published = await execute(page, 'Publishing', 'publishArticle', { id: made.body.id, 'If-Match': '*' });
    assert.equal(published.status, 200, JSON.stringify(published.body));
    assert.equal((await fetch(`${ORIGIN}/v1/articles/${made.body.id}`)).status, 200);
    await page.screenshot({ path: `${pictures}/published.png` });
    console.log('published the article in Swagger UI; readers can see it');
    const history = await (await admin(`/v1/articles/${made.body.id}/history`)).json();
    assert.equal(history.items[0].by, 'Ines Moreau');
    console.log('the history of the article names the editor');

    const other = await context.newPage();
    await other.goto('data:text/html,<form method=post action="' + ORIGIN + '/sign-out"><button>Go</button></form>');
    await other.click('button');
    await other.waitForLoadState();
    await other.close();
    await page.reload();
    await bar.getByText('Signed in as Ines Moreau, editor').waitFor();
    console.log('another site cannot sign the editor out');

    await bar.getByRole('button', { name: 'Sign out' }).click();
    await bar.getByRole('link', { name: 'Sign in' }).waitFor();
    assert.equal((await execute(page, 'Articles', 'createArticle', {})).status, 401);
    console.log('signed out; creating an article requires credentials again');
  } finally {
    await browser.close();
  }
})().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
