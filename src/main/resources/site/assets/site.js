// Optional enhancements: search suggestions, copy buttons, enlarged figures, and highlighting of the current section.
// All pages work without this script.
(function () {
  'use strict';
  var find = document.getElementById('find');
  if (find && find.dataset.suggest && window.fetch) {
    var list = document.createElement('datalist');
    list.id = 'find-suggestions';
    find.after(list);
    find.setAttribute('list', list.id);
    var timer;
    find.addEventListener('input', function () {
      clearTimeout(timer);
      var text = find.value.trim();
      if (text.length < 2) return;
      timer = setTimeout(function () {
        fetch(find.dataset.suggest + '?q=' + encodeURIComponent(text))
          .then(function (answer) { return answer.ok ? answer.json() : null; })
          .then(function (found) {
            if (!found || find.value.trim() !== text) return;
            list.replaceChildren();
            (found.items || []).forEach(function (item) {
              var option = document.createElement('option');
              option.value = item.text;
              list.append(option);
            });
          }, function () {});
      }, 150);
    });
  }
  document.querySelectorAll('[data-copy]').forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    button.hidden = false;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(source.textContent.trim()).then(function () {
        var words = button.textContent;
        button.textContent = '✓ ' + words;
        setTimeout(function () { button.textContent = words; }, 1500);
      }, function () {});
    });
  });
  // Makes scrollable formulas focusable by keyboard, because some browsers do not.
  document.querySelectorAll('.text .formula').forEach(function (formula) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  });
  var viewer;
  document.querySelectorAll('.text a.image').forEach(function (link) {
    link.addEventListener('click', function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
      event.preventDefault();
      if (!viewer) {
        viewer = document.createElement('dialog');
        viewer.className = 'viewer';
        viewer.append(document.createElement('img'));
        viewer.addEventListener('click', function () { viewer.close(); });
        document.body.append(viewer);
      }
      var shown = link.querySelector('img');
      viewer.firstChild.src = shown ? shown.src : link.href;
      viewer.firstChild.alt = shown ? shown.alt : '';
      viewer.showModal();
    });
  });
  var contents = document.querySelector('nav.contents');
  if (contents && window.IntersectionObserver) {
    var links = {};
    contents.querySelectorAll('a').forEach(function (link) { links[link.hash.slice(1)] = link; });
    var here;
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        if (here) here.removeAttribute('aria-current');
        here = links[entry.target.id];
        here.setAttribute('aria-current', 'location');
      });
    }, { rootMargin: '0px 0px -75% 0px' });
    Object.keys(links).forEach(function (id) {
      var part = document.getElementById(id);
      if (part) seen.observe(part);
    });
  }
})();
