import { render } from "preact";
import type { TraceData } from "../traceData.js";
import { Printout } from "./printout.js";
import { TracePage } from "./tracePage.js";
import "./page.css";

const data = JSON.parse((document.getElementById("data") as HTMLElement).textContent ?? "") as TraceData;
render(<TracePage data={data} />, document.getElementById("app") as HTMLElement);

// Lists on the screen hold what fits it; paper gets every step, made when it is asked for.
const paper = document.body.appendChild(document.createElement("div"));
paper.id = "paper";
addEventListener("beforeprint", () => render(<Printout data={data} />, paper));
addEventListener("afterprint", () => render(null, paper));
