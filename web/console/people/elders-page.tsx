import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { countElders, type ElderRow, listElders } from '@yinian/core/people/api.ts'
import { sexNames } from '@yinian/core/people/exported-columns.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { useListState } from '../parts/list/list-state.ts'
import { UnlessWithheld } from '../parts/withheld.tsx'
import { May } from '../shell/me.tsx'
import { CategoryChips, LevelChip, SpecialDifficultyChip, StateChip } from './chips.tsx'
import { useElderFilters } from './elder-filters.ts'
import { ExportDialog } from './export-dialog.tsx'
import './people.css'
import { texts } from './texts.ts'

export function EldersPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useElderFilters()
  const { values } = useListState(filters)
  const columns: readonly Column<ElderRow>[] = [
    { name: 'name', title: t.name, show: (elder) => elder.name },
    { name: 'sex', title: t.sex, show: (elder) => say(sexNames[elder.sex]) },
    { name: 'age', title: t.age, align: 'right', show: (elder) => elder.age },
    { name: 'birth', title: t.birth, atFirst: 'hidden', show: (elder) => <DayText day={elder.birth} /> },
    {
      name: 'documentNumber',
      title: t.documentNumber,
      show: (elder) => <UnlessWithheld of="identity">{elder.documentNumber}</UnlessWithheld>,
    },
    {
      name: 'phone',
      title: t.phone,
      show: (elder) => <UnlessWithheld of="contact">{elder.phone ?? ''}</UnlessWithheld>,
    },
    { name: 'region', title: t.residence, show: (elder) => <PlaceText path={elder.regionPath} /> },
    {
      name: 'registration',
      title: t.registration,
      atFirst: 'hidden',
      show: (elder) => <PlaceText path={elder.registeredPath} />,
    },
    {
      name: 'categories',
      title: t.category,
      show: (elder) => (
        <UnlessWithheld of="circumstances">
          <span className="row elder-categories">
            <SpecialDifficultyChip {...elder} />
            <CategoryChips categories={elder.categories} most={3} />
          </span>
        </UnlessWithheld>
      ),
    },
    { name: 'level', title: t.level, show: (elder) => <LevelChip {...elder} /> },
    { name: 'state', title: t.state, show: (elder) => <StateChip state={elder.state} /> },
    {
      name: 'updated',
      title: t.updated,
      atFirst: 'hidden',
      show: (elder) => <InstantText at={elder.updatedAt} relative />,
    },
  ]
  return (
    <ListPage
      name="elders"
      title={t.elders}
      hint={t.eldersHint}
      list={listElders}
      counted={countElders}
      filters={filters}
      columns={columns}
      keyOf={(elder) => elder.id}
      linkOf={(elder) => `/people/${elder.id}`}
      actions={
        <>
          <May do="people:export">
            <ExportDialog filter={values} />
          </May>
          <AddActions />
        </>
      }
      blank={{ title: t.noElders, hint: t.noEldersHint, action: <AddActions /> }}
    />
  )
}

function AddActions(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  return (
    <>
      <May do="people:import">
        <Button icon={<ImportOutlined />} onClick={() => void navigate('/people/imports')}>
          {t.imports}
        </Button>
      </May>
      <May do="people:write">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/people/new')}>
          {t.register}
        </Button>
      </May>
    </>
  )
}

/** The town and village of a path, the whole of it on hover. */
export function PlaceText({ path }: { path: string }): ReactNode {
  return <span title={path}>{path.split(' ').slice(-2).join(' ')}</span>
}
