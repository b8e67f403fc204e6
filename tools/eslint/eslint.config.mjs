import js from '@eslint/js';

const browser = Object.fromEntries([
  'AbortController', 'Event', 'FormData', 'HTMLElement', 'Node', 'TextDecoder', 'TextDecoderStream', 'URL', 'URLSearchParams', 'addEventListener',
  'clearInterval', 'clearTimeout', 'console', 'crypto', 'document', 'fetch', 'history', 'localStorage', 'location', 'navigator', 'performance',
  'queueMicrotask', 'removeEventListener', 'requestAnimationFrame', 'sessionStorage', 'setInterval', 'setTimeout', 'window',
].map((name) => [name, 'readonly']));

/** Ways of turning a text into markup or code: the pages show texts of strangers. */
const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'writeln', 'createContextualFragment', 'setHTMLUnsafe']
  .map((property) => ({ property, message: 'Show texts with textContent.' }));

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      'consistent-return': 'error',
      curly: 'error',
      eqeqeq: 'error',
      'no-control-regex': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': ['error', ...markup],
      'no-unused-vars': 'error',
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
];
