import { act } from '../act.js';
import { changeButton, h, head, pill, redraw } from '../dom.js';
import { callStateKind, time } from '../format.js';
import { select, state } from '../state.js';

const MaxPast = 5;

export function drawInteractions() {
  const active = state.calls.filter(call => call.isActive);
  const past = state.calls.filter(call => !call.isActive).slice(0, MaxPast);
  const emails = state.emails.filter(email => email.state !== 'Completed').concat(state.emails.filter(email => email.state === 'Completed').slice(0, MaxPast));
  const known = state.calls.map(one => one.record).filter(handle => state.record.has(handle));
  redraw(document.getElementById('interactions'), [active, emails, past, known], () => {
    const all = [...active.map(call), ...emails.map(email), ...past.map(call)];
    return [
      head('interactions-title', 'Calls and e-mails', active.length + emails.filter(one => one.state === 'Invited').length),
      all.length === 0
        ? h('p', { class: 'empty' }, h('strong', {}, 'Nothing at present'), 'Calls and e-mails appear here when they arrive.')
        : h('ul', { 'aria-live': 'polite' }, all),
    ];
  });
}

function call(one) {
  const rings = one.state === 'Ringing';
  const party = (one.type === 'Outbound' ? one.dnis : one.ani) || one.parties.join(', ') || one.ani || one.dnis || one.id;
  return h('li', { class: `item ${rings ? 'ringing' : ''}` },
    h('div', { class: 'item-head' },
      h('span', { class: 'item-name' }, party),
      pill(one.state ?? 'Unknown', callStateKind(one))),
    h('p', { class: 'sub' }, ['Call', one.type?.toLowerCase(), one.campaign, time(one.updatedAt)].filter(Boolean).join(', ')),
    h('div', { class: 'row' },
      rings ? changeButton('Answer', button => act('call.answer', { call: one.id }, button), { class: 'small primary', 'data-key': `answer-${one.id}`, 'aria-label': `Answer ${party}` }) : null,
      rings ? changeButton('Reject', button => act('call.reject', { call: one.id }, button), { class: 'small', 'data-key': `reject-${one.id}`, 'aria-label': `Reject ${party}` }) : null,
      one.isActive && !rings
        ? changeButton('Hang up', button => act('call.hangUp', { call: one.id }, button), { class: 'small danger', 'data-key': `hangup-${one.id}`, 'aria-label': `Hang up ${party}` })
        : null,
      one.record && state.record.has(one.record)
        ? h('button', { type: 'button', class: 'small quiet', on: { click: () => select(one.record) } }, `Record ${one.record}`)
        : null));
}

function email(one) {
  const invited = one.state === 'Invited';
  return h('li', { class: `item ${invited ? 'ringing' : ''}` },
    h('div', { class: 'item-head' },
      h('span', { class: 'item-name' }, one.subject || '(no subject)'),
      pill(one.state ?? 'Unknown', invited ? 'good' : one.state === 'Processing' ? 'accent' : '')),
    h('p', { class: 'sub' }, ['E-mail', one.from, time(one.updatedAt)].filter(Boolean).join(', ')),
    invited ? h('div', { class: 'row' },
      changeButton('Accept', button => act('email.accept', { email: one.id }, button), { class: 'small primary', 'data-key': `accept-${one.id}`, 'aria-label': `Accept ${one.subject ?? one.id}` }),
      changeButton('Reject', button => act('email.reject', { email: one.id }, button), { class: 'small', 'data-key': `decline-${one.id}`, 'aria-label': `Reject ${one.subject ?? one.id}` })) : null);
}
