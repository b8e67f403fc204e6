// Requests and events of the last five minutes as two lines.

const SVG = 'http://www.w3.org/2000/svg';
const LEAST_SECONDS = 60;
const HEIGHT = 40;

export function createPlot() {
  const svg = make('svg', { viewBox: `0 0 ${LEAST_SECONDS} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', class: 'plot' });
  const title = make('title');
  const axis = make('line', { x1: 0, y1: HEIGHT - 1, x2: LEAST_SECONDS, y2: HEIGHT - 1, class: 'axis' });
  const requests = make('polyline', { class: 'line-requests' });
  const events = make('polyline', { class: 'line-events' });
  svg.append(title, axis, events, requests);
  return {
    element: svg,
    draw(requestCounts, eventCounts) {
      const width = Math.max(LEAST_SECONDS, requestCounts.length) - 1;
      svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
      axis.setAttribute('x2', width);
      const most = Math.max(1, ...requestCounts, ...eventCounts);
      requests.setAttribute('points', points(requestCounts, most, width));
      events.setAttribute('points', points(eventCounts, most, width));
      title.textContent = `Activity of the last five minutes: now ${requestCounts.at(-1) ?? 0} requests and ${eventCounts.at(-1) ?? 0} events a second, at most ${most}.`;
    },
  };
}

function points(counts, most, width) {
  const first = width + 1 - counts.length;
  return counts.map((value, i) => `${first + i},${(HEIGHT - 2 - (value / most) * (HEIGHT - 6)).toFixed(1)}`).join(' ');
}

function make(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }

  return element;
}
