import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { dark, light, type Palette, seriesDark, seriesLight } from './palette.ts'

const textPairs: readonly [keyof Palette, keyof Palette][] = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['ink', 'quiet'],
  ['faded', 'ground'],
  ['faded', 'surface'],
  ['faded', 'quiet'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'accentQuiet'],
  ['accentStrong', 'accentQuiet'],
  ['onAccent', 'accent'],
  ['onAccent', 'accentStrong'],
  ['warmText', 'surface'],
  ['warmText', 'warmQuiet'],
  ['danger', 'surface'],
  ['danger', 'dangerQuiet'],
  ['onDanger', 'danger'],
]

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('in the %s palette', (_mode, palette) => {
  test.each(textPairs)('%s on %s can be read (4.5 : 1)', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test('what can be pressed or typed into has an edge one can see (3 : 1)', () => {
    expect(contrast(palette.edge, palette.surface)).toBeGreaterThanOrEqual(3)
    expect(contrast(palette.warm, palette.surface)).toBeGreaterThanOrEqual(3)
  })
})

test('every series of a chart stands out from the surface it is drawn on', () => {
  for (const colour of seriesLight) expect(contrast(colour, light.surface)).toBeGreaterThanOrEqual(3)
  for (const colour of seriesDark) expect(contrast(colour, dark.surface)).toBeGreaterThanOrEqual(3)
})
