import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./App.svelte";
import { startKeys } from "./lib/keys.svelte";
import { startRouter } from "./lib/router.svelte";

startRouter();
startKeys();
const target = document.getElementById("app");
if (target) mount(App, { target });
