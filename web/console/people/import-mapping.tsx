import { type PeopleImport, remapPeopleImport } from '@yinian/core/people/api.ts'
import { importFields } from '@yinian/core/people/import-fields.ts'
import { isLeftOut } from '@yinian/core/people/import-header.ts'
import { Button, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { texts } from './texts.ts'

const leftOut = ''

/** Each column of the file with samples and the field it fills. Changing one means checking again. */
export function ImportMapping({ import: one }: { import: PeopleImport }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const remap = useCommand(remapPeopleImport)
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map())
  const options = useMemo(
    () => [
      { value: leftOut, label: t.leftOut },
      ...Object.entries(importFields).map(([value, { name }]) => ({ value, label: say(name) })),
    ],
    [say, t],
  )
  const known = one.mapping.filter(({ field }) => field !== null).length
  const unknown = one.mapping.some(({ field, header }) => field === null && !isLeftOut(header))
  const checkAgain = () =>
    remap.mutate({
      params: { id: one.id },
      body: { mapping: [...chosen].map(([column, field]) => ({ column, field: field === leftOut ? null : field })) },
    })
  return (
    <Panel
      title={t.mapping}
      extra={
        (chosen.size > 0 || one.state === 'failed') && (
          <Button type="primary" loading={remap.isPending} onClick={checkAgain}>
            {t.checkAgain}
          </Button>
        )
      }
    >
      {one.otherSheets.length > 0 && (
        <div className="stack-tight" style={{ marginBlockEnd: 16 }}>
          <label htmlFor="import-sheet">{t.sheet}</label>
          <Select
            id="import-sheet"
            style={{ width: 280, maxWidth: '100%' }}
            value={one.sheet}
            loading={remap.isPending}
            options={[one.sheet, ...one.otherSheets].map((name) => ({ value: name, label: name }))}
            onChange={(sheet) => remap.mutate({ params: { id: one.id }, body: { sheet, mapping: [] } })}
          />
          <p className="faded small">{t.sheetHint}</p>
        </div>
      )}
      <RefusedLine refusal={remap.error === null ? null : asRefusal(remap.error)} />
      <details className="earlier" open={unknown}>
        <summary>{t.mappingHint({ known, left: one.mapping.length - known })}</summary>
        <div className="twin import-columns">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.columnInFile}</th>
                <th scope="col">{t.samples}</th>
                <th scope="col">{t.fieldOfRegister}</th>
              </tr>
            </thead>
            <tbody>
              {one.mapping.map(({ column, header, field, sample }) => (
                <tr key={column}>
                  <td>
                    <strong>{header}</strong>
                  </td>
                  <td className="sample small">{sample.join(say({ zh: '、', en: ', ' }))}</td>
                  <td>
                    <Select
                      aria-label={`${header}: ${t.fieldOfRegister}`}
                      style={{ width: 220, maxWidth: '100%' }}
                      showSearch={{ optionFilterProp: 'label' }}
                      options={options}
                      value={chosen.get(column) ?? field ?? leftOut}
                      onChange={(picked) => setChosen(new Map([...chosen, [column, picked]]))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  )
}
