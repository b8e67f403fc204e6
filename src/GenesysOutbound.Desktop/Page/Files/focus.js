// The keyboard focus while the page has no link. The controls are off then, and the browser takes the focus from a control that is off; it comes
// back with the link, so that a person goes on typing where they were.
let waiting = null;

export function focus(element) {
  if (!element) {
    return;
  }

  element.focus();
  waiting = isOff(element) ? element : null;
}

export function setControls(isOn) {
  const controls = document.getElementById('controls');
  if (!isOn && !controls.disabled && controls.contains(document.activeElement)) {
    waiting = document.activeElement;
  }

  controls.disabled = !isOn;
  if (isOn) {
    if (waiting?.isConnected && (document.activeElement === document.body || document.activeElement === waiting)) {
      waiting.focus();
    }

    waiting = null;
  }
}

function isOff(element) {
  return document.getElementById('controls').disabled && document.getElementById('controls').contains(element);
}
