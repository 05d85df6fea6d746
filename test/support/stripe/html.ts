/** Markup that is safe to place in a page as it is. */
export interface Html {
  readonly html: string
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)

type Piece = Html | readonly Html[] | string | number | null

const written = (piece: Piece): string => {
  if (piece === null) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return 'html' in piece ? piece.html : piece.map((one) => one.html).join('')
}

/** Writes markup; whatever is filled in is escaped unless it is markup itself. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Html => ({
  html: parts.map((part, at) => part + (at < pieces.length ? written(pieces[at] ?? null) : '')).join(''),
})

/** The same words in Hindi and English. */
export const both = (hi: string, en: string): Html =>
  html`<span class="both"><span lang="hi">${hi}</span> <span class="en" lang="en">${en}</span></span>`

/** An amount in the smallest unit as people read it, in the Indian grouping. */
export const money = (minor: number, currency: string): string =>
  new Intl.NumberFormat('en-IN', { style: 'currency', currency: currency.toUpperCase() }).format(minor / 100)

/** A whole page of the stand-in. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="hi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/pages.css">
</head>
<body>
<header class="test"><strong lang="hi">यह परीक्षण है: कोई पैसा नहीं जाता।</strong> <strong lang="en">This is a test: no money moves.</strong></header>
<main>${body}</main>
</body>
</html>`.html
