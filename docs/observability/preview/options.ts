import { getPanelOptionsWithDefaults, type FieldConfigOptionsRegistry, type FieldConfigSource, type PanelPlugin } from '@grafana/data';
import { PLUGINS } from './plugins';

const PANEL_KEYS = ['id', 'type', 'title', 'description', 'datasource', 'gridPos', 'fieldConfig', 'options', 'targets',
  'transformations', 'maxDataPoints', 'pluginVersion', 'transparent'];

export interface PanelSettings {
  options: any;
  fieldConfig: FieldConfigSource;
  registry: FieldConfigOptionsRegistry;
}

/** A panel's options with the defaults of its type; what Grafana would leave aside without a word is an error. */
export function withDefaults(panel: any): PanelSettings {
  const plugin = PLUGINS[panel.type];
  if (!plugin) {
    throw new Error(`Panel type ${panel.type} is not known here.`);
  }
  const unknown = [
    ...Object.keys(panel).filter((key) => !PANEL_KEYS.includes(key)),
    ...unknownIn(panel.options, optionPaths(plugin), 'options.'),
    ...unknownIn(panel.fieldConfig?.defaults, fieldPaths(plugin), 'fieldConfig.defaults.'),
    ...overridden(panel).filter((id) => !fieldPaths(plugin).includes(id)),
  ];
  if (unknown.length > 0) {
    throw new Error(`Not known here: ${unknown.join(', ')}.`);
  }
  const merged = getPanelOptionsWithDefaults({
    plugin,
    currentOptions: panel.options,
    currentFieldConfig: structuredClone(panel.fieldConfig),
    isAfterPluginChange: false,
  });
  return { ...merged, registry: plugin.fieldConfigRegistry };
}

function overridden(panel: any): string[] {
  return (panel.fieldConfig?.overrides ?? []).flatMap((override: any) => override.properties.map((property: any) => property.id));
}

function fieldPaths(plugin: PanelPlugin): string[] {
  return plugin.fieldConfigRegistry.list().map((item) => item.id);
}

function optionPaths(plugin: PanelPlugin): string[] {
  const paths: string[] = [];
  const builder: any = new Proxy({}, { get: () => (item: any) => (paths.push(item.path), builder) });
  plugin.getPanelOptionsSupplier()(builder, { data: [] });
  return paths;
}

function unknownIn(value: any, known: string[], prefix: string, parent = ''): string[] {
  return Object.entries(value ?? {}).flatMap(([key, inner]) => {
    const path = parent + key;
    if (known.includes(path)) {
      return [];
    }
    return inner !== null && typeof inner === 'object' && !Array.isArray(inner) && known.some((one) => one.startsWith(`${path}.`))
      ? unknownIn(inner, known, prefix, `${path}.`)
      : [prefix + path];
  });
}
