// Source → src/rashomon/web/static, the folder that `rashomon serve` hands out.
// Nothing is inlined (no data: URLs, no inline scripts or styles), so that a strict Content-Security-Policy holds.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../src/rashomon/web/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // `npm run dev` beside `rashomon serve` on its usual port
  server: { proxy: { "/api": "http://127.0.0.1:8137" } },
});
