// Tests of the package without a service. A fetch function returns the prepared responses.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import { changes, createOffprint, etagCache, items, Problem, retrying, unwrap } from '@offprint/client';
import { verifyWebhook } from '@offprint/client/webhooks';

const json = (body, { status = 200, ...headers } = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Returns a client whose requests get these responses, one after the other, and the list of its requests. */
function prepared(responses, wrap = fetch => fetch) {
  const requests = [];
  const client = createOffprint({
    baseUrl: 'https://journals.example',
    fetch: wrap(async request => {
      requests.push(request);
      return responses.shift() ?? assert.fail('unexpected request for ' + request.url);
    }),
  });
  return { client, requests };
}

test('items() follows the links to the next pages', async () => {
  const { client, requests } = prepared([
    json({ items: [{ id: 'a' }, { id: 'b' }], page: { next: '/v1/articles?cursor=x%2By&limit=2' } }),
    json({ items: [{ id: 'c' }], page: {} }),
  ]);
  const ids = [];
  for await (const article of items(client, client.GET('/v1/articles', { params: { query: { limit: 2 } } }))) {
    ids.push(article.id);
  }
  assert.deepEqual(ids, ['a', 'b', 'c']);
  assert.deepEqual(requests.map(each => each.url.slice('https://journals.example'.length)), [
    '/v1/articles?limit=2',
    '/v1/articles?cursor=x%2By&limit=2',
  ]);
});

test('items() does not request pages that are not read', async () => {
  const { client, requests } = prepared([json({ items: [{ id: 'a' }], page: { next: '/v1/articles?cursor=x' } })]);
  for await (const article of items(client, client.GET('/v1/articles'))) {
    assert.equal(article.id, 'a');
    break;
  }
  assert.equal(requests.length, 1);
});

test('changes() continues at the position of the previous page and waits at the end', async () => {
  const { client, requests } = prepared([
    json({ items: [{ id: 'a' }], next: '7' }),
    json({ items: [], next: '7' }),
    json({ items: [{ id: 'b' }], next: '9' }),
  ]);
  const positions = [];
  for await (const page of changes(client, { after: '5', kind: 'article', wait: 1 })) {
    positions.push(page.next);
    if (page.next === '9') {
      break;
    }
  }
  assert.deepEqual(positions, ['7', '9']);
  assert.deepEqual(requests.map(each => new URL(each.url).searchParams.get('after')), ['5', '7', '7']);
  assert.equal(requests[0].headers.get('prefer'), 'wait=1');
});

test('changes() ends at the last change without waiting', async () => {
  const { client, requests } = prepared([json({ items: [{ id: 'a' }], next: '7' }), json({ items: [], next: '7' })]);
  let pages = 0;
  for await (const page of changes(client, { wait: 0 })) {
    pages += page.items.length;
  }
  assert.equal(pages, 1);
  assert.equal(requests[0].headers.get('prefer'), null);
});

test('changes() stops when its signal is aborted', async () => {
  const { client } = prepared([json({ items: [], next: '7' }), json({ items: [], next: '7' })]);
  const signal = AbortSignal.timeout(50);
  await assert.rejects(changes(client, { signal }).next(), { name: 'TimeoutError' });
});

test('an error response becomes a Problem', async () => {
  const { client } = prepared([
    json({ type: '/problems/not-found', title: 'Not found', status: 404, detail: 'Check the id.', later: 1 }, { status: 404 }),
    new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
  ]);
  const path = { params: { path: { id: 'x' } } };
  await assert.rejects(unwrap(client.GET('/v1/articles/{id}', path)), problem => {
    assert.ok(problem instanceof Problem);
    assert.equal(problem.status, 404);
    assert.equal(problem.document.type, '/problems/not-found');
    assert.equal(problem.message, 'Not found: Check the id.');
    return true;
  });
  await assert.rejects(unwrap(client.GET('/v1/articles/{id}', path)), { name: 'Problem', status: 502 });
});

test('retrying() repeats rejected reads after Retry-After', async () => {
  const soon = new Date(Date.now() - 1000).toUTCString();
  const { client, requests } = prepared(
    [json({}, { status: 429, 'retry-after': '0' }), json({}, { status: 503, 'retry-after': soon }), json({ version: '1' })],
    fetch => retrying({ fetch }),
  );
  assert.deepEqual(await unwrap(client.GET('/v1')), { version: '1' });
  assert.equal(requests.length, 3);
});

test('retrying() returns responses that it must not repeat', async () => {
  for (const [method, headers, attempts] of [
    ['GET', { 'retry-after': '3600' }, 1],
    ['GET', {}, 1],
    ['POST', { 'retry-after': '0' }, 1],
    ['GET', { 'retry-after': '0' }, 4],
  ]) {
    let count = 0;
    const send = retrying({ fetch: async () => (count++, new Response('', { status: 503, headers })) });
    assert.equal((await send(new Request('https://journals.example/v1', { method }))).status, 503);
    assert.equal(count, attempts, method + JSON.stringify(headers));
  }
});

test('retrying() repeats writes with an idempotency key, including their body', async () => {
  const bodies = [];
  const send = retrying({
    fetch: async request => {
      bodies.push(await request.text());
      return new Response('', { status: bodies.length === 1 ? 503 : 201, headers: { 'retry-after': '0' } });
    },
  });
  const request = new Request('https://journals.example/v1/journals', {
    method: 'POST', body: '{"a":1}', headers: { 'idempotency-key': 'k' },
  });
  assert.equal((await send(request)).status, 201);
  assert.deepEqual(bodies, ['{"a":1}', '{"a":1}']);
});

test('etagCache() revalidates stored responses', async () => {
  const { client, requests } = prepared([
    json({ version: '1' }, { etag: '"a"', 'cache-control': 'public' }),
    new Response(null, { status: 304, headers: { etag: '"a"', 'content-length': '0', 'x-request-id': '2' } }),
    json({ version: '2' }, { etag: '"b"' }),
    new Response(null, { status: 304 }),
  ]);
  client.use(etagCache());
  const versions = [];
  for (let i = 0; i < 4; i++) {
    const { data, response } = await client.GET('/v1');
    versions.push(data.version + ' ' + response.status);
  }
  assert.deepEqual(versions, ['1 200', '1 200', '2 200', '2 200']);
  assert.deepEqual(requests.map(each => each.headers.get('if-none-match')), [null, '"a"', '"a"', '"b"']);
});

test('etagCache() returns the revalidated response if it was removed during the request', async () => {
  const { client } = prepared([
    json({ version: '1' }, { etag: '"a"' }),
    json({ items: [], page: {} }, { etag: '"b"' }),
    new Response(null, { status: 304 }),
  ]);
  client.use(etagCache({ max: 1 }));
  await client.GET('/v1');
  const [, second] = await Promise.all([client.GET('/v1/journals'), client.GET('/v1')]);
  assert.deepEqual(second.data, { version: '1' });
});

test('etagCache() does not store private responses, and removes the least recently used', async () => {
  const response = () => json({}, { etag: '"a"' });
  const { client, requests } = prepared([
    json({}, { etag: '"a"', 'cache-control': 'no-store' }), response(), response(), response(), response(), response(),
  ]);
  client.use(etagCache({ max: 1 }));
  await client.GET('/v1');
  await client.GET('/v1');
  await client.GET('/v1/journals');
  await client.GET('/v1');
  await client.GET('/v1', { headers: { authorization: 'Bearer x' } });
  await client.GET('/v1');
  assert.deepEqual(requests.map(each => each.headers.get('if-none-match')), [null, null, null, null, null, '"a"']);
});

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"test": 2432232314}';
const now = 1614265330;
const signed = (change = {}) => ({
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': String(now),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ...change,
});

