import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the operations in src/graphql, from the SDL that the server exports. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['src/graphql/*.graphql'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Operations as text: the browser then needs no GraphQL parser or printer.
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        defaultScalarType: 'unknown',
        scalars: { ID: 'string', DateTime: 'string' },
      },
    },
  },
};

export default config;
