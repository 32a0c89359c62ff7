// What HTML and htmx can't do by themselves: keys, the mark of the open mail, and the state of the connection.
(() => {
  'use strict';

  const rows = () => [...document.querySelectorAll('.mails .row')];
  const reader = () => document.getElementById('reader');
  const openId = () => document.querySelector('#reader .mail')?.dataset.id;
  const token = () => document.querySelector('meta[name="sandbox-token"]').content;
  const isListFocused = () => document.activeElement?.closest?.('.mails') != null;

  function linkOf(row) {
    return row?.querySelector('.subject a');
  }

  function focusedRow() {
    return document.activeElement?.closest?.('.mails .row')
      ?? document.querySelector(`.mails .row[data-id="${openId()}"]`);
  }

  function move(step) {
    if (openId() && !isListFocused()) {
      document.getElementById(step > 0 ? 'mail-older' : 'mail-newer')?.click();
      return;
    }
    const all = rows();
    const from = all.indexOf(focusedRow());
    const to = from < 0 ? 0 : from + step;
    if (to >= all.length) {
      document.getElementById('page-older')?.click();
    } else if (to < 0) {
      document.getElementById('page-newer')?.click();
    } else {
      linkOf(all[to])?.focus();
    }
  }

  function post(path) {
    return htmx.ajax('POST', path, { swap: 'none', headers: { 'X-Sandbox-Token': token() } });
  }

  function showMarks() {
    const open = openId();
    for (const row of rows()) {
      const link = linkOf(row);
      if (row.dataset.id === open) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
      }
    }
  }

  function toList() {
    const open = openId();
    const link = document.getElementById(`open-${open}`) ?? linkOf(rows()[0]);
    const query = document.getElementById('q')?.value ?? '';
    htmx.ajax('GET', `/?q=${encodeURIComponent(query)}`, { target: '#reader', swap: 'innerHTML' }).then(() => {
      history.pushState({ htmx: true }, '', `/?q=${encodeURIComponent(query)}`);
      link?.focus();
    });
  }

  // After a mail that was open has been deleted its neighbour is the next to be read.
  function remove() {
    const row = focusedRow();
    const id = row?.dataset.id ?? openId();
    if (!id) {
      return;
    }
    const next = document.getElementById('mail-older') ?? document.getElementById('mail-newer');
    const wasOpen = id === openId();
    const all = rows();
    const neighbour = linkOf(all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1]);
    const inList = isListFocused();
    post(`/mails/${id}/delete`).then(() => {
      if (wasOpen) {
        if (next) {
          next.click();
        } else {
          toList();
        }
      }
      if (inList) {
        neighbour?.focus();
      }
    });
  }

  function toggleRead() {
    const row = focusedRow();
    const id = row?.dataset.id ?? openId();
    if (id) {
      post(`/mails/${id}/${row?.classList.contains('is-unread') ? 'read' : 'unread'}`);
    }
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    d: remove,
    u: toggleRead,
    '/': () => {
      const search = document.getElementById('q');
      search?.focus();
      search?.select();
    },
    '?': () => document.getElementById('keys').togglePopover(),
    Escape: () => {
      if (openId()) {
        toList();
      }
    },
  };

  document.addEventListener('keydown', event => {
    const typing = event.target.matches?.('input, textarea, select');
    if (event.key === 'Escape' && event.target.id === 'q') {
      linkOf(rows()[0])?.focus();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[popover]:popover-open')) {
      return;
    }
    const action = keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  // The list is asked for with the mail that is open now.
  document.addEventListener('htmx:configRequest', event => {
    if (event.detail.path.split('?')[0] === '/mails') {
      event.detail.parameters.open = openId() ?? '';
    }
  });

  document.addEventListener('htmx:afterSwap', event => {
    if (event.target.id === 'reader') {
      showMarks();
      if (event.detail.requestConfig.triggeringEvent?.type === 'click') {
        const tab = event.detail.requestConfig.elt.id;
        const again = tab.startsWith('tab-') && document.getElementById(tab);
        (again || document.getElementById('mail-title'))?.focus({ preventScroll: true });
        reader().scrollTop = 0;
      }
    } else if (event.target.id === 'list') {
      showMarks();
    }
  });

  // A mail that is deleted by its button is not shown any more.
  document.addEventListener('htmx:afterRequest', event => {
    const path = event.detail.requestConfig?.path ?? '';
    if (!event.detail.successful) {
      return;
    }
    if (/^\/mails\/\d+\/delete/.test(path) && event.target.closest?.('#reader')) {
      const next = document.getElementById('mail-older') ?? document.getElementById('mail-newer');
      if (next) {
        next.click();
      } else {
        toList();
      }
    }
    if (path === '/mails/delete') {
      toList();
    }
  });

  function say(text) {
    const trouble = document.getElementById('trouble');
    trouble.textContent = text;
    trouble.hidden = text === '';
  }

  function live(isLive) {
    const state = document.getElementById('live');
    if (state && state.classList.contains('is-live') !== isLive) {
      state.classList.toggle('is-live', isLive);
      state.querySelector('.word').textContent = isLive ? 'Live' : 'Reconnecting';
    }
  }

  document.addEventListener('htmx:sseOpen', () => {
    live(true);
    say('');
  });
  document.addEventListener('htmx:sseError', () => live(false));
  document.addEventListener('htmx:sendError', () => say('The sandbox does not answer. Is it still running?'));
  document.addEventListener('htmx:responseError', event =>
    say(event.detail.xhr.status === 403
      ? 'The sandbox was started anew since this page was loaded. Load the page again.'
      : `That did not work: ${event.detail.xhr.status}.`));
})();
