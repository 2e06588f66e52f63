/**
 * Colours for code, loaded when the first code block with a known language is seen.
 *
 * lowlight gives highlight.js's result as a tree, so that no HTML string is ever put into the page.
 * Each language is a file of its own, fetched when a message uses it.
 */
import type { LanguageFn } from 'highlight.js';
import type { createLowlight } from 'lowlight';

type Lowlight = ReturnType<typeof createLowlight>;
/** The tree of highlighted code. */
export type HighlightedCode = ReturnType<Lowlight['highlight']>;

type Loader = () => Promise<{ default: LanguageFn }>;

const LANGUAGES: Readonly<Record<string, Loader>> = {
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  clojure: () => import('highlight.js/lib/languages/clojure'),
  cmake: () => import('highlight.js/lib/languages/cmake'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  dart: () => import('highlight.js/lib/languages/dart'),
  diff: () => import('highlight.js/lib/languages/diff'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  elixir: () => import('highlight.js/lib/languages/elixir'),
  erlang: () => import('highlight.js/lib/languages/erlang'),
  go: () => import('highlight.js/lib/languages/go'),
  graphql: () => import('highlight.js/lib/languages/graphql'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  ini: () => import('highlight.js/lib/languages/ini'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  julia: () => import('highlight.js/lib/languages/julia'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  lua: () => import('highlight.js/lib/languages/lua'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  nginx: () => import('highlight.js/lib/languages/nginx'),
  nix: () => import('highlight.js/lib/languages/nix'),
  ocaml: () => import('highlight.js/lib/languages/ocaml'),
  perl: () => import('highlight.js/lib/languages/perl'),
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  python: () => import('highlight.js/lib/languages/python'),
  r: () => import('highlight.js/lib/languages/r'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  rust: () => import('highlight.js/lib/languages/rust'),
  scala: () => import('highlight.js/lib/languages/scala'),
  scss: () => import('highlight.js/lib/languages/scss'),
  shell: () => import('highlight.js/lib/languages/shell'),
  sql: () => import('highlight.js/lib/languages/sql'),
  swift: () => import('highlight.js/lib/languages/swift'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  wasm: () => import('highlight.js/lib/languages/wasm'),
  x86asm: () => import('highlight.js/lib/languages/x86asm'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
};

const ALIASES: Readonly<Record<string, string>> = {
  asm: 'x86asm',
  'c#': 'csharp',
  'c++': 'cpp',
  cc: 'cpp',
  cjs: 'javascript',
  clj: 'clojure',
  conf: 'ini',
  console: 'shell',
  cs: 'csharp',
  docker: 'dockerfile',
  erl: 'erlang',
  ex: 'elixir',
  exs: 'elixir',
  golang: 'go',
  gql: 'graphql',
  h: 'c',
  hpp: 'cpp',
  hs: 'haskell',
  htm: 'xml',
  html: 'xml',
  jl: 'julia',
  js: 'javascript',
  jsonc: 'json',
  jsx: 'javascript',
  kt: 'kotlin',
  make: 'makefile',
  md: 'markdown',
  mjs: 'javascript',
  ml: 'ocaml',
  patch: 'diff',
  pl: 'perl',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sass: 'scss',
  sh: 'bash',
  svg: 'xml',
  tex: 'latex',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  vue: 'xml',
  wat: 'wasm',
  yml: 'yaml',
  zsh: 'bash',
};

/** The language as the highlighter names it, or null when it has no colours for it. */
export function knownLanguage(name: string): string | null {
  const canonical = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  return canonical !== undefined && Object.hasOwn(LANGUAGES, canonical) ? canonical : null;
}

/** How many highlighted blocks are kept, so that scrolling back shows colours at once. */
const CACHE_SIZE = 200;

const cache = new Map<string, HighlightedCode>();

let engine: Promise<Lowlight> | undefined;

async function loadEngine(): Promise<Lowlight> {
  const { createLowlight } = await import('lowlight');
  return createLowlight();
}

function cacheKey(code: string, language: string): string {
  return `${language}\n${code}`;
}

/** The colours of this code if they are known already. */
export function highlightedNow(code: string, language: string): HighlightedCode | undefined {
  const canonical = knownLanguage(language);
  return canonical === null ? undefined : cache.get(cacheKey(code, canonical));
}

/** The colours of this code; undefined when the language is unknown or its file could not be fetched. */
export async function highlight(
  code: string,
  language: string,
): Promise<HighlightedCode | undefined> {
  const canonical = knownLanguage(language);
  const load = canonical === null ? undefined : LANGUAGES[canonical];
  if (canonical === null || !load) return undefined;
  const key = cacheKey(code, canonical);
  const known = cache.get(key);
  if (known) return known;
  try {
    engine ??= loadEngine();
    const [lowlight, grammar] = await Promise.all([engine, load()]);
    if (!lowlight.registered(canonical)) lowlight.register(canonical, grammar.default);
    const tree = lowlight.highlight(canonical, code);
    cache.set(key, tree);
    if (cache.size > CACHE_SIZE) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    return tree;
  } catch {
    // Offline, or a file of an older build: plain code is good enough, and the next block tries again.
    engine = undefined;
    return undefined;
  }
}
