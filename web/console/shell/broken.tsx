import { permissions } from '@yinian/core/access/permissions.ts'
import type { Admission } from '@yinian/core/http/endpoint.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useRouteError } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Blank } from '../parts/blank.tsx'
import { texts } from './texts.ts'

/** A fault of the program, caught where it happened so that the rest of the console stays usable. */
export function Broken(): ReactNode {
  const t = useTexts(texts)
  const error = useRouteError()
  const message = error instanceof Error ? error.message : String(error)
  // A page that was replaced by a newer build can no longer be fetched under its old name.
  const outdated = /dynamically imported module|Importing a module script failed/i.test(message)
  return (
    <Blank
      wholePage
      title={outdated ? t.newerVersion : t.broken}
      hint={outdated ? undefined : t.brokenMeans}
      action={
        <>
          <Button type="primary" onClick={() => location.reload()}>
            {t.reload}
          </Button>
          <Link to="/">{t.backHome}</Link>
        </>
      }
    >
      {!outdated && <code className="small faded">{message}</code>}
    </Blank>
  )
}

export function NotFound(): ReactNode {
  const t = useTexts(texts)
  return <Blank wholePage title={t.notFound} hint={t.notFoundMeans} action={<Link to="/">{t.backHome}</Link>} />
}

export function NotAllowed({ permission }: { permission: Admission }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const name =
    permission === 'public' || permission === 'signed-in' || permission === 'person'
      ? permission
      : say(permissions[permission])
  return (
    <Blank
      wholePage
      title={t.notAllowed}
      hint={t.notAllowedMeans({ permission: name })}
      action={<Link to="/">{t.backHome}</Link>}
    />
  )
}
