import type { QualityBoard } from '@yinian/core/data-quality/api.ts'
import { qualityRules } from '@yinian/core/data-quality/rules.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { texts } from './texts.ts'

/** Divisions below as rows, rules as columns; every number leads to its people, every name to its own board. */
export function DivisionsByRule({ board, rule }: { board: QualityBoard; rule: string | undefined }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const found = new Set(board.rules.filter(({ cases }) => cases > 0).map((one) => one.rule))
  const rules = qualityRules.filter(({ id }) => (rule === undefined ? found.has(id) : id === rule))
  return (
    <Panel title={t.below}>
      {board.below.length === 0 ? (
        <p className="faded small">{t.noBelow}</p>
      ) : (
        <div className="twin">
          <table className="quality-matrix">
            <thead>
              <tr>
                <th scope="col">{t.division}</th>
                {rules.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {board.below.map(({ region, name, rules: counted }) => (
                <tr key={region}>
                  <th scope="row">
                    <Link to={`/data-quality?region=${region}${rule === undefined ? '' : `&rule=${rule}`}`}>
                      {name}
                    </Link>
                  </th>
                  {rules.map(({ id }) => {
                    const one = counted.find((held) => held.rule === id)
                    if (one === undefined || one.population === 0) return <td key={id}>—</td>
                    return (
                      <td key={id} className="figure">
                        {one.cases === 0 ? (
                          format.share(1)
                        ) : (
                          <Link to={`/data-quality/cases?rule=${id}&region=${region}`}>
                            {format.share(1 - one.cases / one.population)}
                          </Link>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
