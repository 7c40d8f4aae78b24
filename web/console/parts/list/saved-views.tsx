import { DeleteOutlined, EditOutlined, FilterOutlined, StarFilled, StarOutlined } from '@ant-design/icons'
import { initialRoles } from '@yinian/core/access/roles.ts'
import {
  changeView,
  deleteView,
  listSavedViews,
  type SavedView,
  saveView,
  setDefaultView,
} from '@yinian/core/lists/api.ts'
import { Button, Checkbox, Form, Input, Modal, Popover, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { useMe } from '../../shell/me.tsx'
import { Refused, RefusedLine } from '../refused.tsx'
import { RegionField } from '../region-field.tsx'
import { texts } from '../texts.ts'
import type { Filter, FilterValues } from './filter.ts'
import { isView, keptFilter } from './views.ts'

interface Chosen {
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly columns: readonly string[] | null
}

interface ViewsProps extends Chosen {
  readonly list: string
  readonly use: (view: Pick<SavedView, 'filter' | 'columns'>) => void
}

const refreshes = [listSavedViews] as const

/** A row of one's views above a list: the whole list first, then each view; the one it stands on is marked. */
export function ViewTabs({ list, filters, values, use }: ViewsProps): ReactNode {
  const t = useTexts(texts)
  const views = useEndpoint(listSavedViews, { query: { list } }).data?.rows ?? []
  useOpening(views, Object.keys(values).length === 0, use)
  if (views.length === 0) return null
  const at = views.find(({ filter }) => isView(filters, filter, values))
  return (
    <nav className="list-views no-print" aria-label={t.views}>
      <Button
        type="text"
        size="small"
        aria-current={Object.keys(values).length === 0 && at === undefined ? 'true' : undefined}
        onClick={() => use({ filter: {}, columns: null })}
      >
        {t.all}
      </Button>
      {views.map((view) => (
        <Button
          key={view.id}
          type="text"
          size="small"
          aria-current={view === at ? 'true' : undefined}
          title={view.mine ? view.name : t.viewOf({ name: view.name, owner: view.ownerName })}
          onClick={() => use(view)}
        >
          {view.name}
        </Button>
      ))}
    </nav>
  )
}

/** A list that is opened without anything chosen opens with the default view, once: clearing the filters shows everything. */
function useOpening(views: readonly SavedView[], nothingChosen: boolean, use: ViewsProps['use']): void {
  const opened = useRef(!nothingChosen)
  const first = views.find(({ isDefault }) => isDefault)
  useEffect(() => {
    if (opened.current || first === undefined) return
    opened.current = true
    use(first)
  }, [first, use])
}

/** Saving what is chosen under a name, and looking after the views there are. */
export function ViewMenu(props: ViewsProps): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listSavedViews, { query: { list: props.list } })
  const first = useCommand(setDefaultView, { refreshes })
  const remove = useCommand(deleteView, { refreshes })
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState<SavedView | 'new' | null>(null)
  const views = asked.data?.rows ?? []
  const name = (what: SavedView | 'new') => {
    setOpen(false)
    setNaming(what)
  }
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        title={t.views}
        open={open}
        onOpenChange={setOpen}
        content={
          <div className="choices">
            {asked.error !== null && <Refused refusal={asked.error} retry={() => void asked.refetch()} />}
            <RefusedLine refusal={remove.error === null ? null : asRefusal(remove.error)} />
            {asked.data !== undefined && views.length === 0 && <p className="faded small">{t.noViews}</p>}
            {views.map((view) => (
              <span key={view.id} className="view">
                <Button
                  type="text"
                  onClick={() => {
                    setOpen(false)
                    props.use(view)
                  }}
                >
                  {view.name}
                  {!view.mine && <span className="faded small">{view.ownerName}</span>}
                </Button>
                <span className="row">
                  <Button
                    type="text"
                    size="small"
                    icon={view.isDefault ? <StarFilled /> : <StarOutlined />}
                    aria-pressed={view.isDefault}
                    aria-label={t.openWith({ name: view.name })}
                    title={t.openWith({ name: view.name })}
                    onClick={() => first.mutate({ body: { list: props.list, id: view.isDefault ? null : view.id } })}
                  />
                  {view.mine && (
                    <>
                      <Button
                        type="text"
                        size="small"
                        icon={<EditOutlined />}
                        aria-label={t.changeView({ name: view.name })}
                        title={t.changeView({ name: view.name })}
                        onClick={() => name(view)}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<DeleteOutlined />}
                        aria-label={t.removeView({ name: view.name })}
                        title={t.removeView({ name: view.name })}
                        onClick={() => remove.mutate({ params: { id: view.id } })}
                      />
                    </>
                  )}
                </span>
              </span>
            ))}
            <Button type="link" onClick={() => name('new')}>
              {t.saveView}
            </Button>
          </div>
        }
      >
        <Button type="text" icon={<FilterOutlined />}>
          {t.views}
        </Button>
      </Popover>
      {naming !== null && <ViewDialog {...props} view={naming} close={() => setNaming(null)} />}
    </>
  )
}

