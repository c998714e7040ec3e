import { byId, clock, element, list, span, text } from './dom.js';
import { show } from './sections.js';

const PERIOD = 1000;
const PATIENCE = 8000;

let data;
let tag = '';
let seen = 0;
let missing = false;
let paused = false;
let timer;

// The next question comes when this one is answered, so that a slow proxy is asked less.
async function poll() {
  clearTimeout(timer);
  if (paused || document.hidden) {
    return;
  }
  try {
    const trouble = await ask();
    if (trouble) {
      lose(trouble);
    } else {
      seen = performance.now();
      found();
      show(data);
      text(byId('asof'), `As of ${clock(new Date())}, by proxy ${data.proxy}.`);
    }
  } finally {
    clearTimeout(timer);
    timer = setTimeout(poll, PERIOD);
  }
}

// Fetches what has changed; why not, where that fails.
async function ask() {
  try {
    const answer = await fetch('data', {
      cache: 'no-store',
      headers: tag ? { 'If-None-Match': tag } : {},
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 304) {
      return '';
    }
    const told = await answer.json();
    if (!answer.ok) {
      return `This proxy cannot tell: ${told.message}.`;
    }
    data = told;
    tag = answer.headers.get('ETag') ?? '';
    return '';
  } catch {
    return 'This proxy does not answer.';
  }
}

function found() {
  missing = false;
  byId('lost').hidden = true;
  document.body.classList.remove('stale');
  document.title = `etlbed ${data.cluster}`;
}

function lose(why) {
  missing = true;
  byId('lost').hidden = false;
  text(byId('lost-why'), why);
  tick();
  document.body.classList.add('stale');
  document.title = 'etlbed: no answer';
  const others = (data?.proxies ?? []).filter(each => each.id !== data.proxy && /^https?:\/\//.test(each.url));
  byId('lost-others').hidden = others.length === 0;
  list(byId('lost-links'), others, each => each.id, each => {
    const link = element('a', { href: `${each.url}/dashboard/` }, each.id);
    return { element: element('span', {}, link, ' '), update: () => {} };
  });
}

function tick() {
  if (missing) {
    const ago = seen ? `Last seen ${span((performance.now() - seen) / 1000)} ago; trying again.` : 'Trying again.';
    text(byId('lost-since'), ago);
  }
}

byId('pause').addEventListener('click', event => {
  paused = !paused;
  event.currentTarget.setAttribute('aria-pressed', paused);
  document.body.classList.toggle('paused', paused);
  poll();
});
document.addEventListener('visibilitychange', poll);
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(each => { each.open = true; }));
setInterval(tick, PERIOD);
poll();
