// The keyboard focus while the page has no link. The controls are disabled then, and a disabled control loses the focus; it gets the focus again
// with the link, so that a person can go on typing.
let waiting = null;

export function focus(element) {
  if (!element) {
    return;
  }

  element.focus();
  waiting = element.closest('#controls:disabled') ? element : null;
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
