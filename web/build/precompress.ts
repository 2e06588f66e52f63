import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const brotli = promisify(brotliCompress);

/** What is worth compressing; fonts and images are compressed already. */
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|txt)$/;

/** Above this size the last few percent are not worth the seconds that they take. */
const LARGE_BYTES = 1 << 20;

async function compress(data: Uint8Array): Promise<Buffer> {
  return brotli(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]:
        data.byteLength > LARGE_BYTES ? 7 : constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.byteLength,
    },
  });
}

/** A chunk and everything that it imports statically. */
function withImports(name: string, chunks: Map<string, Rollup.OutputChunk>, into: Set<string>) {
  const chunk = chunks.get(name);
  if (!chunk || into.has(name)) return;
  into.add(name);
  for (const imported of chunk.imports) withImports(imported, chunks, into);
}

/**
 * Writes a `.br` file beside each compressible asset, and holds the budget of the first load: the
 * entry plus the routes that a signed-in person opens first (`firstRoutes`, source paths), with all
 * that they import. A page that grows past it breaks the build, not the phone of a reader.
 */
export function precompress(options: { firstRoutes: string[]; budgetKilobytes: number }): Plugin {
  return {
    name: 'guildhall:precompress',
    apply: 'build',
    writeBundle: {
      // After all who write files, one after the other.
      order: 'post',
      sequential: true,
      async handler(output, bundle) {
        const directory = output.dir ?? 'dist';
        const sizes = new Map<string, number>();
        const names = await readdir(directory, { recursive: true });
        await Promise.all(
          names
            .filter((name) => COMPRESSIBLE.test(name))
            .map(async (name) => {
              const packed = await compress(await readFile(join(directory, name)));
              await writeFile(join(directory, `${name}.br`), packed);
              sizes.set(name, packed.byteLength);
            }),
        );

        const chunks = new Map(
          Object.values(bundle)
            .filter((file) => file.type === 'chunk')
            .map((chunk) => [chunk.fileName, chunk]),
        );
        const first = new Set<string>();
        for (const chunk of chunks.values()) {
          const module = chunk.facadeModuleId ?? '';
          if (chunk.isEntry || options.firstRoutes.some((route) => module.endsWith(route))) {
            withImports(chunk.fileName, chunks, first);
          }
        }
        const bytes = [...first].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
        const kilobytes = bytes / 1000;
        this.info(
          `first load: ${kilobytes.toFixed(1)} kB of JavaScript in ${first.size} files (brotli), budget ${options.budgetKilobytes} kB`,
        );
        if (kilobytes > options.budgetKilobytes) {
          this.error(`the first load is over its budget of ${options.budgetKilobytes} kB`);
        }
      },
    },
  };
}
