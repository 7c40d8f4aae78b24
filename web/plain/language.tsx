import { fill, type Language, type Text } from '@yinian/core/language/text.ts'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { texts } from './texts.ts'

// The console's languages rest on a library of their own; here a context is enough, and a cheap telephone fetches less.

const storageKey = 'yinian.language'
const documentLanguage = { zh: 'zh-CN', en: 'en' } as const

type Values = Readonly<Record<string, string | number>>

export interface Spoken {
  readonly language: Language
  say(text: Text, values?: Values): string
  change(language: Language): void
}

const Context = createContext<Spoken>({ language: 'zh', say: (text) => text.zh, change: () => {} })

export function LanguageProvider({ title, children }: { title: Text; children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh')
  useEffect(() => {
    document.documentElement.lang = documentLanguage[language]
    document.title = title[language]
  }, [language, title])
  const spoken: Spoken = {
    language,
    say: (text, values) => (values ? fill(text, values) : text)[language],
    change: (chosen) => {
      localStorage.setItem(storageKey, chosen)
      setLanguage(chosen)
    },
  }
  return <Context value={spoken}>{children}</Context>
}

export function useSpoken(): Spoken {
  return useContext(Context)
}

/** Changes the language, and says so in the one it leads to. */
export function LanguageButton(): ReactNode {
  const { say, language, change } = useSpoken()
  return (
    <button type="button" className="tool" onClick={() => change(language === 'zh' ? 'en' : 'zh')}>
      <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{say(texts.switchLanguage)}</span>
    </button>
  )
}
