import type { Server } from './server.js';

/** Somebody who uses the API without a browser: makes what a test needs, and load. */
export class Caller {
  private constructor(
    readonly server: Server,
    readonly username: string,
    readonly password: string,
    readonly id: string,
    readonly token: string,
  ) {}

  static async signUp(server: Server, username: string): Promise<Caller> {
    const password = `the password of ${username}`;
    const answer = await fetch(`${server.url}/api/v1/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, email: `${username}@example.org`, password }),
    });
    if (answer.status !== 201) throw new Error(`sign-up of ${username}: ${answer.status} ${await answer.text()}`);
    const body = (await answer.json()) as { accessToken: string; user: { id: string } };
    return new Caller(server, username, password, body.user.id, body.accessToken);
  }

  /** A GraphQL operation that must succeed. */
  async run<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    const answer = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await answer.json()) as { data: T; errors?: unknown };
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data;
  }

  async createGuild(name: string): Promise<{ id: string; channelId: string }> {
    const data = await this.run<{ createGuild: { guild: { id: string; channels: { id: string }[] } } }>(
      'mutation ($name: String!) { createGuild(input: { name: $name }) { guild { id channels { id } } } }',
      { name },
    );
    const { id, channels } = data.createGuild.guild;
    return { id, channelId: channels[0]?.id ?? '' };
  }

  async createCategory(guildId: string, name: string): Promise<void> {
    await this.run('mutation ($input: CreateChannelInput!) { createChannel(input: $input) { channel { id } } }', {
      input: { guildId, name, kind: 'CATEGORY' },
    });
  }

  async invite(guildId: string): Promise<string> {
    const data = await this.run<{ createInvite: { invite: { code: string } } }>(
      'mutation ($guildId: ID!) { createInvite(input: { guildId: $guildId }) { invite { code } } }',
      { guildId },
    );
    return data.createInvite.invite.code;
  }

  async join(code: string): Promise<void> {
    await this.run('mutation ($code: String!) { acceptInvite(code: $code) { guild { id } } }', { code });
  }

  /** Sends a message; resolves once it is acknowledged. */
  async send(channelId: string, content: string, nonce?: string): Promise<void> {
    await this.run(
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
      { input: { channelId, content, nonce } },
    );
  }

  /** Makes a role; it stands below those made before. */
  async createRole(guildId: string, name: string, permissions: string[]): Promise<string> {
    const data = await this.run<{ createRole: { role: { id: string } } }>(
      'mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }',
      { input: { guildId, name, permissions } },
    );
    return data.createRole.role.id;
  }

  /** Puts the roles in an order, the highest first. */
  async moveRoles(guildId: string, order: string[]): Promise<void> {
    await this.run('mutation ($input: MoveRolesInput!) { moveRoles(input: $input) { roles { id } } }', {
      input: { guildId, order },
    });
  }

  async giveRole(guildId: string, userId: string, roleId: string): Promise<void> {
    await this.run('mutation ($input: SetMemberRolesInput!) { setMemberRoles(input: $input) { member { joinedAt } } }', {
      input: { guildId, userId, add: [roleId] },
    });
  }

  /** Says what a role may and may not do in a channel. */
  async overwrite(channelId: string, roleId: string, allow: string[], deny: string[]): Promise<void> {
    await this.run('mutation ($input: SetOverwriteInput!) { setOverwrite(input: $input) { channel { id } } }', {
      input: { channelId, roleId, allow, deny },
    });
  }

  async ban(guildId: string, userId: string, reason: string): Promise<void> {
    await this.run('mutation ($input: BanMemberInput!) { banMember(input: $input) { ban { createdAt } } }', {
      input: { guildId, userId, reason },
    });
  }

  /** Reports a person to the moderators of a server. */
  async reportUser(guildId: string, userId: string): Promise<void> {
    await this.run('mutation ($input: ReportUserInput!) { reportUser(input: $input) { report { id } } }', {
      input: { guildId, userId, category: 'SPAM' },
    });
  }

  /** Reports the newest message of a channel to the moderators of its server. */
  async reportLast(channelId: string): Promise<void> {
    const { channel } = await this.run<{ channel: { messages: { nodes: { id: string }[] } } }>(
      'query ($id: ID!) { channel(id: $id) { messages(last: 1) { nodes { id } } } }',
      { id: channelId },
    );
    await this.run('mutation ($input: ReportMessageInput!) { reportMessage(input: $input) { report { id } } }', {
      input: { messageId: channel.messages.nodes[0]?.id, category: 'HARASSMENT', note: 'every day' },
    });
  }
}
