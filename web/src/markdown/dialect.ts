/**
 * The Markdown dialect of messages, as rules for markdown-it.
 *
 * markdown-it was chosen because it is maintained, gives tokens instead of HTML, lets every rule be
 * replaced, and bounds its own work. It starts from its `zero` preset, so that what is not named here
 * (tables, headings, raw HTML, images, references, entities) does not exist.
 *
 * Where CommonMark and what people type in a chat disagree, the chat wins: a line break is a line
 * break, blank lines stay, a quote ends with its line, `__x__` underlines.
 */
import MarkdownIt, {
  type Delimiter,
  type MarkdownIt as Parser,
  type StateBlock,
  type StateInline,
} from 'markdown-it';
import { SAFE_SCHEMES } from './ast';

type BlockRule = Parameters<Parser['block']['ruler']['push']>[1];
type InlineRule = Parameters<Parser['inline']['ruler']['push']>[1];
type PostRule = Parameters<Parser['inline']['ruler2']['push']>[1];

const CHAR = {
  newline: 10,
  space: 32,
  hash: 35,
  plus: 43,
  less: 60,
  greater: 62,
  at: 64,
  backtick: 96,
  pipe: 124,
};

/** How deep lists may nest (each list adds two levels). Deeper markers stay text. */
const MAX_BLOCK_LEVEL = 12;

const FENCE = '```';

