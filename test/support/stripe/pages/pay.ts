import type Stripe from 'stripe'
import { both, type Html, html, money, page } from '../html.ts'
import type { Owned } from '../stand.ts'

const ALERTS: Record<string, [string, string]> = {
  declined: ['बैंक ने भुगतान मना किया। फिर से कोशिश करें।', 'The bank declined the payment. Please try again.'],
  refused: ['यह संस्था अभी भुगतान नहीं ले सकती।', 'This organisation cannot take payments at the moment.'],
  unclear: ['बटन समझ में नहीं आया।', 'That button was not understood.'],
}

const OTHERS: [string, string, string][] = [
  ['upi', 'UPI से दें', 'Pay by UPI'],
  ['foreign', 'विदेशी कार्ड से दें', 'Pay with a card from abroad'],
  ['late', 'देर से दें (60 सेकंड)', 'Pay late (60 seconds)'],
  ['late_fails', 'देर से, पर विफल', 'Pay late, and fail'],
  ['dispute', 'दें, फिर विवाद करें', 'Pay, then dispute it'],
  ['refund_pends', 'दें; वापसी लंबित रहेगी', 'Pay; refunds will be pending first'],
  ['refund_fails', 'दें; वापसी विफल होगी', 'Pay; refunds will fail'],
]

type Session = Owned<Stripe.Checkout.Session>

const nameOf = ({ book }: Session) => book.account.business_profile?.name ?? book.account.id

function bill(session: Session): Html {
  const { object, book } = session
  const lines = (book.lines[object.id] ?? []).map(
    (line) =>
      html`<li><span>${line.description ?? ''}${(line.quantity ?? 1) > 1 ? ` × ${line.quantity}` : ''}</span> <b>${money(line.amount_total, line.currency)}</b></li>`,
  )
  return html`<p class="to">${both('भुगतान पाने वाले', 'Payment to')}</p>
<h1>${nameOf(session)}</h1>
<p class="amount">${money(object.amount_total ?? 0, object.currency ?? 'inr')}</p>
<ul class="lines">${lines}</ul>`
}

function form(session: Session): Html {
  const { object } = session
  const amount = money(object.amount_total ?? 0, object.currency ?? 'inr')
  const address =
    object.customer_email === null
      ? html`<label>${both('ई-मेल', 'E-mail')} <input name="email" type="email" autocomplete="email"></label>`
      : html`<p class="after">${both('ई-मेल', 'E-mail')}: ${object.customer_email}</p>`
  const others = OTHERS.map(
    ([act, hi, en]) => html`<button name="act" value="${act}">${both(hi, en)}</button>`,
  )
  const back = object.cancel_url
    ? html`<a class="button" href="${object.cancel_url}">${both('रद्द करें और लौटें', 'Cancel and go back')}</a>`
    : null
  return html`<form method="post" action="/pay/${object.id}">
<label>${both('नाम', 'Name')} <input name="name" autocomplete="name" maxlength="100"></label>
${address}
<button class="go" name="act" value="pay">${both(`${amount} दें`, `Pay ${amount}`)}</button>
<button name="act" value="decline">${both('बैंक मना करे', 'Decline')}</button>
${back}
<details><summary>${both('और परिणाम', 'Other outcomes')}</summary>${others}</details>
</form>`
}

function ended(session: Session): Html {
  const { object } = session
  const paid = object.status === 'complete'
  const to = paid
    ? (object.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', object.id)
    : object.cancel_url
  const said = paid
    ? object.payment_status === 'paid'
      ? both('भुगतान हो चुका है।', 'This has been paid.')
      : both('भुगतान की पुष्टि बाकी है।', 'The payment is being confirmed.')
    : both('इस भुगतान का समय समाप्त हो गया है।', 'The time for this payment is over.')
  return html`<p><strong>${said}</strong></p>
${to ? html`<a class="button go" href="${to}">${both('लौटें', 'Go back')}</a>` : null}`
}

/** The hosted payment page of a session, as it stands now. */
export function payPage(session: Session, alert: string | null): string {
  const words = alert === null ? undefined : ALERTS[alert]
  const said = words ? html`<p class="alert" role="alert">${both(...words)}</p>` : null
  const open = session.object.status === 'open'
  return page(
    `${nameOf(session)} (test)`,
    html`<div class="card">${open ? said : null}${bill(session)}${open ? form(session) : ended(session)}</div>`,
  )
}

/** What a payer sees of a charge afterwards. */
export const receiptPage = ({ object, book }: Owned<Stripe.Charge>): string =>
  page(
    'Receipt (test)',
    html`<div class="card"><p class="to">${both('भुगतान', 'Payment')} ${object.id}</p>
<h1>${book.account.business_profile?.name ?? book.account.id}</h1>
<p class="amount">${money(object.amount, object.currency)}</p>
<p>${both('लौटाया गया', 'Refunded')}: ${money(object.amount_refunded, object.currency)}</p></div>`,
  )
