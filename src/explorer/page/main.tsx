import { render } from "preact";
import { askWith } from "./ask.js";
import { ExplorerPage } from "./explorerPage.js";
import "../../report/html/page/page.css";
import "./explorer.css";

const { token } = JSON.parse((document.getElementById("data") as HTMLElement).textContent ?? "") as { token: string };
const ask = askWith(token);
const app = document.getElementById("app") as HTMLElement;
ask({ ask: "start" }).then(
  (model) => render(<ExplorerPage model={model} ask={ask} />, app),
  (error: Error) => render(<p class="failure">{error.message}</p>, app),
);
