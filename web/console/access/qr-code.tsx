import type { ReactNode } from 'react'
import { encode } from 'uqr'

/** A QR code as one path, black on white whatever the theme: cameras want it so. */
export function QrCode({ of: text, label }: { of: string; label: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
