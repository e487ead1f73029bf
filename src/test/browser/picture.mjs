// Takes the screenshot of an article page for the start of the README.
//
//   node picture.mjs <url of the service> <folder of node_modules> <browser> <file>
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [base, modules, browserPath, file] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const browser = await chromium.launch({ executablePath: browserPath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 830 }, colorScheme: 'light' });
const { items } = await (await fetch(base + '/v1/articles?limit=100')).json();
for (const { slug } of items) {
  await page.goto(`${base}/articles/${slug}`);
  // Stop at an article with a figure in its text, a main action, several authors, and no banner.
  if (await page.locator('.text figure').count() && await page.locator('.actions .main').count()
      && await page.locator('ul.authors li').count() > 1 && !await page.locator('.banner').count()) {
    break;
  }
}
await page.screenshot({ path: file });
await browser.close();
