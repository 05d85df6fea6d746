import { texts } from './index.ts'

/** Texts of the bank's statement beside the ledger. */
export const besideBankTexts = texts('beside-bank', {
  en: {
    look: 'Look',
    'bank.title': 'The bank’s statement beside the ledger',
    'bank.days': 'Lines known: {{days}}',
    'bank.never':
      'No statement was loaded. By the ledger {{amount}} is at the bank; whether it is there, only the statement shows.',
    'bank.load': 'Load a statement',
    'bank.even':
      'The statement shows {{shown}}, the ledger says {{ledger}}: they agree, and every line is explained.',
    'bank.shown': 'The statement shows {{shown}} of the {{ledger}} that are at the bank by the ledger.',
    'unseen.payment_one': '{{count}} payment of {{amount}} was recorded, and no line shows it yet.',
    'unseen.payment_other': '{{count}} payments of {{amount}} were recorded, and no line shows them yet.',
    'unseen.deposit_one': '{{count}} cash deposit of {{amount}} was recorded, and no line shows it yet.',
    'unseen.deposit_other':
      '{{count}} cash deposits of {{amount}} were recorded, and no line shows them yet.',
    'unseen.refund_one': '{{count}} refund of {{amount}} was sent, and no line shows it yet.',
    'unseen.refund_other': '{{count}} refunds of {{amount}} were sent, and no line shows them yet.',
    'unseen.void_one': '{{count}} payment of {{amount}} bounced, and no line takes it back yet.',
    'unseen.void_other': '{{count}} payments of {{amount}} bounced, and no line takes them back yet.',
    'unseen.payout_one':
      '{{count}} payout of Stripe of {{amount}} has left Stripe, and no line shows it yet.',
    'unseen.payout_other':
      '{{count}} payouts of Stripe of {{amount}} have left Stripe, and no line shows them yet.',
    'line.unbooked_one':
      '{{count}} match of {{amount}} is no money by the ledger: a claim that nobody verified, or a payout that failed.',
    'line.unbooked_other':
      '{{count}} matches of {{amount}} are no money by the ledger: claims that nobody verified, or payouts that failed.',
    'line.open_one': '{{count}} line of {{amount}} is explained by nothing of ours.',
    'line.open_other': '{{count}} lines of {{amount}} in all are explained by nothing of ours.',
    'line.aside_one': '{{count}} line of {{amount}} was set aside: no affair of fees.',
    'line.aside_other': '{{count}} lines of {{amount}} in all were set aside: no affair of fees.',
    'line.cheques': 'Cheques of {{amount}} were taken and are not paid by the bank yet.',
    'line.rest': '{{amount}} of the ledger’s bank is explained by nothing. Tell whoever runs this service.',
  },
  hi: {
    look: 'देखें',
    'bank.title': 'बही के साथ बैंक का विवरण',
    'bank.days': 'पंक्तियाँ: {{days}}',
    'bank.never':
      'कोई विवरण नहीं चढ़ाया गया। बही के अनुसार बैंक में {{amount}} हैं; सचमुच हैं या नहीं, यह विवरण ही दिखाता है।',
    'bank.load': 'विवरण चढ़ाएँ',
    'bank.even': 'विवरण में {{shown}}, बही में {{ledger}}: दोनों मिलते हैं, और हर पंक्ति का कारण पता है।',
    'bank.shown': 'बही के अनुसार बैंक में जो {{ledger}} हैं, उनमें से {{shown}} विवरण में दिखते हैं।',
    'unseen.payment_one': '{{amount}} का {{count}} भुगतान दर्ज है, पर किसी पंक्ति में अभी नहीं दिखा।',
    'unseen.payment_other': '{{amount}} के {{count}} भुगतान दर्ज हैं, पर किसी पंक्ति में अभी नहीं दिखे।',
    'unseen.deposit_one': '{{amount}} की {{count}} नक़द जमा दर्ज है, पर किसी पंक्ति में अभी नहीं दिखी।',
    'unseen.deposit_other': '{{amount}} की {{count}} नक़द जमा दर्ज हैं, पर किसी पंक्ति में अभी नहीं दिखीं।',
    'unseen.refund_one': '{{amount}} की {{count}} वापसी भेजी गई, पर किसी पंक्ति में अभी नहीं दिखी।',
    'unseen.refund_other': '{{amount}} की {{count}} वापसियाँ भेजी गईं, पर किसी पंक्ति में अभी नहीं दिखीं।',
    'unseen.void_one': '{{amount}} का {{count}} भुगतान लौट गया, पर किसी पंक्ति में अभी नहीं घटा।',
    'unseen.void_other': '{{amount}} के {{count}} भुगतान लौट गए, पर किसी पंक्ति में अभी नहीं घटे।',
    'unseen.payout_one': 'Stripe से {{amount}} की {{count}} रक़म निकली, पर किसी पंक्ति में अभी नहीं दिखी।',
    'unseen.payout_other': 'Stripe से {{amount}} की {{count}} रक़में निकलीं, पर किसी पंक्ति में अभी नहीं दिखीं।',
    'line.unbooked_one':
      '{{amount}} का {{count}} मिलान बही में पैसा नहीं है: दावा जिसे किसी ने नहीं परखा, या भेजी रक़म जो लौट गई।',
    'line.unbooked_other':
      '{{amount}} के {{count}} मिलान बही में पैसा नहीं हैं: दावे जिन्हें किसी ने नहीं परखा, या भेजी रक़में जो लौट गईं।',
    'line.open_one': '{{amount}} की {{count}} पंक्ति का हमारे यहाँ कोई कारण नहीं।',
    'line.open_other': 'कुल {{amount}} की {{count}} पंक्तियों का हमारे यहाँ कोई कारण नहीं।',
    'line.aside_one': '{{amount}} की {{count}} पंक्ति अलग रखी गई: शुल्क की नहीं।',
    'line.aside_other': 'कुल {{amount}} की {{count}} पंक्तियाँ अलग रखी गईं: शुल्क की नहीं।',
    'line.cheques': '{{amount}} के चेक लिए गए, जो बैंक ने अभी नहीं चुकाए।',
    'line.rest': 'बही के बैंक खाते के {{amount}} का कोई कारण नहीं मिला। सेवा चलाने वाले को बताइए।',
  },
})