test('verifyWebhook() accepts the example of Standard Webhooks', async () => {
  assert.deepEqual(await verifyWebhook(SECRET, signed(), BODY, { now }), { test: 2432232314 });
  assert.deepEqual(await verifyWebhook(SECRET, new Headers(signed()), new TextEncoder().encode(BODY), { now: now + 299 }), {
    test: 2432232314,
  });
  const rotated = signed({ 'webhook-signature': 'v1,AAAA v2,x ' + signed()['webhook-signature'] });
  assert.deepEqual(await verifyWebhook(SECRET, rotated, BODY, { now }), { test: 2432232314 });
});

test('verifyWebhook() rejects changed, old and unsigned requests', async () => {
  await assert.rejects(verifyWebhook(SECRET, signed(), BODY + ' ', { now }));
  await assert.rejects(verifyWebhook(SECRET, signed(), BODY, { now: now + 301 }));
  await assert.rejects(verifyWebhook(SECRET, signed(), BODY, { now: now - 301 }));
  await assert.rejects(verifyWebhook(SECRET, signed({ 'webhook-timestamp': 'soon' }), BODY, { now }));
  await assert.rejects(verifyWebhook(SECRET, signed({ 'webhook-id': 'other' }), BODY, { now }));
  await assert.rejects(verifyWebhook(SECRET, signed({ 'webhook-signature': 'v1,%%%' }), BODY, { now }));
  await assert.rejects(verifyWebhook(SECRET, signed({ 'webhook-signature': '' }), BODY, { now }));
  await assert.rejects(verifyWebhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', signed(), BODY, { now }));
  await assert.rejects(verifyWebhook('', signed(), BODY, { now }));
});

async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, minify: true, write: false, format: 'iife',
    globalName: 'bundled', platform: 'neutral', mainFields: ['module', 'main'],
  });
  return outputFiles[0].text;
}

test('bundles contain only the functions that are imported', async () => {
  const whole = await bundle(`export * from '@offprint/client'; export * from '@offprint/client/webhooks';`);
  const webhooks = await bundle(`export { verifyWebhook } from '@offprint/client/webhooks';`);
  const retry = await bundle(`export { retrying } from '@offprint/client';`);
  assert.ok(whole.length < 16_000, whole.length + ' bytes');
  assert.ok(webhooks.length < 1_600, webhooks.length + ' bytes');
  assert.ok(retry.length < 1_600, retry.length + ' bytes');
});

test('the package requires only web-standard objects', async () => {
  const text = await bundle(`export * from '@offprint/client'; export * from '@offprint/client/webhooks';`);
  const objects = {
    AbortController, AbortSignal, Headers, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams, atob,
    clearTimeout, crypto, setTimeout, fetch: async () => json({ version: '3' }, { etag: '"a"' }),
  };
  const context = vm.createContext(objects);
  vm.runInContext(text + ';globalThis.bundled = bundled;', context);
  const client = context.bundled.createOffprint({ baseUrl: 'https://journals.example', fetch: context.bundled.retrying() });
  client.use(context.bundled.etagCache());
  assert.equal((await context.bundled.unwrap(client.GET('/v1'))).version, '3');
  assert.equal((await context.bundled.verifyWebhook(SECRET, signed(), BODY, { now })).test, 2432232314);
});

test('the sources are small', () => {
  const sources = new URL('../src/', import.meta.url);
  const lines = readdirSync(sources)
    .filter(name => name !== 'types.ts')
    .reduce((sum, name) => sum + readFileSync(new URL(name, sources), 'utf8').trimEnd().split('\n').length, 0);
  assert.ok(lines <= 300, lines + ' lines');
});
