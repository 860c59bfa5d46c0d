/* The live part of the client pages. Every page works without it; the server's answers are put in as text only. */
(function () {
  'use strict';

  var root = document.querySelector('.bo[data-bo-config]');
  if (!root || !window.fetch || !window.URLSearchParams || !window.FormData || !('content' in document.createElement('template'))) {
    return;
  }
  var SVG = 'http://www.w3.org/2000/svg';
  var PAUSE = 40; // milliseconds, more than there are between the repeats of a key that is held
  var SCREEN = 20; // rows that are painted at once, and those behind them after that
  var TYPING = 120; // milliseconds behind a key in which the next one is likely, and further rows are likely to be replaced
  var BURST = 1500; // keys that follow each other faster are one step back in the browser
  var QUIET = 1000; // milliseconds behind a key after which a screen reader is told what was found
  var config = JSON.parse(root.getAttribute('data-bo-config'));
  var form = one('[data-bo-search]');
  var table = one('[data-bo-main]');
  var body = one('[data-bo-rows]');
  var page = '1';
  var asked = 0;
  var timer = null;
  var lastKey = 0;
  var running = null;
  var burst = null;
  var saying = null;
  var present = ''; // the address of the present step in the browser's history, as the script writes it
  var others = []; // zones of the address that have no box

  function one(selector, from) {
    return (from || root).querySelector(selector);
  }

  function each(selector, from, work) {
    Array.prototype.forEach.call((from || root).querySelectorAll(selector), work);
  }

  /* ---- putting data into markup ---- */

  var PUT = {
    'data-bo-text': function (element, value) { element.textContent = value; },
    'data-bo-value': function (element, value) { element.value = value; },
    'data-bo-class': function (element, value) { element.className = value; },
    'data-bo-time': function (element, value) { element.setAttribute('datetime', value); },
    'data-bo-href': function (element, value) {
      // Only addresses on this site; the server makes no others.
      element.setAttribute('href', /^\/(?!\/)/.test(value) ? value : '#');
    },
    'data-bo-link': function (element, value) { element.setAttribute('href', /^https?:\/\//i.test(value) ? value : '#'); },
    'data-bo-if': function (element, value) { element.hidden = !value; },
    'data-bo-unless': function (element, value) { element.hidden = !!value; }
  };
  var PLACES = Object.keys(PUT);
  var ANY_PLACE = '[' + PLACES.join('],[') + ']';

  function fill(node, data) {
    var put = function (element) {
      PLACES.forEach(function (place) {
        var key = element.getAttribute(place);
        if (key !== null && Object.prototype.hasOwnProperty.call(data, key)) {
          PUT[place](element, data[key]);
        }
      });
    };
    put(node);
    each(ANY_PLACE, node, put);
    if (window.boLocalTimes) {
      window.boLocalTimes(node);
    }
  }

  function copyOf(selector) {
    return document.importNode(one(selector).content, true);
  }

  function notice(kind, text, lines) {
    var place = one('[data-bo-notices]');
    place.textContent = '';
    if (!text) {
      return;
    }
    var box = document.createElement('div');
    box.className = 'alert alert-' + kind;
    var paragraph = document.createElement('p');
    paragraph.className = 'bo-last';
    paragraph.textContent = text;
    box.appendChild(paragraph);
    if (lines && lines.length) {
      var list = document.createElement('ul');
      list.className = 'bo-lines';
      lines.forEach(function (line) {
        var item = document.createElement('li');
        item.className = line.ok ? 'bo-good' : 'bo-bad';
        item.textContent = line.name + ': ' + line.text;
        list.appendChild(item);
      });
      box.appendChild(list);
    }
    place.appendChild(box);
    // A change that was made further down the page is told where it can be seen.
    if (place.getBoundingClientRect().top < 0 && place.scrollIntoView) {
      place.scrollIntoView({ block: 'nearest' });
    }
  }

  function showError(text) {
    var place = one('[data-bo-error]');
    place.textContent = text;
    place.hidden = !text;
  }

  /* What a screen reader reads out: not what each key finds, but what was found when no further key comes. */
  function say(text) {
    window.clearTimeout(saying);
    saying = window.setTimeout(function () { one('[data-bo-said]').textContent = text; }, Math.max(0, lastKey + QUIET - Date.now()));
  }

  /* Focus that went down with the element it was on goes to the one in its place, or to what was found. */
  function keepFocus(selectors) {
    var isShown = function (element) { return element && element.getClientRects().length > 0; };
    if (document.activeElement !== document.body && isShown(document.activeElement)) {
      return;
    }
    var place = selectors.concat('[data-bo-summary]').map(function (selector) { return one(selector); }).filter(isShown)[0];
    if (place) {
      place.focus({ preventScroll: true });
    }
  }

  /* ---- talking to the server ---- */

  function json(address, options) {
    options = options || {};
    options.credentials = 'same-origin';
    options.headers = { Accept: 'application/json' };
    if (options.body) {
      options.headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    }
    return fetch(address, options).then(function (answer) {
      return answer.text().then(function (text) {
        try {
          return JSON.parse(text);
        } catch (problem) {
          return { ok: false, message: config.failed };
        }
      });
    }).catch(function (problem) {
      return problem && problem.name === 'AbortError' ? null : { ok: false, message: config.failed };
    });
  }

  function post(sent, button) {
    var fields = new URLSearchParams(new FormData(sent));
    fields.set('action', button.value);
    fields.set('json', '1');
    button.disabled = true;
    return json(config.url, { method: 'POST', body: fields.toString() }).then(function (answer) {
      button.disabled = false;
      if (!document.activeElement || document.activeElement === document.body) {
        button.focus({ preventScroll: true });
      }
      return answer || { ok: false, message: config.failed };
    });
  }

  /* ---- the search: form, address, history ---- */

  function isPart(field) {
    return field.name && field.name !== 'm' && field.name !== 'p' && field.type !== 'submit';
  }

  /* An address says them in one, a form that was sent without the script box by box. */
  function zonesOf(query) {
    return (query.get('zone') || '').split(',').concat(query.getAll('zone[]')).filter(Boolean);
  }

  function withoutBox(zones) {
    var boxes = Array.prototype.filter.call(form.elements, function (field) { return field.type === 'checkbox'; });
    return zones.filter(function (zone, place) {
      return zones.indexOf(zone) === place && !boxes.some(function (box) { return box.value === zone; });
    });
  }

  /* The search as an address has it: what is not the default. */
  function state() {
    var query = new URLSearchParams();
    var zones = others.slice();
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!isPart(field)) {
        return;
      }
      if (field.type === 'checkbox') {
        if (field.checked) {
          zones.push(field.value);
        }
        return;
      }
      var value = field.value.trim();
      if (value !== '' && config.defaults[field.name] !== value) {
        query.set(field.name, value);
      }
    });
    if (zones.length) {
      query.set('zone', zones.join(','));
    }
    if (page !== '1') {
      query.set('page', page);
    }
    return query;
  }

  /* The other way round: the form as an address has it. */
  function setState(query) {
    var zones = zonesOf(query);
    others = withoutBox(zones);
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!isPart(field)) {
        return;
      }
      if (field.type === 'checkbox') {
        field.checked = zones.indexOf(field.value) >= 0;
      } else {
        field.value = query.get(field.name) || config.defaults[field.name] || '';
      }
    });
    page = query.get('page') || '1';
  }

  function address(query) {
    var text = query.toString();
    return config.url + (text ? '&' + text : '');
  }

  /* Browsers throw when there are too many steps in a short time. The search goes on, only its address stays behind. */
  function note(method, here) {
    try {
      window.history[method](null, '', here);
    } catch (problem) {
      return;
    }
  }

  /* step: true: the search becomes a step of its own in the browser's history; false: it takes the present one's place. */
  function load(step) {
    var number = ++asked;
    var here = address(state());
    var options = {};
    window.clearTimeout(timer);
    if (running) {
      running.abort();
    }
    if (window.AbortController) {
      running = new AbortController();
      options.signal = running.signal;
    }
    if (step === true) {
      // What was asked for already, as by a key before Enter, is no step of its own.
      note(here === present ? 'replaceState' : 'pushState', here);
      endBurst();
    } else if (step === false) {
      note('replaceState', here);
    }
    present = here;
    table.setAttribute('aria-busy', 'true');
    return json(here + '&json=1', options).then(function (answer) {
      // Only the newest question's answer is shown.
      if (number !== asked || !answer) {
        return;
      }
      show(answer, here);
    });
  }

  function search(step) {
    page = '1';
    load(step);
  }

  function endBurst() {
    window.clearTimeout(burst);
    burst = null;
  }

  /* A key is asked for at once, those in quick succession when they pause. All of them are one step in the history. */
  function typed() {
    page = '1';
    var changed = address(state()) !== present; // a blank behind a word changes nothing
    if (burst === null && changed) {
      note('pushState', window.location.href);
    }
    if (burst !== null || changed) {
      window.clearTimeout(burst);
      burst = window.setTimeout(endBurst, BURST);
    }
    var quick = Date.now() - lastKey < PAUSE;
    window.clearTimeout(timer);
    if (quick) {
      timer = window.setTimeout(function () { search(false); }, PAUSE);
    } else {
      search(false);
    }
    // Behind the work for it: on a slow machine a key that waited for that is a quick one.
    lastKey = Date.now();
  }

  function follow(link) {
    var same = ['data-bo-zone', 'data-bo-goto', 'data-bo-from', 'data-bo-to'].map(function (name) {
      return link.hasAttribute(name) ? '[' + name + '="' + link.getAttribute(name) + '"]' : '';
    }).join('');
    setState(new URLSearchParams(link.getAttribute('href').replace(/^[^?]*\??/, '').replace(/#.*$/, '')));
    return load(true).then(function () { keepFocus(same ? [same] : []); });
  }

  window.addEventListener('popstate', function () {
    // The next key begins a step of its own: what is ahead of here is not its to replace.
    endBurst();
    setState(new URLSearchParams(window.location.search));
    load();
  });

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    search(true);
  });
  form.addEventListener('input', function (event) {
    if (event.target.tagName === 'SELECT' || event.target.type === 'checkbox') {
      search(true);
    } else {
      typed();
    }
  });
  each('select[form]', root, function (select) {
    select.addEventListener('input', function () { search(true); });
  });

  /* ---- the list ---- */

  function linesOf(rows, here) {
    var made = document.createDocumentFragment();
    rows.forEach(function (row) {
      var copy = copyOf('[data-bo-template]');
      var line = one('[data-bo-row]', copy);
      fill(line, row);
      if (row.id) {
        line.id = 'order-' + row.id;
      }
      each('form[data-bo-change]', line, function (inner) { inner.setAttribute('action', here); });
      made.appendChild(copy);
    });
    return made;
  }

  /* What fills a screen is painted first, the rest when no key follows. Meanwhile the list keeps its height: nothing jumps. */
  function showRows(rows, here) {
    var number = asked;
    var frame = table.parentNode;
    var whole = rows.length <= SCREEN || document.hidden;
    var end = function () {
      frame.style.minHeight = '';
      table.removeAttribute('aria-busy');
    };
    frame.style.minHeight = whole ? '' : frame.offsetHeight + 'px';
    body.textContent = '';
    body.appendChild(linesOf(whole ? rows : rows.slice(0, SCREEN), here));
    showSelected();
    if (whole) {
      end();
      return;
    }
    window.requestAnimationFrame(function () {
      window.setTimeout(function () {
        // A newer question's answer brings all of its own rows.
        if (number === asked) {
          body.appendChild(linesOf(rows.slice(SCREEN), here));
          showSelected();
          end();
        }
      }, Math.max(0, lastKey + TYPING - Date.now()));
    });
  }

  function show(answer, here) {
    showError(answer.ok ? '' : answer.message);
    say(answer.ok ? answer.summary : answer.message);
    if (!answer.ok) {
      answer = { rows: [], pager: [], summary: '', csv: '', ok: false };
    }
    showRows(answer.rows, here);
    one('[data-bo-summary]').textContent = answer.summary;
    one('[data-bo-nothing]').hidden = answer.rows.length > 0 || !answer.ok;
    each('[data-bo-list]', root, function (node) { fill(node, answer); });
    showPager(answer.pager);
    showHeads();
    if (answer.counts) {
      showCounts(answer.counts);
    }
    if (answer.chart) {
      showChart(answer.chart);
      showZones(answer.zones);
    }
    if (answer.funding) {
      showFunding(answer.funding);
    }
    var filters = one('[data-bo-filters]');
    if (filters && answer.filters !== undefined) {
      filters.textContent = answer.filters;
      filters.hidden = !answer.filters;
    }
  }

  function showPager(links) {
    var list = one('[data-bo-pager]');
    list.textContent = '';
    links.forEach(function (link) {
      var item = document.createElement('li');
      item.className = 'page-item' + (link.active ? ' active' : '') + (link.disabled ? ' disabled' : '');
      var inner = document.createElement(link.disabled ? 'span' : 'a');
      inner.className = 'page-link';
      inner.textContent = link.text;
      if (link.disabled) {
        inner.setAttribute('aria-hidden', 'true');
      } else {
        inner.setAttribute('href', link.url);
        inner.setAttribute('data-bo-goto', link.page);
        inner.setAttribute('aria-label', link.label);
        if (link.active) {
          inner.setAttribute('aria-current', 'page');
        }
      }
      item.appendChild(inner);
      list.appendChild(item);
    });
  }

  function showHeads() {
    var sort = form.elements.sort.value;
    each('[data-bo-sort]', root, function (link) {
      var name = link.getAttribute('data-bo-sort');
      var now = sort === name ? 'ascending' : (sort === '-' + name ? 'descending' : 'none');
      var query = state();
      query.delete('page');
      query.set('sort', now === 'ascending' ? '-' + name : name);
      link.parentNode.setAttribute('aria-sort', now);
      link.setAttribute('href', address(query));
    });
  }

  function mark(link, active) {
    link.classList.toggle('active', active);
    if (active) {
      link.setAttribute('aria-current', 'true');
    } else {
      link.removeAttribute('aria-current');
    }
  }

  function showCounts(counts) {
    var links = {};
    each('[data-bo-status]', root, function (link) { links[link.getAttribute('data-bo-status')] = link; });
    counts.forEach(function (count) {
      var link = links[count.status];
      if (!link) {
        return;
      }
      link.setAttribute('href', count.url);
      link.parentNode.hidden = count.empty && !count.active;
      mark(link, count.active);
      one('.bo-count', link).textContent = count.number;
    });
  }

  function showFunding(funding) {
    var box = one('[data-bo-funding]');
    box.hidden = !funding.text;
    box.className = 'alert bo-funding alert-' + funding.kind;
    fill(box, funding);
  }

  function showZones(zones) {
    var list = one('[data-bo-zones]');
    list.textContent = '';
    zones.forEach(function (zone) {
      var item = document.createElement('li');
      var link = document.createElement('a');
      var count = document.createElement('span');
      link.className = 'btn btn-default btn-sm';
      link.setAttribute('href', zone.url);
      link.setAttribute('data-bo-zone', zone.zone);
      link.textContent = zone.name + ' ';
      count.className = 'bo-count';
      count.textContent = zone.number;
      link.appendChild(count);
      mark(link, zone.active);
      item.appendChild(link);
      list.appendChild(item);
    });
  }

  function drawn(name, attributes) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function showChart(chart) {
    var place = one('[data-bo-chart]');
    var bars = one('[data-bo-bars]');
    place.hidden = chart.bars.length === 0 && !chart.reset;
    bars.textContent = '';
    chart.bars.forEach(function (bar) {
      var link = drawn('a', { href: bar.url, 'aria-label': bar.label, 'data-bo-from': bar.from, 'data-bo-to': bar.to });
      var title = drawn('title', {});
      title.textContent = bar.label;
      link.appendChild(title);
      link.appendChild(drawn('rect', { 'class': 'bo-hit', x: bar.x, y: 0, width: bar.width, height: 100 }));
      link.appendChild(drawn('rect', { 'class': 'bo-bar', x: bar.x, y: bar.y, width: bar.width, height: bar.height }));
      bars.appendChild(link);
    });
    fill(place, { first: chart.first, last: chart.last, most: chart.most, reset: chart.reset });
  }

  /* ---- several rows at once ---- */

  function ticks() {
    return Array.prototype.filter.call(root.querySelectorAll('[data-bo-tick]'), function (tick) { return !tick.parentNode.hidden; });
  }

  function showSelected() {
    var button = one('[data-bo-bulk]');
    if (!button) {
      return;
    }
    var all = ticks();
    var count = all.filter(function (tick) { return tick.checked; }).length;
    button.disabled = count === 0;
    one('[data-bo-selected]').textContent = count ? config.selected.replace(':count', count) : '';
    one('[data-bo-all]').hidden = all.length === 0;
    one('[data-bo-tick-all]').checked = count > 0 && count === all.length;
  }

  root.addEventListener('change', function (event) {
    if (event.target.hasAttribute('data-bo-tick-all')) {
      ticks().forEach(function (tick) { tick.checked = event.target.checked; });
    }
    if (event.target.hasAttribute('data-bo-tick') || event.target.hasAttribute('data-bo-tick-all')) {
      showSelected();
    }
  });

  /* ---- links that the page follows itself ---- */

  /* A plain click; one with a key held opens a new tab as on any page. */
  function plain(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }

  root.addEventListener('click', function (event) {
    if (!plain(event) || !event.target.closest) {
      return;
    }
    var link = event.target.closest('a');
    if (!link || !root.contains(link)) {
      return;
    }
    var has = function (name) { return link.hasAttribute(name); };
    if (has('data-bo-to-paste')) {
      event.preventDefault();
      one('[data-bo-paste]').open = true;
      one('#bo-names').focus();
    } else if (has('data-bo-timeline')) {
      event.preventDefault();
      timeline(link);
    } else if (has('data-bo-goto')) {
      event.preventDefault();
      follow(link).then(function () { one('[data-bo-summary]').scrollIntoView({ block: 'nearest' }); });
    } else if (['data-bo-sort', 'data-bo-status', 'data-bo-zone', 'data-bo-reset', 'data-bo-from'].some(has)) {
      event.preventDefault();
      follow(link);
    }
  });

  /* ---- the history of an order ---- */

  function timeline(link) {
    var row = link.closest('[data-bo-row]');
    var next = row.nextElementSibling;
    if (next && next.classList.contains('bo-timeline-row')) {
      next.parentNode.removeChild(next);
      link.setAttribute('aria-expanded', 'false');
      return;
    }
    link.setAttribute('aria-expanded', 'true');
    json(link.getAttribute('href').replace(/#.*$/, '') + '&json=1').then(function (answer) {
      if (!answer || !answer.ok) {
        link.setAttribute('aria-expanded', 'false');
        notice('danger', answer ? answer.message : config.failed);
        return;
      }
      var copy = copyOf('[data-bo-timeline-template]');
      var list = copy.querySelector('ol');
      answer.entries.forEach(function (entry) {
        var item = copyOf('[data-bo-entry-template]');
        fill(item.firstElementChild, entry);
        list.appendChild(item);
      });
      if (row.parentNode && link.getAttribute('aria-expanded') === 'true') {
        row.parentNode.insertBefore(copy, row.nextSibling);
      }
    });
  }

  /* ---- checking, ordering and deleting ---- */

  root.addEventListener('submit', function (event) {
    var sent = event.target;
    var checks = sent.hasAttribute('data-bo-check-form');
    if (!checks && !sent.hasAttribute('data-bo-change')) {
      return;
    }
    event.preventDefault();
    post(sent, event.submitter || one('button[name=action]:not([hidden])', sent)).then(function (answer) {
      if (checks) {
        checked(answer);
      } else {
        changed(sent, answer);
      }
    });
  });

  function checked(answer) {
    var place = one('[data-bo-checked]');
    place.hidden = !answer.ok;
    notice(answer.ok ? '' : 'danger', answer.ok ? '' : answer.message);
    if (!answer.ok) {
      return;
    }
    var rows = one('[data-bo-checked-rows]');
    rows.textContent = '';
    answer.checked.rows.forEach(function (row) {
      var copy = copyOf('[data-bo-checked-template]');
      row.kind = row.ok ? 'bo-good' : 'bo-bad';
      fill(copy.querySelector('[data-bo-row]'), row);
      rows.appendChild(copy);
    });
    fill(place, { summary: answer.checked.summary, names: answer.checked.names, button: answer.checked.button, count: answer.checked.count });
    place.focus();
  }

  function changed(sent, answer) {
    var lines = answer.lines || [];
    var allGood = lines.every(function (line) { return line.ok; });
    notice(answer.ok ? (allGood ? 'success' : 'warning') : 'danger', answer.message, lines);
    if (answer.account) {
      each('[data-bo-account]', document, function (node) { fill(node, answer.account); });
    }
    if (!answer.ok) {
      return;
    }
    if (sent.hasAttribute('data-bo-many')) {
      if (one('[data-bo-paste]').contains(sent)) {
        one('[data-bo-checked]').hidden = true;
        one('[data-bo-check-form]').reset();
      }
      load().then(function () { keepFocus([]); });
    } else if (root.getAttribute('data-bo-page') === 'manage') {
      load().then(function () { keepFocus([]); });
    } else {
      var row = sent.closest('[data-bo-row]');
      each('[data-bo-tick]', row, function (tick) { tick.checked = false; });
      fill(row, answer.row);
      showSelected();
      var button = one('button[name=action]:not([hidden])', row);
      if (button) {
        button.focus();
      }
    }
  }

  page = new URLSearchParams(window.location.search).get('page') || '1';
  others = withoutBox(zonesOf(new URLSearchParams(window.location.search)));
  present = address(state());
  showSelected();
}());
