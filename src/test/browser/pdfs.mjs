// Prints the PDFs of the sample journal that src/main/resources/sample/files.json lists. The text of an article is its
// full text in the service, or texts/<folder>.html if the article has no full text. Writes, for each PDF, <name>.pdf and
// <name>.properties with the metadata that the browser does not write, to <output>.
//
//   node pdfs.mjs <url of the service> <folder of node_modules> <browser> <output>
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [base, modules, browserPath, output] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(join(modules, 'playwright-core'));
const here = dirname(fileURLToPath(import.meta.url));
const sample = join(here, '../../main/resources/sample/files.json');
const style = readFileSync(join(here, 'pdfs.css'), 'utf8');

// Fonts of the PDFs. The browser embeds TrueType fonts as they are, but converts other fonts to large Type 3 fonts.
const FONTS = [
  ['Noto Serif', 400, 'normal', 'noto-serif/400Regular/NotoSerif_400Regular.ttf'],
  ['Noto Serif', 400, 'italic', 'noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf'],
  ['Noto Serif', 700, 'normal', 'noto-serif/700Bold/NotoSerif_700Bold.ttf'],
  ['Noto Serif', 700, 'italic', 'noto-serif/700Bold_Italic/NotoSerif_700Bold_Italic.ttf'],
  ['Noto Sans', 400, 'normal', 'noto-sans/400Regular/NotoSans_400Regular.ttf'],
  ['Noto Sans', 400, 'italic', 'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf'],
  ['Noto Sans', 700, 'normal', 'noto-sans/700Bold/NotoSans_700Bold.ttf'],
  ['Amiri', 400, 'normal', 'amiri/400Regular/Amiri_400Regular.ttf'],
  ['Amiri', 700, 'normal', 'amiri/700Bold/Amiri_700Bold.ttf'],
  ['Noto Serif SC', 400, 'normal', 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  ['STIX Two Math', 400, 'normal', 'stix-two-math/400Regular/STIXTwoMath_400Regular.ttf'],
];
const FONT_HOST = 'http://fonts.invalid/';
const fontFaces = FONTS.map(([family, weight, slant, file]) =>
  `@font-face { font-family: "${family}"; font-weight: ${weight}; font-style: ${slant}; src: url(${FONT_HOST}${file}) }`).join('\n');

const WORDS = {
  en: {
    issue: (volume, number) => `Volume ${volume}, issue ${number}`, pages: 'pages', abstract: 'Abstract', keywords: 'Keywords',
    received: 'Received', accepted: 'Accepted', published: 'Published', corresponding: 'Corresponding author',
    comma: ', ', colon: ': ', licence: name => `This article is available under the licence ${name}.`,
    types: { 'research-article': 'Research article', translation: 'Translation', 'brief-report': 'Brief report' },
    retracted: 'Retracted', notice: 'Retraction notice',
  },
  pt: {
    issue: (volume, number) => `Volume ${volume}, número ${number}`, pages: 'páginas', abstract: 'Resumo', keywords: 'Palavras-chave',
    received: 'Recebido', accepted: 'Aceite', published: 'Publicado', corresponding: 'Autor correspondente',
    comma: ', ', colon: ': ', licence: name => `Este artigo está disponível sob a licença ${name}.`,
    types: { 'research-article': 'Artigo de investigação' },
  },
  zh: {
    issue: (volume, number) => `第 ${volume} 卷第 ${number} 期`, pages: '页', abstract: '摘要', keywords: '关键词',
    received: '收稿', accepted: '接受', published: '出版', corresponding: '通讯作者',
    comma: '，', colon: '：', licence: name => `本文依据 ${name} 许可协议发布。`,
    types: { translation: '译文' },
  },
  ar: {
    issue: (volume, number) => `المجلد ${volume}، العدد ${number}`, pages: 'الصفحات', abstract: 'الملخّص', keywords: 'الكلمات المفتاحية',
    received: 'ورد', accepted: 'قُبل', published: 'نُشر', corresponding: 'المؤلفة المسؤولة عن المراسلة',
    comma: '، ', colon: ': ', licence: name => `هذا المقال متاح بموجب الرخصة ${name}.`,
    types: { 'research-article': 'مقال بحثي' },
  },
};

const escaped = text => text.replace(/[&<>"]/g, each => `&#${each.codePointAt(0)};`);
const link = (url, text) => `<a href="${escaped(url)}">${escaped(text)}</a>`;
const direction = language => language === 'ar' ? 'rtl' : 'ltr';
const paragraphs = text => text.split('\n\n').map(each => `<p>${escaped(each)}</p>`).join('');
const headed = (title, html) => html ? `<h2>${title}</h2>${html}` : '';

async function read(path, accept) {
  const answer = await fetch(base + path, { headers: { Accept: accept } });
  if (!answer.ok) {
    throw new Error(`${path} ${answer.status} ${await answer.text()}`);
  }
  return answer.text();
}

const json = async path => JSON.parse(await read(path, 'application/json'));

function nameOf(contributor) {
  const { given, family, suffix, name } = contributor;
  return name ?? (/\p{Script=Han}/u.test(family) ? family + given : [given, family, suffix].filter(Boolean).join(' '));
}

/** Returns the title, abstract and keywords of an article in a language. */
function texts(article, language) {
  const from = language === article.language ? article : article.translations[language];
  return {
    language,
    title: from.titleHtml ?? escaped(from.title),
    abstract: from.abstractHtml ?? (from.abstract ? paragraphs(from.abstract) : ''),
    keywords: from.keywords ?? [],
  };
}

function abstractOf({ language, title, abstract, keywords }, isMain) {
  const words = WORDS[language];
  return abstract && `<section class="abstract" lang="${language}" dir="${direction(language)}">
    <h2>${isMain ? words.abstract : `${words.abstract} <span class="of">${title}</span>`}</h2>${abstract}
    ${keywords.length ? `<p class="keywords"><b>${words.keywords}${words.colon}</b>${keywords.map(escaped).join(words.comma)}</p>` : ''}
  </section>`;
}

async function page(article, journal, language, body) {
  const words = WORDS[language];
  const main = texts(article, language);
  const authors = article.contributors.filter(each => each.role === 'author');
  const others = Object.keys(article.translations ?? {}).concat(article.language)
    .filter(each => each !== language && WORDS[each]).map(each => texts(article, each));
  const affiliations = article.contributors.flatMap(each => each.affiliations).concat(article.affiliations)
    .reduce((all, each) => all.set(each.label, all.get(each.label) ?? each.text ?? all.get(each.label)), new Map());
  article.affiliations.forEach(each =>
    affiliations.set(each.label, affiliations.get(each.label) ?? [each.name, each.city].filter(Boolean).join(', ')));
  const doi = 'https://doi.org/' + article.doi;
  const date = value => new Date(value).toLocaleDateString(language,
    { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const dates = ['received', 'accepted', 'published'].filter(each => article.dates[each])
    .map(each => `${words[each]} ${date(article.dates[each])}`);
  const byline = of => of.map(each => `<bdi>${escaped(nameOf(each))}</bdi>`
    + `<sup>${each.affiliations.map(affiliation => affiliation.label).join(',')}${each.corresponding ? '*' : ''}</sup>`).join(words.comma);
  const shortTitle = `${journal.abbreviation} ${article.issue.volume}(${article.issue.number}), ${article.issue.year}`;
  const retraction = article.retraction;
  const translators = article.contributors.filter(each => each.role === 'translator');
  return `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head><meta charset="utf-8"><title>${escaped(retraction ? `${words.retracted}: ` : '')}${main.title.replace(/<[^>]+>/g, '')}</title>
<style>${fontFaces}
${style}
@page { @top-left { content: "${shortTitle}" } @top-right { content: "doi:${article.doi}" } @bottom-center { content: counter(page) } }
</style></head>
<body>
<header class="masthead"><p class="journal">${escaped(journal.translations?.[language]?.title ?? journal.title)}</p>
<p>${words.issue(article.issue.volume, article.issue.number)} (${article.issue.year})${words.comma}${words.pages} <bdi dir="ltr">${article.pages.first}–${article.pages.last}</bdi><br>
ISSN ${journal.issns.find(each => each.type === 'electronic').value}</p></header>
<main>
${retraction ? `<aside class="notice"><p><b>${words.retracted}</b> ${date(retraction.date)}. ${escaped(retraction.reason)}
  ${words.notice}${words.colon}${link('https://doi.org/' + retraction.notice.doi, 'https://doi.org/' + retraction.notice.doi)}</p></aside>` : ''}
<p class="kind">${words.types[article.type]}</p>
<h1>${main.title}</h1>
<p class="authors">${byline(authors)}</p>
${translators.length ? `<p class="authors translators">${translators.map(each => `<bdi>${nameOf(each)}</bdi><sup>${each.affiliations.map(affiliation => affiliation.label)}</sup>`)} 译</p>` : ''}
<ol class="affiliations">${[...affiliations].map(([label, text]) => `<li><sup>${label}</sup> ${escaped(text)}</li>`).join('')}</ol>
${authors.some(each => each.corresponding) ? `<p class="facts">* ${words.corresponding}</p>` : ''}
${authors.filter(each => each.orcid).map(each => `<p class="facts">ORCID${words.colon}<bdi>${nameOf(each)}</bdi> ${link(each.orcid, each.orcid)}</p>`).join('')}
<p class="facts">${dates.join(' · ')}<br>DOI${words.colon}${link(doi, doi)}</p>
${abstractOf(main, true)}
${others.map(each => abstractOf(each, false)).join('')}
<div class="text">${body.replaceAll(' src="/', ` src="${base}/`)}</div>
<footer class="licence"><p>© ${article.license.copyright.year} ${escaped(article.license.copyright.holder)}. ${words.licence(link(article.license.url, article.license.name))}</p></footer>
</main>
</body></html>`;
}

function properties({ title, authors, keywords, language, doi, journal, published }) {
  const value = text => text.replace(/[\\]/g, '\\\\').replace(/\n/g, ' ');
  return Object.entries({ title, authors, keywords, language, doi, journal, published })
    .map(([name, text]) => `${name}=${value(text)}\n`).join('');
}

mkdirSync(output, { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
for (const step of JSON.parse(readFileSync(sample))) {
  for (const file of step.body.files.filter(each => each.from.endsWith('.pdf'))) {
    const name = file.from.replace(/\.pdf$/, '').replaceAll('/', '.');
    const article = await json(`/v1/articles/${step.id}`);
    const journal = await json(article.links.journal);
    const language = file.language;
    const text = join(here, 'texts', dirname(file.from) + '.html');
    const body = existsSync(text) ? readFileSync(text, 'utf8')
      : await read(`/v1/articles/${step.id}/full-text${language === article.language ? '' : `?language=${language}`}`, 'text/html');
    const view = await browser.newPage();
    await view.route(FONT_HOST + '**', route => route.fulfill({
      path: join(modules, '@expo-google-fonts', route.request().url().slice(FONT_HOST.length)),
      headers: { 'Access-Control-Allow-Origin': '*' },
    }));
    await view.setContent(await page(article, journal, language, body), { waitUntil: 'networkidle' });
    const { title, words, broken } = await view.evaluate(() => {
      // Links to files of the service and links back to the text are of no use in print.
      document.querySelectorAll('.text .back, .text .download').forEach(each => each.remove());
      document.querySelectorAll('.text a.image').forEach(each => each.replaceWith(...each.childNodes));
      document.querySelectorAll('.text [tabindex]').forEach(each => each.removeAttribute('tabindex'));
      return {
        title: document.title,
        words: document.body.innerText,
        broken: [...document.images].filter(each => !each.naturalWidth).map(each => each.src),
      };
    });
    if (broken.length) {
      throw new Error(`${name}: images are missing: ${broken}`);
    }
    await view.pdf({ path: join(output, name + '.pdf'), preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    await view.close();
    const authors = article.contributors.filter(each => each.role === 'author').map(each => nameOf(each));
    writeFileSync(join(output, name + '.properties'), properties({
      title, authors: authors.join('; '), keywords: texts(article, language).keywords.join(', '), language,
      doi: article.doi, journal: journal.title, published: article.dates.published,
    }));
    console.log(`${file.from} ${words.length} characters`);
  }
}
await browser.close();
