import type { Policy, PolicyExample } from '@yinian/core/benefits/policy.ts'
import type { PolicyCheck } from '@yinian/core/benefits/policy-api.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** What a policy comes to: its faults, and for whom it changes something. */
export function CheckPanels({ check }: { check: PolicyCheck }): ReactNode {
  return (
    <>
      <Faults check={check} />
      {check.effective !== null && <Differences check={check} />}
    </>
  )
}

function Faults({ check }: { check: PolicyCheck }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (check.faults.length === 0) return <p className="policy-sound">{t.noFaults}</p>
  return (
    <div className="faults" role="status">
      <strong>{t.faultCount({ count: check.faults.length })}</strong>
      <ul>
        {check.faults.map((fault) => (
          <li key={`${fault.path} ${fault.line} ${fault.column} ${fault.message.zh}`}>
            {say(fault.message)}
            {fault.path !== '' && <code className="clause-line">{placeOf(fault)}</code>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function placeOf({ path, line, column }: PolicyCheck['faults'][number]): string {
  return line === undefined ? path : `${path} ${line}:${column}`
}

function Differences({ check }: { check: PolicyCheck }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const result = useResult()
  return (
    <Panel title={t.differences}>
      {check.differences.length === 0 ? (
        <p className="faded small">{t.noDifferences}</p>
      ) : (
        <>
          <p className="faded small">{t.differencesHint}</p>
          <div className="twin">
            <table className="policy-differences">
              <caption className="unseen">{t.differences}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.person}</th>
                  <th scope="col">{t.before}</th>
                  <th scope="col">{t.after}</th>
                </tr>
              </thead>
              <tbody>
                {check.differences.map(({ before, after, person }) => (
                  <tr key={`${before} ${after}`}>
                    <td>{say(person)}</td>
                    <td>{result(before)}</td>
                    <td>{result(after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {!check.whole && <p className="small">{t.notWhole}</p>}
    </Panel>
  )
}

function useResult(): (value: PolicyCheck['differences'][number]['before']) => string {
  const t = useTexts(texts)
  const format = useFormat()
  return (value) => (value === null ? t.nothingDue : value === 'unset' ? t.unset : format.money(value))
}

/** The invented people a policy answers for. */
export function Examples({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const expectation = useExpectation(policy)
  if (policy.examples === undefined || policy.examples.length === 0) return null
  return (
    <Panel title={t.examples}>
      <ul className="clauses">
        {policy.examples.map((example) => (
          <li key={example.name.zh}>
            <div className="row">
              <span>{say(example.name)}</span>
              <StatusChip tone={'fen' in example.expect ? 'good' : 'neutral'}>{expectation(example.expect)}</StatusChip>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function useExpectation(policy: Policy): (expected: PolicyExample['expect']) => string {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const nameOf = (clause: string) => {
    const found = policy.who.find((one) => one.clause === clause)
    return found ? say(found.text) : clause
  }
  const joined = (parts: readonly string[]) => parts.join(say({ zh: '、', en: ', ' }))
  return (expected) =>
    'fen' in expected
      ? t.expectFen({ money: format.money(expected.fen) })
      : 'fails' in expected
        ? t.expectFails({ what: joined(expected.fails.map(nameOf)) })
        : t.expectMissing({ what: joined(expected.missing) })
}
