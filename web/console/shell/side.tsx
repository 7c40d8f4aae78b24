import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Logo } from '../../theme/logo.tsx'
import { groups, placeAt } from './place.ts'
import type { placesFor } from './places.ts'
import { texts } from './texts.ts'

export function Side({
  groupsOfPlaces,
  onGo,
}: {
  groupsOfPlaces: ReturnType<typeof placesFor>
  onGo?: () => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { pathname } = useLocation()
  const here = placeAt(
    groupsOfPlaces.flatMap(({ places }) => places),
    pathname,
  )
  return (
    <nav className="side" aria-label={t.navigation}>
      <div className="side-logo">
        <Link to="/" onClick={onGo}>
          <Logo />
        </Link>
      </div>
      <div className="places">
        {groupsOfPlaces.map(({ group, places }) => (
          <section key={group} aria-label={say(groups[group]) || undefined}>
            {say(groups[group]) !== '' && <h2 className="places-group">{say(groups[group])}</h2>}
            <ul>
              {places.map((place) => (
                <li key={place.path}>
                  <Link
                    className="place"
                    to={place.path}
                    aria-current={place.path === here?.path ? 'page' : undefined}
                    onClick={onGo}
                  >
                    <place.icon />
                    {say(place.label)}
                    {place.letter !== undefined && <kbd>g {place.letter}</kbd>}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}
