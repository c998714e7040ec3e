'use strict';
(() => {
  const form = document.querySelector('.filters');
  const requirements = [...document.querySelectorAll('.requirement')];
  const texts = new Map(requirements.map(each => [each, each.textContent.toLowerCase()]));
  const shown = document.getElementById('shown');
  const nothing = document.getElementById('nothing');

  function filter() {
    const wanted = new FormData(form);
    const verdicts = wanted.getAll('verdict');
    const words = wanted.get('text').toLowerCase().split(/\s+/).filter(word => word);
    let count = 0;
    for (const each of requirements) {
      const visible = verdicts.includes(each.dataset.verdict)
        && (!wanted.get('level') || wanted.get('level') === each.dataset.level)
        && (!wanted.get('group') || wanted.get('group') === each.parentElement.dataset.group)
        && words.every(word => texts.get(each).includes(word));
      each.hidden = !visible;
      count += visible ? 1 : 0;
    }
    for (const section of document.querySelectorAll('main > section')) {
      section.hidden = !section.querySelector('.requirement:not([hidden])');
    }
    nothing.hidden = count > 0;
    shown.textContent = count === requirements.length ? `${count} requirements` : `${count} of ${requirements.length}`;
  }

  form.addEventListener('input', filter);
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  document.querySelector('[data-reset]').addEventListener('click', () => form.reset());

  // A page that is opened as a file may have no clipboard of its own; the selection always works.
  async function copy(text, source) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(source);
      return document.execCommand('copy');
    }
  }

  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', async () => {
      const source = button.closest('.command').querySelector('code');
      const done = await copy(source.textContent, source);
      button.textContent = done ? 'Copied' : 'Press Ctrl-C';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  }

  // What is linked to is shown; what is printed is open.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches('.requirement')) {
      target.open = true;
      if (target.hidden) {
        form.reset();
      }
      target.scrollIntoView();
    }
  }
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll('.requirement.fail, .requirement.fail details')) {
      each.open = true;
    }
  });

  // What was not asked for is in the way at first; "Show all" shows it.
  const unasked = form.querySelector('[value=not-selected]');
  if (unasked && form.querySelectorAll('[name=verdict]').length > 1) {
    unasked.checked = false;
  }
  filter();
  reveal();
})();
