/** Event that a webhook receives. */
export interface WebhookEvent {
  /** Type of the event, for example `article.published`. Later versions can send other types. */
  type: string;
  timestamp: string;
  /** Changed record. `position` is the position in the change feed, and `link` is the URL of the record. */
  data: { id?: string; kind?: string; journal?: string; version?: number; position?: number; link?: string };
}

const ENCODER = new TextEncoder();

/**
 * Verifies the signature and the age of a webhook request (Standard Webhooks 1.0.0), and returns its event.
 *
 * @param secret secret of the webhook, which begins with `whsec_`
 * @param headers headers of the request
 * @param body body of the request as received, before any parsing
 * @param options.tolerance maximum difference between the clocks of sender and receiver, in seconds
 * @throws {Error} if the request is not a valid webhook request; reject it with status 400
 */
export async function verifyWebhook(
  secret: string,
  headers: HeadersInit,
  body: string | Uint8Array | ArrayBuffer,
  { tolerance = 300, now = Date.now() / 1000 }: { tolerance?: number; now?: number } = {},
): Promise<WebhookEvent> {
  const sent = new Headers(headers);
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(name => sent.get(`webhook-${name}`) ?? '');
  if (!id || !signatures || !/^\d+$/.test(timestamp ?? '') || Math.abs(now - Number(timestamp)) > tolerance) {
    throw new Error('A header of the webhook request is missing or invalid, or the request is too old.');
  }
  const content = typeof body === 'string' ? ENCODER.encode(body) : new Uint8Array(body);
  const signed = new Uint8Array([...ENCODER.encode(`${id}.${timestamp}.`), ...content]);
  const bytes = decode(secret.replace(/^whsec_/, ''));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  // During a secret rotation, the header contains two signatures.
  for (const entry of signatures.split(' ')) {
    const signature = decode(entry.replace(/^v1,/, ''));
    if (entry.startsWith('v1,') && (await crypto.subtle.verify('HMAC', key, signature, signed))) {
      return JSON.parse(new TextDecoder().decode(content)) as WebhookEvent;
    }
  }
  throw new Error('The signature of the webhook request is invalid.');
}

/** Decodes Base64. Returns an empty array if the text is invalid. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;
  return Uint8Array.from(isBase64 ? atob(text) : '', character => character.charCodeAt(0));
}
