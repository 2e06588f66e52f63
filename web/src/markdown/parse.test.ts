import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAFE_SCHEMES, type BlockNode, type InlineNode } from './ast';
import { MAX_PARSED_LENGTH, parse, parseCached } from './parse';

/** The tree as a short string: what a reader of these tests can compare at a glance. */
function inline(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
          return node.text;
        case 'code':
          return `code(${node.text})`;
        case 'codeBlock':
          return `block[${node.language}](${node.text})`;
        case 'link':
          return `link<${node.href}${node.bare ? ' bare' : ''}>(${inline(node.children)})`;
        case 'user':
          return `user(${node.id})`;
        case 'channel':
          return `channel(${node.id})`;
        default:
          return `${node.type}(${inline(node.children)})`;
      }
    })
    .join('');
}

function outline(blocks: readonly BlockNode[]): string[] {
  return blocks.map((block) => {
    switch (block.type) {
      case 'paragraph':
        return inline(block.children);
      case 'codeBlock':
        return `block[${block.language}](${block.text})`;
      case 'quote':
        return `quote{${outline(block.children).join(' / ')}}`;
      case 'list': {
        const items = block.items.map((item) => outline(item).join(' / ')).join(' ; ');
        return `${block.ordered ? `ol${block.start}` : 'ul'}{${items}}`;
      }
    }
  });
}

const read = (source: string): string[] => outline(parse(source));

