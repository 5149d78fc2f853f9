import { graphlib, layout } from "@dagrejs/dagre";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { GraphView } from "../protocol.js";
import type { Ask } from "./ask.js";

interface GraphPanelProps {
  readonly ask: Ask;
  /** Where the walk began; the graph is that of what can follow. */
  readonly from: number;
  /** Where one stands. */
  readonly state: number;
  /** Goes to the nearest of some states. */
  readonly visit: (states: readonly number[]) => void;
  readonly say: (message: string) => void;
}

/** The model's graph, drawn when it is asked for: its states, or, where these are many, the places where its processes can stand. A click on one goes there. */
export function GraphPanel({ ask, from, state, visit, say }: GraphPanelProps) {
  const [isOpen, open] = useState(false);
  const [graph, setGraph] = useState<GraphView>();
  useEffect(() => {
    if (isOpen) ask({ ask: "graph", from }).then(setGraph, (error: Error) => say(error.message));
  }, [isOpen, ask, from, say]);
  return (
    <details class="graph" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>The graph of what can follow the beginning of this walk</summary>
      {graph !== undefined && <Drawing graph={graph} state={state} visit={visit} />}
    </details>
  );
}

/** More nodes than this are no picture. */
const MOST = 400;

function Drawing({ graph, state, visit }: { readonly graph: GraphView } & Pick<GraphPanelProps, "state" | "visit">) {
  const { folded, looked, gaveUp, nodes, edges } = graph;
  const drawn = useMemo(() => (graph.nodes.length > MOST ? undefined : arranged(graph)), [graph]);
  const size = `${looked}${gaveUp ? " and more" : ""} states`;
  const told = folded ? `${size}, folded into ${nodes.length} places by where the processes stand` : `${size}, ${edges.length} steps`;
  if (drawn === undefined) return <p class="quiet">{told}: too many to draw. A smaller model (--set) has a picture.</p>;
  return (
    <figure>
      <figcaption class="quiet">{told}</figcaption>
      <div class="canvas">
        <svg width={drawn.width} height={drawn.height}>
          <title>{told}</title>
          {drawn.edges.map(({ path, label }, index) => (
            <path key={`${index} ${path}`} class="edge" d={path}>
              <title>{label}</title>
            </path>
          ))}
          {drawn.nodes.map(({ node, x, y, width, height }) => (
            // biome-ignore lint/a11y/useSemanticElements: SVG has no button
            <g
              key={node.id}
              class={`node${node.initial ? " initial" : ""}${node.states.includes(state) ? " here" : ""}`}
              role="button"
              tabindex={0}
              aria-label={`Go to ${folded ? node.id.replaceAll("\n", ", ") : `state ${node.id}`}`}
              onClick={() => visit(node.states)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                visit(node.states);
              }}
              transform={`translate(${x - width / 2} ${y - height / 2})`}
            >
              <rect width={width} height={height} rx={5} />
              {labelOf(node.id).map((line, index) => (
                <text key={line} x={8} y={16 + 14 * index}>
                  {line}
                </text>
              ))}
              <title>{folded ? `${node.id}\n${node.states.length} states` : `state ${node.id}`}</title>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

/** The last part of each place: `writer/f.copy` is `f.copy`. */
function labelOf(id: string): string[] {
  return id.split("\n").map((place) => place.split("/").at(-1) as string);
}

/** Where everything is drawn, in pixels; a node by its middle. */
interface Arranged {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly {
    readonly node: GraphView["nodes"][number];
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly { readonly path: string; readonly label: string }[];
}

function arranged({ nodes, edges }: GraphView): Arranged {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ nodesep: 18, ranksep: 30, marginx: 8, marginy: 8 });
  for (const { id } of nodes) {
    const lines = labelOf(id);
    graph.setNode(id, { width: Math.max(...lines.map((line) => line.length)) * 6.7 + 16, height: 14 * lines.length + 10 });
  }
  for (const [index, { from, to, label }] of edges.entries()) graph.setEdge(from, to, { label }, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...(graph.node(node.id) as { x: number; y: number; width: number; height: number }) })),
    edges: graph.edges().map((edge: object) => {
      const { points = [], label = "" } = graph.edge(edge) as { points?: { x: number; y: number }[]; label?: string };
      return { label, path: points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("") };
    }),
  };
}
