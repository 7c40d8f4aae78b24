import type { ReactNode } from 'react'

/** The mark: a sun resting on a hill, inside a seal. Drawn in the colour of the text around it. */
export function Mark({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect x="1.25" y="1.25" width="29.5" height="29.5" rx="8" stroke="currentColor" strokeWidth="2.5" />
      <path
        d="M5.5 22.5c3.6-3.4 7-5.1 10.5-5.1s6.9 1.7 10.5 5.1"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path d="M10.6 17.6a5.6 5.6 0 1 1 10.8 0" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}

/** The mark with the name beside it, in both writings so that it needs no translation. */
export function Logo({ size = 28 }: { size?: number }): ReactNode {
  return (
    <span className="logo" role="img" aria-label="颐年 Yinian">
      <Mark size={size} />
      <span className="logo-name" aria-hidden="true">
        颐年
      </span>
      <span className="logo-latin" aria-hidden="true">
        Yinian
      </span>
    </span>
  )
}