/** Where the text of a line begins, past its indentation. */
function lineStart(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

function lineEnd(state: StateBlock, line: number): number {
  return state.eMarks[line] ?? 0;
}

function indentOf(state: StateBlock, line: number): number {
  return state.sCount[line] ?? 0;
}

/**
 * The line in which the last code block that begins in `line` ends, or `line` itself.
 *
 * A marker inside code must not end the paragraph that holds the code.
 */
function endOfCode(state: StateBlock, line: number, endLine: number): number {
  let current = line;
  let from = lineStart(state, line);
  const last = lineEnd(state, endLine - 1);
  for (;;) {
    const opening = state.src.indexOf(FENCE, from);
    if (opening < 0 || opening >= lineEnd(state, current)) return current;
    const closing = state.src.indexOf(FENCE, opening + FENCE.length);
    if (closing < 0 || closing >= last) return current;
    while (closing >= lineEnd(state, current)) current++;
    from = closing + FENCE.length;
  }
}

/** Whether some rule that may interrupt a paragraph begins at this line. */
function interrupted(state: StateBlock, line: number, endLine: number): boolean {
  return state.md.block.ruler
    .getRules('paragraph')
    .some((rule) => rule(state, line, endLine, true));
}

/** Everything that is not a quote or a list, blank lines included, as it was written. */
const paragraph: BlockRule = (state, startLine, endLine) => {
  const outerType = state.parentType;
  state.parentType = 'paragraph';
  let next = endOfCode(state, startLine, endLine) + 1;
  while (next < endLine) {
    const line = state.skipEmptyLines(next);
    if (line >= endLine || indentOf(state, line) < state.blkIndent) break;
    // Four columns in, nothing is a marker any more: it is indented text.
    if (indentOf(state, line) - state.blkIndent < 4 && interrupted(state, line, endLine)) break;
    next = endOfCode(state, line, endLine) + 1;
  }
  const content = state.getLines(startLine, next, state.blkIndent, false).trimEnd();
  state.line = next;
  const map: [number, number] = [startLine, next];
  state.push('paragraph_open', 'p', 1).map = map;
  const inline = state.push('inline', '', 0);
  inline.content = content;
  inline.map = map;
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.parentType = outerType;
  return true;
};

/** How many characters of quote marker a line has: `> ` two, a bare `>` one, neither none. */
function quoteMarker(state: StateBlock, line: number): number {
  const start = lineStart(state, line);
  if (state.src.charCodeAt(start) !== CHAR.greater) return 0;
  if (start + 1 >= lineEnd(state, line)) return 1;
  return state.src.charCodeAt(start + 1) === CHAR.space ? 2 : 0;
}

/** `> ` quotes its line, `>>> ` everything from there on. A quote holds no quote. */
const quote: BlockRule = (state, startLine, endLine, silent) => {
  if (state.env['inQuote'] === true) return false;
  if (indentOf(state, startLine) - state.blkIndent >= 4) return false;
  const start = lineStart(state, startLine);
  const toTheEnd = state.src.startsWith('>>> ', start);
  if (!toTheEnd && quoteMarker(state, startLine) !== 2) return false;
  if (silent) return true;

  const outer = {
    bMarks: state.bMarks.slice(),
    tShift: state.tShift.slice(),
    sCount: state.sCount.slice(),
    bsCount: state.bsCount.slice(),
    blkIndent: state.blkIndent,
    lineMax: state.lineMax,
    parentType: state.parentType,
  };

  /** Makes a line begin `length` characters after its indentation. */
  const cut = (line: number, length: number): void => {
    const begin = lineStart(state, line) + length;
    const text = Math.min(state.skipSpaces(begin), lineEnd(state, line));
    state.bMarks[line] = begin;
    state.tShift[line] = text - begin;
    state.sCount[line] = text - begin;
    state.bsCount[line] = 0;
  };

  let next = startLine + 1;
  if (toTheEnd) {
    cut(startLine, 4);
    while (next < endLine && (state.isEmpty(next) || indentOf(state, next) >= state.blkIndent))
      next++;
  } else {
    cut(startLine, 2);
    while (next < endLine && indentOf(state, next) >= state.blkIndent) {
      const marker = quoteMarker(state, next);
      if (marker === 0) break;
      cut(next, marker);
      next++;
    }
  }

  state.blkIndent = 0;
  state.lineMax = next;
  state.parentType = 'blockquote';
  state.env['inQuote'] = true;
  state.push('blockquote_open', 'blockquote', 1).map = [startLine, next];
  state.md.block.tokenize(state, startLine, next);
  state.push('blockquote_close', 'blockquote', -1);
  state.env['inQuote'] = false;
  Object.assign(state, outer);
  state.line = next;
  return true;
};

/** markdown-it's own rule for lists, which it does not export. */
function builtInListRule(): BlockRule {
  const md = new MarkdownIt('zero');
  md.block.ruler.enableOnly('list');
  const [rule] = md.block.ruler.getRules('');
  if (!rule) throw new Error('markdown-it has no rule for lists');
  return rule;
}

const builtInList = builtInListRule();

/** `- `, `* ` and `1. ` with something after it. `+ 1`, `1)` and a lone dash are what people write anyway. */
const LIST_ITEM = /(?:[-*]|\d{1,9}\.)[ \t]+\S/y;

const list: BlockRule = (state, startLine, endLine, silent) => {
  if (state.level >= MAX_BLOCK_LEVEL) return false;
  LIST_ITEM.lastIndex = lineStart(state, startLine);
  if (!LIST_ITEM.test(state.src) || LIST_ITEM.lastIndex > lineEnd(state, startLine)) return false;
  return builtInList(state, startLine, endLine, silent);
};

/** Characters at which some inline rule may begin; all others are text. */
const TERMINATOR = /[\n!#*:<[\]\\_`|~]/g;

const text: InlineRule = (state, silent) => {
  TERMINATOR.lastIndex = state.pos;
  const found = TERMINATOR.exec(state.src);
  const end = Math.min(found ? found.index : state.posMax, state.posMax);
  if (end === state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
};

/** A line break stays one, and so do the spaces around it. */
const lineBreak: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== CHAR.newline) return false;
  if (!silent) state.pending += '\n';
  state.pos++;
  return true;
};

/** A language name alone on the first line of a code block. */
const LANGUAGE = /^([\w+#.-]{1,32})[ \t]*\n/;

/** Code between triple backticks, wherever it begins. Without an end, or without content, it is text. */
const codeBlock: InlineRule = (state, silent) => {
  const { src, pos } = state;
  if (!src.startsWith(FENCE, pos)) return false;
  const closing = src.indexOf(FENCE, pos + FENCE.length);
  if (closing < 0 || closing + FENCE.length > state.posMax) return false;
  let content = src.slice(pos + FENCE.length, closing);
  if (content.trim() === '') return false;
  if (!silent) {
    const language = LANGUAGE.exec(content);
    // A first line alone names the language only if there is code below it.
    const hasLanguage = language !== null && content.slice(language[0].length).trim() !== '';
    if (hasLanguage) content = content.slice(language[0].length);
    const token = state.push('code_block_inline', 'pre', 0);
    token.info = hasLanguage ? (language[1] ?? '').toLowerCase() : '';
    token.content = content.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  }
  state.pos = closing + FENCE.length;
  return true;
};

/** `<@id>` and `<#id>`. */
const MENTION = /<([@#])(\d{1,20})>/y;

const mention: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== CHAR.less) return false;
  MENTION.lastIndex = state.pos;
  const found = MENTION.exec(state.src);
  if (!found || MENTION.lastIndex > state.posMax) return false;
  if (!silent) {
    const token = state.push(found[1] === '@' ? 'user_mention' : 'channel_mention', '', 0);
    token.content = found[2] ?? '';
  }
  state.pos += found[0].length;
  return true;
};

/** `||`: opens or closes a spoiler, spaces beside it or not. */
const spoilerDelimiters: InlineRule = (state, silent) => {
  if (silent || !state.src.startsWith('||', state.pos)) return false;
  const token = state.push('text', '', 0);
  token.content = '||';
  state.delimiters.push({
    marker: CHAR.pipe,
    length: 0,
    token: state.tokens.length - 1,
    end: -1,
    open: true,
    close: true,
  });
  state.pos += 2;
  return true;
};

function pairSpoilers(state: StateInline, delimiters: readonly Delimiter[]): void {
  for (const opening of delimiters) {
    if (opening.marker !== CHAR.pipe || opening.end === -1) continue;
    const closing = delimiters[opening.end];
    // Nothing between them: four pipes, not a spoiler.
    if (!closing || closing.token === opening.token + 1) continue;
    const open = state.tokens[opening.token];
    const close = state.tokens[closing.token];
    if (!open || !close) continue;
    open.type = 'spoiler_open';
    open.nesting = 1;
    open.content = '';
    close.type = 'spoiler_close';
    close.nesting = -1;
    close.content = '';
  }
}

const spoilerPairs: PostRule = (state) => {
  pairSpoilers(state, state.delimiters);
  for (const meta of state.tokens_meta) {
    if (meta?.delimiters) pairSpoilers(state, meta.delimiters);
  }
};

/** Whether a link may lead there: absolute, of a known scheme, and readable as an address. */
export function isSafeLink(href: string): boolean {
  try {
    return SAFE_SCHEMES.includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

/** Closing marks that stand right after an address are not part of it. */
const TRAILING_MARKS = /(?:~~|__|\|\|)+$/;

/** A parser that knows this dialect and nothing else. */
export function createDialect(): Parser {
  const md = new MarkdownIt('zero', { linkify: true, maxNesting: 50 });

  md.block.ruler.before('paragraph', 'message_quote', quote, { alt: ['paragraph', 'list'] });
  md.block.ruler.before('paragraph', 'message_list', list, { alt: ['paragraph', 'blockquote'] });
  md.block.ruler.at('paragraph', paragraph);

  md.inline.ruler.at('text', text);
  md.inline.ruler.before('backticks', 'code_block_inline', codeBlock);
  md.inline.ruler.before('autolink', 'mention', mention);
  md.inline.ruler.after('strikethrough', 'spoiler', spoilerDelimiters);
  md.inline.ruler.before('newline', 'line_break', lineBreak);
  md.inline.ruler2.after('strikethrough', 'spoiler', spoilerPairs);
  md.inline.ruler.enable([
    'linkify',
    'escape',
    'backticks',
    'strikethrough',
    'emphasis',
    'link',
    'autolink',
  ]);
  md.inline.ruler2.enable(['strikethrough', 'emphasis']);

  md.validateLink = isSafeLink;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  const matchAtStart = md.linkify.matchAtStart.bind(md.linkify);
  md.linkify.matchAtStart = (source) => {
    const link = matchAtStart(source);
    if (link) link.url = link.url.replace(TRAILING_MARKS, '');
    return link;
  };
  return md;
}
