// Local copy of the published records, one file per record.

import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export class Store {
  constructor(folder) {
    this.folder = folder;
    this.state = { cursor: null, withdrawn: {} };
    this.articles = new Map();
    this.issues = new Map();
    this.journal = null;
  }

  static async open(folder) {
    const store = new Store(folder);
    await mkdir(join(folder, 'articles'), { recursive: true });
    await mkdir(join(folder, 'issues'), { recursive: true });
    await mkdir(join(folder, 'full-texts'), { recursive: true });
    store.state = (await readJson(join(folder, 'state.json'))) ?? store.state;
    store.journal = await readJson(join(folder, 'journal.json'));
    for (const [kind, records] of [
      ['articles', store.articles],
      ['issues', store.issues],
    ]) {
      for (const name of await readdir(join(folder, kind))) {
        if (name.endsWith('.json')) records.set(name.slice(0, -5), await readJson(join(folder, kind, name)));
      }
    }
    return store;
  }

  /** Removes all records, but keeps the addresses and titles of withdrawn articles. */
  async clear() {
    for (const id of this.articles.keys()) await this.removeArticle(id);
    for (const id of this.issues.keys()) await this.putIssue(id, null);
  }

  async putArticle(article, fullText) {
    this.articles.set(article.id, article);
    delete this.state.withdrawn[article.id];
    await this.writeOrRemove(`full-texts/${article.id}.html`, fullText);
    await this.write(`articles/${article.id}.json`, JSON.stringify(article));
  }

  async removeArticle(id) {
    this.articles.delete(id);
    await this.writeOrRemove(`full-texts/${id}.html`, null);
    await this.writeOrRemove(`articles/${id}.json`, null);
  }

  async putIssue(id, contents) {
    contents ? this.issues.set(id, contents) : this.issues.delete(id);
    await this.writeOrRemove(`issues/${id}.json`, contents && JSON.stringify(contents));
  }

  async putJournal(journal) {
    this.journal = journal;
    await this.write('journal.json', JSON.stringify(journal));
  }

  /** Stores the position in the change feed, and the withdrawn articles. Calls can overlap. */
  async saveState() {
    this.saving = (this.saving ?? Promise.resolve()).then(() =>
      this.write('state.json', JSON.stringify(this.state, null, 2)),
    );
    await this.saving;
  }

  async fullText(id) {
    try {
      return await readFile(join(this.folder, `full-texts/${id}.html`), 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return null;
      throw error;
    }
  }

  async writeOrRemove(name, text) {
    return text == null ? rm(join(this.folder, name), { force: true }) : this.write(name, text);
  }

  /** Writes a file under a temporary name first, so that an interruption leaves no incomplete file. */
  async write(name, text) {
    const path = join(this.folder, name);
    await writeFile(path + '.part', text);
    await rename(path + '.part', path);
  }
}

async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
