import { defineConfig } from 'vite';

// Fixed names and one file of each kind: the server embeds them, and the same sources give the same bytes.
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    target: 'es2022',
    outDir: process.env['READOUT_WEB_OUT'] ?? 'dist',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        inlineDynamicImports: true,
        entryFileNames: 'page.js',
        assetFileNames: (asset) => (asset.names.some((name) => name.endsWith('.css')) ? 'page.css' : '[name][extname]'),
      },
    },
  },
  server: { proxy: { '/api': process.env['READOUT_SERVER'] ?? 'http://127.0.0.1:8765' } },
});
