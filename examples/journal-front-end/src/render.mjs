// Writes the pages of the site from the local store.

import { createHash } from 'node:crypto';
import { access, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toText } from './html.mjs';
import * as pages from './pages.mjs';
import { inParallel } from './sync.mjs';

const assets = fileURLToPath(new URL('../assets/', import.meta.url));
// Full texts refer to images with addresses of Offprint.
const IMAGE = /(<img\b[^>]*?\ssrc=")(\/v1\/[^"]+)(")/g;
const ADDRESS = /(\s(?:src|href)=")(\/[^"]*)(")/g;

export class Renderer {
  constructor(config, api, store) {
    this.config = config;
    this.api = api;
    this.store = store;
    this.written = 0;
  }

  /** Writes the pages of the changed records, and all pages that list them. */
  async render(changed) {
    this.written = 0;
    const { store } = this;
    this.site = {
      api: this.api.url,
      address: this.config.site,
      journal: store.journal,
      assets: await this.copyAssets(),
      issues: inOrder(store),
      articles: [...store.articles.values()].sort((a, b) => key(b).localeCompare(key(a))),
      article: id => store.articles.get(id),
    };
    const articles = new Set(changed.articles);
    // Articles link to their neighbours in the issue.
    for (const id of changed.issues) {
      pages.articlesOf(store.issues.get(id)).forEach(article => articles.add(article.id));
    }
    await inParallel([...articles], async id => {
      const article = store.articles.get(id);
      if (article) await this.writeArticle(article);
    });
    const gone = Object.entries(store.state.withdrawn).map(([id, article]) => ({ id, ...article }));
    for (const article of gone) {
      await this.page(`articles/${article.slug}`, pages.tombstone(this.site, article));
    }
    for (const issue of this.site.issues) {
      await this.page(`issues/${issue.issue.id}`, pages.issue(this.site, issue));
    }
    await this.page('', pages.home(this.site));
    await this.page('search', pages.search(this.site));
    await this.write('404.html', toText(pages.notFound(this.site)));
    await this.removeOthers(
      'articles',
      [...this.site.articles, ...gone].map(article => article.slug),
    );
    await this.removeOthers(
      'issues',
      this.site.issues.map(issue => issue.issue.id),
    );
    if (this.config.site) await this.write('sitemap.xml', toText(pages.sitemap(this.site)));
    await this.write(
      'robots.txt',
      `User-agent: *\nAllow: /\n${this.config.site ? `Sitemap: ${this.config.site}/sitemap.xml\n` : ''}`,
    );
    const headers = { ...pages.headers(this.site), gone: gone.map(article => `/articles/${article.slug}/`) };
    await this.write('headers.json', JSON.stringify(headers, null, 2));
    return this.written;
  }

  async writeArticle(article) {
    const html = await this.store.fullText(article.id);
    const text = html && (await this.withLocalImages(html));
    await this.page(`articles/${article.slug}`, pages.article(this.site, article, text));
  }

  /** Copies the images of a full text to the site, and completes all other addresses. */
  async withLocalImages(html) {
    const local = new Map();
    for (const [, , address] of html.matchAll(IMAGE)) {
      if (!local.has(address)) local.set(address, await this.mirror(unescape(address)));
    }
    return html.replace(
      ADDRESS,
      (_, start, address, end) => start + (local.get(address) ?? this.api.url + address) + end,
    );
  }

  /** Copies a file to the site unless the site already contains it. Files of a version never change. */
  async mirror(address) {
    const name = address
      .replace(/^\/v1\/articles\//, '')
      .replace(/[^A-Za-z0-9._/-]/g, sign => '_' + sign.codePointAt(0).toString(16));
    const path = join(this.config.output, 'files', name);
    if (!(await exists(path))) {
      const response = await this.api.send(address);
      if (!response.ok) throw new Error(`The image ${address} returned ${response.status}.`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path + '.part', Buffer.from(await response.arrayBuffer()));
      await rename(path + '.part', path);
    }
    return `/files/${name}`;
  }

  async page(folder, page) {
    await this.write(join(folder, 'index.html'), toText(page));
  }

  /** Writes a file, unless it exists with the same contents. */
  async write(name, text) {
    const path = join(this.config.output, name);
    if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path + '.part', text);
    await rename(path + '.part', path);
    this.written++;
  }

  /** Copies the assets under names with a checksum, so that browsers can cache them forever. */
  async copyAssets() {
    const names = {};
    for (const name of await readdir(assets)) {
      const bytes = await readFile(join(assets, name));
      const sum = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
      names[name] = `/assets/${name.replace('.', `.${sum}.`)}`;
      const path = join(this.config.output, names[name]);
      if (!(await exists(path))) {
        await mkdir(dirname(path), { recursive: true });
        await cp(join(assets, name), path);
      }
    }
    return names;
  }

  async removeOthers(folder, names) {
    const current = new Set(names);
    const path = join(this.config.output, folder);
    for (const name of await readdir(path).catch(() => [])) {
      if (!current.has(name)) await rm(join(path, name), { recursive: true });
    }
  }
}

const key = article => `${article.dates?.published ?? article.publishedAt} ${article.id}`;

/** Returns the issues with their contents, newest first. Each issue states its previous issue. */
function inOrder(store) {
  const next = new Map();
  for (const contents of store.issues.values()) {
    next.set(contents.issue.previous?.id ?? null, contents);
  }
  const ordered = [];
  for (let at = next.get(null); at && ordered.length < store.issues.size; at = next.get(at.issue.id)) {
    ordered.unshift(at);
  }
  return ordered;
}

const unescape = address => address.replaceAll('&amp;', '&');

const exists = path =>
  access(path).then(
    () => true,
    () => false,
  );
