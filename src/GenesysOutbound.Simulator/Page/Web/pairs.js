// An editor of key-value pairs: attached data of calls and e-mails.

import { h, button } from './dom.js';

/** An editor that starts with some pairs; texts stay texts, other JSON values keep their type. */
export function pairsEditor(pairs) {
  const rows = h('div', { class: 'pairs' });
  const element = h('div', {}, rows, button('Add a pair', () => add('', '').key.focus(), { class: 'small' }));
  for (const [key, value] of Object.entries(pairs)) {
    add(key, value);
  }

  function add(key, value) {
    const keyInput = h('input', { value: key, 'aria-label': 'Key', placeholder: 'Key' });
    const valueInput = h('input', { value: typeof value === 'string' ? value : JSON.stringify(value), 'aria-label': `Value of ${key || 'the new pair'}`, placeholder: 'Value' });
    const type = h('select', { 'aria-label': `Type of ${key || 'the new pair'}` }, ['text', 'number', 'JSON'].map((name) => h('option', { value: name }, name)));
    type.value = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'JSON';
    const row = h('div', { class: 'pair' }, keyInput, valueInput, type,
      button('Remove', () => row.remove(), { class: 'small', 'aria-label': `Remove ${key || 'the new pair'}` }));
    row.read = () => [keyInput.value, convert(valueInput.value, type.value, keyInput.value)];
    rows.append(row);
    return { key: keyInput };
  }

  return { element, rows };
}

/** The pairs of an editor; a key that is given twice or a value that is not of its type is an error. */
export function pairsOf(editor) {
  const pairs = {};
  for (const row of editor.rows.children) {
    const [key, value] = row.read();
    if (!key) {
      throw new Error('A pair has no key.');
    }

    if (Object.hasOwn(pairs, key)) {
      throw new Error(`The key '${key}' is given twice.`);
    }

    Object.defineProperty(pairs, key, { value, enumerable: true });
  }

  return pairs;
}

function convert(text, type, key) {
  if (type === 'text') {
    return text;
  }

  if (type === 'number') {
    const number = Number(text);
    if (!text.trim() || !Number.isFinite(number)) {
      throw new Error(`The value of '${key}' is not a number.`);
    }

    return number;
  }

  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The value of '${key}' is not valid JSON.`);
  }
}
