/* The live part of the client pages. Every page works without it; the server's answers are put in as text only. */
(function () {
  'use strict';

  var root = document.querySelector('.bo[data-bo-config]');
  if (!root || !window.fetch || !window.URLSearchParams || !window.FormData || !('content' in document.createElement('template'))) {
    return;
  }
  var config = JSON.parse(root.getAttribute('data-bo-config'));
  var form = one('[data-bo-search]');
  var body = one('[data-bo-rows]');
  var page = '1';
  var asked = 0;
  var timer = null;

  function one(selector, from) {
    return (from || root).querySelector(selector);
  }

  function each(selector, from, work) {
    Array.prototype.forEach.call((from || root).querySelectorAll(selector), work);
  }

  /* ---- putting data into markup ---- */

  function fill(node, data) {
    var has = function (key) { return Object.prototype.hasOwnProperty.call(data, key); };
    var apply = function (attribute, work) {
      var list = Array.prototype.slice.call(node.querySelectorAll('[' + attribute + ']'));
      if (node.nodeType === 1 && node.hasAttribute(attribute)) {
        list.unshift(node);
      }
      list.forEach(function (element) {
        var key = element.getAttribute(attribute);
        if (has(key)) {
          work(element, data[key]);
        }
      });
    };
    apply('data-bo-text', function (element, value) { element.textContent = value; });
    apply('data-bo-value', function (element, value) { element.value = value; });
    apply('data-bo-class', function (element, value) { element.className = value; });
    apply('data-bo-time', function (element, value) { element.setAttribute('datetime', value); });
    apply('data-bo-href', function (element, value) {
      // Only addresses on this site; the server makes no others.
      element.setAttribute('href', /^\/(?!\/)/.test(value) ? value : '#');
    });
    apply('data-bo-if', function (element, value) { element.hidden = !value; });
    apply('data-bo-unless', function (element, value) { element.hidden = !!value; });
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
    }, function (problem) {
      if (problem && problem.name === 'AbortError') {
        return null;
      }
      return { ok: false, message: config.failed };
    });
  }

  /* ---- the list ---- */

  /* The search as an address has it: what is not the default. */
  function state() {
    var query = new URLSearchParams();
    Array.prototype.forEach.call(form.elements, function (field) {
      var value = field.name ? field.value.trim() : '';
      if (!field.name || field.name === 'm' || field.name === 'p' || field.type === 'submit') {
        return;
      }
      if (value !== '' && config.defaults[field.name] !== value) {
        query.set(field.name, value);
      }
    });
    if (page !== '1') {
      query.set('page', page);
    }
    return query;
  }

  function address(query) {
    var text = query.toString();
    return config.url + (text ? '&' + text : '');
  }

  var running = null;

  function load() {
    var query = state();
    var number = ++asked;
    var options = {};
    window.clearTimeout(timer);
    if (running) {
      running.abort();
    }
    if (window.AbortController) {
      running = new AbortController();
      options.signal = running.signal;
    }
    var here = address(query);
    one('[data-bo-table]').setAttribute('aria-busy', 'true');
    return json(here + '&json=1', options).then(function (answer) {
      // Only the newest question's answer is shown.
      if (number !== asked || !answer) {
        return;
      }
      one('[data-bo-table]').removeAttribute('aria-busy');
      if (window.history && window.history.replaceState) {
        window.history.replaceState(null, '', here);
      }
      show(answer, here);
    });
  }

  function show(answer, here) {
    showError(answer.ok ? '' : answer.message);
    if (!answer.ok) {
      answer = { rows: [], pager: [], summary: '', ok: false };
    }
    body.textContent = '';
    answer.rows.forEach(function (row) {
      var copy = copyOf('[data-bo-template]');
      var line = copy.querySelector('[data-bo-row]');
      fill(line, row);
      if (row.id) {
        line.id = 'order-' + row.id;
      }
      each('form[data-bo-change]', line, function (inner) { inner.setAttribute('action', here); });
      body.appendChild(copy);
    });
    one('[data-bo-summary]').textContent = answer.summary;
    one('[data-bo-nothing]').hidden = answer.rows.length > 0 || !answer.ok;
    showPager(answer.pager);
    showHeads();
    if (answer.counts) {
      showCounts(answer.counts);
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
      if (link.label) {
        inner.setAttribute('aria-label', link.label);
      }
      if (!link.disabled) {
        inner.setAttribute('href', link.url);
        inner.setAttribute('data-bo-goto', link.page);
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

  function showCounts(counts) {
    var links = {};
    each('[data-bo-status]', root, function (link) { links[link.getAttribute('data-bo-status')] = link; });
    counts.forEach(function (count) {
      var link = links[count.status];
      if (!link) {
        return;
      }
      link.setAttribute('href', count.url);
      link.classList.toggle('active', count.active);
      link.classList.toggle('bo-empty', count.empty);
      if (count.active) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
      }
      one('.bo-count', link).textContent = count.number;
    });
  }

  function search(pause) {
    page = '1';
    window.clearTimeout(timer);
    if (pause) {
      timer = window.setTimeout(load, 250);
    } else {
      load();
    }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    search(false);
  });
  form.addEventListener('input', function (event) {
    search(event.target.tagName !== 'SELECT');
  });

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
    if (link.hasAttribute('data-bo-sort')) {
      event.preventDefault();
      var name = link.getAttribute('data-bo-sort');
      form.elements.sort.value = form.elements.sort.value === name ? '-' + name : name;
      search(false);
    } else if (link.hasAttribute('data-bo-goto')) {
      event.preventDefault();
      page = link.getAttribute('data-bo-goto');
      load().then(function () { one('[data-bo-summary]').scrollIntoView({ block: 'nearest' }); });
    } else if (link.hasAttribute('data-bo-status')) {
      event.preventDefault();
      form.elements.status.value = link.getAttribute('data-bo-status');
      search(false);
    } else if (link.hasAttribute('data-bo-reset')) {
      event.preventDefault();
      reset();
    } else if (link.hasAttribute('data-bo-timeline')) {
      event.preventDefault();
      timeline(link);
    }
  });

  function reset() {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || field.name === 'm' || field.name === 'p') {
        return;
      }
      field.value = Object.prototype.hasOwnProperty.call(config.defaults, field.name) ? config.defaults[field.name] : '';
    });
    search(false);
  }

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
      if (!answer.ok) {
        link.setAttribute('aria-expanded', 'false');
        notice('danger', answer.message);
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

  /* ---- ordering and deleting ---- */

  root.addEventListener('submit', function (event) {
    var sent = event.target;
    if (!sent.hasAttribute('data-bo-change')) {
      return;
    }
    event.preventDefault();
    var button = event.submitter || one('button[name=action]:not([hidden])', sent);
    var fields = new URLSearchParams(new FormData(sent));
    fields.set('action', button.value);
    fields.set('json', '1');
    button.disabled = true;
    json(config.url, { method: 'POST', body: fields.toString() }).then(function (answer) {
      button.disabled = false;
      changed(sent, answer);
    });
  });

  function changed(sent, answer) {
    var lines = answer.lines || [];
    var allGood = lines.every(function (line) { return line.ok; });
    notice(answer.ok ? (allGood ? 'success' : 'warning') : 'danger', answer.message, lines);
    if (answer.account && one('[data-bo-account]')) {
      fill(one('[data-bo-account]'), answer.account);
    }
    if (!answer.ok) {
      return;
    }
    if (sent.hasAttribute('data-bo-many')) {
      sent.reset();
      load();
    } else if (root.getAttribute('data-bo-page') === 'manage') {
      load();
    } else {
      var row = sent.closest('[data-bo-row]');
      fill(row, answer.row);
      var button = one('button[name=action]:not([hidden])', row);
      if (button) {
        button.focus();
      }
    }
  }

  page = new URLSearchParams(window.location.search).get('page') || '1';
}());
