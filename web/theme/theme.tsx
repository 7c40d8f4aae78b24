import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { dark, light, type Palette } from './palette.ts'

/** `system` follows the machine; the other two were chosen. */
export type ThemeChoice = 'system' | 'light' | 'dark'
export type Mode = 'light' | 'dark'

interface Theme {
  readonly choice: ThemeChoice
  readonly mode: Mode
  readonly palette: Palette
  readonly choose: (choice: ThemeChoice) => void
}

const storageKey = 'yinian.theme'
const darkSystem = '(prefers-color-scheme: dark)'
const ThemeContext = createContext<Theme>({ choice: 'system', mode: 'light', palette: light, choose: () => undefined })

function keptChoice(): ThemeChoice {
  const kept = localStorage.getItem(storageKey)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Puts the palette where `look.css` reads it. */
function paint(mode: Mode): void {
  const root = document.documentElement
  root.dataset.theme = mode
  root.style.colorScheme = mode
  for (const [name, colour] of Object.entries(mode === 'dark' ? dark : light)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour)
  }
}

export function ThemeProvider({ children }: { children: ReactNode }): ReactNode {
  const [choice, setChoice] = useState(keptChoice)
  const [systemDark, setSystemDark] = useState(() => matchMedia(darkSystem).matches)
  const mode: Mode = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice

  useEffect(() => {
    const media = matchMedia(darkSystem)
    const follow = () => setSystemDark(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  useLayoutEffect(() => paint(mode), [mode])

  const theme = useMemo<Theme>(
    () => ({
      choice,
      mode,
      palette: mode === 'dark' ? dark : light,
      choose: (next) => {
        localStorage.setItem(storageKey, next)
        setChoice(next)
      },
    }),
    [choice, mode],
  )
  return <ThemeContext value={theme}>{children}</ThemeContext>
}

export function useTheme(): Theme {
  return useContext(ThemeContext)
}
