import { FieldColorModeId, PanelPlugin, identityOverrideProcessor } from '@grafana/data';
import { GraphThresholdsStyleMode } from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';

const editor = () => null;

function addOptions(builder: any, defaults: Record<string, unknown>): void {
  const shared = { editor, override: editor, process: identityOverrideProcessor, shouldApply: () => true };
  Object.entries(defaults).forEach(([path, defaultValue]) =>
    builder.addCustomEditor({ id: path, path, name: path, defaultValue, ...shared }));
}

const stat = new PanelPlugin(null).useFieldConfig().setPanelOptions((builder) => {
  commonOptionsBuilder.addTextSizeOptions(builder as any);
  addOptions(builder, {
    'reduceOptions.values': false, 'reduceOptions.limit': undefined, 'reduceOptions.calcs': ['lastNotNull'], 'reduceOptions.fields': '',
    orientation: 'auto', textMode: 'auto', wideLayout: true, colorMode: 'value', graphMode: 'area', justifyMode: 'auto',
  });
});

const timeseries = new PanelPlugin(null)
  .useFieldConfig({
    standardOptions: { color: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
    useCustomConfig: (builder: any) => {
      addOptions(builder, {
        drawStyle: 'line', lineInterpolation: 'linear', lineWidth: 1, lineStyle: undefined, gradientMode: 'none',
        fillOpacity: 0, fillBelowTo: undefined, barAlignment: 0, barWidthFactor: 0.6, spanNulls: false, insertNulls: false,
        showPoints: 'auto', pointSize: 5, transform: undefined,
        thresholdsStyle: { mode: GraphThresholdsStyleMode.Off },
      });
      commonOptionsBuilder.addStackingConfig(builder);
      commonOptionsBuilder.addAxisConfig(builder, {});
      commonOptionsBuilder.addHideFrom(builder);
    },
  } as any)
  .setPanelOptions((builder: any) => {
    commonOptionsBuilder.addLegendOptions(builder);
    commonOptionsBuilder.addTooltipOptions(builder);
    // Set by a click on the legend's head, not by an option.
    addOptions(builder, { 'legend.sortBy': undefined, 'legend.sortDesc': undefined });
  });

/** The panel types that are known here, with their options and what these are by default. */
export const PLUGINS: Record<string, PanelPlugin> = { stat, timeseries };
