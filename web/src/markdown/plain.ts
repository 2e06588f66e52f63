import type { BlockNode, InlineNode } from './ast';
import { parseCached } from './parse';

/** How ids become names where only text can stand: announcements, notifications, accessible names. */
export interface Names {
  /** The name of a person, without the `@`; undefined when it is not known. */
  user(id: string): string | undefined;
  /** The name of a channel, without the `#`; undefined when it is not known or not to be seen. */
  channel(id: string): string | undefined;
}

function inlineText(nodes: readonly InlineNode[], names: Names): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
        case 'code':
        case 'codeBlock':
          return node.text;
        case 'user':
          return `@${names.user(node.id) ?? 'unknown'}`;
        case 'channel':
          return `#${names.channel(node.id) ?? 'unknown'}`;
        case 'spoiler':
          return '(spoiler)';
        default:
          return inlineText(node.children, names);
      }
    })
    .join('');
}

function blockText(block: BlockNode, names: Names): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children, names);
    case 'codeBlock':
      return block.text;
    case 'quote':
      return block.children.map((child) => blockText(child, names)).join('\n');
    case 'list':
      return block.items
        .map((item) => item.map((child) => blockText(child, names)).join('\n'))
        .join('\n');
  }
}

/** What a message says, without its marks. What is hidden as a spoiler stays hidden. */
export function plainText(source: string, names: Names): string {
  return parseCached(source)
    .map((block) => blockText(block, names))
    .join('\n');
}
