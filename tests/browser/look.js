// Looks at the page it runs in and returns what is wrong, as sentences: a small part of WCAG 2.2
// that needs no eye. Contrast is computed from the colours that the browser itself uses.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const words = (element) => (element.getAttribute("aria-label") || element.textContent || "").trim();
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const place = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  if (document.documentElement.scrollWidth > window.innerWidth) {
    faults.push(`wider than the screen by ${document.documentElement.scrollWidth - window.innerWidth} px`);
  }
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  for (const [selector, number] of [["h1", 1], ["main", 1]]) {
    if (all(selector).length !== number) faults.push(`${all(selector).length} × ${selector}`);
  }

  let level = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    const now = Number(heading.tagName[1]);
    if (now > level + 1) faults.push(`heading jumps to ${place(heading)}`);
    level = now;
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    faults.push(`the id ${id} twice`);
  }

  for (const field of all("input:not([type=hidden]), select, textarea")) {
    if (!field.labels?.length && !field.getAttribute("aria-label")) faults.push(`no label: ${place(field)}`);
  }
  for (const button of all("button, summary, a[href]")) {
    const pictured = [...button.querySelectorAll("img[alt]")].some((image) => image.alt);
    if (!words(button) && !pictured) faults.push(`no name: ${place(button)}`);
  }
  // who speaks to the machine says what they see (WCAG 2.2, 2.5.3)
  for (const button of all("button[aria-label], a[aria-label]")) {
    const heard = button.getAttribute("aria-label").toLowerCase();
    const seen = button.innerText.trim().replace(/\s+/g, " ").toLowerCase();
    if (!heard.includes(seen)) faults.push(`is called otherwise than it reads: ${place(button)}`);
  }
  for (const button of document.querySelectorAll("button:not([type])")) faults.push(`no type: ${place(button)}`);
  for (const image of document.querySelectorAll("img:not([alt])")) faults.push(`no words: ${place(image)}`);
  for (const link of document.querySelectorAll("a[target=_blank]:not([rel~=noopener])")) {
    faults.push(`opens a window: ${place(link)}`);
  }

  for (const option of document.querySelectorAll("option")) {
    if (/^[-–—]+$/.test(option.textContent.trim())) faults.push(`a choice without a word: ${place(option.parentElement)}`);
  }
  for (const cell of all(".table thead th")) {
    if (getComputedStyle(cell).textTransform !== "none") faults.push(`a table without our look: ${place(cell)}`);
  }

  // Colours, also those written as color-mix(), come back from a canvas as plain numbers.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const over = (top, under) => [0, 1, 2].map((part) => top[part] * top[3] + under[part] * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let here = element; here; here = here.parentElement) layers.unshift(read(getComputedStyle(here).backgroundColor));
    return layers.reduce((under, layer) => over(layer, under), [1, 1, 1]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || seen.has(element) || !shown(element)) continue;
    if (element.closest("script, style, noscript, title, .visually-hidden, option, :disabled")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const under = ground(element);
    const ink = element.closest("svg") ? style.fill : style.color;
    const ratio = contrast(over(read(ink), under), under);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    // what holds no letter is a sign, which is seen and not read (WCAG 2.2, 1.4.11)
    const isSign = !/[\p{L}\p{N}]/u.test(element.textContent);
    if (ratio < (isLarge || isSign ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${place(element)}`);
  }
  for (const field of all(":placeholder-shown")) {
    const style = getComputedStyle(field, "::placeholder");
    const under = ground(field);
    const ink = read(style.color);
    const ratio = contrast(over([...ink.slice(0, 3), ink[3] * Number(style.opacity)], under), under);
    if (field.placeholder.trim() && ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)} of what stands in ${place(field)}`);
  }
  return faults;
}
