import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions)],
  resolve: {
    alias: {
      '~db': fileURLToPath(new URL('./db', import.meta.url)),
      '~': fileURLToPath(new URL('./app', import.meta.url)),
    },
  },
  cacheDir: '.cache/vite',
  optimizeDeps: {
    include: [
      '@conform-to/react',
      '@remix-run/react',
      'd3-scale',
      'd3-shape',
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
    ],
    exclude: ['@node-rs/argon2'],
  },
  build: { target: 'es2019', assetsInlineLimit: 0, cssTarget: 'chrome79' },
});
