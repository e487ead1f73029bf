// Opens the page of every article in a wide light window and in a narrow dark one. Checks accessibility with axe, horizontal
// scrolling, and browser messages. Saves the HTML for a separate check.
//
//   node articles.mjs <url of the service> <folder of node_modules> <browser> <folder for HTML>
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [base, modules, browserPath, html] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const axe = readFileSync(join(modules, 'axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
mkdirSync(html, { recursive: true });

const slugs = [];
for (let next = '/v1/articles?limit=100'; next;) {
  const list = await (await fetch(base + next)).json();
  slugs.push(...list.items.map((item) => item.slug));
  next = list.page.next;
}

const faults = [];
const browser = await chromium.launch({ executablePath: browserPath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
let views = 0;
for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
  // Bypassing the policy of the page allows axe to be injected. Resources loaded by the page are still checked.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  let here = '';
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      faults.push(`${here}: ${message.text().slice(0, 200)}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`${here}: ${error}`));
  for (const slug of slugs) {
    here = `${slug}, ${width} wide`;
    const answer = await page.goto(`${base}/articles/${slug}`, { waitUntil: 'load' });
    if (answer.status() !== 200) {
      faults.push(`${here}: status ${answer.status()}`);
      continue;
    }
    writeFileSync(join(html, `article-${slug}.html`), await answer.text());
    await page.evaluate(axe);
    const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
    for (const violation of violations) {
      faults.push(`${here}: ${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`);
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
      faults.push(`${here}: scrolls sideways`);
    }
    views++;
  }
}
await browser.close();
faults.forEach((fault) => console.log(fault));
console.log(`${slugs.length} articles, ${views} views, ${faults.length} things wrong`);
process.exit(faults.length ? 1 : 0);
