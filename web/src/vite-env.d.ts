/// <reference types="svelte" />
/// <reference types="vite/client" />
declare module "world-atlas/countries-50m.json?url" {
  const url: string;
  export default url;
}
