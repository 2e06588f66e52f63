import { h, type VNode, type VNodeArrayChildren } from 'vue';
import { RouterLink } from 'vue-router';
import type { BlockNode, InlineNode, LinkNode, MarkKind } from './ast';
import ChannelMention from './ChannelMention.vue';
import CodeBlock from './CodeBlock.vue';
import SpoilerText from './SpoilerText.vue';
import UserMention from './UserMention.vue';

const TAGS: Readonly<Record<Exclude<MarkKind, 'spoiler'>, string>> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 's',
};

/** Where a link really leads, short enough to stand beside it. */
function destination(href: string): string {
  const url = new URL(href);
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

/** The path within this client that an address leads to, or null when it leads elsewhere. */
function ownPath(href: string): string | null {
  const { origin, pathname, search, hash } = new URL(href);
  return origin === location.origin && /^\/(?:servers|invite)\//.test(pathname)
    ? pathname + search + hash
    : null;
}

function renderLink(node: LinkNode): VNode {
  const children: VNodeArrayChildren = renderInline(node.children);
  // A text that hides its address shows where it leads, so that nobody is sent elsewhere unawares.
  if (!node.bare) {
    children.push(h('span', { class: 'destination' }, ` (${destination(node.href)})`));
  }
  const own = ownPath(node.href);
  if (own !== null) return h(RouterLink, { to: own, title: node.href }, () => children);
  return h(
    'a',
    {
      href: node.href,
      title: node.href,
      target: '_blank',
      rel: 'noopener noreferrer nofollow ugc',
    },
    children,
  );
}

function renderInline(nodes: readonly InlineNode[]): (VNode | string)[] {
  return nodes.map((node) => {
    switch (node.type) {
      case 'text':
        return node.text;
      case 'code':
        return h('code', node.text);
      case 'codeBlock':
        return h(CodeBlock, { code: node.text, language: node.language });
      case 'link':
        return renderLink(node);
      case 'user':
        return h(UserMention, { userId: node.id });
      case 'channel':
        return h(ChannelMention, { channelId: node.id });
      case 'spoiler':
        return h(SpoilerText, null, { default: () => renderInline(node.children) });
      default:
        return h(TAGS[node.type], renderInline(node.children));
    }
  });
}

function renderBlock(block: BlockNode): VNode {
  switch (block.type) {
    case 'paragraph':
      // Not <p>: a spoiler in it may hold a block of code.
      return h('div', { class: 'paragraph' }, renderInline(block.children));
    case 'codeBlock':
      return h(CodeBlock, { code: block.text, language: block.language });
    case 'quote':
      return h('blockquote', renderBlocks(block.children));
    case 'list': {
      const items = block.items.map((item) => h('li', renderBlocks(item)));
      return block.ordered ? h('ol', { start: block.start }, items) : h('ul', items);
    }
  }
}

/**
 * The tree of a message as Vue nodes. Text is only ever text: no HTML string is made on the way.
 * `tail` stands behind the last word, on its line where that can be.
 */
export function renderBlocks(blocks: readonly BlockNode[], tail?: VNode): (VNode | string)[] {
  if (!tail) return blocks.map(renderBlock);
  const last = blocks.at(-1);
  if (last?.type !== 'paragraph') return [...blocks.map(renderBlock), tail];
  return [
    ...blocks.slice(0, -1).map(renderBlock),
    // An element of its own, so that the text stays what was written.
    h('div', { class: 'paragraph before-tail' }, renderInline(last.children)),
    ' ',
    tail,
  ];
}
