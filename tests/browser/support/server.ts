import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const executable = resolve(process.env.GUILDHALL_BIN ?? join(import.meta.dirname, '../../../target/debug/guildhall'));

/** The real server as a process, with data of its own. */
export class Server {
  /** Everything it has written, for the report of a failed test. */
  readonly log: string[] = [];
  url = '';
  #process: ChildProcess | undefined;

  private constructor(readonly data: string) {}

  static async start(): Promise<Server> {
    if (!existsSync(executable)) {
      throw new Error(`There is no server at ${executable}: 'cargo build --package guildhall', or 'make test-browser'.`);
    }
    const server = new Server(await mkdtemp(join(tmpdir(), 'guildhall-browser-')));
    await server.#run('127.0.0.1:0');
    return server;
  }

  /** Ends the process as a crash does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  /** Starts it again with the same data, on the same address. */
  async startAgain(): Promise<void> {
    await this.#run(new URL(this.url).host);
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  async #run(listen: string): Promise<void> {
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GUILDHALL_') && name !== 'DATABASE_URL'),
    );
    const child = spawn(executable, ['serve', '--listen', listen, '--data', this.data], {
      cwd: this.data,
      env: { ...environment, GUILDHALL_LIMITS: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.url = await new Promise<string>((ready, failed) => {
      const late = setTimeout(() => {
        failed(new Error(`The server is not ready:\n${this.log.join('\n')}`));
      }, 30_000);
      for (const output of [child.stdout, child.stderr]) {
        createInterface(output).on('line', (line) => {
          this.log.push(line);
          const address = /listening on (http:\/\/\S+?)\/?$/.exec(line)?.[1];
          if (address) {
            clearTimeout(late);
            ready(address);
          }
        });
      }
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        failed(new Error(`The server ended (${code ?? signal}):\n${this.log.join('\n')}`));
      });
    });
  }
}
