import { createTheme, transformDataFrame, type DataFrame, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { GlobalStyles, PanelChrome, ThemeContext } from '@grafana/ui';
import { Component, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstValueFrom } from 'rxjs';
import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import 'uplot/dist/uPlot.min.css';
import { registerOptions } from './field-options';
import { withDefaults, type PanelSettings } from './options';
import { Visualization } from './panels';
import { Prometheus } from './prometheus';
import { interpolate, intervals, resolve, timeRange, values, type Variable } from './variables';

const COLUMNS = 24;
const ROW = 30;
const GAP = 8;
const PADDING = 16;

interface Filled {
  panel: any;
  frames: DataFrame[];
  settings?: PanelSettings;
  error?: string;
}

/** What shoot.mjs passes on in the page's address. */
const asked = new URLSearchParams(location.search);

function box({ x, y, w, h }: any, width: number) {
  const column = (width - 2 * PADDING - (COLUMNS - 1) * GAP) / COLUMNS;
  return {
    left: Math.round(x * (column + GAP)),
    top: y * (ROW + GAP),
    width: Math.round(w * column + (w - 1) * GAP),
    height: h * ROW + (h - 1) * GAP,
  };
}

async function fill(panel: any, variables: Variable[], prometheus: Prometheus, range: TimeRange): Promise<Filled> {
  try {
    if (panel.type === 'row') {
      return { panel, frames: [] };
    }
    const settings = withDefaults(panel);
    const points = panel.maxDataPoints ?? box(panel.gridPos, innerWidth).width;
    const { step, ...builtIn } = intervals(range, points, Number(asked.get('scrape')));
    const known = { ...values(variables), ...builtIn };
    const answers = await Promise.all(panel.targets.map((target: any) =>
      prometheus.query({ ...target, expr: interpolate(target.expr, known) }, range, Number(step))));
    const frames = await firstValueFrom(transformDataFrame(panel.transformations ?? [], answers.flat()));
    return { panel, frames, settings };
  } catch (error) {
    return { panel, frames: [], error: String(error) };
  }
}

class Fence extends Component<{ children: ReactNode }> {
  state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  render() {
    return this.state.error ? <Failure text={String(this.state.error)} /> : this.props.children;
  }
}

function Failure({ text }: { text: string }) {
  return <p className="failure" style={{ color: 'red', padding: GAP }}>{text}</p>;
}

function Panel({ filled, range, theme }: { filled: Filled; range: TimeRange; theme: GrafanaTheme2 }) {
  const { panel, frames, settings, error } = filled;
  const place = box(panel.gridPos, innerWidth);
  if (panel.type === 'row') {
    return <h6 style={{ position: 'absolute', ...place, lineHeight: `${ROW}px`, margin: 0 }}>⌄ {panel.title}</h6>;
  }
  return (
    <div style={{ position: 'absolute', ...place }}>
      <PanelChrome
        title={panel.title}
        description={panel.description}
        displayMode={panel.transparent ? 'transparent' : 'default'}
        padding={panel.type === 'stat' ? 'none' : 'md'}
        width={place.width}
        height={place.height}
      >
        {(width, height) => error ? <Failure text={error} /> : (
          <Fence>
            <Visualization type={panel.type} {...{ frames, settings: settings!, range, theme, width, height }} />
          </Fence>
        )}
      </PanelChrome>
    </div>
  );
}

function Heading({ model, variables, range }: { model: any; variables: Variable[]; range: TimeRange }) {
  const shown = variables.filter(({ name }) => model.templating.list.find((one: any) => one.name === name).hide !== 2);
  return (
    <header style={{ display: 'flex', gap: 2 * PADDING, padding: `${PADDING}px 0` }}>
      <strong>{model.title}</strong>
      {shown.map(({ label, text }) => <span key={label}>{label}: <strong>{text}</strong></span>)}
      <span style={{ marginLeft: 'auto' }}>{(model.links ?? []).map((link: any) => `${link.title} `)}</span>
      <span>{range.from.format('HH:mm')} to {range.to.format('HH:mm')}</span>
    </header>
  );
}

async function show(): Promise<void> {
  registerOptions();
  // An axis is as wide as its text, which is measured once.
  await Promise.all(['400', '500'].map((weight) => document.fonts.load(`${weight} 12px Inter`)));
  const theme = createTheme({ colors: { mode: asked.get('theme') as 'dark' | 'light' } });
  const model = await (await fetch('/dashboard.json')).json();
  const range = timeRange(asked.has('from') ? { from: asked.get('from')!, to: asked.get('to')! } : model.time);
  const prometheus = new Prometheus('/prometheus');
  const variables = await resolve(model.templating.list, prometheus, range);
  const panels = await Promise.all(model.panels.map((panel: any) => fill(panel, variables, prometheus, range)));
  const height = Math.max(...model.panels.map(({ gridPos }: any) => box(gridPos, innerWidth).top + box(gridPos, innerWidth).height));
  createRoot(document.getElementById('dashboard')!).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <main style={{ margin: 0, padding: `0 ${PADDING}px ${PADDING}px` }}>
        <Heading {...{ model, variables, range }} />
        <div style={{ position: 'relative', height }}>
          {panels.map((filled) => <Panel key={filled.panel.id} {...{ filled, range, theme }} />)}
        </div>
      </main>
    </ThemeContext.Provider>,
  );
}

show().catch((error) => {
  document.getElementById('dashboard')!.innerHTML = '<p class="failure"></p>';
  document.querySelector('.failure')!.textContent = String(error);
});
