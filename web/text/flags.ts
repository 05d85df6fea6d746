import { texts } from './index.ts'

/** Texts of what stands beside a fee: disputes, and money that paid nothing. */
export const flagTexts = texts('flags', {
  en: {
    'dispute.open': 'The payer’s bank wants {{amount}} back',
    'dispute.open.text':
      'The bank keeps the money until it has decided. The seat stays; nothing is given back a second time meanwhile.',
    'dispute.lost': 'The bank took {{amount}} back',
    'dispute.lost.text': 'The dispute was lost. The seat stays unless the organisation says otherwise.',
    'dispute.won': 'The bank left {{amount}} with the organisation',
    'dispute.won.text': 'The dispute was won; the payment counts as before.',
    'dispute.warning': 'The bank asked about {{amount}} and took nothing',
    'dispute.warning.text': 'The question is closed; the payment counts as before.',
    'dispute.due': 'Evidence can be given at Stripe until {{due}}.',
    'dispute.go': 'To the disputes',
    suspense: '{{amount}} came that pays nothing here',
    'suspense.text': 'It came too late, twice or wrong. It goes back, or the treasurer decides about it.',
    'suspense.go': 'To the reviews',
  },
  hi: {
    'dispute.open': 'देने वाले का बैंक {{amount}} वापस माँगता है',
    'dispute.open.text': 'निर्णय तक पैसा बैंक के पास रहेगा। सीट बनी रहेगी; इस बीच दोबारा कुछ नहीं लौटाया जाएगा।',
    'dispute.lost': 'बैंक ने {{amount}} वापस ले लिए',
    'dispute.lost.text': 'विवाद में निर्णय संगठन के विरुद्ध गया। संगठन कुछ और न कहे तो सीट बनी रहेगी।',
    'dispute.won': 'बैंक ने {{amount}} संगठन के पास रहने दिए',
    'dispute.won.text': 'विवाद में निर्णय संगठन के पक्ष में गया; भुगतान पहले जैसा मान्य है।',
    'dispute.warning': 'बैंक ने {{amount}} के बारे में पूछा, कुछ लिया नहीं',
    'dispute.warning.text': 'बात समाप्त हुई; भुगतान पहले जैसा मान्य है।',
    'dispute.due': '{{due}} तक Stripe पर सबूत दिए जा सकते हैं।',
    'dispute.go': 'विवाद देखें',
    suspense: '{{amount}} आए, जिनसे यहाँ कुछ नहीं चुका',
    'suspense.text': 'देर से, दो बार या ग़लत आया। यह लौटेगा, या कोषाध्यक्ष निर्णय करेंगे।',
    'suspense.go': 'जाँच देखें',
  },
})
