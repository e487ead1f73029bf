import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './types.js';

export type { components, operations, paths } from './types.js';
export { etagCache } from './cache.js';
export { changes, items, type ChangeOptions, type Page, type RequestOptions } from './lists.js';
export { Problem, unwrap, type Answer, type ProblemDocument } from './problem.js';
export { retrying, type RetryOptions } from './retry.js';

export interface OffprintOptions extends ClientOptions {
  /** URL of the service, for example `https://journals.example`. */
  baseUrl: string;
  /** API key. Without a key, the client reads published records. */
  key?: string | undefined;
}

/**
 * Creates a client of a service. `Paths` are the types of its operations, by default those of the contract for readers.
 */
export function createOffprint<Paths extends {} = paths>({ key, ...options }: OffprintOptions): Client<Paths> {
  const client = createClient<Paths>(options);
  if (key !== undefined) {
    client.use({
      onRequest({ request }) {
        request.headers.set('authorization', `Bearer ${key}`);
      },
    });
  }
  return client;
}
