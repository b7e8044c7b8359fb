// Words by id, numbers as they are written, elements, and what is kept on the device.
const data = JSON.parse(document.getElementById('data').textContent);
const LANGUAGE = document.documentElement.lang;
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

// The words of an id with values in their places.
function say(name, values = {}) {
  const text = data.words[name];
  return text.replace(/\{([a-z]+)\}/g, (place, key) => (key in values ? values[key] : place)).replaceAll(' %', '\u00a0%');
}

const whole = (value) => value.toLocaleString(LANGUAGE);
const decimal = new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const points = (share) => decimal.format(100 * share).replace('-0.0', '0.0');
const percent = (share) => `${points(share)}\u00a0%`;
const nameOf = (what) => say(data.outcomes.includes(what) ? `outcome.${what}` : `measure.${what}`);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// How a share moves, in words with its interval.
function changeInWords(change) {
  if (change.high < 0) return say('page.falls', { size: points(-change.size), low: points(-change.high), high: points(-change.low) });
  if (change.low > 0) return say('page.rises', { size: points(change.size), low: points(change.low), high: points(change.high) });
  return say('page.unsure', { most: points(Math.max(Math.abs(change.low), Math.abs(change.high))) });
}

// An element with attributes and children; text is never read as HTML.
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function draw(tag, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// What is kept on the device; null if nothing can be.
const store = (() => {
  try {
    const found = window.localStorage;
    found.setItem('peace-under-force', '1');
    found.removeItem('peace-under-force');
    return found;
  } catch {
    return null;
  }
})();

function kept(key) {
  try {
    return JSON.parse(store.getItem(`peace-under-force:${key}`));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    store.setItem(`peace-under-force:${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// Light or dark, as the device has it until the reader chooses.
function setUpTheme() {
  const root = document.documentElement;
  const device = window.matchMedia('(prefers-color-scheme: dark)');
  const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : device.matches);
  const told = () => (byId('theme').textContent = say(dark() ? 'page.to_light' : 'page.to_dark'));
  const chosen = store && kept('theme');
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  byId('theme').addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    if (store) keep('theme', root.dataset.theme);
    told();
  });
  device.addEventListener('change', told);
  told();
}

// A code of two plain words and a number, by chance.
function suggestedCode() {
  const words = ['first', 'second'].map((which) => say('page.code_' + which + '_words').split(/[^\p{L}]+/u).filter(Boolean));
  const [one, two, number] = crypto.getRandomValues(new Uint32Array(3));
  return `${words[0][one % words[0].length]} ${words[1][two % words[1].length]} ${1 + (number % 99)}`.toLowerCase();
}

// Hand a file to the browser, which keeps it where it keeps downloads.
function download(name, content) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1) + '\n'], { type: 'application/json' }));
  make('a', { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60000);
}
