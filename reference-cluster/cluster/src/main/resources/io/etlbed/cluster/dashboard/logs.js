import { element, text } from './dom.js';

const PERIOD = 2000;

// The end of a pod's log below its ETL, followed as long as it is open and somebody looks.
export function logPanel(etl) {
  const title = element('h4');
  const follow = element('input', { type: 'checkbox' });
  const close = element('button', { type: 'button' }, 'Close');
  const output = element('pre', { tabindex: '0' });
  const panel = element('div', { class: 'log', role: 'group', hidden: '' },
    element('div', { class: 'bar' }, title, element('label', {}, follow, ' Follow'), close), output);
  let shown;
  let tag = '';
  let timer;

  async function poll() {
    clearTimeout(timer);
    const wanted = shown;
    if (!wanted) {
      return;
    }
    if (follow.checked && !document.hidden && !document.body.classList.contains('paused')) {
      await fetchInto(wanted);
    }
    if (shown === wanted) {
      clearTimeout(timer);
      timer = setTimeout(poll, PERIOD);
    }
  }

  async function fetchInto(wanted) {
    try {
      const answer = await fetch(`logs/${encodeURIComponent(etl)}/${encodeURIComponent(wanted.target)}`, {
        cache: 'no-store',
        headers: tag ? { 'If-None-Match': tag } : {},
      });
      if (answer.status === 304 || shown !== wanted) {
        return;
      }
      const said = answer.ok ? await answer.text() : `(${(await answer.json()).message})`;
      if (shown === wanted) {
        tag = answer.headers.get('ETag') ?? '';
        text(output, said || '(nothing yet)');
        output.scrollTop = output.scrollHeight;
      }
    } catch {
      // The page says by itself that the proxy does not answer; what was shown stays.
    }
  }

  close.addEventListener('click', () => {
    const button = shown?.button;
    shown = undefined;
    panel.hidden = true;
    (button?.isConnected ? button : panel.closest('section')).focus();
  });
  follow.addEventListener('change', poll);

  return {
    element: panel,
    open(target, pod, button) {
      shown = { target, button };
      tag = '';
      follow.checked = true;
      text(title, `Log of ${pod}`);
      output.setAttribute('aria-label', `Log of ${pod}`);
      panel.setAttribute('aria-label', `Log of ${pod}`);
      text(output, '');
      panel.hidden = false;
      poll();
      output.focus();
    },
  };
}
