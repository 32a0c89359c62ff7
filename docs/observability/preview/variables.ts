import { dateTime, rangeUtil, type TimeRange } from '@grafana/data';
import type { Prometheus } from './prometheus';

/** A variable's value as a query gets it, and the text beside its label. */
export interface Variable {
  name: string;
  label: string;
  text: string;
  value: string;
}

export function timeRange(time: { from: string; to: string }): TimeRange {
  return rangeUtil.convertRawToRange({ from: time.from, to: time.to });
}

/** The dashboard's variables, each at the value it has when the dashboard is opened for the first time. */
export async function resolve(models: any[], prometheus: Prometheus, range: TimeRange): Promise<Variable[]> {
  const variables: Variable[] = [];
  // One after the other, as a query may name the variables before it.
  for (const model of models) {
    const query = interpolate(model.query.query ?? model.query, values(variables));
    variables.push({ name: model.name, label: model.label ?? model.name, ...(await first(model, query, prometheus, range)) });
  }
  return variables;
}

export function values(variables: Variable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

async function first(model: any, query: string, prometheus: Prometheus, range: TimeRange): Promise<{ text: string; value: string }> {
  switch (model.type) {
    case 'datasource':
      return { text: query, value: query };
    case 'query':
      return fromValues(model, await labelValues(query, prometheus, range));
    default:
      throw new Error(`Variable ${model.name}: type ${model.type} is not known here.`);
  }
}

async function labelValues(query: string, prometheus: Prometheus, range: TimeRange): Promise<string[]> {
  const [, metric, label] = /^label_values\((.+),\s*(\w+)\)$/.exec(query) ?? [];
  if (!metric) {
    throw new Error(`The variable's query ${query} is not known here.`);
  }
  return prometheus.labelValues(metric, label, range);
}

function fromValues(model: any, values: string[]): { text: string; value: string } {
  if (values.length === 0) {
    throw new Error(`Variable ${model.name} has no values.`);
  }
  if (model.current?.value !== '$__all') {
    return { text: values[0], value: values[0] };
  }
  return { text: 'All', value: model.allValue ?? `(${values.map(escape).join('|')})` };
}

function escape(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\\\$&');
}

/** Puts variables into a text; one that is not known is an error, as it would reach Prometheus as it stands. */
export function interpolate(text: string, values: Record<string, string>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, bare) => {
    const value = values[braced ?? bare];
    if (value === undefined) {
      throw new Error(`There is no variable ${braced ?? bare}.`);
    }
    return value;
  });
}

/** What a panel of that width asks with: Grafana's interval variables, for a data source with that scrape interval. */
export function intervals(range: TimeRange, points: number, scrapeSeconds: number): Record<string, string> & { step: string } {
  const step = rangeUtil.calculateInterval(range, points, `${scrapeSeconds}s`).intervalMs / 1000;
  const seconds = Math.round(dateTime(range.to).diff(range.from) / 1000);
  return {
    step: String(step),
    __interval: `${step}s`,
    __rate_interval: `${Math.max(step + scrapeSeconds, 4 * scrapeSeconds)}s`,
    __range: `${seconds}s`,
  };
}
