/** The colours of the platform in both modes. `theme/contrast.test.ts` holds the pairs that carry text to 4.5 : 1. */
export interface Palette {
  /** Behind everything, and the surface that content lies on. */
  readonly ground: string
  readonly surface: string
  /** A quiet fill: table heads, the row under the pointer. */
  readonly quiet: string
  readonly rule: string
  /** The border of what can be typed into or pressed, 3 : 1 (WCAG 2.2 §1.4.11). */
  readonly edge: string
  readonly ink: string
  readonly faded: string
  readonly accent: string
  readonly accentStrong: string
  readonly accentQuiet: string
  readonly onAccent: string
  readonly warm: string
  readonly warmText: string
  readonly warmQuiet: string
  readonly danger: string
  readonly dangerQuiet: string
  readonly onDanger: string
}

export const light: Palette = {
  ground: '#F5F6F3',
  surface: '#FFFFFF',
  quiet: '#F1F4F1',
  rule: '#DFE4DF',
  edge: '#8A938D',
  ink: '#1C2521',
  faded: '#57625C',
  accent: '#1F6F5C',
  accentStrong: '#175747',
  accentQuiet: '#E4F0EB',
  onAccent: '#FFFFFF',
  warm: '#B7791F',
  warmText: '#855510',
  warmQuiet: '#FAF1DF',
  danger: '#B3261E',
  dangerQuiet: '#FBEAE8',
  onDanger: '#FFFFFF',
}

export const dark: Palette = {
  ground: '#111714',
  surface: '#19211D',
  quiet: '#212B26',
  rule: '#303C36',
  edge: '#6D7B74',
  ink: '#E5EBE7',
  faded: '#A3B0A9',
  accent: '#66BFA5',
  accentStrong: '#84D0B9',
  accentQuiet: '#1F3A32',
  onAccent: '#0C1F19',
  warm: '#D9A04A',
  warmText: '#E3B265',
  warmQuiet: '#3A2F1B',
  danger: '#F2877F',
  dangerQuiet: '#43231F',
  onDanger: '#2A0D0A',
}

/** Colours of the series of a chart, told apart by lightness as well, in the order they are used. */
export const seriesLight = ['#1F6F5C', '#B7791F', '#4F7CAC', '#8A4F7D', '#7A8B3C', '#5B6570']
export const seriesDark = ['#66BFA5', '#D9A04A', '#86AEDB', '#C48DB6', '#B0C26A', '#A9B4BF']
