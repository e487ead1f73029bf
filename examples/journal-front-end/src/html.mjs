// Helpers for HTML. Values in `html` templates are escaped unless they are marked as safe.

class Safe {
  constructor(text) {
    this.text = text;
  }
}

/** Marks HTML that needs no escaping, for example titles with markup, which Offprint has already cleaned. */
export const safe = text => new Safe(text ?? '');

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const text = value => {
  if (value instanceof Safe) return value.text;
  if (Array.isArray(value)) return value.map(text).join('');
  return value == null || value === false ? '' : String(value).replace(/[&<>"']/g, sign => entities[sign]);
};

/** Template tag that returns safe HTML. Lists are joined. Null, undefined and false are omitted. */
export const html = (strings, ...values) =>
  new Safe(strings.reduce((all, string, i) => all + text(values[i - 1]) + string));

export const toText = value => text(value);

const rightToLeft = /^(ar|arc|dv|fa|he|ks|ku-arab|pa-arab|ps|sd|ug|ur|yi)\b/i;

/** Attributes `lang` and `dir` of an element in another language than the page. */
export const language = tag => safe(` lang="${text(tag)}" dir="${rightToLeft.test(tag) ? 'rtl' : 'ltr'}"`);

/** Formats a date with a year, a year and a month, or a complete date. */
export function date(value) {
  const [year, month, day] = value.split('-').map(Number);
  const options = { year: 'numeric', ...(month && { month: 'long' }), ...(day && { day: 'numeric' }), timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', options).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}

export const paragraphs = value => value.split(/\n\n+/).map(each => html`<p>${each}</p>`);
