// Reads published records with the package @offprint/client. Uses only web-standard objects, so that the same function runs
// in Node.js, Deno, Bun and workerd, the runtime of Cloudflare Workers. Run publish.ts before, which publishes an article.
//
//   node runtimes.mjs      with the URLs of the service and of later.mjs in OFFPRINT_URL and OFFPRINT_LATER_URL
//   workerd test …         calls the exported handler, which receives the URLs as bindings
import { changes, createOffprint, etagCache, items, Problem, retrying, unwrap } from '@offprint/client';
import { verifyWebhook } from '@offprint/client/webhooks';

function check(condition, shown) {
  if (!condition) {
    throw new Error(JSON.stringify(shown));
  }
}

/** Example of the specification Standard Webhooks. */
const WEBHOOK = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: '{"test": 2432232314}',
  now: 1614265330,
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};

async function readRecords({ OFFPRINT_URL, OFFPRINT_LATER_URL }) {
  const statuses = [];
  const offprint = createOffprint({
    baseUrl: OFFPRINT_URL,
    fetch: retrying({
      fetch: async request => {
        const response = await fetch(request);
        statuses.push(response.status);
        return response;
      },
    }),
  });
  offprint.use(etagCache());

  const slugs = [];
  for await (const article of items(offprint, offprint.GET('/v1/articles', { params: { query: { limit: 1 } } }))) {
    slugs.push(article.slug);
  }
  check(slugs.length > 0, slugs);

  const query = { include: ['metrics', 'references'] };
  statuses.length = 0;
  for (let i = 0; i < 2; i++) {
    const article = await unwrap(offprint.GET('/v1/articles/{id}', { params: { path: { id: slugs[0] }, query } }));
    check(article.slug === slugs[0] && article.included.references.total >= 0, article);
  }
  check(statuses.join() === '200,304', statuses);

  const batch = await unwrap(offprint.POST('/v1/articles/batch-get', { body: { articles: [...slugs, 'none'] } }));
  check(batch.items.length === slugs.length && batch.missing.length === 1, batch);

  const problem = await unwrap(offprint.GET('/v1/articles/{id}', { params: { path: { id: 'none' } } })).catch(e => e);
  check(problem instanceof Problem && problem.document.type === '/problems/not-found', problem);

  let count = 0;
  for await (const page of changes(offprint, { limit: 2, wait: 0 })) {
    count += page.items.length;
  }
  check(count > 0, count);
  const signal = AbortSignal.timeout(200);
  const aborted = await changes(offprint, { after: '999999999', signal }).next().catch(e => e);
  check(aborted.name === 'TimeoutError', aborted);

  const { secret, headers, body, now } = WEBHOOK;
  check((await verifyWebhook(secret, headers, body, { now })).test === 2432232314, 'webhook');
  check((await verifyWebhook(secret, headers, body + ' ', { now }).catch(e => e)) instanceof Error, 'forged webhook');

  const later = createOffprint({ baseUrl: OFFPRINT_LATER_URL });
  const article = await unwrap(later.GET('/v1/articles/{id}', { params: { path: { id: slugs[0] } } }));
  check(article.type === 'value-of-a-later-version' && 'memberOfALaterVersion' in article, article);
  return `read ${slugs.length} articles and ${count} changes`;
}

export default {
  async test(controller, bindings) {
    console.log('workerd: ' + (await readRecords(bindings)));
  },
};

if (globalThis.process?.env.OFFPRINT_URL && globalThis.navigator?.userAgent !== 'Cloudflare-Workers') {
  const name = globalThis.Deno ? 'Deno' : globalThis.Bun ? 'Bun' : 'Node.js';
  console.log(`${name}: ${await readRecords(process.env)}`);
}
