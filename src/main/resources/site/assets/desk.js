'use strict';
// Extras of the desk. All pages also work without this script.
(() => {
  const form = document.querySelector('form.article');
  const summary = document.querySelector('.summary');
  if (summary) {
    summary.focus();
  }
  // The report of a running import is loaded again until the import is complete.
  if (document.querySelector('form[action^="/desk/imports/"] progress')) {
    setInterval(() => document.hidden || document.activeElement !== document.body || location.reload(), 2000);
  }
  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) {
      return;
    }
    const find = document.getElementById('find');
    if (event.key === 'k' && find) {
      event.preventDefault();
      find.focus();
    } else if (event.key === 's' && form) {
      event.preventDefault();
      form.querySelector('.save button').click();
    }
  });
  if (!form) {
    return;
  }
  // Fields whose text differs from the text that the page was loaded with.
  const controls = [...form.elements].filter(each => each.name.startsWith('/') && each.type !== 'hidden');
  const state = each => each.type === 'checkbox' || each.type === 'radio' ? String(each.checked) : each.value;
  const loaded = new Map(controls.map(each => [each, state(each)]));
  const isChanged = () => controls.some(each => state(each) !== loaded.get(each));
  let isLeaving = false;
  form.addEventListener('submit', () => {
    isLeaving = true;
  });
  window.addEventListener('pageshow', () => {
    isLeaving = false;
  });
  window.addEventListener('beforeunload', event => {
    if (!isLeaving && isChanged()) {
      event.preventDefault();
    }
  });
})();
