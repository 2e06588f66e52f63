import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import type { Plugin } from 'vite';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const FILES = [
  'react/umd/react.production.min.js',
  'react-dom/umd/react-dom.production.min.js',
  'graphiql/graphiql.min.js',
  'graphiql/graphiql.min.css',
];

/**
 * Puts GraphiQL beside the client, for `/graphql` in a browser: its own files as they are published,
 * so that nothing is fetched from elsewhere and no policy has to be loosened.
 */
export function explorer(): Plugin {
  return {
    name: 'guildhall:explorer',
    apply: 'build',
    async writeBundle(output) {
      const folder = join(output.dir ?? 'dist', 'explorer');
      await mkdir(folder, { recursive: true });
      await Promise.all(
        FILES.map((file) => copyFile(join(modules, file), join(folder, basename(file)))),
      );
    },
  };
}
