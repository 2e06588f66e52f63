import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { useChannels } from '@/stores/channels';
import { useUsers } from '@/stores/users';
import Markdown from './Markdown.vue';
import { plainText } from './plain';

const Nothing = { render: () => null };

let router: Router;

beforeEach(() => {
  setActivePinia(createPinia());
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: Nothing },
      { path: '/servers/:guildId/:channelId?', name: 'guild', component: Nothing },
    ],
  });
});

function show(source: string): VueWrapper {
  return mount(Markdown, { props: { source }, global: { plugins: [router] } });
}

describe('what a message shows', () => {
  it('is text, whatever it looks like', () => {
    const wrapper = show('<img src=x onerror=alert(1)><script>alert(1)</script>');
    expect(wrapper.find('img, script').exists()).toBe(false);
    expect(wrapper.text()).toBe('<img src=x onerror=alert(1)><script>alert(1)</script>');
  });

  it('marks words', () => {
    const { element } = show('**a** *b* ~~c~~ __d__ `e`');
    expect(element.querySelector('strong')?.textContent).toBe('a');
    expect(element.querySelector('em')?.textContent).toBe('b');
    expect(element.querySelector('s')?.textContent).toBe('c');
    expect(element.querySelector('u')?.textContent).toBe('d');
    expect(element.querySelector('code')?.textContent).toBe('e');
  });

  it('links outwards without giving anything away, and says where to', () => {
    const link = show('[my bank](https://evil.example/x)').find('a');
    expect(link.attributes('href')).toBe('https://evil.example/x');
    expect(link.attributes('rel')).toBe('noopener noreferrer nofollow ugc');
    expect(link.attributes('target')).toBe('_blank');
    expect(link.text()).toBe('my bank (evil.example)');
    expect(show('https://a.example').find('a').text()).toBe('https://a.example');
  });

  it('links inwards without leaving the page', () => {
    const link = show(`${location.origin}/servers/1/2?message=3`).find('a');
    expect(link.attributes('href')).toBe('/servers/1/2?message=3');
    expect(link.attributes('target')).toBeUndefined();
  });
});

describe('an edited message', () => {
  it('says so behind its last word, and when', () => {
    const wrapper = mount(Markdown, { props: { source: 'a\n- b\n\nc', edited: 'Edited today' } });
    expect(wrapper.find('.edited').attributes('title')).toBe('Edited today');
    expect(wrapper.findAll('.paragraph').at(-1)?.text()).toBe('c');
    expect(wrapper.find('.markdown').text().endsWith('c (edited)')).toBe(true);
  });
});

describe('a spoiler', () => {
  it('is covered until it is clicked', async () => {
    const spoiler = show('||secret||').find('.spoiler');
    expect(spoiler.attributes('role')).toBe('button');
    expect(spoiler.attributes('aria-label')).toBe('Spoiler, press to reveal');
    expect(spoiler.find('.content').attributes('aria-hidden')).toBe('true');
    await spoiler.trigger('click');
    expect(spoiler.attributes('role')).toBeUndefined();
    expect(spoiler.find('.content').attributes('aria-hidden')).toBeUndefined();
  });

  it('opens by keyboard', async () => {
    const spoiler = show('||secret||').find('.spoiler');
    expect(spoiler.attributes('tabindex')).toBe('0');
    await spoiler.trigger('keydown', { key: 'Enter' });
    expect(spoiler.classes()).toContain('revealed');
  });
});

describe('a mention', () => {
  it('shows the name that is theirs now', async () => {
    const users = useUsers();
    users.put({ id: '1', username: 'ana', displayName: null, createdAt: '' });
    const wrapper = show('<@1> <@2>');
    const names = (): string[] => wrapper.findAll('.mention').map((mention) => mention.text());
    expect(names()).toEqual(['@ana', '@unknown']);
    users.put({ id: '1', username: 'ana', displayName: 'Ana', createdAt: '' });
    await flushPromises();
    expect(names()).toEqual(['@Ana', '@unknown']);
  });

  it('leads to a channel that one may see', () => {
    useChannels().put({
      id: '2',
      guildId: '1',
      name: 'general',
      kind: 'TEXT',
      topic: null,
      parentId: null,
      position: 0,
      slowModeSeconds: 0,
      ageRestricted: false,
      locked: false,
      archivedAt: null,
      private: false,
      lastMessageId: null,
      viewerPermissions: [],
    });
    const wrapper = show('<#2> <#3>');
    expect(wrapper.find('a.mention').attributes('href')).toBe('/servers/1/2');
    expect(wrapper.find('span.mention').text()).toBe('#unknown');
  });
});

describe('code', () => {
  it('is coloured once its language is there, and its text stays the same', async () => {
    const wrapper = show('```rust\nfn main() {}\n```');
    expect(wrapper.find('pre').text()).toBe('fn main() {}');
    await expect.poll(() => wrapper.find('.hljs-keyword').exists(), { timeout: 5_000 }).toBe(true);
    expect(wrapper.find('pre').text()).toBe('fn main() {}');
  });

  it('of an unknown language is plain', async () => {
    const wrapper = show('```constructor\na\n```');
    await flushPromises();
    expect(wrapper.find('pre').text()).toBe('a');
    expect(wrapper.find('pre span').exists()).toBe(false);
  });
});

describe('the plain text of a message', () => {
  it('names people and channels, and keeps spoilers covered', () => {
    const names = { user: () => 'Ana', channel: () => undefined };
    expect(plainText('**a** <@1> in <#2>: ||no||\n- `b`', names)).toBe(
      'a @Ana in #unknown: (spoiler)\nb',
    );
  });
});