interface Named {
  readonly name: string
  readonly renew: boolean
  readonly shared: boolean
  readonly role?: string
  readonly region?: string
}

/** The name of a view, whether it takes over what is chosen now, and with whom it is shared. */
function ViewDialog(props: ViewsProps & { view: SavedView | 'new'; close: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions } = useMe()
  const [form] = Form.useForm<Named>()
  const save = useCommand(saveView, { refreshes })
  const change = useCommand(changeView, { refreshes })
  const shared = Form.useWatch('shared', form) === true
  const view = props.view === 'new' ? undefined : props.view
  const error = save.error ?? change.error
  const finish = async ({ name, renew, shared, role, region }: Named) => {
    const sharedWith = shared && role !== undefined && region !== undefined ? { role, region } : null
    const chosen = {
      filter: keptFilter(props.filters, props.values),
      columns: props.columns === null ? null : [...props.columns],
    }
    if (view === undefined) await save.mutateAsync({ body: { list: props.list, name, sharedWith, ...chosen } })
    else await change.mutateAsync({ params: { id: view.id }, body: { name, sharedWith, ...(renew ? chosen : {}) } })
    props.close()
  }
  return (
    <Modal
      open
      title={view === undefined ? t.saveView : t.changeView({ name: view.name })}
      okText={t.save}
      cancelText={t.cancel}
      width={460}
      confirmLoading={save.isPending || change.isPending}
      onCancel={props.close}
      onOk={() => form.submit()}
    >
      <RefusedLine refusal={error === null ? null : asRefusal(error)} />
      <p className="faded small view-keeps">{t.viewKeeps}</p>
      <Form<Named>
        form={form}
        layout="vertical"
        initialValues={{
          name: view?.name ?? '',
          renew: false,
          shared: view?.sharedWith != null,
          role: view?.sharedWith?.role,
          region: view?.sharedWith?.region ?? regions[0]?.code,
        }}
        onFinish={(named) => void finish(named).catch(() => undefined)}
      >
        <Form.Item name="name" label={t.viewName} rules={[{ required: true, whitespace: true, message: t.viewName }]}>
          <Input maxLength={30} autoFocus />
        </Form.Item>
        {view !== undefined && (
          <Form.Item name="renew" valuePropName="checked">
            <Checkbox>{t.renewView}</Checkbox>
          </Form.Item>
        )}
        {regions.length > 0 && (
          <Form.Item name="shared" valuePropName="checked">
            <Checkbox>{t.shareView}</Checkbox>
          </Form.Item>
        )}
        {shared && (
          <>
            <Form.Item name="role" label={t.shareRole} rules={[{ required: true, message: t.shareRole }]}>
              <Select
                options={Object.entries(initialRoles)
                  .filter(([, { over }]) => over === 'region')
                  .map(([value, role]) => ({ value, label: say(role.name) }))}
              />
            </Form.Item>
            <Form.Item name="region" label={t.shareRegion} rules={[{ required: true, message: t.shareRegion }]}>
              <RegionField />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  )
}
