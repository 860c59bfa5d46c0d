/* Times are printed in UTC. Here the browser's own zone is told beside them, and how long it is to a drop of the next day. */
(function () {
  'use strict';

  var HOURS = 3600000;
  var language = document.documentElement.lang || undefined;
  var zone = '';
  try {
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
  } catch (problem) {
    zone = '';
  }
  var inUtc = zone === 'UTC' || zone === 'Etc/UTC' || (zone === '' && new Date().getTimezoneOffset() === 0);

  /* How far the browser's clock is behind the server's. */
  function offsetOf(config) {
    var now = config && config.now ? Date.parse(config.now) : NaN;
    return isNaN(now) ? 0 : now - Date.now();
  }

  var frames = Array.prototype.slice.call(document.querySelectorAll('.bo[data-bo-config]'));
  var config = frames.length ? JSON.parse(frames[0].getAttribute('data-bo-config')) : {};
  var offset = offsetOf(config);

  /* Making a formatter costs a hundred times what using it does. */
  function formatter(options) {
    try {
      return new Intl.DateTimeFormat(language, options);
    } catch (problem) {
      return new Intl.DateTimeFormat(undefined, options);
    }
  }

  var whole = formatter({
    weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short'
  });
  var brief = formatter({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });

  function left(date) {
    var rest = date.getTime() - (Date.now() + offset);
    if (rest <= 0 || rest > 24 * HOURS || !config.countdown) {
      return '';
    }
    var hours = Math.floor(rest / HOURS);
    var minutes = Math.floor(rest % HOURS / 60000);
    return (hours ? config.countdown : config.countdown_minutes).replace(':hours', hours).replace(':minutes', minutes);
  }

  function local(element) {
    var stamp = element.getAttribute('datetime');
    var date = stamp ? new Date(stamp) : null;
    if (!date || isNaN(date.getTime())) {
      element.title = '';
      return;
    }
    element.title = whole.format(date);
    if (!element.hasAttribute('data-bo-drop')) {
      return;
    }
    var note = element.querySelector('.bo-local') || document.createElement('small');
    var parts = [];
    if (!inUtc) {
      parts.push(brief.format(date));
    }
    var rest = left(date);
    if (rest) {
      parts.push(rest);
    }
    note.className = 'bo-local' + (rest ? ' bo-soon' : '');
    note.textContent = parts.join(' · ');
    if (parts.length && !note.parentNode) {
      element.appendChild(note);
    }
  }

  function localAll(root) {
    Array.prototype.forEach.call(root.querySelectorAll('time[datetime]'), local);
  }

  window.boLocalTimes = localAll;
  var roots = Array.prototype.slice.call(document.querySelectorAll('.bo'));
  roots.forEach(localAll);
  if (frames.length) {
    window.setInterval(function () { roots.forEach(localAll); }, 30000);
  }
}());
