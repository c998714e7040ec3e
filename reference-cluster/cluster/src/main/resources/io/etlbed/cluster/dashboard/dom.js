// What comes from the cluster goes into the page by textContent alone. Elements are made once and changed in place, so that
// focus, selection and what is open outlast every update.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function text(node, value) {
  const wanted = String(value);
  if (node.textContent !== wanted) {
    node.textContent = wanted;
  }
}

export function attribute(node, name, value) {
  if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

export const byId = id => document.getElementById(id);

const lists = new WeakMap();

// Each item has an element of its own, found again by its key. `make` gives {element, update}.
export function list(parent, items, keyOf, make) {
  const known = lists.get(parent) ?? new Map();
  const next = new Map();
  const focused = document.activeElement;
  for (const item of items) {
    const key = keyOf(item);
    const entry = known.get(key) ?? make(item);
    next.set(key, entry);
    entry.update(item);
  }
  for (const [key, entry] of known) {
    if (next.get(key) !== entry) {
      entry.element.remove();
    }
  }
  let place = parent.firstElementChild;
  for (const { element: each } of next.values()) {
    if (each === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(each, place);
    }
  }
  lists.set(parent, next);
  // What is moved loses the focus.
  if (focused !== document.activeElement && focused?.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

// A row of a table. On narrow windows each cell shows the name of its column; roles keep it a table then, too.
export function row(...columns) {
  const cells = columns.map((column, index) => element(index === 0 ? 'th' : 'td', {
    role: index === 0 ? 'rowheader' : 'cell',
    'data-label': column.replace(/^#/, ''),
    class: column.startsWith('#') ? 'number' : '',
    ...(index === 0 ? { scope: 'row' } : {}),
  }));
  return { element: element('tr', { role: 'row' }, ...cells), cells };
}

const GOOD = new Set(['online', 'primary', 'running', 'ready', 'finished']);
const BAD = new Set(['lost', 'silent', 'failed']);

// A word for how something stands; the colour only repeats it.
export function state(node, word) {
  text(node, word);
  attribute(node, 'class', `state ${GOOD.has(word) ? 'good' : BAD.has(word) ? 'bad' : 'warn'}`);
}

const numbers = new Intl.NumberFormat('en');
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export const number = value => numbers.format(value);

export function bytes(value) {
  let unit = 0;
  let left = value;
  while (left >= 1024 && unit < UNITS.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${unit === 0 || left >= 100 ? number(Math.round(left)) : left.toFixed(1)} ${UNITS[unit]}`;
}

export function rate(value) {
  return value === 0 ? '0' : value < 10 ? value.toFixed(1) : number(Math.round(value));
}

export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

export const clock = date => date.toLocaleTimeString();
export const day = date => date.toLocaleString([], { dateStyle: 'short', timeStyle: 'short' });
export const since = start => start ? span((Date.now() - Date.parse(start)) / 1000) : '';
