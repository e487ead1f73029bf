// Requests to the Offprint API.

const ATTEMPTS = 6;

export class Api {
  /** @param {string} url address of the service, without a path */
  constructor(url) {
    this.url = url.replace(/\/+$/, '');
    this.requests = 0;
  }

  /** Sends a request. Waits and repeats the request if the service is busy, unavailable or unreachable. */
  async send(path, options = {}) {
    for (let attempt = 1; ; attempt++) {
      let response;
      let seconds = 2 ** attempt / 2;
      try {
        this.requests++;
        response = await fetch(new URL(path, this.url), options);
      } catch (error) {
        if (attempt === ATTEMPTS || options.signal?.aborted) throw error;
      }
      if (response) {
        if ((response.status !== 429 && response.status !== 503) || attempt === ATTEMPTS) return response;
        seconds = Math.min(60, Number(response.headers.get('retry-after')) || seconds);
        await response.body?.cancel();
      }
      await new Promise(done => setTimeout(done, seconds * 1000));
    }
  }

  /** Returns the JSON body of a response, or null if the record does not exist. */
  async json(path, options) {
    const response = await this.send(path, options);
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    return read(response);
  }

  /** Returns all changes after a position in the change feed, and the position after them. */
  async changes(after, journal, wait) {
    const items = [];
    for (let next = after; ; ) {
      const query = new URLSearchParams({ after: next, journal, limit: '1000' });
      const headers = wait && items.length === 0 ? { Prefer: 'wait=30' } : {};
      const page = await this.json(`/v1/changes?${query}`, { headers });
      items.push(...page.items);
      next = page.next;
      if (page.items.length < 1000) return { items, next };
    }
  }

  /** Returns articles by id. Articles that do not exist or were withdrawn are omitted. */
  async articles(ids) {
    const found = [];
    for (let at = 0; at < ids.length; at += 100) {
      found.push(...(await this.batch(ids.slice(at, at + 100))));
    }
    return found;
  }

  async batch(ids) {
    const response = await this.send('/v1/articles/batch-get', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ articles: ids }),
    });
    if (response.status === 422 && ids.length > 1) {
      // Together, these articles are too large for one response.
      await response.body?.cancel();
      const half = ids.length >> 1;
      return [...(await this.batch(ids.slice(0, half))), ...(await this.batch(ids.slice(half)))];
    }
    return (await read(response)).items;
  }
}

async function read(response) {
  if (!response.ok) {
    throw new Error(`${response.url} returned ${response.status}: ${await response.text()}`);
  }
  return response.json();
}
