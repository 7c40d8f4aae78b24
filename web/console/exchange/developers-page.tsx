import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { purposes } from '@yinian/core/exchange/kinds.ts'
import { openDescription, openEndpoints } from '@yinian/core/exchange/open-api.ts'
import { clientScopes } from '@yinian/core/exchange/scopes.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { circumstanceKinds } from '@yinian/core/people/circumstances.ts'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Logo } from '../../theme/logo.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/switches.tsx'
import { developerTexts } from './developer-texts.ts'
import { TryPanel } from './try-panel.tsx'
import './exchange.css'

/** The published interface and data standards, read without signing in. */
export function DevelopersPage(): ReactNode {
  const t = useTexts(developerTexts)
  useEffect(() => {
    document.title = t.title
  }, [t])
  return (
    <div className="developers">
      <header className="row developers-head">
        <Logo />
        <span className="row">
          <LanguageSwitch />
          <ThemeSwitch />
          <Link to="/">{t.signIn}</Link>
        </span>
      </header>
      <main className="stack">
        <PageHead
          title={t.title}
          hint={t.what}
          actions={
            <Button href={`/api${openDescription.path}`} download="yinian-openapi.json">
              {t.openapi}
            </Button>
          }
        />
        <Panel title={t.steps}>
          <ol>
            <li>{t.step1}</li>
            <li>{t.step2}</li>
            <li>{t.step3}</li>
          </ol>
        </Panel>
        <Panel title={t.signing}>
          <p>{t.signingMeans}</p>
          <pre className="sample">{sample}</pre>
          <p>{t.testKeys}</p>
        </Panel>
        <TryPanel />
        <Endpoints />
        <Panel title={t.limits}>
          <p>{t.limitsMeans}</p>
        </Panel>
        <Dictionary />
        <CodeLists />
        <Errors />
      </main>
    </div>
  )
}

const sample = `POST /api/exchange/v1/ability-results
Authorization: Bearer yn_test_…
Content-Type: application/json

{ "identityNumber": "999999193501010015", "purpose": "benefit-check" }`

function Lines({ heads, rows }: { heads: readonly string[]; rows: readonly (readonly ReactNode[])[] }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard (WCAG 2.1.1)
    <section className="twin" tabIndex={0} aria-label={`${heads.join(' ')} ${String(rows[0]?.[0] ?? '')}`}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={String(cells[0]) + String(cells[1])}>
              {cells.map((cell, index) => (
                <td key={heads[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Endpoints(): ReactNode {
  const t = useTexts(developerTexts)
  const { say } = useLanguage()
  const scopes = Object.values(clientScopes)
  return (
    <Panel title={t.endpoints}>
      <Lines
        heads={[t.address, t.method, t.meaning, t.scope]}
        rows={openEndpoints.map((one) => [
          `/api${one.path}`,
          one.method,
          say(one.summary),
          say(scopes.find(({ permission }) => permission === one.permission)?.name ?? one.summary),
        ])}
      />
    </Panel>
  )
}

function Dictionary(): ReactNode {
  const t = useTexts(developerTexts)
  return (
    <Panel title={t.dictionary}>
      <Lines
        heads={[t.name, t.type, t.meaning]}
        rows={[
          ['identityNumber', t.textNumber, t.fieldIdentity],
          ['purpose', t.text, t.fieldPurpose],
          ['result.level', t.integerLevel, t.fieldLevel],
          ['result.confirmedOn', t.textDay, t.fieldConfirmed],
          ['result.validUntil', t.textDay, t.fieldValid],
          ['categories', t.listOfText, t.fieldCategories],
          ['diedOn', t.textDay, t.fieldDied],
          ['region', t.textRegion, t.fieldRegion],
          ['elders', t.integerOrNull, t.fieldElders],
          ['aged80', t.integerOrNull, t.fieldAged],
          ['levels[0…4]', t.integerOrNull, t.fieldLevel],
          ['state', 'received / already-known / not-on-file', t.fieldState],
        ]}
      />
    </Panel>
  )
}

function CodeLists(): ReactNode {
  const t = useTexts(developerTexts)
  const { say } = useLanguage()
  const categories = Object.entries(circumstanceKinds).flatMap(([kind, { name, values }]) =>
    Object.entries<{ readonly name: Text }>(values).map(([value, held]) => [
      `${kind}:${value}`,
      say(name),
      say(held.name),
    ]),
  )
  return (
    <>
      <Panel title={t.levels}>
        <Lines heads={[t.code, t.meaning]} rows={gbt42195.levels.map(({ level, name }) => [level, say(name)])} />
      </Panel>
      <Panel title={t.purposes}>
        <Lines heads={[t.code, t.meaning]} rows={Object.entries(purposes).map(([code, name]) => [code, say(name)])} />
      </Panel>
      <Panel title={t.categories}>
        <Lines heads={[t.code, t.type, t.meaning]} rows={categories} />
      </Panel>
    </>
  )
}

function Errors(): ReactNode {
  const t = useTexts(developerTexts)
  const { say } = useLanguage()
  const kinds = new Map(
    [notAllowed, ...openEndpoints.flatMap(({ problems }) => problems ?? [])].map((kind) => [kind.code, kind]),
  )
  return (
    <Panel title={t.errors}>
      <Lines
        heads={[t.code, t.status, t.meaning]}
        rows={[...kinds.values()].map(({ code, status, text }) => [
          code,
          status,
          say(text).replaceAll(/\{\w+\}/g, '…'),
        ])}
      />
    </Panel>
  )
}
