// The pages of the site.

import { date, html, language, paragraphs, safe } from './html.mjs';

const relations = {
  hasTranslation: 'Translation',
  isTranslationOf: 'Translation of',
  hasCorrection: 'Correction',
  isCorrectionOf: 'Correction of',
  hasRetraction: 'Retraction notice',
  isRetractionOf: 'Retraction of',
  hasComment: 'Comment',
  isCommentOn: 'Comment on',
};

const statements = {
  acknowledgements: 'Acknowledgements',
  conflictOfInterest: 'Conflicts of interest',
  dataAvailability: 'Data availability',
};

/** Headers that a web server should send, by folder. The policy also is in each page, except frame-ancestors. */
export function headers(site) {
  const common = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  };
  return {
    pages: { ...common, 'Content-Security-Policy': `${policy(site)}; frame-ancestors 'none'` },
    // Images in SVG format are documents that could contain scripts.
    files: { ...common, 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" },
  };
}

const policy = site =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " +
  `connect-src 'self' ${new URL(site.api).origin}`;

function page(site, { title, description, path, content, head, robots, type }) {
  const { journal } = site;
  const full = title ? `${title} – ${journal.title}` : journal.title;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(site)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${full}</title>
${description && html`<meta name="description" content="${shorten(description)}">`}
${robots && html`<meta name="robots" content="${robots}">`}
${site.address && path && !robots && html`<link rel="canonical" href="${site.address}${path}">`}
<link rel="icon" href="${site.assets['icon.svg']}" type="image/svg+xml">
<link rel="stylesheet" href="${site.assets['style.css']}">
<script src="${site.assets['search.js']}" defer></script>
${head}
</head>
<body${type && html` class="${type}"`}>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<p class="name"><a href="/">${journal.title}</a></p>
<nav aria-label="Site"><a href="/#issues">Issues</a> <a href="/search/">Search</a></nav>
</header>
<main id="main">
${content}
</main>
<footer class="bottom">
<p>${journal.title}${journal.publisher && html`, ${journal.publisher}`}${
    journal.issns?.length > 0 && html` · ${journal.issns.map(each => `ISSN ${each.value} (${each.type})`).join(' · ')}`
  }</p>
${journal.contact?.email && html`<p><a href="mailto:${journal.contact.email}">${journal.contact.name ?? 'Contact'}</a></p>`}
</footer>
</body>
</html>
`;
}

const shorten = value =>
  (value.length > 300 ? value.slice(0, 297).replace(/\s+\S*$/, '') + ' …' : value).replace(/\s+/g, ' ');

const titleOf = article => (article.titleHtml ? safe(article.titleHtml) : html`${article.title}`);

const nameOf = one => {
  if (one.name) return one.name;
  // Chinese names start with the family name.
  if (/^\p{Script=Han}/u.test(one.family ?? '')) return one.family + (one.given ?? '');
  return [one.given, one.family, one.suffix].filter(Boolean).join(' ');
};

const authorsOf = article => (article.contributors ?? []).filter(one => one.role === 'author');

/** Name of an issue, for example Volume 12, issue 2 (2025). */
export function issueName(issue) {
  const parts = [issue.volume && `Volume ${issue.volume}`, issue.number && `issue ${issue.number}`].filter(Boolean);
  const name = parts.join(', ');
  const year = issue.year ?? issue.publishedOn?.slice(0, 4);
  return name
    ? name[0].toUpperCase() + name.slice(1) + (year ? ` (${year})` : '')
    : (issue.title ?? `Issue of ${year ?? ''}`);
}

export const articlesOf = contents => contents?.sections.flatMap(section => section.articles) ?? [];

function entry(article, level) {
  const heading = html`<a href="/articles/${article.slug}/"${article.language !== 'en' && language(article.language)}>${titleOf(article)}</a>`;
  return html`<li class="entry">
${level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
<p class="authors">${authorsOf(article).map(nameOf).join(', ')}</p>
<p class="facts">${article.retraction && html`<strong class="flag">${flagOf(article.retraction)}</strong> `}${
    article.dates?.published &&
    html`<time datetime="${article.dates.published}">${date(article.dates.published)}</time>`
  }${pagesOf(article) && html` · ${pagesOf(article)}`}</p>
</li>`;
}

const flagOf = retraction => (retraction.kind === 'retraction' ? 'Retracted' : retraction.kind.replaceAll('-', ' '));

const pagesOf = article => {
  if (article.articleNumber) return `Article ${article.articleNumber}`;
  const { first, last } = article.pages ?? {};
  return first ? (last && last !== first ? `pp. ${first}–${last}` : `p. ${first}`) : null;
};

export function home(site) {
  const { journal, issues, articles } = site;
  const [current] = issues;
  return page(site, {
    path: '/',
    description: journal.description ?? `Articles and issues of ${journal.title}.`,
    content: html`
<section class="hero">
<h1>${journal.title}</h1>
${journal.subtitle && html`<p class="subtitle">${journal.subtitle}</p>`}
${journal.description && html`<p>${journal.description}</p>`}
${searchForm(site)}
</section>
${
  current &&
  html`<section aria-labelledby="current">
<h2 id="current">Current issue</h2>
<p><a class="issue" href="/issues/${current.issue.id}/">${issueName(current.issue)}${current.issue.volume && current.issue.title && html`: ${current.issue.title}`}</a></p>
<ul class="entries">${articlesOf(current)
    .slice(0, 5)
    .map(article => entry(article, 3))}</ul>
</section>`
}
<section aria-labelledby="latest">
<h2 id="latest">Latest articles</h2>
<ul class="entries">${articles.slice(0, 10).map(article => entry(article, 3))}</ul>
</section>
<section aria-labelledby="issues">
<h2 id="issues">Issues</h2>
<ul class="issues">${issues.map(({ issue }) => html`<li><a href="/issues/${issue.id}/">${issueName(issue)}</a>${issue.volume && issue.title && html` <span>${issue.title}</span>`}</li>`)}</ul>
</section>`,
  });
}

export function issue(site, contents) {
  const { issue, sections } = contents;
  const name = issueName(issue);
  const place = site.issues.indexOf(contents);
  return page(site, {
    title: name,
    path: `/issues/${issue.id}/`,
    description: issue.description ?? `Contents of ${name} of ${site.journal.title}.`,
    content: html`
<h1>${name}${issue.volume && issue.title && html`: ${issue.title}`}</h1>
${issue.publishedOn && html`<p class="facts"><time datetime="${issue.publishedOn}">${date(issue.publishedOn)}</time></p>`}
${issue.description && html`<p>${issue.description}</p>`}
${sections.map(
  ({ section, articles }) => html`<section>
${section && html`<h2>${section.title}</h2>`}
<ul class="entries">${articles.map(article => entry(article, section ? 3 : 2))}</ul>
</section>`,
)}
${neighbours('Issues', site.issues[place + 1], site.issues[place - 1], each => [`/issues/${each.issue.id}/`, issueName(each.issue)])}`,
  });
}

function neighbours(label, previous, next, link) {
  const one = (rel, word, each) => {
    const [address, name] = link(each);
    return html`<a rel="${rel}" href="${address}"><span>${word}</span> ${name}</a>`;
  };
  return (
    (previous || next) &&
    html`<nav class="neighbours" aria-label="${label}">
${previous && one('prev', 'Previous', previous)}
${next && one('next', 'Next', next)}
</nav>`
  );
}

export function article(site, article, text) {
  const authors = authorsOf(article);
  const affiliations = article.affiliations ?? [];
  const contents = article.issue && site.issues.find(each => each.issue.id === article.issue.id);
  const inIssue = articlesOf(contents);
  const place = inIssue.findIndex(each => each.id === article.id);
  const headings = [...(text ?? '').matchAll(/<section id="([^"]+)"[^>]*><h2\b[^>]*>(.*?)<\/h2>/gs)];
  const own = article.language === 'en' ? '' : language(article.language);
  return page(site, {
    type: 'article',
    title: article.title,
    path: `/articles/${article.slug}/`,
    description: article.abstract ?? `${article.title}. ${authors.map(nameOf).join(', ')}.`,
    head: citationTags(site, article, authors),
    content: html`
<article>
<header class="front">
<p class="facts">${article.section?.title}${contents && html` · <a href="/issues/${contents.issue.id}/">${issueName(contents.issue)}</a>`}${pagesOf(article) && html` · ${pagesOf(article)}`}</p>
<h1${own}>${titleOf(article)}</h1>
${article.subtitle && html`<p class="subtitle"${own}>${article.subtitle}</p>`}
<ul class="people">${authors.map(
      one =>
        html`<li>${nameOf(one)}${
          one.affiliations?.some(each => each.label) &&
          html`<sup>${one.affiliations
            .map(each => each.label)
            .filter(Boolean)
            .join(',')}</sup>`
        }${
          one.orcid && html` <a class="orcid" href="${one.orcid}" aria-label="ORCID iD of ${nameOf(one)}">iD</a>`
        }</li>`,
    )}</ul>
${
  affiliations.length > 0 &&
  html`<details class="affiliations"><summary>Affiliations</summary><ul>${affiliations.map(
    each =>
      html`<li>${each.label && html`<sup>${each.label}</sup> `}${[each.department, each.name, each.city, each.country].filter(Boolean).join(', ')}</li>`,
  )}</ul></details>`
}
<p class="facts">${article.dates?.published && html`Published <time datetime="${article.dates.published}">${date(article.dates.published)}</time>`}${
      article.doi && html` · <a href="https://doi.org/${article.doi}">https://doi.org/${article.doi}</a>`
    }${
      article.license?.url &&
      html` · <a rel="license" href="${article.license.url}">${article.license.name ?? 'Licence'}</a>`
    }${article.version > 1 && html` · Version ${article.version}`}</p>
${article.retraction && banner(site, article.retraction)}
</header>
<div class="text"${own}>
${(article.abstractHtml || article.abstract) && html`<section class="abstract" aria-labelledby="abstract"><h2 id="abstract" lang="en" dir="ltr">Abstract</h2>${article.abstractHtml ? safe(article.abstractHtml) : paragraphs(article.abstract)}</section>`}
${article.keywords?.length > 0 && html`<p class="keywords">${article.keywords.join(' · ')}</p>`}
${Object.entries(article.translations ?? {}).map(([tag, each]) => each.title && html`<details${language(tag)}><summary>${each.titleHtml ? safe(each.titleHtml) : each.title}</summary>${each.abstractHtml ? safe(each.abstractHtml) : each.abstract && paragraphs(each.abstract)}</details>`)}
${text && safe(text)}
${
  !text &&
  article.references?.length > 0 &&
  html`<section aria-labelledby="references"><h2 id="references" lang="en" dir="ltr">References</h2><ol class="references">${article.references.map(
    each =>
      html`<li>${each.text ?? [each.title, each.containerTitle, each.year].filter(Boolean).join('. ')}${each.doi && html` <a href="https://doi.org/${each.doi}">${each.doi}</a>`}</li>`,
  )}</ol></section>`
}
${Object.entries(statements).map(([name, title]) => !text && article.statements?.[name] && html`<section><h2 lang="en" dir="ltr">${title}</h2>${paragraphs(article.statements[name])}</section>`)}
</div>
<aside class="side" aria-label="About this article">
${
  headings.length > 1 &&
  html`<nav aria-label="Contents"><h2>Contents</h2><ol>${headings.map(
    ([, id, title]) => html`<li><a href="#${safe(id)}"${own}>${safe(title.replace(/<[^>]*>/g, ''))}</a></li>`,
  )}</ol></nav>`
}
${article.files?.length > 0 && html`<h2>Files</h2><ul>${article.files.map(file => html`<li><a href="${site.api}${file.href}">${file.label ?? file.name}</a> <span class="facts">${size(file.size)}</span></li>`)}</ul>`}
<h2>Cite</h2><ul>${[
      ['bibtex', 'BibTeX'],
      ['ris', 'RIS'],
      ['csl', 'CSL JSON'],
    ].map(
      ([format, name]) => html`<li><a href="${site.api}/v1/articles/${article.id}/exports/${format}">${name}</a></li>`,
    )}</ul>
${article.relations?.length > 0 && html`<h2>Related</h2><ul>${article.relations.map(each => relation(site, each))}</ul>`}
</aside>
</article>
${place >= 0 && neighbours('Articles of this issue', inIssue[place - 1], inIssue[place + 1], each => [`/articles/${each.slug}/`, titleOf(each)])}`,
  });
}

function banner(site, retraction) {
  const notice = retraction.notice;
  const local = notice?.article && site.article(notice.article);
  const address = local ? `/articles/${local.slug}/` : notice?.doi && `https://doi.org/${notice.doi}`;
  return html`<div class="notice" role="note"><p><strong>${flagOf(retraction)}</strong>${retraction.date && html` on ${date(retraction.date)}`}. ${retraction.reason}${address && html` <a href="${address}">Read the notice</a>`}</p></div>`;
}

function relation(site, each) {
  const local = each.article && site.article(each.article);
  const address = local ? `/articles/${local.slug}/` : each.doi ? `https://doi.org/${each.doi}` : each.url;
  const name = relations[each.type] ?? each.type.replace(/([A-Z])/g, letter => ' ' + letter.toLowerCase());
  const label = local ? titleOf(local) : (each.label ?? each.doi);
  return html`<li>${name}: ${address ? html`<a href="${address}"${local && local.language !== 'en' && language(local.language)}>${label}</a>` : label}</li>`;
}

const size = bytes => (bytes > 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`);

/** Tags from which Google Scholar and reference managers read the citation. */
function citationTags(site, article, authors) {
  const tags = [
    ['citation_title', article.title],
    ...authors.map(one => ['citation_author', nameOf(one)]),
    ['citation_journal_title', site.journal.title],
    ['citation_publication_date', article.dates?.published?.replaceAll('-', '/')],
    ['citation_volume', article.issue?.volume],
    ['citation_issue', article.issue?.number],
    ['citation_firstpage', article.pages?.first],
    ['citation_lastpage', article.pages?.last],
    ['citation_doi', article.doi],
    ['citation_language', article.language],
    ...(site.journal.issns ?? []).map(each => ['citation_issn', each.value]),
    ...(article.files ?? [])
      .filter(file => file.role === 'fulltext' && file.mediaType === 'application/pdf')
      .map(file => ['citation_pdf_url', site.api + file.href]),
  ];
  return tags.filter(([, value]) => value).map(([name, value]) => html`<meta name="${name}" content="${value}">\n`);
}

/** Page of a withdrawn article. The page replaces the article at the same address. */
export function tombstone(site, article) {
  const instead = article.replacedBy && site.article(article.replacedBy);
  return page(site, {
    title: article.title ? `Withdrawn: ${article.title}` : 'Withdrawn article',
    robots: 'noindex',
    description: 'This article was withdrawn.',
    content: html`
<h1>${article.title ?? 'Withdrawn article'}</h1>
<div class="notice" role="note"><p><strong>Withdrawn</strong> on ${date(article.withdrawnAt.slice(0, 10))}. ${article.reason}</p></div>
${instead && html`<p>The article was replaced by <a href="/articles/${instead.slug}/">${titleOf(instead)}</a>.</p>`}`,
  });
}

function searchForm(site, label = false) {
  return html`<form class="search" action="/search/" role="search">
<label for="q"${!label && html` class="hidden"`}>Search articles</label>
<input id="q" name="q" type="search" placeholder="Words, authors, DOIs" required autocomplete="off">
<button>Search</button>
</form>`;
}

/** Page that searches with Offprint's API in the browser. */
export function search(site) {
  return page(site, {
    title: 'Search',
    path: '/search/',
    description: `Search the articles of ${site.journal.title}.`,
    content: html`
<h1>Search</h1>
${searchForm(site, true)}
<noscript><p>The search requires JavaScript.</p></noscript>
<div id="results" data-api="${site.api}" data-journal="${site.journal.id}">
<p id="status" role="status"></p>
<ul class="entries" id="hits"></ul>
<p><button id="more" type="button" hidden>More results</button></p>
</div>`,
  });
}

export function notFound(site) {
  return page(site, {
    title: 'Page not found',
    robots: 'noindex',
    description: 'There is no page at this address.',
    content: html`<h1>Page not found</h1>
<p>There is no page at this address. Search for the article, or go to the <a href="/">home page of the journal</a>.</p>
${searchForm(site)}`,
  });
}

export function sitemap(site) {
  const paths = ['/', ...site.issues.map(each => `/issues/${each.issue.id}/`)];
  const entries = [
    ...paths.map(path => html`<url><loc>${site.address}${path}</loc></url>\n`),
    ...site.articles.map(
      each => html`<url><loc>${site.address}/articles/${each.slug}/</loc><lastmod>${each.updatedAt}</lastmod></url>\n`,
    ),
  ];
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries}</urlset>
`;
}
