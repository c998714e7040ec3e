import { attribute, byId, bytes, clock, day, element, list, number, rate, row, since, span, state, text } from './dom.js';
import { etlArticle } from './etls.js';

export function show(data) {
  cluster(data);
  nodes(data);
  etls(data);
  jobs(data);
  buckets(data);
}

function cluster(data) {
  text(byId('cluster'), data.cluster);
  const facts = [
    ['Primary', data.primary],
    ['Version of the map', data.version],
    ['Protocol', data.release],
  ];
  list(byId('facts'), facts, fact => fact[0], ([name]) => {
    const value = element('dd');
    return { element: element('div', {}, element('dt', {}, name), value), update: fact => text(value, fact[1]) };
  });
  list(byId('notices'), data.notices, notice => notice, notice =>
    ({ element: element('li', { class: 'notice warn' }, notice), update: () => {} }));
}

function count(id, total, trouble) {
  text(byId(id), trouble ? `${number(total)}, ${trouble}` : number(total));
  attribute(byId(id), 'class', trouble ? 'bad' : '');
}

// ---- nodes

function nodes(data) {
  const off = data.targets.filter(each => each.state !== 'online').length;
  count('targets-count', data.targets.length, off ? `${off} not online` : '');
  const proxies = data.proxies.map(each =>
    ({ ...each, state: each.state === 'online' && each.id === data.primary ? 'primary' : each.state }));
  list(byId('proxies-rows'), proxies, each => `${each.id} ${each.url}`, proxyRow);
  const pods = new Map(data.targets.map(each => [each.id, []]));
  for (const etl of data.etls) {
    for (const pod of etl.pods) {
      pods.get(pod.target)?.push(pod);
    }
  }
  list(byId('targets-rows'), data.targets.map(each => ({ ...each, pods: pods.get(each.id) })), each => each.id, targetRow);
}

function proxyRow(first) {
  const { element: line, cells: [id, how, up] } = row('Proxy', 'State', 'Up');
  const name = element('span');
  const reachable = /^https?:\/\//.test(first.url);
  const url = element(reachable ? 'a' : 'span', reachable ? { href: `${first.url}/dashboard/` } : {}, first.url);
  id.append(name, element('div', { class: 'dim' }, url));
  const word = element('span');
  const why = element('div', { class: 'why' });
  how.append(word, why);
  return { element: line, update(proxy) {
    text(name, proxy.id);
    state(word, proxy.state);
    text(why, proxy.why);
    text(up, since(proxy.started));
  } };
}

function targetRow() {
  const { element: line, cells: [id, how, node, pods, disk, up] } =
    row('Target', 'State', 'Kubernetes node', 'Pods', '#Disk used', 'Up');
  const name = element('span');
  const url = element('div', { class: 'dim' });
  id.append(name, url);
  const word = element('span');
  const why = element('div', { class: 'why' });
  how.append(word, why);
  const summary = element('summary');
  const names = element('ul');
  const all = element('details', {}, summary, names);
  const none = element('span', { class: 'dim' }, 'none');
  pods.append(all, none);
  return { element: line, update(target) {
    text(name, target.id);
    text(url, target.url);
    state(word, target.state);
    text(why, target.why);
    text(node, target.node || 'not known');
    text(disk, target.diskUsed < 0 ? '' : `${target.diskUsed} %`);
    text(up, since(target.started));
    all.hidden = target.pods.length === 0;
    none.hidden = target.pods.length > 0;
    text(summary, `${target.pods.filter(pod => pod.ready).length} of ${target.pods.length} ready`);
    list(names, target.pods, pod => pod.name, () => {
      const item = element('li');
      return { element: item, update: pod => text(item, pod.ready ? pod.name : `${pod.name}: ${pod.state}`) };
    });
  } };
}

// ---- ETLs

