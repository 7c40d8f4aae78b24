import { EnvironmentOutlined, MenuOutlined } from '@ant-design/icons'
import type { Text } from '@yinian/core/language/text.ts'
import { Button, Tooltip } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Link, type UIMatch, useMatches } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { AccountMenu } from './account-menu.tsx'
import { useMe } from './me.tsx'
import { useCurrentPageName } from './page-name.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'
import { texts } from './texts.ts'

/** What a route tells the breadcrumb. */
export interface Crumb {
  readonly crumb: Text
  /** The route whose page names itself. */
  readonly named?: boolean
}

export function Head({ openSide, showKeys }: { openSide: () => void; showKeys: () => void }): ReactNode {
  const t = useTexts(texts)
  const me = useMe()
  return (
    <header className="head">
      <Button
        className="head-menu"
        type="text"
        icon={<MenuOutlined />}
        aria-label={t.openNavigation}
        onClick={openSide}
      />
      <Crumbs />
      {me.demo && (
        <Tooltip title={t.demoHint}>
          <span className="chip waiting">{t.demo}</span>
        </Tooltip>
      )}
      <OnBehalf />
      <MyArea />
      <span className="head-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
      <AccountMenu showKeys={showKeys} />
    </header>
  )
}

/** Whose grants one holds besides one's own. */
function OnBehalf(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { onBehalfOf } = useMe()
  if (onBehalfOf.length === 0) return null
  return (
    <Tooltip title={t.onBehalfHint}>
      <Link className="chip neutral" to="/me">
        {t.onBehalf({ names: onBehalfOf.join(say({ zh: '、', en: ', ' })) })}
      </Link>
    </Tooltip>
  )
}

function MyArea(): ReactNode {
  const t = useTexts(texts)
  const { organisation, regions } = useMe()
  const name = organisation?.name ?? regions[0]?.name
  if (name === undefined) return null
  const all = organisation === null ? regions.map(({ path }) => path).join('\n') : organisation.name
  return (
    <span className="head-region" title={all}>
      <EnvironmentOutlined aria-hidden="true" />
      <span>
        <span className="unseen">{t.myArea}: </span>
        {organisation === null && regions.length > 1 ? t.areas({ first: name, count: regions.length - 1 }) : name}
      </span>
    </span>
  )
}

function Crumbs(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const pageName = useCurrentPageName()
  const trail = (useMatches() as UIMatch<unknown, Crumb | undefined>[]).filter(
    ({ handle }) => handle?.crumb !== undefined,
  )
  const crumbs = trail.map(({ handle, pathname }, index) => ({
    to: pathname,
    name: (index === trail.length - 1 ? pageName : undefined) ?? (handle === undefined ? '' : say(handle.crumb)),
  }))
  const last = crumbs.at(-1)?.name
  useEffect(() => {
    document.title = last === undefined ? t.product : `${last} · ${t.product}`
  }, [last, t])
  return (
    <nav className="crumbs" aria-label={t.whereAmI}>
      <ol className="crumbs">
        {crumbs.map((crumb, index) => (
          <li key={crumb.to}>
            {index === crumbs.length - 1 ? (
              <span aria-current="page">{crumb.name}</span>
            ) : (
              <Link to={crumb.to}>{crumb.name}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
