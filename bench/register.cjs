// Browser part of register.sh. Prints each step after it has succeeded, and stops at the first failure.
const { chromium } = require('playwright-core');
const assert = require('node:assert/strict');
const fs = require('node:fs');

const { ORIGIN, ADMIN_KEY, REGISTRY } = process.env;
const pictures = process.argv[2];
const LONG = 60_000;

/** Values of the examples that had to be changed, printed at the end. */
const changed = [];

/**
 * Opens an operation in Swagger UI, applies the change to its example, fills in the parameters, executes it, and returns the
 * status and the body of the response.
 */
async function execute(page, tag, operation, parameters = {}, change = null) {
  const block = page.locator(`#operations-${tag}-${operation}`);
  await block.waitFor({ timeout: LONG });
  if (!(await block.locator('.opblock-body').isVisible())) {
    await block.locator('.opblock-summary-control').first().click();
  }
  const body = block.locator('.opblock-body');
  await body.waitFor({ timeout: LONG });
  for (const [name, value] of Object.entries(parameters)) {
    const input = body.locator(`tr[data-param-name="${name}"] input`);
    if ((await input.inputValue()) !== value) {
      changed.push(`${operation}: ${name}`);
      await input.fill(value);
    }
  }
  if (change) {
    const text = body.locator('textarea.body-param__text');
    const example = JSON.parse(await text.inputValue());
    const before = JSON.stringify(example);
    change(example);
    assert.notEqual(JSON.stringify(example), before, `${operation} needs no change: use its example unchanged`);
    await text.fill(JSON.stringify(example, null, 2));
  }
  const answered = page.waitForResponse((response) => response.url().startsWith(`${ORIGIN}/v1/`), { timeout: LONG });
  await body.locator('button.execute').click();
  const response = await answered;
  await body.locator('.live-responses-table .response-col_status').nth(1).waitFor({ timeout: LONG });
  const shown = await body.locator('.live-responses-table tbody .response-col_status').first().innerText();
  assert.match(shown, new RegExp(String(response.status())));
  const said = await response.text();
  let json = null;
  try {
    json = JSON.parse(said);
  } catch {
    // A file.
  }
  return { status: response.status(), said, body: json };
}

function expect(answer, status, what) {
  assert.equal(answer.status, status, `${what}: ${answer.said}`);
  console.log(what);
  return answer.body;
}

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  let page;
  try {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(LONG);
    await page.goto(`${ORIGIN}/docs/`);
    await page.locator('button.authorize').first().click();
    await page.locator('.modal-ux input').first().fill(ADMIN_KEY);
    await page.locator('.modal-ux button.authorize').click();
    await page.locator('.modal-ux button.btn-done').click();
    console.log('entered the key at /docs');

    const account = expect(await execute(page, 'Registration', 'createRegistrationAccount', {}, (example) => {
      example.baseUrl = REGISTRY; // local service instead of Crossref
    }), 201, 'created a Crossref test account').id;
    const check = expect(
      await execute(page, 'Registration', 'checkRegistrationAccount', { id: account }), 200, 'checked the account');
    assert.equal(check.accepted, true, check.message);

    const plans = expect(await execute(page, 'Registration', 'replaceRegistrationPlans', { 'If-Match': '*' }, (example) => {
      example.items[0].account = account;
    }), 200, 'created a plan of the example journal with the account');
    assert.equal(plans.items[0].mode, 'confirm');

    const article = expect(await execute(page, 'Articles', 'createArticle'), 201, 'created the example article');
    const minted = expect(
      await execute(page, 'Articles', 'mintArticleDoi', { id: article.id, 'If-Match': '*' }), 200, 'minted a DOI');
    expect(
      await execute(page, 'Publishing', 'publishArticle', { id: article.id, 'If-Match': '*' }), 200, 'published the article');

    let registration;
    for (let i = 0; !registration && i < 30; i++) {
      const answer = await execute(page, 'Registration', 'listArticleRegistrations', { id: article.id });
      assert.equal(answer.status, 200, answer.said);
      registration = answer.body.items[0];
      await page.waitForTimeout(500);
    }
    assert.ok(registration, 'The article has no registration');
    assert.equal(registration.state, 'held', JSON.stringify(registration));
    assert.equal(registration.hold, 'confirm', JSON.stringify(registration));
    console.log(`its registration as ${registration.identifier} waits for confirmation, as the plan requires`);
    await page.screenshot({ path: `${pictures}/waiting.png` });
    expect(
      await execute(page, 'Registration', 'letRegistrationGo', { id: registration.id }), 200, 'released the registration');

    const states = [];
    for (let i = 0; i < 60 && !states.includes('registered'); i++) {
      const answer = await execute(page, 'Registration', 'getRegistration', { id: registration.id });
      assert.equal(answer.status, 200, answer.said);
      registration = answer.body;
      if (states.at(-1) !== registration.state) {
        states.push(registration.state);
        console.log(`state: ${registration.state}`);
      }
      await page.waitForTimeout(2_000);
    }
    assert.equal(registration.state, 'registered', JSON.stringify(registration));
    assert.equal(registration.differs, false);
    assert.equal(registration.registered.version, 1);
    await page.screenshot({ path: `${pictures}/registered.png` });
    const attempts = expect(
      await execute(page, 'Registration', 'listRegistrationAttempts', { id: registration.id }), 200, 'listed its attempts');
    assert.equal(attempts.items[0].outcome, 'registered');
    const file = await execute(
      page, 'Registration', 'getRegistrationAttemptPayload', { id: registration.id, number: '1' });
    expect(file, 200, 'read the sent file');
    assert.ok(file.said.includes(`<doi>${minted.doi}</doi>`), file.said);
    const differences = expect(
      await execute(page, 'Registration', 'getRegistrationDifferences', { id: registration.id }), 200, 'found no differences');
    assert.deepEqual(differences.items, []);
    assert.equal(await (await fetch(`${REGISTRY}/count`)).text(), '1 1');
    console.log(`values that had to be entered: ${[...new Set(changed)].join(', ')}`);
  } catch (failure) {
    await page?.screenshot({ path: `${pictures}/failed.png` });
    throw failure;
  } finally {
    await browser.close();
  }
})().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