function etls(data) {
  const bad = data.etls.filter(each => each.why || (each.stage === 'running' && each.pods.some(pod => !pod.ready))).length;
  count('etls-count', data.etls.length, bad ? `${bad} in trouble` : '');
  byId('etls-none').hidden = data.etls.length > 0;
  const few = data.targets.length <= 8;
  list(byId('etls-list'), data.etls, each => each.id, etl => etlArticle(etl, few));
}

// ---- jobs

function jobs(data) {
  const failed = data.jobs.filter(each => each.state === 'failed').length;
  count('jobs-count', data.jobs.length, failed ? `${failed} failed` : '');
  byId('jobs-none').hidden = data.jobs.length > 0;
  list(byId('jobs-list'), data.jobs, each => each.id, jobArticle);
}

let titles = 0;

function jobArticle() {
  const title = `job-title-${titles++}`;
  const name = element('span');
  const how = element('span');
  const what = element('p');
  const bar = element('progress', { 'aria-labelledby': title });
  const progress = element('p', { class: 'dim' });
  const reason = element('p', { class: 'why' });
  const failed = element('ul', { class: 'why' });
  const article = element('article', { class: 'job', 'aria-labelledby': title },
    element('h3', { id: title }, name, ' ', how), what, bar, progress, reason, failed);
  return { element: article, update(job) {
    text(name, `${job.kind} ${job.id}`);
    state(how, job.state);
    const way = [job.from, job.to].filter((each, index, both) => each && each !== both[index - 1]);
    text(what, way.map(each => `ais://${each}`).join(' → ') + (job.etl ? `, by ${job.etl}` : '') + (job.dryRun ? ', dry run' : ''));
    bar.hidden = job.state !== 'running';
    if (job.allObjects > 0) {
      bar.max = job.allObjects;
      bar.value = job.objects + job.failures;
    } else {
      bar.removeAttribute('value');
    }
    text(progress, [
      objectsDone(job),
      job.allBytes > 0 ? `${bytes(job.bytes)} of ${bytes(job.allBytes)}` : '',
      job.objectRate > 0 ? `${rate(job.objectRate)} objects/s, ${bytes(job.byteRate)}/s` : '',
      job.secondsLeft >= 0 ? `${span(job.secondsLeft)} left` : '',
      job.failures ? `${number(job.failures)} failed` : '',
      job.ended ? `took ${took(job)}, ended ${clock(new Date(job.ended))}` : `since ${clock(new Date(job.started))}`,
    ].filter(each => each).join(' · '));
    text(reason, job.reason);
    // Mostly the reason says it already.
    const more = job.failed.filter(each => !job.reason.includes(each.name));
    list(failed, more, each => each.name, each => ({
      element: element('li', {}, `${each.name}: ${each.reason}`), update: () => {},
    }));
  } };
}

function objectsDone(job) {
  if (job.allObjects < 0) {
    return `${number(job.objects)} objects, being counted`;
  }
  return job.allObjects === 0 ? '' : `${number(job.objects)} of ${number(job.allObjects)} objects`;
}

function took(job) {
  const seconds = (Date.parse(job.ended) - Date.parse(job.started)) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : span(seconds);
}

// ---- buckets

function buckets(data) {
  const { total, list: shown } = data.buckets;
  count('buckets-count', total, '');
  byId('buckets-none').hidden = total > 0;
  byId('buckets-table').hidden = total === 0;
  const notes = [
    total > shown.length ? `The first ${number(shown.length)} by name.` : '',
    data.unheard.length && total ? `Without what these targets hold: ${data.unheard.join(', ')}.` : '',
  ].filter(each => each);
  byId('buckets-note').hidden = notes.length === 0;
  text(byId('buckets-note'), notes.join(' '));
  list(byId('buckets-rows'), shown, bucket => bucket.name, () => {
    const { element: line, cells: [name, objects, size, made] } = row('Bucket', '#Objects', '#Size', 'Made');
    return { element: line, update(bucket) {
      text(name, `ais://${bucket.name}`);
      text(objects, number(bucket.objects));
      text(size, bytes(bucket.bytes));
      text(made, day(new Date(Number(BigInt(bucket.created) / 1000000n))));
    } };
  });
}
