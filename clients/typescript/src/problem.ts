import type { components } from './types.js';

/** Problem document of an error response (RFC 9457). */
export type ProblemDocument = components['schemas']['Problem'];

/** Error response of the service. `document.type` identifies the problem, and `document.errors` lists all errors. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly document: ProblemDocument;
  /** Number of seconds after which the request can be repeated. */
  readonly retryAfter: number | undefined;

  constructor(response: Response, body?: unknown) {
    const sent: Partial<ProblemDocument> = typeof body === 'object' && body !== null ? body : {};
    const document = { type: 'about:blank', title: `Status ${response.status}`, status: response.status, ...sent };
    super(document.detail === undefined ? document.title : `${document.title}: ${document.detail}`);
    this.status = response.status;
    this.document = document;
    this.retryAfter = retryAfter(response);
  }
}

/** Returns the time in `Retry-After` as a number of seconds from now, or undefined if the header is absent or invalid. */
export function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  const seconds = /^\d+$/.test(value ?? '') ? Number(value) : (Date.parse(value ?? '') - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Response of `openapi-fetch`. */
export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns the body of a successful response. Throws a {@link Problem} if the service returned an error. */
export async function unwrap<T>(answer: Answer<T> | Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (!response.ok || data === undefined || data === null) {
    throw new Problem(response, error);
  }
  return data;
}
