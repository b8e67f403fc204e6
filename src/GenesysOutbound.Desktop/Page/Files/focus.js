// The keyboard focus: across a part that is drawn again, and while the page has no link. The controls are disabled then, and a disabled control loses
// the focus; it gets the focus again with the link, so that a person can go on typing.
let waiting = null;

// Changes what is in a container. A control in it that had the focus has it afterwards too, or the control that took its place.
export function keepFocus(container, change) {
  const focused = document.activeElement;
  const hadFocus = focused !== container && container.contains(focused);
  change();
  const isLost = document.activeElement === document.body || (document.activeElement === focused && isOff(focused));
  if (hadFocus && isLost) {
    refocus(focused, container);
  }
}

// Puts the focus on a control, or where it has gone on the control with its key. Where there is none, the region around has it: a person goes on from
// there, and a second press of a key does not activate something else.
export function refocus(control, container) {
  const key = keyOf(control);
  const successor = control.isConnected ? control : [...container.querySelectorAll('button, input, select')].find(other => keyOf(other) === key);
  const target = successor && !isOff(successor) ? successor : (successor ?? container).closest('[tabindex="-1"]');
  target?.focus({ preventScroll: true });
}

function keyOf(control) {
  return control.dataset.key || control.getAttribute('aria-label') || control.id || control.textContent;
}

// Without a link every control is off; setControls sees to that.
function isOff(control) {
  return control.matches(':disabled') && !control.closest('#controls:disabled');
}

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
