import type { ElderFile } from '@yinian/core/people/api.ts'
import { sexNames } from '@yinian/core/people/exported-columns.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { CategoryChips, StateChip } from '../chips.tsx'
import { texts } from '../one-person-texts.ts'
import { texts as peopleTexts } from '../texts.ts'

type Side = Pick<
  ElderFile,
  | 'id'
  | 'name'
  | 'sex'
  | 'birth'
  | 'documentNumber'
  | 'phone'
  | 'regionPath'
  | 'registeredPath'
  | 'address'
  | 'payee'
  | 'state'
> & { readonly categories: readonly string[]; readonly registeredAt: string }

/** Two files in two columns; what differs is said in words and not by colour alone. */
export function SideBySide(props: {
  one: Side | null
  other: Side | null
  oneCounty: string
  otherCounty: string
  titles?: readonly [string, string]
}): ReactNode {
  const { one, other, titles } = props
  const t = useTexts(texts)
  const rows = useRows()
  return (
    <div className="table-scroll">
      <table className="side-by-side">
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{titles?.[0] ?? t.one}</th>
            <th scope="col">{titles?.[1] ?? t.other}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, show, compared }) => {
            const differs = one !== null && other !== null && compared(one) !== compared(other)
            return (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {differs && <span className="differs"> · {t.differs}</span>}
                </th>
                <td>{one === null ? <Hidden county={props.oneCounty} /> : show(one)}</td>
                <td>{other === null ? <Hidden county={props.otherCounty} /> : show(other)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Hidden({ county }: { county: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <span className="faded">
      <span className="unseen">{t.fileIn({ county })}</span>—
    </span>
  )
}

interface Row {
  readonly name: string
  readonly show: (file: Side) => ReactNode
  readonly compared: (file: Side) => string
}

function useRows(): readonly Row[] {
  const t = useTexts(peopleTexts)
  const own = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const plain = (name: string, value: (file: Side) => string | null): Row => ({
    name,
    show: (file) => value(file) ?? '—',
    compared: (file) => value(file) ?? '',
  })
  return [
    {
      name: own.name,
      show: (file) => (
        <>
          <Link to={`/people/${file.id}`}>{file.name}</Link> <StateChip state={file.state} />
        </>
      ),
      compared: (file) => file.name,
    },
    plain(t.sex, (file) => say(sexNames[file.sex])),
    plain(t.birth, (file) => format.day(file.birth)),
    plain(own.documentNumber, (file) => file.documentNumber),
    plain(t.phone, (file) => file.phone),
    plain(t.residence, (file) => file.regionPath),
    plain(t.registration, (file) => file.registeredPath),
    plain(t.address, (file) => file.address),
    plain(t.payee, (file) => file.payee),
    {
      name: t.category,
      show: (file) => <CategoryChips categories={[...file.categories]} />,
      compared: (file) => [...file.categories].sort().join(),
    },
    plain(t.registeredAt, (file) => format.instant(file.registeredAt)),
  ]
}
