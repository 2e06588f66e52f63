import type { BlockNode, CodeBlockNode, InlineNode, ListNode, MarkKind } from './ast';
import { createDialect, isSafeLink } from './dialect';

const md = createDialect();

type Token = ReturnType<typeof md.parse>[number];

/** Marks nested deeper than this change nothing any more; their content is kept. */
const MAX_INLINE_DEPTH = 16;

/** Longer texts are shown as they are. Servers allow far less; this bounds what a broken one can cost. */
export const MAX_PARSED_LENGTH = 16_000;

/** How many parsed messages are kept, so that scrolling back does not parse again. */
const CACHE_SIZE = 1_000;

function appendText(into: InlineNode[], text: string): void {
  if (text === '') return;
  const last = into.at(-1);
  if (last?.type === 'text') last.text += text;
  else into.push({ type: 'text', text });
}

function markKind(token: Token): MarkKind | null {
  switch (token.type) {
    case 'strong_open':
      return token.markup === '__' ? 'underline' : 'strong';
    case 'em_open':
      return 'em';
    case 's_open':
      return 'strike';
    case 'spoiler_open':
      return 'spoiler';
    default:
      return null;
  }
}

/** Puts what an opening token begins into `parent`, and answers where its content goes. */
function openInline(token: Token, parent: InlineNode[], depth: number): InlineNode[] {
  if (depth >= MAX_INLINE_DEPTH) return parent;
  const children: InlineNode[] = [];
  const kind = markKind(token);
  if (kind) parent.push({ type: kind, children });
  else if (token.type === 'link_open') {
    parent.push({
      type: 'link',
      href: String(token.attrGet('href') ?? ''),
      bare: token.info === 'auto',
      children,
    });
  } else return parent;
  return children;
}

function leaf(token: Token): InlineNode | null {
  switch (token.type) {
    case 'code_inline':
      return { type: 'code', text: token.content };
    case 'code_block_inline':
      return { type: 'codeBlock', language: token.info, text: token.content };
    case 'user_mention':
      return { type: 'user', id: token.content };
    case 'channel_mention':
      return { type: 'channel', id: token.content };
    default:
      return null;
  }
}

function readInline(tokens: readonly Token[]): InlineNode[] {
  const root: InlineNode[] = [];
  const stack: InlineNode[][] = [root];
  // Of the links that are open: whether each leads nowhere, such as [this](). markdown-it does not ask
  // about a destination that is empty; what was written is shown as it was.
  const nowhere: boolean[] = [];
  for (const token of tokens) {
    const parent = stack.at(-1) ?? root;
    if (token.type === 'link_open') {
      nowhere.push(!isSafeLink(String(token.attrGet('href') ?? '')));
      if (nowhere.at(-1)) {
        appendText(parent, '[');
        stack.push(parent);
        continue;
      }
    } else if (token.type === 'link_close' && nowhere.pop()) {
      appendText(parent, ']()');
    }
    if (token.nesting === 1) stack.push(openInline(token, parent, stack.length));
    else if (token.nesting === -1) {
      if (stack.length > 1) stack.pop();
    } else if (token.type === 'hardbreak' || token.type === 'softbreak') appendText(parent, '\n');
    else {
      const node = leaf(token);
      if (node) parent.push(node);
      else appendText(parent, token.content);
    }
  }
  return root;
}

/** Trims the line breaks that only separated a paragraph from the block beside it. */
function trimEdges(nodes: InlineNode[], before: boolean, after: boolean): InlineNode[] {
  const first = nodes[0];
  if (before && first?.type === 'text') first.text = first.text.replace(/^[ \t]*\n/, '');
  const last = nodes.at(-1);
  if (after && last?.type === 'text') last.text = last.text.trimEnd();
  return nodes.filter((node) => node.type !== 'text' || node.text !== '');
}

/** A paragraph that holds code blocks falls into paragraphs and code blocks. */
function splitParagraph(nodes: readonly InlineNode[]): BlockNode[] {
  const blocks: BlockNode[] = [];
  let run: InlineNode[] = [];
  const flush = (afterCode: boolean, beforeCode: boolean): void => {
    const children = trimEdges(run, afterCode, beforeCode);
    if (children.length > 0) blocks.push({ type: 'paragraph', children });
    run = [];
  };
  let previous: CodeBlockNode | null = null;
  for (const node of nodes) {
    if (node.type === 'codeBlock') {
      flush(previous !== null, true);
      blocks.push(node);
      previous = node;
    } else run.push(node);
  }
  flush(previous !== null, true);
  return blocks;
}

function readBlocks(tokens: readonly Token[]): BlockNode[] {
  const root: BlockNode[] = [];
  const stack: BlockNode[][] = [root];
  const lists: ListNode[] = [];
  for (const token of tokens) {
    const parent = stack.at(-1) ?? root;
    switch (token.type) {
      case 'inline':
        parent.push(...splitParagraph(readInline(token.children ?? [])));
        break;
      case 'blockquote_open': {
        const children: BlockNode[] = [];
        parent.push({ type: 'quote', children });
        stack.push(children);
        break;
      }
      case 'bullet_list_open':
      case 'ordered_list_open': {
        const ordered = token.type === 'ordered_list_open';
        const node: ListNode = {
          type: 'list',
          ordered,
          start: Number(token.attrGet('start') ?? 1),
          items: [],
        };
        parent.push(node);
        lists.push(node);
        break;
      }
      case 'list_item_open': {
        const item: BlockNode[] = [];
        lists.at(-1)?.items.push(item);
        stack.push(item);
        break;
      }
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'blockquote_close':
      case 'list_item_close':
        stack.pop();
        break;
    }
  }
  return root;
}

/** Reads a message. Every input gives a tree; nothing throws, and work is bounded by the length. */
export function parse(source: string): BlockNode[] {
  if (source.length > MAX_PARSED_LENGTH)
    return [{ type: 'paragraph', children: [{ type: 'text', text: source }] }];
  return readBlocks(md.parse(source, {}));
}

const cache = new Map<string, readonly BlockNode[]>();

/** {@link parse}, remembering the messages read last. */
export function parseCached(source: string): readonly BlockNode[] {
  const known = cache.get(source);
  if (known) {
    // To the young end, so that the oldest use goes first.
    cache.delete(source);
    cache.set(source, known);
    return known;
  }
  const blocks = parse(source);
  cache.set(source, blocks);
  if (cache.size > CACHE_SIZE) {
    const oldest = cache.keys().next();
    if (!oldest.done) cache.delete(oldest.value);
  }
  return blocks;
}
