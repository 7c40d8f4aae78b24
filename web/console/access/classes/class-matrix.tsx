import type { ClassMatrix } from '@yinian/core/privacy/class-rule-api.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { classTexts } from './class-texts.ts'
import type { Chosen } from './data-classes-page.tsx'

/** Roles down, classes across; every cell opens what can be changed about it. */
export function ClassMatrixTable(props: { matrix: ClassMatrix; choose: (chosen: Chosen) => void }): ReactNode {
  const { classes, roles } = props.matrix
  const t = useTexts(classTexts)
  const { say } = useLanguage()
  return (
    // a wide table is scrolled by keyboard too
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse
    <section className="class-scroll" aria-label={t.whoSees} tabIndex={0}>
      <table className="class-matrix">
        <caption className="unseen">{t.whoSees}</caption>
        <thead>
          <tr>
            <th scope="col">{t.role}</th>
            {classes.map((one) => (
              <th key={one.id} scope="col" title={say(one.holds)}>
                {say(one.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <tr key={role.id}>
              <th scope="row">{say(role.name)}</th>
              {classes.map(({ id, name }) => (
                <td key={id}>
                  <Button
                    type="text"
                    size="small"
                    className="class-cell"
                    aria-label={t.change({ role: say(role.name), dataClass: say(name) })}
                    onClick={() => props.choose({ role, dataClass: id })}
                  >
                    <Cell matrix={props.matrix} role={role.id} dataClass={id} />
                  </Button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell(props: { matrix: ClassMatrix; role: string; dataClass: DataClass }): ReactNode {
  const t = useTexts(classTexts)
  const format = useFormat()
  const { rule, waiting } = aboutCell(props.matrix, props.role, props.dataClass)
  const place = rule?.region.path.split(' ').at(-1) ?? ''
  return (
    <span className={rule?.running ? 'withheld' : 'seen'}>
      <span>{rule?.running ? t.withheld : t.seen}</span>
      {rule !== undefined && !rule.running && (
        <small>{`${t.withheld} ${t.begins({ day: format.day(rule.from) })}`}</small>
      )}
      {rule?.until != null && <small>{t.ends({ day: format.day(rule.until) })}</small>}
      {rule?.inherited && <small>{t.fromAbove({ place })}</small>}
      {waiting && <small className="waits">{t.asked}</small>}
    </span>
  )
}

/** What holds for a role and a class: one's own rule before one from above, one that runs before one to come. */
export function aboutCell({ rules, waiting }: ClassMatrix, role: string, dataClass: DataClass) {
  const about = rules.filter((one) => one.role.id === role && one.dataClass === dataClass)
  const rule = about.find((one) => one.running && !one.inherited) ?? about.find((one) => one.running) ?? about[0]
  return { rule, waiting: waiting.some((one) => one.role.id === role && one.dataClass === dataClass) }
}
