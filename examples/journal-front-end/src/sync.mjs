// Copies published records from Offprint to the local store.

import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CONCURRENT = 4;

/**
 * Updates the records in the store. The first call reads the complete export and the change feed from its beginning.
 * Later calls read the changes since the position in the state of the store. The caller must store the new position
 * after it has written the pages, so that an interrupted update is repeated.
 *
 * @returns ids of the changed articles and issues, and the new position
 */
export async function sync(api, store, journalSlug, wait = false) {
  const journal = await api.json(`/v1/journals/${encodeURIComponent(journalSlug)}`);
  if (!journal) throw new Error(`There is no journal ${journalSlug} at ${api.url}.`);
  const changed =
    store.state.cursor === null
      ? await first(api, store, journal)
      : await refresh(api, store, journal, store.state.cursor, wait);
  if (JSON.stringify(journal) === JSON.stringify(store.journal)) return changed;
  // All pages show data of the journal.
  await store.putJournal(journal);
  return { articles: [...store.articles.keys()], issues: [...store.issues.keys()], next: changed.next };
}

async function first(api, store, journal) {
  await store.clear();
  const response = await api.send(`/v1/exports/articles.jsonl.gz?journal=${journal.id}`);
  if (!response.ok) throw new Error(`The export returned ${response.status}: ${await response.text()}`);
  const start = /[?&]after=(\d+)/.exec(response.headers.get('link'))[1];
  const lines = createInterface({ input: Readable.fromWeb(response.body).pipe(createGunzip()), crlfDelay: Infinity });
  const articles = [];
  for await (const line of lines) articles.push(JSON.parse(line));
  await inParallel(articles, article => putArticle(api, store, article));

  // The feed also lists the issues, and the articles that were withdrawn before the export.
  const { items } = await api.changes('0', journal.id);
  const seen = latest(items);
  await removeAll(api, store, seen.deletedArticles);
  await putIssues(api, store, seen.issues);
  // Changes during the export are after its start.
  const { next } = await refresh(api, store, journal, start, false);
  return { articles: [...store.articles.keys()], issues: [...store.issues.keys()], next };
}

async function refresh(api, store, journal, cursor, wait) {
  const { items, next } = await api.changes(cursor, journal.id, wait);
  const changed = latest(items);
  const found = (await api.articles(changed.updatedArticles)).filter(article => article.journal.id === journal.id);
  await inParallel(found, article => putArticle(api, store, article));
  const foundIds = new Set(found.map(article => article.id));
  await removeAll(
    api,
    store,
    changed.articles.filter(id => !foundIds.has(id)),
  );

  // Issues list the changed articles, before or after the change.
  const issues = new Set(changed.issues);
  found.filter(article => article.issue).forEach(article => issues.add(article.issue.id));
  const ids = new Set(changed.articles);
  for (const [id, contents] of store.issues) {
    if (contents.sections.some(section => section.articles.some(article => ids.has(article.id)))) issues.add(id);
  }
  await putIssues(api, store, [...issues]);
  return { articles: changed.articles, issues: [...issues], next };
}

/** Returns the ids of the changed records by kind. Only the last change of each record matters. */
function latest(changes) {
  const last = new Map(changes.map(change => [change.id, change]));
  const ids = (kind, test) => [...last.values()].filter(c => c.kind === kind && test(c)).map(c => c.id);
  return {
    articles: ids('article', () => true),
    updatedArticles: ids('article', change => change.op !== 'deleted'),
    deletedArticles: ids('article', change => change.op === 'deleted'),
    issues: ids('issue', () => true),
  };
}

async function putArticle(api, store, article) {
  const response = await api.send(`/v1/articles/${article.id}/full-text`, { headers: { Accept: 'text/html' } });
  const html = await response.text();
  if (!response.ok && ![404, 410].includes(response.status)) {
    throw new Error(`The full text of ${article.slug} returned ${response.status}: ${html}`);
  }
  await store.putArticle(article, response.ok ? html : null);
}

/**
 * Removes articles. A withdrawn article keeps its slug, so that its page can state the withdrawal. The page also shows
 * the title, if the article was in the store before.
 */
async function removeAll(api, store, ids) {
  await inParallel(ids, async id => {
    const known = store.articles.get(id) ?? store.state.withdrawn[id];
    const response = await api.send(`/v1/articles/${id}`);
    const body = await response.json();
    if (response.status === 410) {
      store.state.withdrawn[id] = {
        slug: body.slug,
        title: known?.title ?? null,
        reason: body.reason,
        withdrawnAt: body.withdrawnAt,
        replacedBy: body.replacedBy?.split('/').pop() ?? null,
      };
      await store.saveState();
    }
    await store.removeArticle(id);
  });
}

async function putIssues(api, store, ids) {
  await inParallel(ids, async id => store.putIssue(id, await api.json(`/v1/issues/${id}/contents`)));
}

export async function inParallel(items, action) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await action(item);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
}
