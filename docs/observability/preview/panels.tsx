import {
  FieldType, applyFieldOverrides, applyNullInsertThreshold, getDisplayValueAlignmentFactors, getFieldDisplayValues, type DataFrame,
  type FieldDisplay, type GrafanaTheme2, type TimeRange,
} from '@grafana/data';
import { BigValue, TimeSeries, VizRepeater } from '@grafana/ui';
import type { PanelSettings } from './options';

export interface PanelData {
  frames: DataFrame[];
  range: TimeRange;
  settings: PanelSettings;
  theme: GrafanaTheme2;
}

interface Size {
  width: number;
  height: number;
}

const asItIs = (text: string) => text;

function Stat({ frames, settings, theme, width, height }: PanelData & Size) {
  const { options, fieldConfig } = settings;
  const values = () => getFieldDisplayValues({
    data: frames,
    fieldConfig,
    reduceOptions: options.reduceOptions,
    replaceVariables: asItIs,
    sparkline: options.graphMode !== 'none',
    theme,
    timeZone: 'browser',
  });
  return (
    <VizRepeater<FieldDisplay, any>
      getValues={values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, ...repeated }) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline}
          count={repeated.count}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode}
          text={options.text}
          disableWideLayout={!options.wideLayout}
          alignmentFactors={repeated.alignmentFactors}
          width={repeated.width}
          height={repeated.height}
          theme={theme}
        />
      )}
      source={frames}
      renderCounter={0}
      itemSpacing={3}
      autoGrid
      orientation={options.orientation}
      width={width}
      height={height}
    />
  );
}

function Graph({ frames, range, settings, width, height }: PanelData & Size) {
  return (
    <TimeSeries
      frames={frames.map((frame) => withGaps(frame, range))}
      timeRange={range}
      timeZone="browser"
      legend={settings.options.legend}
      options={settings.options}
      width={width}
      height={height}
    />
  );
}

/** A graph goes on over what is not there unless that is null: points that are missing, and NaN. */
function withGaps(frame: DataFrame, range: TimeRange): DataFrame {
  const known = {
    ...frame,
    fields: frame.fields.map((field) => field.type === FieldType.number
      ? { ...field, values: field.values.map((value) => (Number.isFinite(value) ? value : null)) }
      : field),
  };
  return applyNullInsertThreshold({ frame: known, refFieldPseudoMin: range.from.valueOf(), refFieldPseudoMax: range.to.valueOf() });
}

const DRAWN: Record<string, (props: PanelData & Size) => any> = { stat: Stat, timeseries: Graph };

/** What is inside of a panel; its frames have the panel's transformations behind them. */
export function Visualization({ type, ...data }: PanelData & Size & { type: string }) {
  if (data.frames.length === 0 && type !== 'stat') {
    const text = data.settings.fieldConfig.defaults.noValue ?? 'No data';
    return <p style={{ textAlign: 'center', lineHeight: `${data.height}px` }}>{text}</p>;
  }
  const frames = applyFieldOverrides({
    data: data.frames,
    fieldConfig: data.settings.fieldConfig,
    replaceVariables: asItIs,
    theme: data.theme,
    timeZone: 'browser',
    fieldConfigRegistry: data.settings.registry,
  });
  const Drawn = DRAWN[type];
  return <Drawn {...data} frames={frames} />;
}
