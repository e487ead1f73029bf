import type { Client } from 'openapi-fetch';
import { unwrap, type Answer } from './problem.js';
import { pause } from './retry.js';
import type { components } from './types.js';

/** Page of any list of the service. */
export interface Page<T> {
  items: T[];
  page: { next?: string };
}

export type RequestOptions = { headers?: Record<string, string>; signal?: AbortSignal };

type AnyClient = Client<any>;

/**
 * Returns the items of all pages of a list. Requests each page after the items of the previous page have been read.
 *
 * @param first response with the first page, for example `client.GET('/v1/articles')`
 * @param options headers and signal for the requests for the following pages
 */
export async function* items<T>(
  client: AnyClient,
  first: Answer<Page<T>> | Promise<Answer<Page<T>>>,
  options: RequestOptions = {},
): AsyncGenerator<T, void, undefined> {
  let page = await unwrap(first);
  for (;;) {
    yield* page.items;
    if (page.page.next === undefined) {
      return;
    }
    page = await unwrap<Page<T>>(client.GET(page.page.next, options));
  }
}

export interface ChangeOptions extends RequestOptions {
  /** Position that was returned as `next`. By default, the feed starts with the first change. */
  after?: string;
  journal?: string;
  kind?: string;
  /** Maximum number of changes per page. */
  limit?: number;
  /** Seconds for which a request waits for a change (at most 60). With 0, the iteration ends after the last change. */
  wait?: number;
}

/**
 * Returns pages of changes, and waits for new changes at the end of the feed. Store `next` of each page after processing
 * its changes, and continue there with `after`.
 */
export async function* changes(
  client: AnyClient,
  { after, journal, kind, limit, wait = 30, headers, signal }: ChangeOptions = {},
): AsyncGenerator<components['schemas']['ChangePage'], void, undefined> {
  let position = after;
  for (;;) {
    const started = Date.now();
    const page: components['schemas']['ChangePage'] = await unwrap(
      client.GET('/v1/changes', {
        params: { query: { after: position, journal, kind, limit } },
        headers: { ...headers, ...(wait > 0 ? { Prefer: `wait=${wait}` } : {}) },
        ...(signal ? { signal } : {}),
      }),
    );
    position = page.next;
    if (page.items.length > 0) {
      yield page;
    } else if (wait <= 0) {
      return;
    } else if (Date.now() - started < 1000) {
      // The service does not wait if too many clients are waiting already.
      await pause(Math.min(wait, 5) * 1000, signal);
    }
  }
}
