/**
 * What a message means, once read: a small tree that knows nothing of HTML or of Vue.
 *
 * The parser makes it, the renderer shows it, and tests compare it.
 */

/** Markings that only change how their content looks. */
export type MarkKind = 'strong' | 'em' | 'underline' | 'strike' | 'spoiler';

/** A run of text, shown as written. Line breaks are `\n`. */
export interface TextNode {
  type: 'text';
  text: string;
}

export interface MarkNode {
  type: MarkKind;
  children: InlineNode[];
}

/** `code` inside a line. */
export interface CodeNode {
  type: 'code';
  text: string;
}

export interface LinkNode {
  type: 'link';
  /** Absolute, and of one of the schemes in {@link SAFE_SCHEMES}. */
  href: string;
  /** Whether the text is the address itself, so that nothing is hidden behind it. */
  bare: boolean;
  children: InlineNode[];
}

/** `<@id>`: a person. */
export interface UserMentionNode {
  type: 'user';
  id: string;
}

/** `<#id>`: a channel. */
export interface ChannelMentionNode {
  type: 'channel';
  id: string;
}

/** Code between triple backticks, over as many lines as it likes. */
export interface CodeBlockNode {
  type: 'codeBlock';
  /** As written after the backticks, in lower case; empty when nothing was. */
  language: string;
  text: string;
}

export type InlineNode =
  TextNode | MarkNode | CodeNode | LinkNode | UserMentionNode | ChannelMentionNode | CodeBlockNode;

export interface ParagraphNode {
  type: 'paragraph';
  children: InlineNode[];
}

export interface QuoteNode {
  type: 'quote';
  children: BlockNode[];
}

export interface ListNode {
  type: 'list';
  ordered: boolean;
  /** The number of the first item of an ordered list. */
  start: number;
  items: BlockNode[][];
}

export type BlockNode = ParagraphNode | CodeBlockNode | QuoteNode | ListNode;

/** The only schemes a link may have. Everything else stays text. */
export const SAFE_SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];