describe('marks', () => {
  it.each([
    ['**a**', 'strong(a)'],
    ['*a* and _b_', 'em(a) and em(b)'],
    ['__a__', 'underline(a)'],
    ['~~a~~', 'strike(a)'],
    ['||a||', 'spoiler(a)'],
    ['|| a ||', 'spoiler( a )'],
    ['***a***', 'em(strong(a))'],
    ['__**a**__', 'underline(strong(a))'],
    ['**a ||b|| c**', 'strong(a spoiler(b) c)'],
    ['||**a** `b`||', 'spoiler(strong(a) code(b))'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['a || b', 'a || b'],
    ['||||', '||||'],
    ['a | b', 'a | b'],
    ['*open', '*open'],
  ])('%s', (source, expected) => {
    expect(read(source)).toEqual([expected]);
  });

  it('shows escaped characters as they are', () => {
    expect(read('\\*a\\* \\|\\|b\\|\\| \\<@1> \\`c\\`')).toEqual(['*a* ||b|| <@1> `c`']);
  });

  it('does not know tables, headings, rules, HTML, images, entities or references', () => {
    expect(read('# a')).toEqual(['# a']);
    expect(read('a\n---')).toEqual(['a\n---']);
    expect(read('---')).toEqual(['---']);
    expect(read('a|b\n-|-\n1|2')).toEqual(['a|b\n-|-\n1|2']);
    expect(read('<b>a</b>')).toEqual(['<b>a</b>']);
    expect(read('&amp; &lt;')).toEqual(['&amp; &lt;']);
    expect(read('![a](https://a.example/b.png)')).toEqual(['!link<https://a.example/b.png>(a)']);
    expect(read('[a]: https://a.example\n[a]')).toEqual([
      '[a]: link<https://a.example bare>(https://a.example)\n[a]',
    ]);
  });
});

describe('lines', () => {
  it('keeps breaks, blank lines and indentation as written', () => {
    expect(read('a\nb')).toEqual(['a\nb']);
    expect(read('a\n\n\nb')).toEqual(['a\n\n\nb']);
    expect(read('a\n    b\n  c')).toEqual(['a\n    b\n  c']);
    expect(read('    a')).toEqual(['    a']);
  });

  it('reads CRLF like LF', () => {
    expect(read('a\r\nb')).toEqual(['a\nb']);
  });

  it('gives nothing for nothing', () => {
    expect(read('')).toEqual([]);
    expect(read(' \n ')).toEqual([]);
  });
});

describe('code', () => {
  it.each([
    ['`a`', 'code(a)'],
    ['`` a ` b ``', 'code(a ` b)'],
    ['`**a** <@1> ||b||`', 'code(**a** <@1> ||b||)'],
    ['```a```', 'block[](a)'],
    ['```js\na\n```', 'block[js](a)'],
    ['```C++\na\n```', 'block[c++](a)'],
    ['```\na\n\n  b\n```', 'block[](a\n\n  b)'],
    ['```\n- a\n> b\n```', 'block[](- a\n> b)'],
    ['```js\n```', 'block[](js)'],
    ['```\n\n  indented\n```', 'block[](  indented)'],
    ['```unclosed\ncode', '```unclosed\ncode'],
    ['``````', '``````'],
  ])('%j', (source, expected) => {
    expect(read(source)).toEqual([expected]);
  });

  it('may begin and end in the middle of a line', () => {
    expect(read('look: ```js\na\n``` neat')).toEqual(['look:', 'block[js](a)', ' neat']);
    expect(read('look\n```js\na\n```\nneat')).toEqual(['look', 'block[js](a)', 'neat']);
    expect(read('```a```\n```b```')).toEqual(['block[](a)', 'block[](b)']);
  });

  it('stands in quotes and in spoilers', () => {
    expect(read('> ```js\n> a\n> ```')).toEqual(['quote{block[js](a)}']);
    expect(read('||```a```||')).toEqual(['spoiler(block[](a))']);
  });
});

describe('quotes', () => {
  it.each([
    ['> a', ['quote{a}']],
    ['> a\n> b', ['quote{a\nb}']],
    ['> a\n>\n> b', ['quote{a\n\nb}']],
    ['> a\nb', ['quote{a}', 'b']],
    ['a\n> b', ['a', 'quote{b}']],
    ['>>> a\nb\n\nc', ['quote{a\nb\n\nc}']],
    ['a\n>>> b\nc', ['a', 'quote{b\nc}']],
    ['>a', ['>a']],
    ['>_<', ['>_<']],
    ['>', ['>']],
    ['> > a', ['quote{> a}']],
    ['> - a\n> - b', ['quote{ul{a ; b}}']],
  ])('%j', (source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});

describe('lists', () => {
  it.each([
    ['- a\n- b', ['ul{a ; b}']],
    ['* a\n* b', ['ul{a ; b}']],
    ['1. a\n2. b', ['ol1{a ; b}']],
    ['3. a\n4. b', ['ol3{a ; b}']],
    ['- a\n  - b\n- c', ['ul{a / ul{b} ; c}']],
    ['text\n- a\nmore', ['text', 'ul{a}', 'more']],
    ['- a\n\nmore', ['ul{a}', 'more']],
    ['- a\n  b', ['ul{a\nb}']],
    ['- **a**', ['ul{strong(a)}']],
    ['+ 1', ['+ 1']],
    ['-', ['-']],
    ['- ', ['-']],
    ['1)', ['1)']],
    ['-1', ['-1']],
  ])('%j', (source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});

describe('links', () => {
  it.each([
    ['[]()', '[]()'],
    ['a [b **c**]() d', 'a [b strong(c)]() d'],
    [
      'see https://a.example/b_c_d now',
      'see link<https://a.example/b_c_d bare>(https://a.example/b_c_d) now',
    ],
    ['(https://a.example/x)', '(link<https://a.example/x bare>(https://a.example/x))'],
    ['https://a.example.', 'link<https://a.example bare>(https://a.example).'],
    ['**https://a.example**', 'strong(link<https://a.example bare>(https://a.example))'],
    ['||https://a.example||', 'spoiler(link<https://a.example bare>(https://a.example))'],
    ['~~https://a.example~~', 'strike(link<https://a.example bare>(https://a.example))'],
    ['__https://a.example/b__', 'underline(link<https://a.example/b bare>(https://a.example/b))'],
    ['<https://a.example>', 'link<https://a.example bare>(https://a.example)'],
    ['[a **b**](https://a.example)', 'link<https://a.example>(a strong(b))'],
    ['[a](https://a.example "title")', 'link<https://a.example>(a)'],
    ['[a](mailto:a@b.example)', 'link<mailto:a@b.example>(a)'],
    ['`https://a.example`', 'code(https://a.example)'],
  ])('%s', (source, expected) => {
    expect(read(source)).toEqual([expected]);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](data:text/html,b)',
    '[a](vbscript:b)',
    '[a](file:///etc/passwd)',
    '[a](/relative)',
    '[a](//a.example)',
    '[a](about:blank)',
    '<javascript:alert(1)>',
    'javascript://a.example/%0aalert(1)',
    'ftp://a.example',
    'a.example',
    'a@b.example',
    'https://',
  ])('leaves %s as text', (source) => {
    expect(read(source)).toEqual([source]);
  });
});

describe('mentions', () => {
  it.each([
    ['<@12> hello <#34>', 'user(12) hello channel(34)'],
    ['**<@12>**', 'strong(user(12))'],
    ['<@>', '<@>'],
    ['<@12', '<@12'],
    ['<@a>', '<@a>'],
    ['<@123456789012345678901>', '<@123456789012345678901>'],
  ])('%s', (source, expected) => {
    expect(read(source)).toEqual([expected]);
  });
});

describe('whatever comes', () => {
  /** Words and marks, so that random texts hit the rules and each other. */
  const piece = fc.constantFrom(
    ...[
      '*',
      '**',
      '_',
      '__',
      '~~',
      '||',
      '`',
      '```',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '> ',
      '>>> ',
      '- ',
      '1. ',
      '\n',
      '\\',
    ],
    ...[
      ' ',
      '    ',
      '\t',
      'a',
      'b',
      'javascript:',
      'https://a.example',
      '<@1>',
      '<#2>',
      '](',
      '!',
      '&amp;',
      '😀',
      '\u202e',
      '\0',
    ],
  );
  const hostile = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));

  /** Calls `visit` for every node, with how deep it stands. */
  function walk(
    nodes: readonly (BlockNode | InlineNode)[],
    depth: number,
    visit: (node: BlockNode | InlineNode, depth: number) => void,
  ): void {
    for (const node of nodes) {
      visit(node, depth);
      if (node.type === 'list') for (const item of node.items) walk(item, depth + 1, visit);
      else if ('children' in node) walk(node.children, depth + 1, visit);
    }
  }

  it('never throws, never nests far, and links only where it is safe', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ maxLength: 400, unit: 'binary' })), (source) => {
        walk(parse(source), 0, (node, depth) => {
          expect(depth).toBeLessThan(48);
          if (node.type === 'link') expect(SAFE_SCHEMES).toContain(new URL(node.href).protocol);
        });
      }),
      { numRuns: 3_000 },
    );
  });

  it('loses no word', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, word), { maxLength: 40 }), (pairs) => {
        let seen = '';
        walk(parse(pairs.map(([mark, text]) => `${mark}${text}`).join(' ')), 0, (node) => {
          if ('text' in node) seen += `${node.text} `;
          // The words of a link's address are still there to be seen, in the address.
          if (node.type === 'link') seen += `${node.href} `;
          if (node.type === 'codeBlock') seen += `${node.language} `;
        });
        for (const [, text] of pairs) expect(seen.toLowerCase()).toContain(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['stars', '*'],
    ['underscores', '_'],
    ['open marks', '**a '],
    ['open brackets', '['],
    ['links in links', '[a]('],
    ['images', '!['],
    ['open angles', '<'],
    ['addresses', 'https://'],
    ['schemes', 'a:'],
    ['pipes', '|'],
    ['spoilers', '||a'],
    ['backticks', '`'],
    ['uneven backticks', '`a``b```c'],
    ['fences', '```\n'],
    ['fence per line', '```a\n'],
    ['quotes', '> '],
    ['quote lines', '> a\n\n'],
    ['block quotes', '>>> '],
    ['lists', '- '],
    ['list lines', '- a\n'],
    ['ordered lists', '1. '],
    ['stairs', '\n - a'],
    ['blank lines', '\n'],
    ['spaces', ' '],
    ['tabs', '\t'],
    ['escapes', '\\'],
    ['mentions', '<@1>'],
    ['mixed marks', '*_~~||**__'],
    ['emphasis ladder', '*a **b '],
  ])('reads 4,000 characters of %s at once', (_name, unit) => {
    const source = unit.repeat(Math.ceil(4_000 / unit.length)).slice(0, 4_000);
    // The best of three: what the parser costs, not what else the machine is doing.
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      parse(source);
      return performance.now() - began;
    });
    // Measured: under 15 ms. The limit leaves room for a slow machine, yet nothing quadratic fits in it.
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('shows what is too long to read as it is', () => {
    const source = `**${'a'.repeat(MAX_PARSED_LENGTH)}**`;
    expect(parse(source)).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: source }] },
    ]);
  });

  it('remembers what it has read', () => {
    expect(parseCached('**once**')).toBe(parseCached('**once**'));
  });
});
