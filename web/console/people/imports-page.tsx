import { FileExcelOutlined, UploadOutlined } from '@ant-design/icons'
import { listPeopleImports, type PeopleImport, peopleImportTemplate } from '@yinian/core/people/api.ts'
import { type ImportOutcome, importOutcomes, importStates } from '@yinian/core/people/import-states.ts'
import { App, Button, Modal, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { useMe } from '../shell/me.tsx'
import './people.css'
import { texts } from './texts.ts'
import { uploadList } from './upload-list.ts'

export function ImportsPage(): ReactNode {
  const t = useTexts(texts)
  const columns: readonly Column<PeopleImport>[] = [
    { name: 'file', title: t.file, show: (one) => one.fileName },
    { name: 'region', title: t.region, show: (one) => one.regionPath.split(' ').slice(-2).join(' ') },
    { name: 'state', title: t.state, show: (one) => <ImportState state={one.state} /> },
    { name: 'rows', title: t.rows, align: 'right', show: (one) => one.total },
    { name: 'results', title: t.results, show: (one) => <Counts counts={one.counts} /> },
    { name: 'who', title: t.who, show: (one) => one.createdBy },
    { name: 'when', title: t.when, show: (one) => <InstantText at={one.createdAt} relative /> },
  ]
  return (
    <ListPage
      name="people-imports"
      title={t.imports}
      hint={t.importsHint}
      list={listPeopleImports}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => `/people/imports/${one.id}`}
      actions={
        <>
          <TemplateButton />
          <UploadDialog />
        </>
      }
      blank={{ title: t.noImports, hint: t.importsHint, action: <UploadDialog /> }}
    />
  )
}

const tones = {
  uploading: 'waiting',
  checking: 'waiting',
  checked: 'waiting',
  applying: 'waiting',
  applied: 'good',
  failed: 'bad',
  cancelled: 'ended',
} as const satisfies Record<PeopleImport['state'], Tone>

export function ImportState({ state }: Pick<PeopleImport, 'state'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(importStates[state])}</StatusChip>
}

function Counts({ counts }: Pick<PeopleImport, 'counts'>): ReactNode {
  const { say } = useLanguage()
  const format = useFormat()
  return (Object.keys(importOutcomes) as ImportOutcome[])
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => `${say(importOutcomes[outcome])} ${format.number(counts[outcome] ?? 0)}`)
    .join(' · ')
}

/** Which division, which file: the check begins as soon as the file has arrived. */
function UploadDialog(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [region, setRegion] = useState(regions[0]?.code)
  const [share, setShare] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async (file: File) => {
    if (region === undefined) return
    setShare(0)
    setRefusal(null)
    try {
      await navigate(`/people/imports/${await uploadList(region, file, setShare)}`)
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setShare(null)
    }
  }
  return (
    <>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t.newImport}
      </Button>
      <Modal open={open} title={t.newImport} footer={null} width={520} onCancel={() => setOpen(false)} destroyOnHidden>
        <RefusedLine refusal={refusal} />
        <div className="stack-tight">
          <label htmlFor="import-region">{t.importRegion}</label>
          <RegionField id="import-region" value={region} onChange={setRegion} />
          <p className="faded small">{region === undefined ? t.importRegionMissing : t.importRegionHelp}</p>
          <Upload.Dragger
            accept=".xlsx,.csv,.txt"
            showUploadList={false}
            disabled={share !== null || region === undefined}
            beforeUpload={(file) => {
              void send(file)
              return false
            }}
          >
            <p>
              <UploadOutlined aria-hidden="true" />{' '}
              {share === null ? t.chooseFile : t.uploading({ share: `${Math.round(share * 100)}%` })}
            </p>
            <p className="faded small">{t.fileKinds}</p>
          </Upload.Dragger>
        </div>
      </Modal>
    </>
  )
}

function TemplateButton(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const fetchIt = () =>
    download(peopleImportTemplate, {}).catch(
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <Button type="text" icon={<FileExcelOutlined />} onClick={() => void fetchIt()}>
      {t.template}
    </Button>
  )
}
