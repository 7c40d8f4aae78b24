import type { Language, Text } from '@yinian/core/language/text.ts'
import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { formatNumber } from './format.ts'
import { type Phrases, placesOf, type Texts } from './phrases.ts'

const storageKey = 'yinian.language'
const documentLanguage = { zh: 'zh-CN', en: 'en' } as const

/** Chinese unless this browser has chosen English before. */
function chosenLanguage(): Language {
  return globalThis.localStorage?.getItem(storageKey) === 'en' ? 'en' : 'zh'
}

function showLanguage(language: Language): void {
  if (typeof document !== 'undefined') document.documentElement.lang = documentLanguage[language]
}

/** Starts the languages; call once, before the first page is drawn. */
export function setUpLanguage(): void {
  const language = chosenLanguage()
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: ['zh', 'en'],
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    react: { useSuspense: false },
  })
  showLanguage(language)
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

/** Changes the language of the whole interface and remembers it in this browser. */
export function changeLanguage(language: Language): void {
  globalThis.localStorage?.setItem(storageKey, language)
  showLanguage(language)
  void i18next.changeLanguage(language)
}

export function useLanguage(): { language: Language; say: (text: Text) => string } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return useMemo(() => ({ language, say: (text: Text) => text[language] }), [language])
}

const namespaces = new WeakMap<Phrases, string>()
let registered = 0

/** `{count}` chooses the English plural and has to stay a number; what is shown of it is written with separators. */
const shown = (phrase: string): string => phrase.replaceAll('{count}', '{countShown}')

function namespaceOf(all: Phrases): string {
  const known = namespaces.get(all)
  if (known !== undefined) return known
  const namespace = `phrases-${++registered}`
  const entries = Object.entries(all)
  i18next.addResourceBundle(
    'zh',
    namespace,
    Object.fromEntries(entries.map(([key, phrase]) => [key, shown(phrase.zh)])),
  )
  i18next.addResourceBundle(
    'en',
    namespace,
    Object.fromEntries(
      entries.flatMap(([key, phrase]) =>
        phrase.one === undefined
          ? [[key, shown(phrase.en)]]
          : [
              [`${key}_one`, shown(phrase.one)],
              [`${key}_other`, shown(phrase.en)],
            ],
      ),
    ),
  )
  namespaces.set(all, namespace)
  return namespace
}

function withShown(values: Record<string, string | number>): Record<string, string | number> {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? formatNumber(value) : value,
  ])
  return {
    ...Object.fromEntries(written),
    ...(values.count === undefined ? {} : { count: values.count, countShown: formatNumber(Number(values.count)) }),
  }
}

/** The phrases of a module in one language. */
export function textsIn<All extends Phrases>(all: All, language: Language): Texts<All> {
  const translate = i18next.getFixedT(language, namespaceOf(all))
  const said = Object.entries(all).map(([key, phrase]) => [
    key,
    placesOf(phrase.zh + phrase.en).length === 0
      ? phrase[language]
      : (values: Record<string, string | number>) => translate(key, withShown(values)),
  ])
  return Object.fromEntries(said) as Texts<All>
}

/** The phrases of a module in the language of the interface. */
export function useTexts<All extends Phrases>(all: All): Texts<All> {
  const { language } = useLanguage()
  return useMemo(() => textsIn(all, language), [all, language])
}
