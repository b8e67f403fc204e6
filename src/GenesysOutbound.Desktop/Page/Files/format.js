// Times and states for people.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const moment = new Intl.DateTimeFormat(undefined, {
  weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const utcMoment = new Intl.DateTimeFormat(undefined, {
  weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC',
});

export const time = text => (text ? clock.format(new Date(text)) : '');
export const dateTime = value => moment.format(new Date(value));
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'this computer';
export const two = number => String(number).padStart(2, '0');

export function offsetText(minutes) {
  const sign = minutes < 0 ? '-' : '+';
  return `UTC${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

// A moment as the clocks of a record's zone show it.
export function inZone(value, offsetMinutes) {
  return utcMoment.format(new Date(new Date(value).getTime() + offsetMinutes * 60000));
}

export function recordStateKind(record) {
  switch (record.state) {
    case 'Calling': return 'good';
    case 'Called': return 'accent';
    case 'Preview': case 'Scheduled': return 'accent';
    case 'Lost': case 'Withdrawn': return 'bad';
    default: return '';
  }
}

export function callStateKind(call) {
  return call.state === 'Ringing' || call.state === 'Established' ? 'good' : call.isActive ? 'warn' : '';
}
