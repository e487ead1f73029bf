// Optional enhancements: search suggestions, copy buttons, references and notes in a popover, enlarged figures, copied links
// to sections, and highlighting of the current section.
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
  var text = document.getElementById('text');
  function make(name, properties, parent) {
    var element = Object.assign(document.createElement(name), properties);
    if (parent) parent.append(element);
    return element;
  }
  function isPlainClick(event) {
    return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  }
  function inInterfaceLanguage(element) {
    element.lang = text.dataset.language;
    element.dir = text.dataset.direction;
    return element;
  }
  // Copies the content of an element without ids and links back to the text.
  function copyOf(source) {
    var copy = document.createDocumentFragment();
    source.childNodes.forEach(function (node) { copy.append(node.cloneNode(true)); });
    copy.querySelectorAll('.back').forEach(function (back) { back.remove(); });
    copy.querySelectorAll('[id]').forEach(function (element) { element.removeAttribute('id'); });
    return copy;
  }
  if (text && HTMLElement.prototype.showPopover) {
    var popover;
    text.addEventListener('click', function (event) {
      var link = event.target.closest('a[role=doc-biblioref],a[role=doc-noteref]');
      var target = link && isPlainClick(event) && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target || !target.closest('li,aside,[role=doc-bibliography],[role=doc-endnotes],.notes,.note')) return;
      event.preventDefault();
      if (!popover) {
        popover = make('div', { className: 'popover', popover: 'auto', tabIndex: -1 }, document.body);
        popover.setAttribute('role', 'dialog');
        popover.addEventListener('click', function (inside) {
          if (inside.target.closest('a')) popover.hidePopover();
        });
      }
      popover.hidePopover();
      popover.replaceChildren(copyOf(target));
      popover.lang = (target.closest('[lang]') || document.documentElement).lang;
      popover.dir = getComputedStyle(target).direction;
      popover.setAttribute('aria-label', link.getAttribute('aria-label') || link.textContent);
      make('a', { href: link.hash, textContent: text.dataset.inList }, inInterfaceLanguage(make('p', {}, popover)));
      try { popover.showPopover({ source: link }); } catch (unsupported) { popover.showPopover(); }
      popover.focus();
    });
  }
  if (text && navigator.clipboard) {
    var status = inInterfaceLanguage(make('p', { className: 'hidden' }, document.body));
    status.setAttribute('role', 'status');
    text.addEventListener('click', function (event) {
      var link = event.target.closest('a.anchor');
      if (!link || !isPlainClick(event)) return;
      navigator.clipboard.writeText(link.href).then(function () {
        link.textContent = '✓';
        link.classList.add('copied');
        status.textContent = text.dataset.copied;
        setTimeout(function () { link.textContent = '#'; link.classList.remove('copied'); status.textContent = ''; }, 1500);
      }, function () {});
    });
  }
  var images = text ? Array.from(text.querySelectorAll('a.image')) : [];
  if (images.length && window.HTMLDialogElement) {
    var viewer, shown, picture, caption, original, previous, next;
    var button = function (name, label, action) {
      var made = make('button', { type: 'button', className: 'button', textContent: label, title: name }, viewer.firstChild);
      made.setAttribute('aria-label', name);
      made.addEventListener('click', action);
      return made;
    };
    var show = function (index) {
      shown = index;
      var link = images[index];
      var image = link.querySelector('img');
      var figure = link.closest('figure');
      var words = figure && figure.querySelector(':scope > figcaption');
      picture.replaceChildren(make('img', { src: image.src, alt: image.alt }));
      picture.classList.remove('large');
      caption.replaceChildren(words ? copyOf(words) : '');
      caption.lang = (link.closest('[lang]') || document.documentElement).lang;
      caption.dir = getComputedStyle(link).direction;
      viewer.setAttribute('aria-label', image.alt);
      if (image.alt && !caption.textContent.startsWith(image.alt)) {
        var more = make('details', {}, caption);
        inInterfaceLanguage(make('summary', { textContent: text.dataset.description }, more));
        make('p', { textContent: image.alt }, more);
      }
      original.href = link.href;
      previous.disabled = index === 0;
      next.disabled = index === images.length - 1;
    };
    text.addEventListener('click', function (event) {
      var link = event.target.closest('a.image');
      if (!link || !isPlainClick(event)) return;
      event.preventDefault();
      if (!viewer) {
        viewer = inInterfaceLanguage(make('dialog', { className: 'viewer' }, document.body));
        make('div', { className: 'controls' }, viewer);
        previous = button(text.dataset.previous, '←', function () { show(shown - 1); });
        next = button(text.dataset.next, '→', function () { show(shown + 1); });
        original = make('a', { className: 'button', textContent: text.dataset.original, download: '' }, viewer.firstChild);
        button(text.dataset.close, '✕', function () { viewer.close(); });
        picture = make('div', { className: 'image', tabIndex: 0 }, viewer);
        picture.addEventListener('click', function () { picture.classList.toggle('large'); });
        caption = make('div', { className: 'caption', tabIndex: 0 }, viewer);
        viewer.addEventListener('click', function (outside) { if (outside.target === viewer) viewer.close(); });
        viewer.addEventListener('keydown', function (key) {
          var isRtl = text.dataset.direction === 'rtl';
          if (key.target === picture) return;
          if (key.key === (isRtl ? 'ArrowRight' : 'ArrowLeft') && shown > 0) show(shown - 1);
          if (key.key === (isRtl ? 'ArrowLeft' : 'ArrowRight') && shown < images.length - 1) show(shown + 1);
        });
        if (text.dataset.direction === 'rtl') { previous.textContent = '→'; next.textContent = '←'; }
      }
      show(images.indexOf(link));
      viewer.showModal();
    });
  }
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
