// Serves the built site on this computer, with the headers that a public web server should send.
// Usage: node serve.mjs [PORT]

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const folder = process.env.SITE_DIR ?? join(here, 'site');
const types = {
  '.html': 'text/html;charset=UTF-8',
  '.css': 'text/css;charset=UTF-8',
  '.js': 'text/javascript;charset=UTF-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.xml': 'application/xml',
  '.txt': 'text/plain;charset=UTF-8',
};

const server = createServer(async (request, response) => {
  const headers = JSON.parse(await readFile(join(folder, 'headers.json'), 'utf8'));
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  } catch {
    path = '/404.html';
  }
  if (path.includes('\0') || path.split('/').includes('..')) path = '/404.html';
  let status = headers.gone.includes(path) ? 410 : 200;
  let body;
  try {
    if (path.endsWith('/')) path += 'index.html';
    body = await readFile(join(folder, path));
  } catch {
    // Redirect to the address with a slash if there is such a page.
    const page = await readFile(join(folder, path, 'index.html')).catch(() => null);
    if (page) {
      response.writeHead(301, { Location: path + '/' }).end();
      return;
    }
    status = 404;
    path = '/404.html';
    body = await readFile(join(folder, path));
  }
  const type = types[extname(path)] ?? 'application/octet-stream';
  const isText = /text|javascript|json|svg|xml/.test(type);
  const gzip = isText && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(status, {
    'Content-Type': type,
    // Names of assets contain a checksum.
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
    ...(isText ? { Vary: 'Accept-Encoding' } : {}),
    ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    ...(path.startsWith('/files/') ? headers.files : headers.pages),
  });
  response.end(request.method === 'HEAD' ? undefined : gzip ? gzipSync(body) : body);
});
server.listen(Number(process.argv[2] ?? 4000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
