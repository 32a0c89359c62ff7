import {
  FieldColorModeId, FieldType, ThresholdsMode, booleanOverrideProcessor, dataLinksOverrideProcessor, displayNameOverrideProcessor,
  identityOverrideProcessor, numberOverrideProcessor, standardEditorsRegistry, standardFieldConfigEditorRegistry, standardTransformers,
  standardTransformersRegistry, stringOverrideProcessor, thresholdsOverrideProcessor, unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const editor = () => null;
const EDITORS = ['text', 'number', 'slider', 'boolean', 'radio', 'select', 'multi-select', 'color', 'unit', 'strings', 'dashboard-uid',
  'field-name', 'thresholds', 'mappings', 'links', 'stats-picker', 'timezone', 'fieldColor'];

function option(id: string, process: any, defaultValue?: unknown, shouldApply: (field: any) => boolean = () => true): any {
  return { id, path: id, name: id, editor, override: editor, process, defaultValue, settings: {}, shouldApply };
}

const isNumber = (field: any) => field.type === FieldType.number;

/** What the Grafana application itself puts into the registries of its libraries, and is in none of its packages. */
export function registerOptions(): void {
  standardEditorsRegistry.setInit(() => EDITORS.map((id) => ({ id, name: id, editor })));
  // Some stand there by two names.
  const transformers = new Map(Object.values(standardTransformers).map((one: any) => [one.id, one]));
  standardTransformersRegistry.setInit(() =>
    [...transformers.values()].map((one) => ({ ...one, transformation: async () => one })));
  standardFieldConfigEditorRegistry.setInit(() => [
    option('unit', unitOverrideProcessor, undefined, isNumber),
    option('min', numberOverrideProcessor, undefined, isNumber),
    option('max', numberOverrideProcessor, undefined, isNumber),
    option('fieldMinMax', booleanOverrideProcessor, undefined, isNumber),
    option('decimals', numberOverrideProcessor, undefined, isNumber),
    option('displayName', displayNameOverrideProcessor),
    option('color', identityOverrideProcessor, { mode: FieldColorModeId.Thresholds }),
    option('noValue', stringOverrideProcessor),
    option('links', dataLinksOverrideProcessor),
    option('actions', identityOverrideProcessor),
    option('mappings', valueMappingsOverrideProcessor, []),
    // A panel that names no thresholds of its own has these.
    option('thresholds', thresholdsOverrideProcessor, {
      mode: ThresholdsMode.Absolute,
      steps: [{ value: -Infinity, color: 'green' }, { value: 80, color: 'red' }],
    }),
  ]);
}
