import { useMemo } from 'preact/hooks'
import { encodeQR } from 'qr'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'

const QUIET = 3

const drawn = (text: string) => {
  const cells = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
  const runs = cells.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { path: runs.join(''), side: cells.length }
}

type QrCodeProps = {
  /** What the code holds: mostly an address. */
  text: string
  /** What a screen reader says instead of the address. */
  label?: string | undefined
  /** A line under the code, such as the code typed by hand when scanning fails. */
  caption?: string | undefined
}

/** A QR code as crisp lines, as wide as its container up to 16 rem. */
export const QrCode = ({ text, label, caption }: QrCodeProps) => {
  const say = useText(common)
  const { path, side } = useMemo(() => drawn(text), [text])
  return (
    <figure class="qr">
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={label ?? say('qr.alt', { text })}
        shape-rendering="crispEdges"
      >
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )
}
