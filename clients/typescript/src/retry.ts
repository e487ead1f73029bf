import { retryAfter } from './problem.js';

export interface RetryOptions {
  /** Maximum number of attempts, including the first. */
  attempts?: number;
  /** Maximum number of seconds to wait before an attempt. If the service requests more, its response is returned. */
  maxWait?: number;
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Returns a `fetch` function for `createOffprint` that repeats requests after 429 (Too Many Requests) and 503 (Service
 * Unavailable), after the time in `Retry-After`. Repeats only reads and requests with an `Idempotency-Key`.
 */
export function retrying(options: RetryOptions = {}): (request: Request) => Promise<Response> {
  const { attempts = 4, maxWait = 60, fetch = request => globalThis.fetch(request) } = options;
  return async request => {
    const repeatable = ['GET', 'HEAD'].includes(request.method) || request.headers.has('idempotency-key');
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(request.clone());
      const seconds = [429, 503].includes(response.status) ? retryAfter(response) : undefined;
      if (!repeatable || attempt >= attempts || seconds === undefined || seconds > maxWait) {
        return response;
      }
      await response.body?.cancel();
      // Clients that were rejected at the same time do not return at the same time.
      await pause(seconds * 1000 * (1 + Math.random() / 4), request.signal);
    }
  };
}

/** Waits, and rejects with the reason of the signal if the signal is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
