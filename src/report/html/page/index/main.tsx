import { render } from "preact";
import type { IndexData } from "../../indexData.js";
import { IndexPage } from "./indexPage.js";
import "../styles/theme.css";
import "../styles/header.css";
import "./index.css";

const data = JSON.parse((document.getElementById("data") as HTMLElement).textContent ?? "") as IndexData;
render(<IndexPage data={data} />, document.getElementById("app") as HTMLElement);
