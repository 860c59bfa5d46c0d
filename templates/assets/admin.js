/* The boxes of a table: all at once, and how many are chosen. */
(function () {
  'use strict';

  var all = document.querySelector('.bo [data-bo-all]');
  var boxes = Array.prototype.slice.call(document.querySelectorAll('.bo [data-bo-one]'));
  var chosen = document.querySelector('.bo [data-bo-chosen]');

  function count() {
    var number = boxes.filter(function (box) { return box.checked; }).length;
    if (chosen) {
      chosen.textContent = '(' + number + ')';
    }
    if (all) {
      all.checked = number > 0 && number === boxes.length;
      all.indeterminate = number > 0 && number < boxes.length;
    }
  }

  if (all) {
    all.addEventListener('change', function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
      count();
    });
  }
  boxes.forEach(function (box) { box.addEventListener('change', count); });
  /* Enter chooses no act: it would only lose what was ticked and typed. */
  boxes.concat(Array.prototype.slice.call(document.querySelectorAll('#bo-acts input'))).forEach(function (field) {
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') {
        event.preventDefault();
      }
    });
  });
  count();
}());
