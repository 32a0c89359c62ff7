import { FieldType, toDataFrame, type DataFrame, type TimeRange } from '@grafana/data';

interface Series {
  metric: Record<string, string>;
  values?: Array<[number, string]>;
  value?: [number, string];
}

const TARGET_KEYS = ['datasource', 'expr', 'legendFormat', 'refId', 'range', 'instant', 'format', 'editorMode'];

/** Prometheus' HTTP API, and its answers as Grafana's data source makes frames of them. */
export class Prometheus {
  constructor(private readonly address: string) {}

  async labelValues(metric: string, label: string, range: TimeRange): Promise<string[]> {
    return this.get(`label/${label}/values`, { 'match[]': metric, ...seconds(range, 1) });
  }

  /** The frames of a panel's target; its expression has no variables any more. */
  async query(target: any, range: TimeRange, step: number): Promise<DataFrame[]> {
    const unknown = Object.keys(target).filter((key) => !TARGET_KEYS.includes(key));
    if (unknown.length > 0 || (target.format ?? 'time_series') !== 'time_series') {
      throw new Error(`Target ${target.refId}: ${unknown.join(', ') || target.format} is not known here.`);
    }
    const series: Series[] = target.instant
      ? (await this.get('query', { query: target.expr, time: seconds(range, 1).end })).result
      : (await this.get('query_range', { query: target.expr, step: String(step), ...seconds(range, step) })).result;
    return series.map((one) => frame(target, one, step));
  }

  private async get(path: string, parameters: Record<string, string>): Promise<any> {
    const answer = await fetch(`${this.address}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const body = await answer.json();
    if (body.status !== 'success') {
      throw new Error(body.error);
    }
    return body.data;
  }
}

function seconds(range: TimeRange, step: number): { start: string; end: string } {
  const aligned = (millis: number) => String(Math.floor(millis / 1000 / step) * step);
  return { start: aligned(range.from.valueOf()), end: aligned(range.to.valueOf()) };
}

function frame(target: any, series: Series, step: number): DataFrame {
  const points = series.values ?? [series.value!];
  const name = legend(target, series.metric);
  return toDataFrame({
    refId: target.refId,
    name,
    fields: [
      // The interval is by what the graph sees that points are missing.
      { name: 'Time', type: FieldType.time, config: { interval: step * 1000 }, values: points.map(([time]) => time * 1000) },
      {
        name: 'Value',
        type: FieldType.number,
        labels: series.metric,
        config: name === undefined ? {} : { displayNameFromDS: name },
        values: points.map(([, value]) => number(value)),
      },
    ],
  });
}

function legend(target: any, labels: Record<string, string>): string | undefined {
  if (target.legendFormat === '__auto') {
    return undefined;
  }
  if (target.legendFormat) {
    return target.legendFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_: string, label: string) => labels[label] ?? '');
  }
  const { __name__: metric = '', ...others } = labels;
  const list = Object.entries(others).map(([label, value]) => `${label}="${value}"`);
  return list.length > 0 ? `${metric}{${list.join(', ')}}` : metric || target.expr;
}

function number(value: string): number {
  return /inf/i.test(value) ? (value.startsWith('-') ? -Infinity : Infinity) : parseFloat(value);
}
