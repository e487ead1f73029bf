import type { Middleware } from 'openapi-fetch';

type CachedResponse = { etag: string; body: ArrayBuffer; headers: [string, string][] };

/**
 * Returns a middleware that stores responses with an `ETag` and revalidates them, so that unchanged responses are not
 * transferred again. Requests with credentials are not cached. Not needed in browsers, which have a cache of their own.
 *
 * @param options.max maximum number of responses; the least recently used response is removed first
 */
export function etagCache({ max = 500 }: { max?: number } = {}): Middleware {
  const cache = new Map<string, CachedResponse>();
  // By the options of each request, because a different response can be stored or removed during the request.
  const revalidated = new WeakMap<object, CachedResponse>();
  const skips = (request: Request) => request.method !== 'GET' || request.headers.has('authorization');
  const key = (request: Request) =>
    [request.url, request.headers.get('accept'), request.headers.get('accept-language')].join('\n');
  return {
    onRequest({ request, options }) {
      const cached = skips(request) ? undefined : cache.get(key(request));
      if (cached) {
        revalidated.set(options, cached);
        request.headers.set('if-none-match', cached.etag);
      }
    },
    async onResponse({ request, response, options }) {
      if (skips(request)) return;
      const name = key(request);
      const cached = revalidated.get(options);
      if (response.status === 304 && cached) {
        cache.delete(name);
        cache.set(name, cached);
        const headers = new Headers(cached.headers);
        response.headers.forEach((value, header) => {
          // A 304 response has no body, so these headers do not describe the cached body.
          if (!/^(content-|transfer-)/.test(header)) {
            headers.set(header, value);
          }
        });
        return new Response(cached.body, { status: 200, headers });
      }
      const etag = response.headers.get('etag');
      if (response.status === 200 && etag && !/no-store/.test(response.headers.get('cache-control') ?? '')) {
        const body = await response.clone().arrayBuffer();
        cache.delete(name);
        cache.set(name, { etag, body, headers: [...response.headers] });
        if (cache.size > max) {
          cache.delete(cache.keys().next().value ?? name);
        }
      }
    },
  };
}
