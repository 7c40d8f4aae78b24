import { type DataClass, dataClasses } from '@yinian/core/privacy/data-classes.ts'
import { createContext, type ReactNode, useContext } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

const none: readonly DataClass[] = []
const Withholding = createContext<readonly DataClass[]>(none)

/** The classes of data that the answer shown here came without. */
export function useWithheld(): readonly DataClass[] {
  return useContext(Withholding)
}

/** What a reply says was taken out of it; nothing for one that says nothing. */
export function withheldOf(reply: unknown): readonly DataClass[] {
  return (reply as { withheld?: readonly DataClass[] } | null | undefined)?.withheld ?? none
}

/** Names what was withheld, and lets everything below know. An answer within another one names only what is new. */
export function WithWithheld({ classes, children }: { classes: readonly DataClass[]; children: ReactNode }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const above = useWithheld()
  const added = classes.filter((one) => !above.includes(one))
  if (added.length === 0) return children
  return (
    <Withholding value={[...above, ...added]}>
      <p className="note-box" role="status">
        {t.withheldClasses({
          classes: added.map((one) => say(dataClasses[one].name)).join(say({ zh: '、', en: ', ' })),
        })}
      </p>
      {children}
    </Withholding>
  )
}

/** Stands where a withheld value would stand. */
export function Withheld(): ReactNode {
  const t = useTexts(texts)
  return <span className="faded small">{t.withheld}</span>
}

interface UnlessWithheldProps {
  readonly of: DataClass | readonly DataClass[]
  /** Said in words, where a panel would say that there is nothing. */
  readonly inWords?: true
  readonly children: ReactNode
}

/** What is shown unless it was withheld; then, in a list, a dash that says why. */
export function UnlessWithheld({ of, inWords, children }: UnlessWithheldProps): ReactNode {
  const t = useTexts(texts)
  const withheld = useWithheld()
  if (![of].flat().some((one) => withheld.includes(one))) return children
  if (inWords)
    return (
      <p>
        <Withheld />
      </p>
    )
  return (
    <span className="faded" title={t.withheld}>
      <span aria-hidden>—</span>
      <span className="unseen">{t.withheld}</span>
    </span>
  )
}
