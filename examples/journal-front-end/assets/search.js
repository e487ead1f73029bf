// Searches articles with Offprint's API and shows the results.

const results = document.getElementById('results');
if (results) {
  const { api, journal } = results.dataset;
  const query = new URLSearchParams(location.search).get('q')?.trim();
  const status = document.getElementById('status');
  const hits = document.getElementById('hits');
  const more = document.getElementById('more');
  let next = null;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  const entry = article => {
    const item = element('li', '', { class: 'entry' });
    const heading = element('h2', '');
    heading.append(
      element('a', article.title, { href: `/articles/${article.slug}/`, lang: article.language, dir: 'auto' }),
    );
    const authors = article.contributors
      .filter(one => one.role === 'author')
      .map(one => {
        // Chinese names start with the family name.
        const parts = /^\p{Script=Han}/u.test(one.family ?? '')
          ? [one.family + (one.given ?? '')]
          : [one.given, one.family, one.suffix];
        return one.name ?? parts.filter(Boolean).join(' ');
      });
    const facts = element('p', article.dates?.published ?? '', { class: 'facts' });
    if (article.retraction) facts.prepend(element('strong', 'Retracted', { class: 'flag' }), ' ');
    item.append(heading, element('p', authors.join(', '), { class: 'authors' }), facts);
    return item;
  };

  const load = async path => {
    more.hidden = true;
    try {
      const response = await fetch(api + path);
      if (!response.ok) throw new Error(`The service returned ${response.status}.`);
      const page = await response.json();
      status.textContent = page.total === 1 ? '1 article' : `${page.total} articles`;
      if (page.didYouMean) {
        const again = '?' + new URLSearchParams({ q: page.didYouMean.q });
        status.append('. Did you mean ', element('a', page.didYouMean.q, { href: again }), '?');
      }
      hits.append(...page.items.map(entry));
      next = page.page.next;
      more.hidden = !next;
    } catch {
      status.textContent = 'The search is not available at the moment. Please try again later.';
      more.hidden = !next;
    }
  };

  more.addEventListener('click', () => load(next));
  if (query) {
    document.getElementById('q').value = query;
    status.textContent = 'Searching …';
    const fields = 'title,slug,language,contributors,dates,retraction';
    load('/v1/articles?' + new URLSearchParams({ q: query, syntax: 'words', journal, fields }));
  }
}
