// What is wrong with the layout of the page that stands here: texts that lie over one another, boxes wider than the page,
// words broken in their middle.
(() => {
  const MEETS = 3; // pixels: letters of neighbouring lines touch by less
  // A telephone zooms out of what is too wide, and its window's width with it; its screen stays.
  const room = Math.min(innerWidth, screen.width), wide = document.documentElement.scrollWidth, faults = [];
  document.querySelectorAll("details:not(.menu)").forEach((each) => (each.open = true));
  const named = (one) => `${one.tagName.toLowerCase()}.${one.className?.baseVal ?? one.className} «${one.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}»`;
  const lifted = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed" || style.position === "sticky" || at.matches("svg, dialog, details.menu > *, select, .visually-hidden, .skip-link, option")) return true;
      if (style.visibility === "hidden" || +style.opacity === 0) return true;
    }
    return false;
  };
  const clip = (one, box) => {
    let { left, right, top, bottom } = box;
    for (let at = one; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX === "visible" && style.overflowY === "visible" && style.clipPath === "none") continue;
      const frame = at.getBoundingClientRect();
      [left, right, top, bottom] = [Math.max(left, frame.left), Math.min(right, frame.right), Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  };
  const LONGEST = 24; // a longer one, or an address, may be broken where it must
  const broken = (text, one) => {
    const range = document.createRange();
    for (const word of text.data.matchAll(/[^\s\u00a0/–—-]+/gu)) {
      if (word[0].length > LONGEST || word[0].includes("@")) continue;
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(box.top)));
      if (tops.size > 1) faults.push(`«${word[0]}» is broken in ${named(one)}`);
    }
  };
  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const one = text.parentElement;
    if (!text.data.trim() || one.closest("script, style, template, noscript") || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || lifted(one)) continue;
    broken(text, one);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      const box = clip(one, rect);
      if (box.right - box.left > MEETS && box.bottom - box.top > MEETS) boxes.push({ ...box, one });
    }
  }
  if (Math.max(wide, document.documentElement.scrollWidth) > room) {
    const over = boxes.filter((box) => box.right > room + 1).sort((a, b) => b.right - a.right)[0];
    const block = [...document.querySelectorAll("body *")].filter((one) => !lifted(one) && one.getBoundingClientRect().right > room + 1).pop();
    faults.push(`${document.documentElement.scrollWidth} px wide: ${over ? named(over.one) : block ? named(block) : "?"}`);
  }
  const NARROW = 110, LINES = 4; // a sentence beside something wide becomes a column of syllables
  for (const one of document.querySelectorAll("p")) {
    const box = one.getBoundingClientRect();
    if (one.checkVisibility() && !lifted(one) && box.width < NARROW && box.height > LINES * parseFloat(getComputedStyle(one).lineHeight)) {
      faults.push(`${named(one)} is squeezed into ${Math.round(box.width)} px`);
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const seen = new Set();
  boxes.forEach((a, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].top < a.bottom - MEETS; next += 1) {
      const b = boxes[next];
      if (a.one === b.one || a.one.contains(b.one) || b.one.contains(a.one)) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across <= MEETS || down <= MEETS) continue;
      const fault = `${named(a.one)} lies over ${named(b.one)}`;
      if (!seen.has(fault)) faults.push(fault);
      seen.add(fault);
    }
  });
  return faults;
})()
