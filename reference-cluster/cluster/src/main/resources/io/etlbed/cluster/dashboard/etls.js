import { attribute, bytes, element, list, number, rate, row, state, text } from './dom.js';
import { logPanel } from './logs.js';

let titles = 0;

// An ETL: how it stands, its counters, its pods, and the log of one of them.
export function etlArticle(first, open) {
  const title = `etl-title-${titles++}`;
  const name = element('span');
  const stage = element('span');
  const kind = element('p', { class: 'dim' });
  const why = element('p', { class: 'why' });
  const facts = element('dl', { class: 'facts' });
  const summary = element('summary');
  const rows = element('tbody', { role: 'rowgroup' });
  const heads = ['Target', 'Node', 'Pod', 'State', 'Objects', 'In', 'Out', 'Errors', 'Log'].map((head, index) =>
    element('th', { role: 'columnheader', scope: 'col', class: index > 3 && index < 8 ? 'number' : '' }, head));
  const table = element('table', { role: 'table', 'aria-label': `Pods of ${first.id}` },
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)), rows);
  const pods = element('details', {}, summary, table);
  pods.open = open;
  const log = logPanel(first.id);
  const article = element('article', { 'aria-labelledby': title },
    element('h3', { id: title }, name, ' ', stage), kind, why, facts, pods, log.element);
  const pace = paceOf();
  return { element: article, update(etl) {
    text(name, etl.id);
    state(stage, etl.stage);
    text(kind, `${etl.communication} · ${etl.runtime ? `init code, ${etl.runtime}` : 'init spec'}`);
    text(why, etl.why ? `Stopped, as ${etl.why}` : '');
    const ready = etl.pods.filter(pod => pod.ready).length;
    const values = [
      ['Objects', number(etl.objects)],
      ['Objects a second', rate(pace(etl.objects))],
      ['In', bytes(etl.bytesIn)],
      ['Out', bytes(etl.bytesOut)],
      ['Errors', number(etl.errors)],
    ];
    list(facts, values, value => value[0], ([label]) => {
      const value = element('dd');
      return { element: element('div', {}, element('dt', {}, label), value), update(fact) {
        text(value, fact[1]);
        attribute(value, 'class', label === 'Errors' && fact[1] !== '0' ? 'bad' : '');
      } };
    });
    pods.hidden = etl.pods.length === 0;
    text(summary, `${etl.pods.length} ${etl.pods.length === 1 ? 'pod' : 'pods'}, ${ready} ready`);
    list(rows, etl.pods, pod => `${pod.target}/${pod.name}`, pod => podRow(pod, log));
  } };
}

function podRow(first, log) {
  const { element: line, cells } = row('Target', 'Node', 'Pod', 'State', '#Objects', '#In', '#Out', '#Errors', 'Log');
  const word = element('span');
  const why = element('div', { class: 'why' });
  cells[3].append(word, why);
  const button = element('button', { type: 'button', 'aria-label': `Log of ${first.name}` }, 'Log');
  button.addEventListener('click', () => log.open(first.target, first.name, button));
  cells[8].append(button);
  return { element: line, update(pod) {
    text(cells[0], pod.target);
    text(cells[1], pod.node);
    text(cells[2], pod.name);
    state(word, pod.ready ? 'ready' : 'not ready');
    const restarts = pod.restarts ? `restarted ${pod.restarts === 1 ? 'once' : `${number(pod.restarts)} times`}` : '';
    text(why, [pod.state, restarts].filter(each => each).join('; '));
    text(cells[4], number(pod.objects));
    text(cells[5], bytes(pod.bytesIn));
    text(cells[6], bytes(pod.bytesOut));
    text(cells[7], number(pod.errors));
  } };
}

// How fast a counter rises, over the last five seconds.
function paceOf() {
  const seen = [];
  return value => {
    const now = performance.now();
    seen.push({ now, value });
    while (seen.length > 2 && now - seen[0].now > 5000) {
      seen.shift();
    }
    const [oldest] = seen;
    // A counter that begins anew is one of another run.
    if (value < oldest.value) {
      seen.splice(0, seen.length - 1);
    }
    return now > seen[0].now ? Math.max(0, value - seen[0].value) * 1000 / (now - seen[0].now) : 0;
  };
}
