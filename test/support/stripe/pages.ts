import { readFileSync } from 'node:fs'
import type Stripe from 'stripe'
import { completeOnboarding } from './accounts.ts'
import { openDispute } from './disputes.ts'
import { StripeFailure } from './failure.ts'
import { agreed, unconnected, unfit } from './oauth.ts'
import { authorizePage } from './pages/authorize.ts'
import { onboardingPage, unknownPage } from './pages/onboarding.ts'
import { payPage, receiptPage } from './pages/pay.ts'
import { decline, pay, payLate } from './paying.ts'
import { bookOf, locate, type Owned, type Stand } from './stand.ts'

/** What a page request is answered with. */
export interface PageReply {
  status: number
  type: string
  body: string | Buffer
  location?: string
  /** Addresses besides its own that the page's form may lead to. */
  leadsTo?: (string | null)[]
}

const text = (status: number, body: string, leadsTo: (string | null)[] = []): PageReply => ({
  status,
  type: 'text/html; charset=utf-8',
  body,
  leadsTo,
})
const seeOther = (location: string): PageReply => ({ status: 303, type: 'text/plain', body: '', location })

const font = (script: string) =>
  new URL(
    import.meta.resolve(
      `@fontsource-variable/anek-devanagari/files/anek-devanagari-${script}-wght-normal.woff2`,
    ),
  )
const FILES: Record<string, { type: string; url: URL }> = {
  '/pages.css': { type: 'text/css; charset=utf-8', url: new URL('./pages.css', import.meta.url) },
  '/fonts/devanagari.woff2': { type: 'font/woff2', url: font('devanagari') },
  '/fonts/latin.woff2': { type: 'font/woff2', url: font('latin') },
}

/** Answers a request for one of the hosted pages, or null where there is no such page. */
export function answerPage(stand: Stand, method: string, url: URL, body: string): PageReply | null {
  const file = FILES[url.pathname]
  if (file) return { status: 200, type: file.type, body: readFileSync(file.url) }
  const [, page, first = '', second = ''] = url.pathname.split('/')
  if (page === 'pay') return answerPay(stand, method, first, url, new URLSearchParams(body))
  if (page === 'onboard') return answerOnboarding(stand, method, second, new URLSearchParams(body))
  if (url.pathname === '/oauth/authorize') return answerAuthorize(stand, method, url, body)
  const charge = page === 'receipt' ? locate(stand, 'charge', first) : null
  return charge ? text(200, receiptPage(charge)) : null
}

function answerPay(stand: Stand, method: string, id: string, url: URL, form: URLSearchParams): PageReply {
  const session = locate(stand, 'checkout.session', id)
  if (!session) return text(404, unknownPage())
  const { success_url: success, cancel_url: cancel } = session.object
  const shown = (status: number, alert: string | null) =>
    text(status, payPage(session, alert), [success, cancel])
  if (method !== 'POST') return shown(200, url.searchParams.get('said'))
  try {
    const said = act(stand, session, form)
    if (said) return seeOther(`/pay/${id}?said=${said}`)
    return seeOther((success ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id))
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    return shown(409, session.object.status === 'open' ? 'refused' : null)
  }
}

/** Does what a button says; answers a word where the payer stays on the page. */
function act(stand: Stand, session: Owned<Stripe.Checkout.Session>, form: URLSearchParams): string | null {
  const payer = { name: form.get('name')?.trim() || undefined, email: form.get('email')?.trim() || undefined }
  switch (form.get('act')) {
    case 'pay':
      pay(stand, session, payer)
      return null
    case 'upi':
      pay(stand, session, { ...payer, method: 'upi' })
      return null
    case 'foreign':
      pay(stand, session, { ...payer, card: { country: 'US', funding: 'credit', last4: '4242' } })
      return null
    case 'late':
      payLate(stand, session, payer)
      return null
    case 'late_fails':
      payLate(stand, session, { ...payer, outcome: 'fails' })
      return null
    case 'dispute':
      openDispute(stand, { ...session, object: pay(stand, session, payer) })
      return null
    case 'refund_pends':
      pay(stand, session, { ...payer, refunds: 'pend' })
      return null
    case 'refund_fails':
      pay(stand, session, { ...payer, refunds: 'fail' })
      return null
    case 'decline':
      decline(stand, session, 'generic_decline', payer)
      return 'declined'
    default:
      return 'unclear'
  }
}

function answerOnboarding(stand: Stand, method: string, token: string, form: URLSearchParams): PageReply {
  const link = Object.hasOwn(stand.state.onboarding, token) ? stand.state.onboarding[token] : undefined
  if (!link) return text(404, unknownPage())
  if (stand.clock.now() > link.expiresAt) return seeOther(link.refreshUrl)
  const book = bookOf(stand, link.account)
  if (method !== 'POST') return text(200, onboardingPage(book.account), [link.returnUrl, link.refreshUrl])
  delete stand.state.onboarding[token]
  if (form.get('act') === 'finish') completeOnboarding(stand, book, form.get('name')?.trim())
  return seeOther(link.returnUrl)
}

function answerAuthorize(stand: Stand, method: string, url: URL, body: string): PageReply {
  const asked = url.searchParams
  const fault = unfit(asked)
  if (fault) return { status: 400, type: 'text/plain; charset=utf-8', body: fault }
  if (method !== 'POST') return text(200, authorizePage(unconnected(stand)), [asked.get('redirect_uri')])
  return seeOther(agreed(stand, asked, new URLSearchParams(body)))
}

/** The headers of a page: no script, nothing from elsewhere, forms lead only where the page was asked to lead. */
export function pageHeaders(reply: PageReply): Record<string, string> {
  const origins = (reply.leadsTo ?? []).flatMap((to) => (to && URL.canParse(to) ? [new URL(to).origin] : []))
  return {
    'content-type': reply.type,
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "font-src 'self'",
      `form-action ${["'self'", ...new Set(origins)].join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': reply.type.startsWith('font') ? 'max-age=86400' : 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    ...(reply.location === undefined ? {} : { location: reply.location }),
  }
}
