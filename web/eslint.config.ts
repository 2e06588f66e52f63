import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import globals from 'globals';

export default defineConfigWithVueTs(
  { ignores: ['dist/**', 'src/gql/**', 'node_modules/**'] },
  { files: ['public/**/*.js'], languageOptions: { globals: globals.browser } },
  vue.configs['flat/recommended'],
  vueTsConfigs.strict,
  vueTsConfigs.stylistic,
  accessibility.configs['flat/recommended'],
  prettier,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      // Safari forgets that a list without bullets is one, unless it is told.
      'vuejs-accessibility/no-redundant-roles': ['error', { ul: ['list'] }],
      // Labels wrap nothing here: they name their control by `for`.
      'vuejs-accessibility/label-has-for': ['error', { required: 'id' }],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
);
