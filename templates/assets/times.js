/* Times are printed in UTC; the browser's own zone is told in the title. */
(function () {
  'use strict';

  function local(element) {
    var stamp = element.getAttribute('datetime');
    var date = stamp ? new Date(stamp) : null;
    element.title = date && !isNaN(date.getTime()) ? date.toLocaleString(undefined, {
      weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short'
    }) : '';
  }

  function localAll(root) {
    Array.prototype.forEach.call(root.querySelectorAll('time[datetime]'), local);
  }

  window.boLocalTimes = localAll;
  Array.prototype.forEach.call(document.querySelectorAll('.bo'), localAll);
}());
