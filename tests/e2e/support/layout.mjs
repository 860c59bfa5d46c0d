// What a person sees who has the text of a page at twice its size.

/** Doubles every font size below a selector, as a browser's text zoom does: boxes that are given in pixels keep theirs. */
export function doubleText(page, below) {
  return page.evaluate((selector) => {
    const all = [...document.querySelectorAll(`${selector}, ${selector} *`)].filter((element) => element instanceof HTMLElement);
    const sizes = all.map((element) => [element, getComputedStyle(element)].map((one, index) => (index ? [parseFloat(one.fontSize), one.lineHeight] : one)));
    for (const [element, [size, lineHeight]] of sizes) {
      element.style.setProperty('font-size', `${2 * size}px`, 'important');
      if (lineHeight.endsWith('px')) element.style.setProperty('line-height', `${2 * parseFloat(lineHeight)}px`, 'important');
    }
  }, below);
}

/** What is cut, lies over something else or can't be hit below a selector, as texts; empty when all is well. */
export function findCut(page, below) {
  return page.evaluate((selector) => {
    const found = new Set();
    const roots = [...document.querySelectorAll(selector)];
    const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${[...element.classList].map((one) => `.${one}`).join('')} "${(element.textContent || element.value || '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.bo-sr, template, svg');
    window.scrollTo(0, 0);
    if (document.documentElement.scrollWidth > window.innerWidth) found.add(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${window.innerWidth} pixels`);

    // Every line of text: on the screen, in no box that cuts it, within its frame, over no other text.
    const lines = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        const owner = text.parentElement;
        if (!text.data.trim() || ['OPTION', 'TEXTAREA', 'TITLE'].includes(owner.tagName) || !shown(owner)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
          if (box.width < 1 || box.height < 1) continue;
          let scrolled = false;
          for (let outer = owner; outer !== root.parentElement && !scrolled; outer = outer.parentElement) {
            const style = getComputedStyle(outer);
            if (style.display === 'inline' || (style.overflowX === 'visible' && style.overflowY === 'visible' && !outer.matches('.panel, .card, .alert, .btn'))) continue;
            // What is further on in a box that scrolls can be reached.
            scrolled = /auto|scroll/.test(style.overflowX + style.overflowY);
            if (scrolled) continue;
            const edge = outer.getBoundingClientRect();
            if (box.left < edge.left - 1 || box.right > edge.right + 1) found.add(`cut off at the side of ${name(outer)}: ${name(owner)}`);
            if (box.top < edge.top - 3 || box.bottom > edge.bottom + 3) found.add(`cut off at the end of ${name(outer)}: ${name(owner)}`);
          }
          if (!scrolled && (box.left < -1 || box.right > window.innerWidth + 1)) found.add(`beyond the screen: ${name(owner)}`);
          if (!scrolled) lines.push({ owner, box });
        }
      }
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    lines.forEach(({ owner, box }, index) => {
      for (let next = index + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
        const other = lines[next];
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
        // The boxes of two lines may share the room above and below the letters.
        if (other.owner !== owner && across > 2 && down > 0.3 * Math.min(box.height, other.box.height)) found.add(`${name(owner)} lies over ${name(other.owner)}`);
      }
    });

    // Every control: room for its text, large enough, and what is at its middle is itself.
    const canvas = document.createElement('canvas').getContext('2d');
    for (const control of roots.flatMap((root) => [...root.querySelectorAll('a[href], button, input, select, textarea, summary')])) {
      if (control.type === 'hidden' || !shown(control)) continue;
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const style = getComputedStyle(control);
      const size = parseFloat(style.fontSize);
      const box = control.getClientRects()[0];
      if (['INPUT', 'SELECT', 'TEXTAREA'].includes(control.tagName) && !['checkbox', 'radio'].includes(control.type)) {
        const height = control.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
        if (height < 1.1 * size) found.add(`too low for its text, ${Math.round(height)} pixels for ${size}: ${name(control)}`);
        canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const text = control.tagName === 'SELECT' ? control.selectedOptions[0].text.trim() : control.value ? '' : control.placeholder ?? '';
        const width = control.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        if (control.type !== 'date' && canvas.measureText(text).width > width + 1) found.add(`too narrow for "${text}": ${name(control)}`);
      }
      if (box.left < -1 || box.right > window.innerWidth + 1) found.add(`beyond the screen: ${name(control)}`);
      if (['BUTTON', 'INPUT', 'SELECT', 'SUMMARY'].includes(control.tagName) && !['checkbox', 'radio'].includes(control.type) && (box.width < 24 || box.height < 24)) found.add(`smaller than 24 pixels: ${name(control)}`);
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!control.contains(hit) && !control.closest('label')?.contains(hit)) found.add(`covered by ${hit ? name(hit) : 'nothing'}: ${name(control)}`);
    }
    window.scrollTo(0, 0);
    return [...found];
  }, below);
}
